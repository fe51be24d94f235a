"""Page furniture (页码、页眉、页脚): what stands at the edge of pages and is no text of the document."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, Protocol, TypeVar

# Of the page's height, where marks stand. GB/T 9704 leaves 37 mm of 297 above the text and 35 mm below it.
_TOP: Final = 0.11
_BOTTOM: Final = 0.87
_MARK: Final = re.compile(
    r"[-—–－─·•]+\s*\d{1,4}\s*[-—–－─·•]+|第?\s*\d{1,4}\s*页?\s*[，,/／]?\s*共\s*\d{1,4}\s*页|第\s*\d{1,4}\s*页|\d{1,4}\s*[/／]\s*\d{1,4}"
    r"|[Pp]age\s*\d+(\s*of\s*\d+)?"
)
_DIGITS: Final = re.compile(r"\d+")


class _Placed(Protocol):
    """A line with its text and its height on the page."""

    @property
    def text(self) -> str: ...

    @property
    def middle(self) -> float: ...


_Line = TypeVar("_Line", bound=_Placed)


def without_furniture(pages: Sequence[Sequence[_Line]], heights: Sequence[float]) -> list[list[_Line]]:
    """Return the lines of each page without page marks and without heads and feet that most pages repeat."""
    repeated = _repeated(pages, heights)
    numbering = _numbering(pages, heights)
    kept: list[list[_Line]] = []
    for index, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        kept.append(
            [
                line
                for line in lines
                if not (
                    _at_edge(line, height)
                    and (_MARK.fullmatch(line.text) or _key(line) in repeated or _is_number(line, index, numbering))
                )
            ]
        )
    return kept


def _at_edge(line: _Placed, height: float) -> bool:
    return not _TOP * height < line.middle < _BOTTOM * height


def _key(line: _Placed) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.middle / 6)


def _repeated(pages: Sequence[Sequence[_Placed]], heights: Sequence[float]) -> set[tuple[str, int]]:
    """Return the texts, digits apart, that stand at the same height of the edge on most pages."""
    if len(pages) < 3:
        return set()
    seen: Counter[tuple[str, int]] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        edge = {_key(line) for line in (*lines[:3], *lines[-3:]) if _at_edge(line, height)}
        seen.update(edge)
    # A bare figure may be the last line of a table; `_numbering` decides on those.
    return {key for key, count in seen.items() if count > len(pages) / 2 and key[0] != "#"}


def _numbering(pages: Sequence[Sequence[_Placed]], heights: Sequence[float]) -> int | None:
    """Return the page number minus the index of the page, if bare numbers at the edge count the pages."""
    offsets: Counter[int] = Counter()
    for index, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        offsets.update({int(n) - index for n in _bare(lines, height)})
    if len(pages) < 2 or not offsets:
        return None
    offset, count = offsets.most_common(1)[0]
    return offset if count >= max(2, 0.6 * len(pages)) else None


def _bare(lines: Sequence[_Placed], height: float) -> list[str]:
    edge = (*lines[:1], *lines[-1:])
    return [line.text for line in edge if _at_edge(line, height) and re.fullmatch(r"\d{1,4}", line.text)]


def _is_number(line: _Placed, index: int, numbering: int | None) -> bool:
    return numbering is not None and line.text == str(index + numbering)
