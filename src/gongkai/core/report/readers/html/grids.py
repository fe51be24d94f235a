"""Turning the rows of a table with spans into a grid whose cells know their columns.

Source: HTML standard, 4.9.12.1 (forming a table).
"""

from functools import lru_cache
from typing import Final

from gongkai.core.report.document import Grid, GridCell, Place

COMMON_WIDTH: Final = 24  # columns
WIDEST: Final = 64  # columns beyond which spans downward are no longer followed; a report has some fifteen
RawCell = tuple[str, int, int]  # text, colspan, rowspan (0: to the end of the rows)
Down = tuple[int, int, int]  # first column, column after the last, first row that is free again
_new = tuple.__new__  # naming the fields costs four times as much, and a page has hundreds of cells


def lay_out(rows: list[list[RawCell]], table: int, *, caption: str = "", cuts: tuple[int, ...] = ()) -> Grid:
    """Return the grid of table number `table`.

    `cuts` are the row numbers at which a row group (thead, tbody, tfoot) begins: spans downward end there.
    """
    ends = _ends(len(rows), cuts)
    laid: list[list[GridCell]] = []
    down: list[Down] = []
    for number, row in enumerate(rows):
        if down:
            down = [span for span in down if span[2] > number]
        line, fresh = _row(row, number, down, ends[number], table)
        laid.append(line)
        if fresh:
            down = sorted(down + fresh)
    return Grid(laid, place=Place(table=table), caption=caption)


def _ends(count: int, cuts: tuple[int, ...]) -> list[int]:
    """Return for each row the number of the row after its group."""
    if not cuts:
        return [count] * count
    bounds = sorted({*cuts, count} - {0})
    ends: list[int] = []
    for bound in bounds:
        ends += [bound] * (bound - len(ends))
    return ends


def _row(row: list[RawCell], number: int, down: list[Down], end: int, table: int) -> tuple[list[GridCell], list[Down]]:
    """Return the cells of one row at their columns, and the spans that go on below it."""
    line: list[GridCell] = []
    fresh: list[Down] = []
    places = _places(table, number + 1)
    column = 0
    blocked = max([after for _, after, _ in down]) if down else 0
    for text, colspan, rowspan in row:
        if column < blocked:
            column = _free(column, down)
        if rowspan != 1:
            rowspan = min(rowspan or end, end - number)  # noqa: PLW2901  # what the page says is not what counts
            if rowspan > 1 and column < WIDEST:
                fresh.append((column, column + colspan, number + rowspan))
        place = places[column] if column < COMMON_WIDTH else Place(0, table, number + 1, column + 1)
        line.append(_new(GridCell, (text, column, colspan, rowspan, place)))
        column += colspan
    return line, fresh


@lru_cache(maxsize=256)
def _places(table: int, row: int) -> list[Place]:
    """Return the places of the columns of a row; reports have the same few tables, so that these are made once."""
    return [Place(0, table, row, column) for column in range(1, COMMON_WIDTH + 1)]


def _free(column: int, down: list[Down]) -> int:
    """Return the first column from `column` on that no span from above covers; `down` is in order."""
    for first, after, _ in down:
        if first <= column < after:
            column = after
    return column
