"""Walks a document once and puts every piece where it belongs: to a table, or to prose."""

import re
from typing import Final

from gongkai.core.report.document import Cells, Document, Grid, GridCell, Layout, Line, Paragraph
from gongkai.core.report.marks import PICTURE
from gongkai.core.report.reading.headings import heading
from gongkai.core.report.reading.tables.gatherer import Gatherer
from gongkai.core.report.reading.tables.labels import match
from gongkai.core.report.reading.tables.lines import LONGEST_LABEL, SENTENCE, take_labelled_figures, take_line
from gongkai.core.report.reading.tables.positioned import take_positioned
from gongkai.core.report.reading.tables.rows import is_of_the_form, take_row
from gongkai.core.report.reading.tables.strips import FILLER, SOFT, Sorted, Token, token
from gongkai.core.report.reading.tables.values import WORDS, printed
from gongkai.core.report.reading.tables.wordings import NOTHING

_ENDS_PROSE: Final = re.compile(r"[。；！？：:]\s*$")
_PAGE_MARK: Final = re.compile(r"^\s*(?:[-—–－]+\s*\d{1,3}\s*[-—–－]+|第\s*\d+\s*页.{0,12})\s*$")
_MAY_START: Final = re.compile("二十|第一[项項]|第三[项項]|勾稽|申[请請]人|法人")  # words of what begins a table
_LONGEST_START: Final = 60
_LONGEST_CELL: Final = 60  # characters of a loose cell; longer ones are prose
_LONG_LINE: Final = 80


def sort(document: Document) -> Sorted:
    """Take a document apart into strips and prose."""
    return _Sorter().sort(document)


class _Sorter:
    """Hands each block to what knows its kind; prose found inside comes back as paragraphs."""

    def __init__(self) -> None:
        self._book = Gatherer()

    def sort(self, document: Document) -> Sorted:
        for self._book.source, block in enumerate(document.blocks, 1):
            if isinstance(block, Paragraph):
                self._paragraph(block)
            elif isinstance(block, Grid):
                self._grid(block)
            elif isinstance(block, Layout):
                for line in block.lines:
                    self._positioned(line)
            else:
                self._cells(block)
        return self._book.end(cut=document.cut)

    def _paragraph(self, paragraph: Paragraph) -> None:
        text = paragraph.text
        if not text.strip():
            if self._book.table and text:
                self._book.loose(Token(SOFT, None, "", paragraph.place))
            return
        if _PAGE_MARK.match(text):
            return
        section = heading(text)
        if section:
            self._book.heading(section, paragraph)
        elif not (self._starts(text) or self._book.table) or not self._line(paragraph):
            self._book.prose(paragraph)

    def _line(self, paragraph: Paragraph) -> bool:
        text = paragraph.text
        if "\t" not in text.strip():
            return take_line(self._book, text, paragraph.place)
        cells = [GridCell(part, i) for i, part in enumerate(text.strip(" \n").split("\t"))]
        for prose in take_row(self._book, cells, paragraph.place, exact=False):
            self._book.prose(prose)
        return True

    def _starts(self, text: str) -> bool:
        """Tell whether a line outside of tables begins one: a caption, the note of table 3."""
        if len(text) > _LONGEST_START or not _MAY_START.search(text) or SENTENCE.search(text):
            return False
        found = match(text)
        return found.part == "head" and found.id in {"t2.caption", "t3.head"} and found.sure >= 2

    def _grid(self, grid: Grid) -> None:
        if not self._book.table and not is_of_the_form(grid):
            self._beside(grid)
            return
        for row in grid.rows:
            if row:
                for paragraph in take_row(self._book, row, row[0].place, exact=grid.exact):
                    self._paragraph(paragraph)

    def _beside(self, grid: Grid) -> None:
        """Take a table that is not of the form: a heading in a frame, metadata, prose in a layout table."""
        for row in grid.rows:
            text = " ".join(cell.text.strip() for cell in row if cell.text.strip().strip(PICTURE))
            for part in text.split("\n") if text else ():
                self._paragraph(Paragraph(part, row[0].place))

    def _positioned(self, line: Line) -> None:
        text = line.text
        if heading(text) or (not self._book.table and not self._starts(text)):
            self._paragraph(Paragraph(text, line.place))
        elif not _PAGE_MARK.match(text):
            for paragraph in take_positioned(self._book, line):
                self._paragraph(paragraph)

    def _cells(self, cells: Cells) -> None:
        first = len(self._book.sorted.strips)
        for cell in cells.cells:
            self._cell(cell)
        for strip in self._book.sorted.strips[first:]:
            strip.in_cells = True

    def _cell(self, cell: GridCell) -> None:
        text = self._last_lines(cell) if "\n" in cell.text else cell.text
        found = printed(text)
        if cell.colspan == 0 or found.kind != WORDS:
            if self._book.table:
                self._book.loose(token(text, cell.place) if cell.colspan else Token(FILLER, None, "", cell.place))
            return
        label = match(text) if len(text) <= LONGEST_LABEL else NOTHING
        if label.sure >= 2:
            self._book.label(label, text, cell.place)
        elif heading(text) or not self._book.table or len(text) > _LONGEST_CELL:
            self._paragraph(Paragraph(text, cell.place))
        elif not take_labelled_figures(self._book, text.strip(), cell.place):
            self._book.loose(token(text, cell.place))

    def _last_lines(self, cell: GridCell) -> str:
        """Take the prose and headings that stand above a loose cell's own text off it, and return the rest."""
        lines = cell.text.split("\n")
        ends = [
            i for i, line in enumerate(lines) if heading(line) or _ENDS_PROSE.search(line) or len(line) > _LONG_LINE
        ]
        first = ends[-1] + 1 if ends else 0
        for line in lines[:first]:
            self._paragraph(Paragraph(line, cell.place))
        return "".join(lines[first:])
