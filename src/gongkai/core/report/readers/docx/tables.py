"""One table of a Word document as rows of cells with their columns and spans.

Grid columns follow w:gridSpan, w:gridBefore, w:vMerge and w:hMerge (ECMA-376 part 1, 17.4).
"""

from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from gongkai.core.report.document import GridCell, Place
from gongkai.core.report.readers.docx import names as n
from gongkai.core.report.readers.docx.names import Element

WIDEST_SPAN: Final = 1000  # no real table is wider; a larger number is damage
_LONGEST_FIGURE: Final = 8

_fast = tuple.__new__  # naming the fields costs several times as much, and a report has hundreds of cells

_Start = tuple[int, int]  # row and index in it of a cell


@dataclass(slots=True)
class OpenTable:
    """A table that is being read: `rows` grows with each row and cell that ends."""

    element: Element
    number: int
    rows: list[list[GridCell]] = field(default_factory=list)
    cell: Element | None = None  # the cell that is being read
    row: Element | None = None
    lines: list[str] = field(default_factory=list)  # its paragraphs
    span: int = 1
    vertical: str = ""  # "restart" where a vertical merge begins in it, "continue" where one goes on
    goes_on_right: bool = False  # it belongs to the cell on its left
    column: int = 0
    above: dict[int, _Start] = field(default_factory=dict)  # column to the cell that the row above leaves open
    below: dict[int, _Start] = field(default_factory=dict)  # the same for this row
    heights: dict[_Start, int] = field(default_factory=dict)  # rows covered by the cells that are merged downward

    def begin_row(self, element: Element) -> None:
        """End the row before and begin one."""
        self.end_cell()
        self.row = element
        self.rows.append([])
        self.column = 0
        self.above, self.below = self.below, {}

    def begin_cell(self, element: Element) -> None:
        """End the cell before and begin one."""
        if self.cell is not None:
            self.end_cell()
        self.cell = element

    def end_cell(self) -> None:
        """Put the cell read so far into the grid: on its own, or as part of the one above or on its left."""
        if self.cell is not None and self.rows:
            self._place(self.rows[-1], self.column)
            self.column += self.span
        self.cell = None
        self.lines = []
        self.span = 1
        self.vertical = ""
        self.goes_on_right = False

    def end(self) -> None:
        """End the table: the cells that are merged downward get their height."""
        self.end_cell()
        for (row, index), height in self.heights.items():
            if height > 1:
                self.rows[row][index] = self.rows[row][index]._replace(rowspan=height)

    def _place(self, row: list[GridCell], column: int) -> None:
        if self.goes_on_right and row:
            row[-1] = row[-1]._replace(colspan=row[-1].colspan + self.span)
        elif self.vertical == "continue" and column in self.above:
            start = self.below[column] = self.above[column]
            self.heights[start] += 1
        else:
            if self.vertical:
                start = self.below[column] = (len(self.rows) - 1, len(row))
                self.heights[start] = 1
            place = _fast(Place, (0, self.number, len(self.rows), column + 1, 0, 0))
            lines = self.lines
            text = "\n".join(lines) if len(lines) != 1 else lines[0]
            row.append(_fast(GridCell, (text, column, self.span, 1, place)))


def is_frame(table: Element) -> bool:
    """Tell whether a table only frames text on the page: a single cell, or a single column around other tables."""
    if next(table.iterdescendants(n.TABLE), None) is None:
        return sum(1 for _ in islice(table.iter(n.CELL), 2)) == 1
    rows = (list(row.iterchildren(n.CELL)) for row in table.iterchildren(n.ROW))
    return all(len(cells) <= 1 for cells in rows)


def figure(element: Element) -> int:
    """Return an element's value as a count of columns; 0 where it is none."""
    value = element.get(n.VAL, "")
    usual = value.isascii() and value.isdigit() and len(value) <= _LONGEST_FIGURE
    return min(int(value), WIDEST_SPAN) if usual else 0
