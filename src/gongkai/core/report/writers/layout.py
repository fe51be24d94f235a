"""The three tables of the form as grids with spans, shared by every writer that draws them.

Source of the spans: 国办公开办函〔2019〕60号 and 〔2021〕30号, as published reports lay them out. In table 3 the corner
is three columns wide and three rows high; 三、本年度办理结果 spans 22 rows in the 2021 edition, 20 in that of 2019.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from gongkai.core.report.form import COMMON, Edition
from gongkai.core.report.model import AnnualReport, Value

UNKNOWN: Final = "？"  # stands in a cell that could not be recovered; the readers leave such a cell out

# Widths of the columns of a table in proportion to one another; table 4 has fifteen equal ones.
_PARTS: Final[Mapping[str, tuple[float, ...]]] = {
    "t2": (1.3, 1, 1, 1),
    "t3": (1.2, 2.45, 4.7, 1, 1, 1, 1, 1, 1, 1),
}

_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

Kind = Literal["caption", "head", "row", "value"]  # a banner over a block, a column head, a row head, a figure


@dataclass(frozen=True, slots=True)
class Slot:
    """One cell of a drawn table: its text, what it is, its spans, and the id of the cell of the form it shows."""

    text: str
    kind: Kind
    row: int
    column: int
    colspan: int = 1
    rowspan: int = 1
    cell: str = ""
    value: Value = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the form: its slots by row, how many columns it has and how many of its rows are heads."""

    id: str
    caption: str
    width: int
    head_rows: int
    rows: tuple[tuple[Slot, ...], ...]


def walk(table: Table) -> Iterator[tuple[Slot, ...]]:
    """Yield each row from left to right with the slots that reach into it from above, as Word wants its rows."""
    above: list[Slot] = []
    for number, row in enumerate(table.rows):
        above = [slot for slot in above if slot.row + slot.rowspan > number]
        yield tuple(sorted((*row, *above), key=lambda slot: slot.column))
        above += [slot for slot in row if slot.rowspan > 1]


def shares(table: Table) -> tuple[float, ...]:
    """Return how wide each column of a table is drawn, as a share of the whole."""
    parts = _PARTS.get(table.id, (1,) * table.width)
    return tuple(part / sum(parts) for part in parts)


def value_text(value: Value) -> str:
    """Return a value as the form prints it: no trailing zeros behind the point, a blank as the empty string."""
    if value is None:
        return ""
    if isinstance(value, str):
        return printable(value)
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def printable(text: str) -> str:
    """Return a text without the control characters and half characters that no document can hold."""
    return _UNPRINTABLE.sub("", text)


def cell_text(report: AnnualReport, cell: str) -> str:
    """Return what is printed for a cell of the form; `UNKNOWN` for one that was not recovered."""
    found = report.cells.get(cell)
    return UNKNOWN if found is None else value_text(found.value)


def tables(report: AnnualReport) -> tuple[Table, Table, Table]:
    """Return tables 2, 3 and 4 of a report as they are drawn."""
    return table2(report), table3(report), table4(report)


def table2(report: AnnualReport) -> Table:
    """Return table 2 (主动公开政府信息情况): blocks under the caption of an item of art. 20."""
    drawn = _Drawing(report)
    width = 1 + max(len(block.heads) for block in report.edition.table2)
    for block in report.edition.table2:
        drawn.put(block.caption, "caption", 0, colspan=width)
        drawn.next_row()
        drawn.put("信息内容", "head", 0)
        for place, (head, span) in enumerate(zip(block.heads, _shares(width - 1, len(block.heads)), strict=True)):
            drawn.put(head, "head", drawn.free if place else 1, colspan=span)
        drawn.next_row()
        for row in block.rows:
            drawn.put(row.label, "row", 0)
            for cell, span in zip(row.cells, _shares(width - 1, len(row.cells)), strict=True):
                drawn.put_cell(cell, drawn.free, colspan=span)
            drawn.next_row()
    return drawn.table("t2", COMMON.sections[1].label, width, 0)


def table3(report: AnnualReport) -> Table:
    """Return table 3 (收到和处理政府信息公开申请情况): three columns of row heads, seven of figures."""
    drawn = _Drawing(report)
    _table3_heads(drawn)
    edition = report.t3_edition
    results = [row for row in edition.table3 if row.parent]
    groups = {group.id: group.label for group in COMMON.t3_groups}
    met: set[str] = set()
    for row in edition.table3:
        column = 0
        if row in results:
            if "t3.results" not in met:
                drawn.put(groups["t3.results"], "row", 0, rowspan=len(results))
            column = 1
            if row.parent != "t3.results":
                if row.parent not in met:
                    drawn.put(groups[row.parent], "row", 1, rowspan=len(edition.children(row.parent)))
                column = 2
            met |= {"t3.results", row.parent}
        drawn.put(row.label, "row", column, colspan=3 - column)
        for place, cell in enumerate(row.cells):
            drawn.put_cell(cell, 3 + place)
        drawn.next_row()
    return drawn.table("t3", COMMON.sections[2].label, 10, 3)


def _table3_heads(drawn: "_Drawing") -> None:
    drawn.put(COMMON.note, "head", 0, colspan=3, rowspan=3)
    drawn.put("申请人情况", "head", 3, colspan=7)
    drawn.next_row()
    first, *organisations, last = COMMON.t3_columns
    drawn.put(first.label, "head", 3, rowspan=2)
    drawn.put(organisations[0].parent, "head", 4, colspan=len(organisations))
    drawn.put(last.label, "head", 9, rowspan=2)
    drawn.next_row()
    for place, column in enumerate(organisations):
        drawn.put(column.label, "head", 4 + place)
    drawn.next_row()


def table4(report: AnnualReport) -> Table:
    """Return table 4 (政府信息公开行政复议、行政诉讼情况): fifteen figures in one row under three rows of heads."""
    drawn = _Drawing(report)
    review, *suits = COMMON.t4_groups
    wide = len(COMMON.t4_columns)
    drawn.put(review.label, "head", 0, colspan=wide)
    drawn.put(suits[0].parent, "head", wide, colspan=wide * len(suits))
    drawn.next_row()
    for place, column in enumerate(COMMON.t4_columns):
        drawn.put(column.label, "head", place, rowspan=2)
    for place, group in enumerate(suits, 1):
        drawn.put(group.label, "head", wide * place, colspan=wide)
    drawn.next_row()
    for place in range(wide * len(suits)):
        drawn.put(COMMON.t4_columns[place % wide].label, "head", wide + place)
    drawn.next_row()
    for place, cell in enumerate(cell for row in report.t3_edition.table4 for cell in row.cells):
        drawn.put_cell(cell, place)
    drawn.next_row()
    return drawn.table("t4", COMMON.sections[3].label, wide * (1 + len(suits)), 3)


def _shares(width: int, parts: int) -> list[int]:
    """Return how `width` grid columns are shared by `parts` cells, the last one taking what is left over."""
    each = width // parts
    return [each] * (parts - 1) + [width - each * (parts - 1)]


class _Drawing:
    """A table in the making: slots are put into the current row."""

    def __init__(self, report: AnnualReport) -> None:
        self._report = report
        self._rows: list[tuple[Slot, ...]] = []
        self._row: list[Slot] = []

    @property
    def free(self) -> int:
        """The column behind the last slot of the current row."""
        return self._row[-1].column + self._row[-1].colspan if self._row else 0

    def put(self, text: str, kind: Kind, column: int, *, colspan: int = 1, rowspan: int = 1) -> None:
        self._row.append(Slot(text, kind, len(self._rows), column, colspan, rowspan))

    def put_cell(self, cell: str, column: int, *, colspan: int = 1) -> None:
        found = self._report.cells.get(cell)
        value = found.value if found else None
        text = cell_text(self._report, cell)
        self._row.append(Slot(text, "value", len(self._rows), column, colspan, 1, cell, value))

    def next_row(self) -> None:
        self._rows.append(tuple(self._row))
        self._row = []

    def table(self, name: str, caption: str, width: int, head_rows: int) -> Table:
        return Table(name, caption, width, head_rows, tuple(self._rows))


def edition_name(edition: Edition) -> str:
    """Return the name of an edition of the form, such as “2021年格式（国办公开办函〔2021〕30号）”."""
    return f"{edition.name}（{edition.source}）"
