"""The characters of a page of a PDF, and where each stands, in points as PDF counts them."""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

UNREAD: Final = frozenset({"\ufffd", "\x00"})

Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True, slots=True)
class PageText:
    """The characters of a page, and the box of each, None for one that stands nowhere."""

    signs: tuple[str, ...]
    boxes: tuple[Box | None, ...]
    unread: int  # characters of which the file does not say what they are


def page_text(page: pypdfium2.PdfPage) -> PageText:
    """Return the text of a page character by character."""
    textpage = page.get_textpage()
    count = textpage.count_chars()
    signs = [_sign(textpage, place) for place in range(count)]
    boxes = tuple(_box(textpage, place) for place in range(count))
    unread = sum(
        sign in UNREAD or pdfium.FPDFText_HasUnicodeMapError(textpage, place) == 1 for place, sign in enumerate(signs)
    )
    textpage.close()
    return PageText(tuple(signs), boxes, unread)


def _sign(textpage: Any, place: int) -> str:
    code = pdfium.FPDFText_GetUnicode(textpage, place)
    if 0xD800 <= code <= 0xDFFF or not 0 < code < 0x110000:
        return "\ufffd"
    return chr(code)


def _box(textpage: Any, place: int) -> Box | None:
    """Return the loose and the tight box of a character together."""
    loose = pdfium.FS_RECTF()
    tight = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = tight
    found: list[Box] = []
    if pdfium.FPDFText_GetLooseCharBox(textpage, place, loose):
        found.append((loose.left, min(loose.bottom, loose.top), loose.right, max(loose.bottom, loose.top)))
    if pdfium.FPDFText_GetCharBox(textpage, place, left, right, bottom, top):
        found.append((left.value, bottom.value, right.value, top.value))
    found = [box for box in found if box[2] > box[0] and box[3] > box[1]]
    return united(found) if found else None


def united(boxes: Sequence[Box]) -> Box:
    """Return the box around boxes."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)
