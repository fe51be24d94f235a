"""The body of an OpenDocument text as blocks: paragraphs with their numbers and levels, and tables."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from gongkai.core.report.document import Block, Grid, GridCell, Paragraph, Place
from gongkai.core.report.errors import OversizedFile
from gongkai.core.report.marks import STROKE, in_cell, unstruck
from gongkai.core.report.readers.odt import names as n
from gongkai.core.report.readers.odt.lists import OUTLINE, Lists, figure
from gongkai.core.report.readers.odt.names import Element

WIDEST_SPAN: Final = 1000
MOST_CELLS: Final = 200_000  # cells of a document, those repeated by a number counted each
MOST_BLANKS: Final = 1000  # that one element stands for
DEEPEST_HEADING: Final = 6
_SPACE: Final = re.compile(r"[ \t\r\n]+")  # what ODF reads as one blank

Mark = Callable[[str], str]  # what a style that strikes out or raises makes of a text


@dataclass(slots=True)
class _Item:
    """A list item: the style and depth of its list, and whether its number is still due."""

    style: str
    depth: int
    start: str | None = None
    due: bool = False


@dataclass(slots=True)
class Body:
    """What has been read so far of one document."""

    lists: Lists
    hidden_styles: frozenset[str]
    marking_styles: dict[str, Mark] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)  # foot- and endnotes, read at the end
    pictures: int = 0
    lone_pictures: int = 0  # in paragraphs without text
    objects: int = 0
    hidden: bool = False
    paragraphs: int = 0
    tables: int = 0
    cells: int = 0

    def read(self, content: Element) -> None:
        """Read the whole body and its notes."""
        self._walk(content, self.blocks, None)
        for note in self.notes:  # a note may not hold a note
            self._walk(note, self.blocks, None)

    def _walk(self, parent: Element, out: list[Block], item: _Item | None) -> None:
        """Append the blocks of a container; `item` is the list item it stands in."""
        for child in parent:
            tag = child.tag
            if tag in (n.PARAGRAPH, n.HEADING):
                self._paragraph(child, out, item)
            elif tag == n.TABLE:
                self._table(child, out)
            elif tag == n.LIST:
                self._list(child, out, item)
            elif tag == n.SECTION and child.get(n.DISPLAY) == "none":
                self.hidden = True
            elif tag.startswith(n.DRAWN):
                self._drawn(child, out, alone=True)
            elif tag not in n.NO_TEXT:
                self._walk(child, out, item)

    def _list(self, element: Element, out: list[Block], outer: _Item | None) -> None:
        style = element.get(n.STYLE_NAME) or (outer.style if outer else OUTLINE)
        depth = outer.depth + 1 if outer else 1
        goes_on = element.get(n.CONTINUE_NUMBERING) == "true" or element.get(n.CONTINUE_LIST)
        if depth == 1 and not goes_on:
            self.lists.begin(style)
        for child in element:
            numbered = child.tag == n.LIST_ITEM
            self._walk(child, out, _Item(style, depth, child.get(n.START_VALUE), due=numbered))

    def _paragraph(self, element: Element, out: list[Block], item: _Item | None) -> None:
        """Append a paragraph, and behind it the text boxes anchored in it."""
        pieces: list[str] = []
        drawn: list[Element] = []
        self._inline(element, pieces, drawn)
        text = "".join(pieces).replace("\xad", "").strip()
        if STROKE in text:
            in_table = next(element.iterancestors(n.CELL), None) is not None
            text = (in_cell(text) if in_table else unstruck(text)).strip()
        level = figure(element.get(n.HEADING_LEVEL), DEEPEST_HEADING) if element.tag == n.HEADING else 0
        self.paragraphs += 1
        if text:
            number = self._number(element, level, item)
            out.append(Paragraph(number + text, Place(line=self.paragraphs), level))
        for box in drawn:
            self._drawn(box, out, alone=not text)

    def _number(self, element: Element, level: int, item: _Item | None) -> str:
        """Return the automatic number of a paragraph: the first of a list item, or a heading."""
        if item is None:
            depth = figure(element.get(n.HEADING_LEVEL), WIDEST_SPAN) if level else 0
            return self.lists.label(OUTLINE, depth) if depth else ""
        if not item.due:
            return ""
        item.due = False
        return self.lists.label(item.style, item.depth, item.start)

    def _inline(self, element: Element, pieces: list[str], drawn: list[Element]) -> None:
        """Add the text of an element and of what it holds, in order."""
        _add(element.text, pieces)
        for child in element:
            tag = child.tag
            if tag in n.SIGNS:
                pieces.append(n.SIGNS[tag])
            elif tag == n.BLANKS:
                pieces.append(" " * figure(child.get(n.COUNT), MOST_BLANKS))
            elif tag == n.NOTE:
                self.notes += child.findall(n.NOTE_BODY)
            elif tag.startswith(n.DRAWN) and not tag.endswith("}a"):  # draw:a is a link around a frame
                drawn.append(child)
            elif tag in n.HIDDEN or child.get(n.STYLE_NAME) in self.hidden_styles:
                self.hidden = True
            elif tag not in n.UNSEEN:
                first = len(pieces)
                self._inline(child, pieces, drawn)
                mark = self.marking_styles.get(child.get(n.STYLE_NAME, "")) if self.marking_styles else None
                if mark:
                    pieces[first:] = [mark("".join(pieces[first:]))]
            _add(child.tail, pieces)

    def _drawn(self, element: Element, out: list[Block], *, alone: bool) -> None:
        """Read a text box or a shape with text; count pictures and objects."""
        if next(element.iter(n.PARAGRAPH, n.HEADING), None) is not None:
            self._walk(element, out, None)
        elif next(element.iter(n.OBJECT), None) is not None:
            self.objects += 1
        elif next(element.iter(n.PICTURE), None) is not None:
            self.pictures += 1
            self.lone_pictures += alone

    # Tables

    def _table(self, element: Element, out: list[Block]) -> None:
        """Append a table, and behind it those in its cells. A frame around other text is no table itself."""
        rows = _rows(element)
        if _is_frame(rows):
            for row in rows:
                for cell in row.iterchildren(n.CELL):
                    self._walk(cell, out, None)
            return
        self.tables += 1
        grid = Grid([], place=Place(table=self.tables))
        out.append(grid)
        for row in rows:
            self._row(row, grid, out)

    def _row(self, element: Element, grid: Grid, out: list[Block]) -> None:
        """Add a row, as often as it is repeated."""
        number = grid.place.table
        found = self._cells(element, out)
        for repetition in range(figure(element.get(n.ROWS_REPEATED), MOST_CELLS)):
            self._count(len(found) if repetition else 1)  # once they were counted when they were read
            at = len(grid.rows) + 1
            grid.rows.append([cell._replace(place=Place(0, number, at, cell.column + 1)) for cell in found])

    def _cells(self, row: Element, out: list[Block]) -> list[GridCell]:
        cells: list[GridCell] = []
        column = 0
        for element in row.iterchildren(n.CELL, n.COVERED_CELL):
            repeated = figure(element.get(n.COLUMNS_REPEATED), MOST_CELLS)
            if element.tag == n.COVERED_CELL:
                column += repeated
                continue
            text = self._cell_text(element, out)
            colspan = figure(element.get(n.COLUMNS_SPANNED), WIDEST_SPAN)
            rowspan = figure(element.get(n.ROWS_SPANNED), MOST_CELLS)
            self._count(repeated)
            for _ in range(repeated):
                cells.append(GridCell(text, column, colspan, rowspan))
                column += 1  # the columns it spans are covered cells, which follow
        return cells

    def _cell_text(self, cell: Element, out: list[Block]) -> str:
        """Return the paragraphs of a cell, one a line; tables inside are appended to `out`."""
        inside: list[Block] = []
        self._walk(cell, inside, None)
        out += [block for block in inside if not isinstance(block, Paragraph)]
        return "\n".join(block.text for block in inside if isinstance(block, Paragraph))

    def _count(self, cells: int) -> None:
        self.cells += cells
        if self.cells > MOST_CELLS:
            raise OversizedFile(f"{MOST_CELLS // 10_000} 万个单元格")


def _add(text: str | None, pieces: list[str]) -> None:
    if text:
        pieces.append(_SPACE.sub(" ", text))


def _rows(element: Element) -> list[Element]:
    """Return the rows of a table, also those in groups and among the head rows."""
    rows: list[Element] = []
    for child in element:
        if child.tag == n.ROW:
            rows.append(child)
        elif child.tag.startswith(f"{n.TABLE}-") and child.tag != n.CELL:
            rows += _rows(child)
    return rows


def _is_frame(rows: list[Element]) -> bool:
    """Tell whether a table only frames text on the page: a single cell, or a single column around other tables."""
    cells = [list(row.iterchildren(n.CELL, n.COVERED_CELL)) for row in rows]
    if any(len(row) > 1 or any(cell.get(n.COLUMNS_REPEATED, "1") != "1" for cell in row) for row in cells):
        return False
    inner = (next(cell.iterdescendants(n.TABLE), None) for row in cells for cell in row)
    return sum(map(len, cells)) == 1 or any(table is not None for table in inner)
