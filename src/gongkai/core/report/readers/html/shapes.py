"""Cells of a web page that are nothing but a cell, which nearly all are: recognised once for each way of writing.

In a report of three hundred cells most hold the same mark-up around the same 0 or blank. What stands between one `<td`
and the next is therefore looked up by its attributes, its content and what is behind it before it is taken apart.
"""

import re
from collections.abc import Callable
from typing import Final, TypeVar

from gongkai.core.report.readers.html.grids import RawCell
from gongkai.core.report.readers.html.table import LAYOUT_LENGTH, spans
from gongkai.core.report.readers.html.tags import PLAIN, TAG
from gongkai.core.report.readers.html.text import lines

_T = TypeVar("_T")
WholeCell = tuple[RawCell, bool]  # the cell, and whether its row ends and another begins behind it
_BEHIND: Final = re.compile(r"\s*(</tr\s*>\s*<tr(?:\s[^>\"\']*(?:\"[^\"]*\"[^>\"\']*)*)?>\s*)?", re.IGNORECASE)

_SAFE: Final = r"""(?:\s[^<>"']*+(?:"[^"<>]*+"[^<>"']*+|'[^'<>]*+'[^<>"']*+)*+)?"""  # attributes that hide no bracket
_WHOLE_ATTRIBUTES: Final = re.compile(r"""(?:[\s/][^"']*+(?:"[^"]*+"[^"']*+)*+)?""")
# One run of text with marks of style around it.
_ONE_RUN: Final = re.compile(
    rf"\s*+(?:<(?:p|span|font|div|b|strong){_SAFE}>\s*+)*+([^<]*+)(?:</(?:p|span|font|div|b|strong|o:p)>\s*+|<o:p>)*+"
)


class _Learnt(dict[str, _T]):
    """What each way of writing means, worked out when it is first met."""

    def __init__(self, meaning: Callable[[str], _T]) -> None:
        super().__init__()
        self._meaning = meaning

    def __missing__(self, way: str) -> _T:
        found = self[way] = self._meaning(way)
        return found


class CellShapes(_Learnt[WholeCell | None]):
    """What each stretch behind `<td` is: a cell and nothing else; None where it is more, or less, or not plain."""

    def __init__(self) -> None:
        super().__init__(self._whole)
        self._spans = _Learnt(_plain_spans)
        self._texts = _Learnt(_plain_text)
        self._behind = _Learnt(_row_behind)

    def _whole(self, stretch: str) -> WholeCell | None:
        attributes, _, rest = stretch.partition(">")
        content, end, behind = rest.partition("</td>")
        if not end:
            return None
        found, text, row = self._spans[attributes], self._texts[content], self._behind[behind]
        if found is None or text is None or row is None:
            return None
        return (text, *found), row


def _plain_spans(attributes: str) -> tuple[int, int] | None:
    """Return the spans of a cell; None where a quote is open, so that the tag does not end where it seemed to."""
    if not _WHOLE_ATTRIBUTES.fullmatch(attributes):
        return None
    return spans(attributes)


def _plain_text(content: str) -> str | None:
    """Return the text of a cell that holds nothing but text, line breaks and marks of style."""
    run = _ONE_RUN.fullmatch(content)
    if run:
        return _short(run[1])
    parts = TAG.split(content)
    if ended_badly(parts, content):
        return None
    pieces = [parts[0]]
    for name, piece in zip(parts[1::3], parts[3::3], strict=True):
        between = PLAIN.get(name)
        if between is None:
            return None
        pieces += (between, piece)
    return _short("".join(pieces))


def _short(text: str) -> str | None:
    """Return the text of a cell, or None for one so long that the table may lay out a page."""
    return lines(text) if len(text) < LAYOUT_LENGTH else None


def _row_behind(behind: str) -> bool | None:
    found = _BEHIND.fullmatch(behind)
    return None if found is None else found[1] is not None


def ended_badly(parts: list[str], stretch: str) -> bool:
    """Return whether the last tag is not ended: what looked like the next cell stood inside an attribute."""
    return len(parts) > 1 and not parts[-1] and not stretch.endswith(">")
