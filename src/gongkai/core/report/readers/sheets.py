"""Sheets of a workbook as paragraphs and grids."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from gongkai.core.report.document import Block, Grid, GridCell, Paragraph, Place
from gongkai.core.report.errors import OversizedFile

MERGED_LIMIT: Final = 500_000  # cells of a sheet that are merged into others
# A title that numbers a part of the document: “二、…”.
_NUMBERED: Final = re.compile(r"\s*[一二三四五六七八九十]{1,3}\s*[、.．]")


class Span(NamedTuple):
    """A merged range, first and last row and column from 0, within the rows of its sheet."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(eq=False)
class Sheet:
    """The values of a sheet as text, its merged ranges, and where its first row and column stand (from 0)."""

    name: str
    rows: list[list[str]]
    merged: list[Span] = field(default_factory=list)
    top: int = 0
    left: int = 0
    hidden: bool = False


def blocks_of(sheets: Sequence[Sheet]) -> list[Block]:
    """Return the paragraphs and grids of sheets, top to bottom; each grid has the number of its sheet from 1."""
    return [block for number, sheet in enumerate(sheets, 1) for block in _Cutter(sheet, number).blocks()]


class _Cutter:
    """One sheet cut at blank rows, and at rows that are titles or prose."""

    def __init__(self, sheet: Sheet, number: int) -> None:
        self._rows = sheet.rows
        self._number = number
        self._top, self._left = sheet.top, sheet.left
        self._filled_columns = [[column for column, text in enumerate(row) if text] for row in sheet.rows]
        self._width = max((len(row) for row in sheet.rows), default=0)
        self._spans = {(max(span.top, 0), max(span.left, 0)): span for span in sheet.merged}
        self._covered = _covered(sheet.merged, len(sheet.rows), self._width)

    def blocks(self) -> list[Block]:
        """Return the blocks of the sheet in their order."""
        found: list[Block] = []
        stretch: list[int] = []
        for row in range(len(self._rows)):
            blank = not any(self._rows[row]) and row not in self._covered
            if not blank and not self._is_title(row):
                stretch.append(row)
                continue
            found += self._cut(stretch)
            stretch = []
            if not blank:
                found.append(self._paragraph(row))
        return found + self._cut(stretch)

    def _filled(self, row: int) -> list[int]:
        return self._filled_columns[row]

    def _is_title(self, row: int) -> bool:
        """Return whether a row is a numbered title over the whole width of what it heads."""
        filled = self._filled(row)
        if len(filled) != 1 or row in self._covered or not _NUMBERED.match(self._rows[row][filled[0]]):
            return False
        span = self._spans.get((row, filled[0]))
        return span is not None and span.top == span.bottom and span.right - span.left + 1 >= self._width

    def _cut(self, stretch: list[int]) -> list[Block]:
        """Return a stretch without blank rows: prose above, a grid, prose below."""
        single = [len(self._filled(row)) <= 1 and not self._goes_on(row) for row in stretch]
        if all(single):
            return [self._paragraph(row) for row in stretch if any(self._rows[row])]
        first = single.index(False)
        last = len(single) - 1 - single[::-1].index(False)
        return [
            *(self._paragraph(row) for row in stretch[:first] if any(self._rows[row])),
            self._grid(stretch[first : last + 1]),
            *(self._paragraph(row) for row in stretch[last + 1 :] if any(self._rows[row])),
        ]

    def _goes_on(self, row: int) -> bool:
        """Return whether a row is part of a table although at most one of its cells is filled."""
        filled = self._filled(row)
        span = self._spans.get((row, filled[0])) if filled else None
        return row in self._covered or (span is not None and span.bottom > span.top)

    def _paragraph(self, row: int) -> Paragraph:
        column = self._filled(row)[0]
        place = Place(table=self._number, row=self._top + row + 1, column=self._left + column + 1)
        return Paragraph(self._rows[row][column].replace("\n", ""), place)

    def _grid(self, stretch: list[int]) -> Grid:
        rows = [self._cells(row) for row in stretch]
        return Grid(rows, place=Place(table=self._number, row=self._top + stretch[0] + 1))

    def _cells(self, row: int) -> list[GridCell]:
        cells: list[GridCell] = []
        covered = self._covered.get(row, set())
        column = 0
        values = self._rows[row]
        top, left = self._top + row + 1, self._left + 1
        while column < len(values):
            if column in covered:
                column += 1
                continue
            span = self._spans.get((row, column))
            colspan, rowspan = (span.right - span.left + 1, span.bottom - span.top + 1) if span else (1, 1)
            place = Place(0, self._number, top, left + column)
            cells.append(GridCell(values[column], column, colspan, rowspan, place))
            column += colspan
        return cells


def _covered(merged: Sequence[Span], height: int, width: int) -> dict[int, set[int]]:
    """Return for each row the columns that a range merged from above covers.

    Raises OversizedFile where ranges lie over one another many times, which no sheet does that was made by hand.
    """
    covered: dict[int, set[int]] = {}
    area = 0
    for span in merged:
        columns = range(max(span.left, 0), min(span.right + 1, width))
        rows = range(max(span.top + 1, 0), min(span.bottom + 1, height))
        area += len(columns) * len(rows)
        if area > MERGED_LIMIT:
            raise OversizedFile(f"合并 {MERGED_LIMIT} 个单元格")
        for row in rows:
            covered.setdefault(row, set()).update(columns)
    return covered
