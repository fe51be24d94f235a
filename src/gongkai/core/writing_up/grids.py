"""A grid of the readers as a table: covered places filled, merged cells named."""

from collections.abc import Callable
from typing import Final

from gongkai.core.report.document import Grid
from gongkai.core.writing_up.model import Merge, Table

WIDEST: Final = 100  # columns
LONGEST: Final = 3000  # rows


def table_of(grid: Grid, words: Callable[[str], str]) -> Table | None:
    """Return a grid as a table; None for one without any text."""
    rows = grid.rows[:LONGEST]
    width = min(max((cell.column + cell.colspan for row in rows for cell in row), default=0), WIDEST)
    filled = [[""] * width for _ in rows]
    merges = []
    for number, row in enumerate(rows):
        for cell in row:
            if cell.column >= width:
                continue
            filled[number][cell.column] = words(cell.text)
            colspan, rowspan = min(cell.colspan, width - cell.column), min(cell.rowspan, len(rows) - number)
            if colspan > 1 or rowspan > 1:
                merges.append(Merge(number, cell.column, rowspan, colspan))
    if not any(text for row in filled for text in row):
        return None
    return Table(tuple(tuple(row) for row in filled), tuple(merges), has_head=len(filled) > 1)
