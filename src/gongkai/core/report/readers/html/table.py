"""A table of a web page while it is read, and what becomes of it: a grid, or the text it lays out."""

import re
from typing import Final

from gongkai.core.report.document import Block, Grid, GridCell, Paragraph
from gongkai.core.report.marks import PICTURE
from gongkai.core.report.readers.html.grids import RawCell, lay_out
from gongkai.core.report.readers.html.text import lines

DEEPEST: Final = 30  # tables within tables that are followed
WIDEST_SPAN: Final = 1000  # columns, HTML standard 4.9.11
TALLEST_SPAN: Final = 65534  # rows, likewise
LAYOUT_LINES: Final = 8  # a cell with so many lines and
LAYOUT_LENGTH: Final = 300  # so many characters holds a page, not a label
_SPAN: Final = re.compile(r"""(col|row)span\s*=\s*["']?\s*\+?(\d{1,9})""", re.IGNORECASE)
_GROUP_ORDER: Final = {"thead": 0, "tbody": 1, "tfoot": 2}


class PageTable:
    """Rows and cells as they come; `finish` makes blocks of them."""

    def __init__(self, outer: "PageTable | None", grids_before: int) -> None:
        self.outer = outer
        self.depth: int = outer.depth + 1 if outer else 1
        self.grids_before = grids_before
        self.grids_within = 0  # grids that came of this table and those in it
        self.open = False  # a cell or the caption is open
        self.pictured = False  # the open cell shows a picture
        self.rows: list[list[RawCell]] = []
        self.row: list[RawCell] | None = None
        self.groups: list[tuple[str, int]] = []  # row groups with the number of their first row
        self.stray: list[str] = []  # text between cells, which browsers show before the table
        self._caption = ""
        self._in_caption = False
        self._spans = (1, 1)
        self._held: list[Block] = []  # what stands in the open cell before or between the tables in it
        self._nested: dict[tuple[int, int], list[Block]] = {}
        self._largest_inner = 0
        self._holds_page = False  # a cell is as long as a page, so that the table only lays it out

    @property
    def own_cells(self) -> int:
        """The number of cells of this table itself."""
        return sum(map(len, self.rows))

    def start_row(self) -> list[RawCell]:
        """Begin a row and return it."""
        self.row = []
        self.rows.append(self.row)
        return self.row

    def start_caption(self) -> None:
        """Begin the caption."""
        self.open = self._in_caption = True

    def start_cell(self, attributes: str) -> None:
        """Begin a cell, in a row of its own where none is open."""
        if self.row is None:
            self.start_row()
        self.open = True
        self.pictured = False
        self._spans = spans(attributes)

    def end_cell(self, pieces: list[str]) -> None:
        """End the open cell, or the caption, with its text.

        Cells that `CellShapes` knows do not come here; they are shorter than a page.
        """
        self.open = False
        text = lines("".join(pieces))
        if self._in_caption:
            self._in_caption = False
            self._caption = text
        elif self.row is not None:
            if len(text) > LAYOUT_LENGTH and text.count("\n") + 1 >= LAYOUT_LINES:
                self._holds_page = True
            if self._held:
                self._nested[len(self.rows) - 1, len(self.row)] = [*self._held, *_paragraphs(text)]
                text = "\n".join([*map(_text_of, self._held), text]).strip("\n")
                self._held = []
            elif self.pictured and not text:
                text = PICTURE
            self.row.append((text, *self._spans))

    def hold(self, pieces: list[str]) -> None:
        """Put by the text of the open cell before a table that begins in it."""
        self._held += _paragraphs(lines("".join(pieces)))

    def take(self, inner: "PageTable", blocks: list[Block]) -> None:
        """Put by what came of a table in the open cell."""
        self._held += blocks
        self.grids_within += inner.grids_within
        self._largest_inner = max([self._largest_inner, *(_filled(b.rows) for b in blocks if isinstance(b, Grid))])

    def finish(self) -> list[Block]:
        """Return the grid of this table; of a table that only lays out a page, what stands in it."""
        before = _paragraphs(lines("".join(self.stray)))
        if self._lays_out():
            return [*before, *_paragraphs(self._caption), *self._contents()]
        rows, cuts = self._in_order()
        if not any(text.strip(PICTURE) for row in rows for text, _, _ in row):
            return before
        self.grids_within = 1  # the text of inner tables is in the cells
        return [*before, lay_out(rows, self.grids_before + 1, caption=self._caption, cuts=cuts)]

    def _lays_out(self) -> bool:
        cells = self.own_cells
        if cells <= 1:
            return True
        if self._nested and self._largest_inner >= _filled(self.rows):
            return True
        return self._holds_page

    def _contents(self) -> list[Block]:
        found: list[Block] = []
        for row_number, row in enumerate(self.rows):
            for number, (text, _, _) in enumerate(row):
                nested = self._nested.get((row_number, number))
                found += _paragraphs(text) if nested is None else nested
        return found

    def _in_order(self) -> tuple[list[list[RawCell]], tuple[int, ...]]:
        """Return the rows as they are shown (thead first, tfoot last) and where each row group begins."""
        if not self.groups:
            return self.rows, ()
        bounds = [("tbody", 0), *self.groups, ("", len(self.rows))]
        groups = [(bounds[at][0], self.rows[bounds[at][1] : bounds[at + 1][1]]) for at in range(len(bounds) - 1)]
        groups.sort(key=lambda group: _GROUP_ORDER[group[0]])
        rows: list[list[RawCell]] = []
        cuts: list[int] = []
        for _, members in groups:
            cuts.append(len(rows))
            rows += members
        return rows, tuple(cuts)


def spans(attributes: str) -> tuple[int, int]:
    """Return colspan and rowspan of a cell; a rowspan of 0 reaches to the end of the rows."""
    colspan, rowspan = 1, 1
    if "span" not in attributes and "SPAN" not in attributes.upper():
        return colspan, rowspan
    for which, figure in _SPAN.findall(attributes):
        if which in ("col", "COL", "Col"):
            colspan = min(int(figure) or 1, WIDEST_SPAN)
        else:
            rowspan = min(int(figure), TALLEST_SPAN)
    return colspan, rowspan


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph(line) for line in text.split("\n")] if text and text != PICTURE else []


def _text_of(block: Block) -> str:
    if isinstance(block, Grid):
        return "\n".join(cell.text for row in block.rows for cell in row if cell.text.strip(PICTURE))
    return block.text if isinstance(block, Paragraph) else ""


def _filled(rows: list[list[RawCell]] | list[list[GridCell]]) -> int:
    """Return how many cells hold text."""
    return sum(1 for row in rows for cell in row if cell[0].strip(PICTURE))
