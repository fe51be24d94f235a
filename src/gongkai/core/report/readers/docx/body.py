"""Walks a cleaned Word document from top to bottom: paragraphs with their numbers and levels, and tables.

Grid columns follow w:gridSpan, w:gridBefore and w:vMerge (ECMA-376 part 1, 17.4).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from gongkai.core.report.document import Block, Grid, GridCell, Paragraph, Place
from gongkai.core.report.readers.docx import names as n
from gongkai.core.report.readers.docx.names import Element
from gongkai.core.report.readers.docx.numbering import LEVELS, Numbering
from gongkai.core.report.readers.docx.runs import paragraph_text
from gongkai.core.report.readers.docx.styles import PLAIN, ParagraphStyle, Styles, heading_level, list_of, outline

WIDEST_SPAN: Final = 1000  # no real table is wider; a larger number is damage


@dataclass(slots=True)
class Body:
    """What has been read so far of one document."""

    styles: Styles = field(default_factory=Styles)
    numbering: Numbering = field(default_factory=Numbering)
    blocks: list[Block] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)  # foot- and endnotes met, in order
    paragraphs: int = 0
    tables: int = 0

    def walk(self, parent: Element) -> None:
        """Read the blocks of a container into `blocks`."""
        for child in within(parent, n.PARAGRAPH, n.TABLE):
            if child.tag == n.TABLE:
                self._table(child)
            else:
                self._paragraph(child)

    def text(self, paragraph: Element) -> tuple[str, int]:
        """Return a paragraph's text with its automatic number, and its heading level."""
        text = paragraph_text(paragraph, self.notes)
        properties = paragraph[0] if len(paragraph) else None
        if properties is None or properties.tag != n.PARAGRAPH_PROPERTIES or not text:
            return text, 0 if not text else self.styles.style(self.styles.default).level
        style_mark = properties.find(n.STYLE_OF_PARAGRAPH)
        style_id = style_mark.get(n.VAL, "") if style_mark is not None else self.styles.default
        style = self.styles.style(style_id) if style_id else PLAIN
        mark = properties.find(n.OUTLINE_LEVEL)
        level = style.level if mark is None else heading_level(outline(mark))
        return self._number(properties, style_id, style) + text, level

    def _number(self, properties: Element, style_id: str, style: ParagraphStyle) -> str:
        """Return the automatic number that stands before a paragraph, with a blank where one is needed."""
        own = properties.find(n.NUMBERING)
        list_id, depth = list_of(own) if own is not None else ("", None)
        list_id = list_id or style.list_id
        if not list_id or list_id == "0":
            return ""
        if depth is None:
            depth = style.depth if style.depth is not None else self.numbering.depth_of_style(list_id, style_id)
        label = self.numbering.label(list_id, min(depth, LEVELS - 1))
        return f"{label} " if label[-1:].isalnum() else label

    def _paragraph(self, paragraph: Element) -> None:
        self.paragraphs += 1
        text, level = self.text(paragraph)
        if text:
            self.blocks.append(Paragraph(text, Place(line=self.paragraphs), level))

    def _table(self, table: Element) -> None:
        """Read a table; tables inside its cells follow it. A frame around other tables is no table itself."""
        rows = [list(within(row, n.CELL)) for row in within(table, n.ROW)]
        if all(len(cells) <= 1 for cells in rows) and next(table.iterdescendants(n.TABLE), None) is not None:
            for cells in rows:
                for cell in cells:
                    self.walk(cell)
            return
        self.tables += 1
        inner: list[Element] = []
        grid = Grid(_TableReader(self, self.tables, inner).rows(table), place=Place(table=self.tables))
        self.blocks.append(grid)
        for nested in inner:
            self._table(nested)


def within(parent: Element, *tags: str) -> Iterator[Element]:
    """Yield the children with one of the tags, also those in content controls and other wrappers, in order."""
    for child in parent.iterchildren(*tags, *n.WRAPPERS):
        if child.tag in tags:
            yield child
        else:
            yield from within(child, *tags)


@dataclass(slots=True)
class _TableReader:
    """Reads one table; `inner` takes the tables met in its cells."""

    body: Body
    number: int
    inner: list[Element]
    found: list[list[GridCell]] = field(default_factory=list)
    growing: dict[int, tuple[int, int]] = field(default_factory=dict)  # column to (row, index) of the cell merged down
    heights: dict[tuple[int, int], int] = field(default_factory=dict)  # (row, index) to rows covered

    def rows(self, table: Element) -> list[list[GridCell]]:
        """Return the rows with the cells that begin in each."""
        for row in within(table, n.ROW):
            self._row(row)
        for (row_index, index), height in self.heights.items():
            if height > 1:
                cells = self.found[row_index]
                cells[index] = cells[index]._replace(rowspan=height)
        return self.found

    def _row(self, row: Element) -> None:
        cells: list[GridCell] = []
        number = len(self.found)
        self.found.append(cells)
        column = _cells_left_out_before(row)
        growing: dict[int, tuple[int, int]] = {}
        for cell in within(row, n.CELL):
            span, vertical, continues_left = _merging(cell)
            if continues_left and cells:
                cells[-1] = cells[-1]._replace(colspan=cells[-1].colspan + span)
            elif vertical == "continue" and column in self.growing:
                growing[column] = self.growing[column]
                self.heights[growing[column]] += 1
            else:
                if vertical:
                    growing[column] = (number, len(cells))
                    self.heights[growing[column]] = 1
                place = Place(0, self.number, number + 1, column + 1)
                cells.append(GridCell(self._text(cell), column, span, 1, place))
            column += span
        self.growing = growing

    def _text(self, cell: Element) -> str:
        """Return the paragraphs of a cell, one a line; tables inside go to `inner`."""
        lines: list[str] = []
        for child in within(cell, n.PARAGRAPH, n.TABLE):
            if child.tag == n.TABLE:
                self.inner.append(child)
            elif text := self.body.text(child)[0]:
                lines.append(text)
        return "\n".join(lines)


def _merging(cell: Element) -> tuple[int, str, bool]:
    """Return the columns a cell spans, its vertical merge ("", "restart", "continue"), and if it continues the left."""
    properties = cell[0] if len(cell) else None
    if properties is None or properties.tag != n.CELL_PROPERTIES:
        return 1, "", False
    span, vertical, continues_left = 1, "", False
    for mark in properties.iterchildren(n.GRID_SPAN, n.VERTICAL_MERGE, n.HORIZONTAL_MERGE):
        if mark.tag == n.GRID_SPAN:
            span = max(_small(mark), 1)
        elif mark.tag == n.VERTICAL_MERGE:
            vertical = mark.get(n.VAL, "continue")
        else:
            continues_left = mark.get(n.VAL, "continue") == "continue"
    return span, vertical, continues_left


def _cells_left_out_before(row: Element) -> int:
    """Return how many grid columns stay empty before a row's first cell (w:gridBefore)."""
    mark = row.find(f"{n.ROW_PROPERTIES}/{n.GRID_BEFORE}")
    return _small(mark) if mark is not None else 0


def _small(mark: Element) -> int:
    value = mark.get(n.VAL, "")
    return min(int(value), WIDEST_SPAN) if value.isascii() and value.isdigit() and len(value) < 9 else 0
