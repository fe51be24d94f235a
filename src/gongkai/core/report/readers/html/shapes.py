"""Cells of a web page that are nothing but a cell, which nearly all are: recognised once for each way of writing.

In a report of three hundred cells most hold the same mark-up around the same 0 or blank. What stands between one `<td`
and the next is therefore looked up by its attributes, its content and what is behind it before it is taken apart.
"""

import re
from typing import Final

from gongkai.core.report.readers.html.grids import RawCell
from gongkai.core.report.readers.html.table import spans
from gongkai.core.report.readers.html.tags import PLAIN, TAG
from gongkai.core.report.readers.html.text import lines

WholeCell = tuple[RawCell, bool]  # the cell, and whether its row ends and another begins behind it
_BEHIND: Final = re.compile(r"\s*(</tr\s*>\s*<tr(?:\s[^>\"\']*(?:\"[^\"]*\"[^>\"\']*)*)?>\s*)?", re.IGNORECASE)

_SAFE: Final = r"""(?:\s[^<>"']*+(?:"[^"<>]*+"[^<>"']*+|'[^'<>]*+'[^<>"']*+)*+)?"""  # attributes that hide no bracket
# One run of text with marks of style around it.
_ONE_RUN: Final = re.compile(
    rf"\s*+(?:<(?:p|span|font|div|b|strong){_SAFE}>\s*+)*+([^<]*+)(?:</(?:p|span|font|div|b|strong|o:p)>\s*+|<o:p>)*+"
)


class CellShapes:
    """What was met so far in one page: attributes, contents and what stands behind a cell."""

    def __init__(self) -> None:
        self._spans: dict[str, tuple[int, int] | None] = {}
        self._texts: dict[str, str | None] = {}
        self._behind: dict[str, bool | None] = {"": False, "</tr><tr>": True}

    def whole(self, stretch: str) -> WholeCell | None:
        """Return the cell that a stretch behind `<td` is; None where it is more, or less, or not plain."""
        attributes, _, rest = stretch.partition(">")
        content, end, behind = rest.partition("</td>")
        if not end:
            return None
        if attributes not in self._spans:
            self._spans[attributes] = _plain_spans(attributes)
        if content not in self._texts:
            self._texts[content] = _plain_text(content)
        if behind not in self._behind:
            self._behind[behind] = _row_behind(behind)
        found, text, row = self._spans[attributes], self._texts[content], self._behind[behind]
        if found is None or text is None or row is None:
            return None
        return (text, *found), row


def _plain_spans(attributes: str) -> tuple[int, int] | None:
    """Return the spans of a cell; None where a quote is open, so that the tag does not end where it seemed to."""
    if attributes.count('"') % 2 or "'" in attributes or attributes[:1].strip():
        return None
    return spans(attributes)


def _plain_text(content: str) -> str | None:
    """Return the text of a cell that holds nothing but text, line breaks and marks of style."""
    run = _ONE_RUN.fullmatch(content)
    if run:
        return lines([run[1]])
    parts = TAG.split(content)
    if ended_badly(parts, content):
        return None
    pieces = [parts[0]]
    for name, piece in zip(parts[1::3], parts[3::3], strict=True):
        between = PLAIN.get(name)
        if between is None:
            return None
        pieces += (between, piece)
    return lines(pieces)


def _row_behind(behind: str) -> bool | None:
    found = _BEHIND.fullmatch(behind)
    return None if found is None else found[1] is not None


def ended_badly(parts: list[str], stretch: str) -> bool:
    """Return whether the last tag is not ended: what looked like the next cell stood inside an attribute."""
    return len(parts) > 1 and not parts[-1] and not stretch.endswith(">")
