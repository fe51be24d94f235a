"""Runs of rows that make a grid, and the lines between them."""

from collections.abc import Callable, Iterator, Sequence

from gongkai.core.report.document import Block, Grid, GridCell, Place

Row = list[GridCell]
Prose = Callable[[Sequence[str], int], Iterator[Block]]


class Runs:
    """Gathers rows into grids and the lines between them into what `prose` makes of them."""

    def __init__(self, prose: Prose) -> None:
        self._prose = prose
        self._rows: list[Row] = []
        self._lines: list[str] = []
        self._start = 0

    def row(self, row: Row) -> Iterator[Block]:
        """Take a row; the lines before it end."""
        yield from self._end_lines()
        self._rows.append(row)

    def line(self, line: str, number: int) -> Iterator[Block]:
        """Take a line that is no row; a blank one does not end a grid."""
        if line.strip():
            yield from self.end_grid()
        if not self._lines:
            self._start = number
        self._lines.append(line)

    def end_grid(self, *, keep: int = 0) -> Iterator[Block]:
        """End the grid; the last `keep` rows begin the next one."""
        rows, self._rows = self._rows[: len(self._rows) - keep], self._rows[len(self._rows) - keep :]
        if rows:
            yield Grid(rows, exact=False, place=rows[0][0].place)

    def head_of_next(self) -> Iterator[Block]:
        """Say that the last row was the head of another table."""
        if len(self._rows) > 1:
            yield from self.end_grid(keep=1)

    def end(self) -> Iterator[Block]:
        """End with whatever is held."""
        yield from self.end_grid()
        yield from self._end_lines()

    def _end_lines(self) -> Iterator[Block]:
        lines, self._lines = self._lines, []
        if lines:
            yield from self._prose(lines, self._start)


def row_of(parts: Sequence[str], number: int) -> Row:
    """Return a row of cells, each with its line and column."""
    return [GridCell(part, i, place=Place(line=number, column=i + 1)) for i, part in enumerate(parts)]
