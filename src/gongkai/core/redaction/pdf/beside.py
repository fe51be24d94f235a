"""The words of a PDF beside its pages: properties, comments, bookmarks, names of layers and attachments."""

from collections.abc import Iterator
from typing import Any, Final

import pikepdf

MOST: Final = 2_000_000  # characters that are looked at
DEEP: Final = 6


def words_beside(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield the strings of every dictionary and the described properties; what is drawn on pages is not among them."""
    taken = 0
    for each in pdf.objects:
        for text in _strings(each, 0):
            taken += len(text)
            if taken > MOST:
                return
            yield text
    metadata = pdf.Root.get("/Metadata")
    if isinstance(metadata, pikepdf.Stream):
        yield metadata.read_bytes()[:MOST].decode("utf-8", "replace")


def _strings(found: Any, depth: int) -> Iterator[str]:
    if isinstance(found, pikepdf.String):
        yield str(found)
    elif depth < DEEP and isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        for key in found.keys():  # noqa: SIM118 - a stream has no iterator of its own
            yield from _direct(found[key], depth)
    elif depth < DEEP and isinstance(found, pikepdf.Array):
        for each in found:
            yield from _direct(each, depth)


def _direct(found: Any, depth: int) -> Iterator[str]:
    """Yield the strings of a part; parts with a number of their own come by themselves."""
    if not (isinstance(found, pikepdf.Object) and found.is_indirect):
        yield from _strings(found, depth + 1)
