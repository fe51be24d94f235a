"""The body of a Word document as blocks: paragraphs and tables, each table where it stands."""

from gongkai.core.report.document import Block, Grid, Paragraph, Place
from gongkai.core.report.marks import STROKE, in_cell, unstruck
from gongkai.core.report.readers.docx import names as n
from gongkai.core.report.readers.docx.flow import Flow
from gongkai.core.report.readers.docx.names import Element
from gongkai.core.report.readers.docx.parts import Parts
from gongkai.core.report.readers.docx.tables import OpenTable, figure, is_frame


class BodyFlow(Flow):
    """Reads the body, and with `read` again whatever follows it, such as notes.

    Elements come in the order of the document, without their ends: that a table has ended shows when something comes
    that does not stand in it. A table inside a cell becomes a block after the one around it.
    """

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self.blocks: list[Block] = []
        self._paragraphs = 0
        self._tables = 0
        self._open: list[OpenTable] = []  # the tables in which the present element stands, outermost first
        self._table: OpenTable | None = None  # the innermost of them
        self.handlers |= {
            n.TABLE: self.table,
            n.ROW: self.row,
            n.CELL: self.cell,
            n.GRID_SPAN: self.span,
            n.GRID_BEFORE: self.left_out,
            n.VERTICAL_MERGE: self.merge_down,
            n.HORIZONTAL_MERGE: self.merge_right,
        }

    def read(self, stretch: Element) -> None:
        """Read a container and end what is open in it."""
        super().read(stretch)
        self._end_down_to(None)

    def take(self, text: str, level: int) -> None:
        """Add a paragraph to the cell that is being read, else to the blocks."""
        if STROKE in text:
            text = (in_cell(text) if self._table is not None else unstruck(text)).strip()
        if not text:
            return
        if self._table is not None:
            self._table.lines.append(text)
        else:
            self.blocks.append(Paragraph(text, Place(line=self._paragraphs), level))

    def paragraph(self, element: Element) -> None:
        """Begin a paragraph and, outside of tables, count it: the count is its place."""
        if self._pieces or self._marked:
            self.end_paragraph()
        if self._table is not None and element.getparent() is not self._table.cell:
            self._leave(element)
        if self._table is None:
            self._paragraphs += 1

    def table(self, element: Element) -> None:
        """Begin a table, unless it is a frame around other tables."""
        self.end_paragraph()
        self._leave(element)
        if self._table is None and is_frame(element):
            return
        self._tables += 1
        self._table = OpenTable(element, self._tables)
        self._open.append(self._table)
        self.blocks.append(Grid(self._table.rows, place=Place(table=self._tables)))

    def row(self, element: Element) -> None:
        """Begin a row."""
        if self._pieces or self._marked:
            self.end_paragraph()
        if self._table is not None and element.getparent() is not self._table.element:
            self._leave(element)
        if self._table is not None:
            self._table.begin_row(element)

    def cell(self, element: Element) -> None:
        """Begin a cell."""
        if self._pieces or self._marked:
            self.end_paragraph()
        if self._table is not None and element.getparent() is not self._table.row:
            self._leave(element)
        if self._table is not None:
            self._table.begin_cell(element)

    def span(self, element: Element) -> None:
        """Note how many columns the cell spans."""
        if self._table is not None:
            self._table.span = max(figure(element), 1)

    def left_out(self, element: Element) -> None:
        """Pass over the grid columns that stay empty before the row's first cell."""
        if self._table is not None:
            self._table.column += figure(element)

    def merge_down(self, element: Element) -> None:
        """Note that a vertical merge begins or goes on in the cell."""
        if self._table is not None:
            self._table.vertical = element.get(n.VAL, "continue")

    def merge_right(self, element: Element) -> None:
        """Note that the cell belongs to the one on its left."""
        if self._table is not None:
            self._table.goes_on_right = element.get(n.VAL, "continue") == "continue"

    def _leave(self, element: Element) -> None:
        """End the tables in which an element does not stand."""
        self._end_down_to(next(element.iterancestors(n.TABLE), None))

    def _end_down_to(self, innermost: Element | None) -> None:
        while self._open and self._open[-1].element is not innermost:
            self._open.pop().end()
        self._table = self._open[-1] if self._open else None
