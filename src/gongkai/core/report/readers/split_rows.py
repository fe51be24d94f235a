"""Rows of a table that a page break cuts in two: the label goes on in the first row of the next page.

Only geometry that the text itself shows is used: the upper part of a wrapped label ends in a line that fills its cell.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from gongkai.core.report.document import Block, Grid, GridCell

_FIGURE: Final = re.compile(r"\s*(?:[+\-＋－]?[\d０-９][\d０-９,，.．]*|[/／\\—–-]+)\s*")
_NUMBERED: Final = re.compile(r"\s*(?:\d{1,2}\s*[.、．]|[（(][一二三四五六七八九十]|[一二三四五六七八九十]{1,2}、)")
_LONG: Final = 8  # characters: two single lines are one label only if the first is at least this long


class _Cut(NamedTuple):
    """A row cut in two: the cells of its upper part by column, and those of its lower part."""

    upper: dict[int, GridCell]
    lower: list[GridCell]


def mend_split_rows(blocks: Sequence[Block]) -> None:
    """Join rows cut by a page break, in place: the whole row stands where it began."""
    for above, below in pairwise(blocks):
        if isinstance(above, Grid) and isinstance(below, Grid) and above.place.page < below.place.page:
            cut = _cut(above, below)
            if cut:
                _join(above, below, cut)


def _cut(above: Grid, below: Grid) -> _Cut | None:
    """Return the row cut by the page break between two grids, or None."""
    if not above.rows or len(below.rows) < 2 or _width(above) != _width(below):
        return None
    upper = {cell.column: cell for cell in above.rows[-1]}
    lower = [cell for cell in below.rows[0] if cell.rowspan == 1]
    labels = [cell for cell in lower if cell.text.strip() and not _FIGURE.fullmatch(cell.text)]
    if len(labels) != 1 or any(cell.column not in upper for cell in lower):
        return None
    label = labels[0]
    others = [(upper[cell.column], cell) for cell in lower if cell is not label]
    if any(a.text.strip() and b.text.strip() for a, b in others):
        return None
    has_figures = any(_FIGURE.fullmatch(a.text or b.text) for a, b in others)
    return _Cut(upper, lower) if has_figures and _goes_on(upper[label.column], label) else None


def _width(grid: Grid) -> int:
    return max((cell.column + cell.colspan for row in grid.rows for cell in row), default=0)


def _goes_on(upper: GridCell, lower: GridCell) -> bool:
    """Tell whether a label goes on: it is not numbered anew, and its upper part ends in a line that fills the cell."""
    if _NUMBERED.match(lower.text) or not upper.text.strip() or _FIGURE.fullmatch(upper.text):
        return False
    lines = [*upper.text.split("\n"), *lower.text.split("\n")]
    last = _length(upper.text.split("\n")[-1])
    filled = last >= max(map(_length, lines)) - 1
    return filled and (len(lines) > 2 or last >= _LONG)


def _length(text: str) -> float:
    """Return how wide a text is, in Chinese characters."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def _join(above: Grid, below: Grid, cut: _Cut) -> None:
    tails = {cell.column: cell.text for cell in cut.lower if cell.text.strip()}
    above.rows[-1] = [
        cell._replace(text=f"{cell.text}\n{tails[cell.column]}".strip("\n")) if cell.column in tails else cell
        for cell in above.rows[-1]
    ]
    spanning = [cell._replace(rowspan=cell.rowspan - 1) for cell in below.rows[0] if cell.rowspan > 1]
    below.rows[0:2] = [sorted([*spanning, *below.rows[1]], key=lambda cell: cell.column)]
