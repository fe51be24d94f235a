"""The three tables as they were read, in the official layout, each cell with its heads and the reasons for its mark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.core.report.model import DASHES, AnnualReport
from gongkai.core.report.writers.flow import HOME
from gongkai.core.report.writers.layout import Slot, Table, printable, tables
from gongkai.portal.check.marks import Reason

NAMES: Final = {"t2": "表二", "t3": "表三", "t4": "表四"}


@dataclass(frozen=True, slots=True)
class SlotView:
    """A cell of a table on the page. `show` tells how a figure is drawn: number, zero, blank, dash, words, unknown."""

    slot: Slot
    id: str
    scope: str = ""  # of a head
    css: str = ""
    headers: str = ""  # ids of the heads of a figure
    show: str = ""
    reasons: Sequence[Reason] = ()

    @property
    def is_head(self) -> bool:
        """Whether the slot is a head."""
        return self.slot.kind != "value"


@dataclass(frozen=True, slots=True)
class TableView:
    """A table on the page; `section` is the section it stands in."""

    id: str
    name: str
    caption: str
    section: str
    head: tuple[tuple[SlotView, ...], ...]
    body: tuple[tuple[SlotView, ...], ...]


def table_views(report: AnnualReport, marked: Mapping[str, list[Reason]], prefix: str) -> dict[str, TableView]:
    """Return the tables in which at least one figure was read, by the section in which they stand."""
    return {HOME[table.id]: _view(report, table, marked, prefix) for table in tables(report) if _read(report, table)}


def cell_id(prefix: str, cell: str) -> str:
    """Return the id of a cell's element on the page."""
    return f"{prefix}-{cell}"


def _read(report: AnnualReport, table: Table) -> bool:
    return any(slot.cell in report.cells for row in table.rows for slot in row if slot.cell)


def _view(report: AnnualReport, table: Table, marked: Mapping[str, list[Reason]], prefix: str) -> TableView:
    rows = tuple(
        tuple(
            _head(slot, prefix, table) if slot.kind != "value" else _figure(report, slot, prefix, table, marked)
            for slot in row
        )
        for row in table.rows
    )
    return TableView(
        id=f"{prefix}-{table.id}",
        name=NAMES[table.id],
        caption=table.caption.partition("、")[2],
        section=HOME[table.id],
        head=rows[: table.head_rows],
        body=rows[table.head_rows :],
    )


def _head(slot: Slot, prefix: str, table: Table) -> SlotView:
    wide = {"row": slot.rowspan, "head": slot.colspan, "caption": slot.colspan}[slot.kind]
    scope = ("row" if slot.kind == "row" else "col") + ("group" if wide > 1 else "")
    note = " note" if slot.kind == "head" and slot.rowspan == table.head_rows == 3 else ""
    tall = " tall" if slot.kind == "row" and slot.rowspan > 1 else ""
    return SlotView(slot, _head_id(prefix, table, slot), scope, f"{slot.kind} at{slot.column}{note}{tall}")


def _figure(
    report: AnnualReport, slot: Slot, prefix: str, table: Table, marked: Mapping[str, list[Reason]]
) -> SlotView:
    why = marked.get(slot.cell, [])
    show = _show(report, slot)
    css = f"{show} {why[0].kind} marked" if why else show
    headers = " ".join(_head_id(prefix, table, head) for head in heads_of(table, slot))
    return SlotView(slot, cell_id(prefix, slot.cell), css=css, headers=headers, show=show, reasons=why)


def _head_id(prefix: str, table: Table, slot: Slot) -> str:
    return f"{prefix}-{table.id}h{slot.row}-{slot.column}"


def _show(report: AnnualReport, slot: Slot) -> str:
    found = report.cells.get(slot.cell)
    if found is None:
        return "unread"
    if found.value is None:
        return "blank"
    if isinstance(found.value, str):
        return "dash" if printable(found.value) in DASHES else "words"
    return "zero" if found.value == 0 else "number"


def heads_of(table: Table, figure: Slot) -> list[Slot]:
    """Return the heads of a figure: column heads from the top of its block down, then row heads from left to right."""
    above = [slot for row in table.rows[: figure.row] for slot in row if slot.kind in {"head", "caption"}]
    start = max((slot.row for slot in above if slot.kind == "caption"), default=0)
    columns = [
        slot for slot in above if slot.row >= start and max(slot.column, figure.column) < min(_end(slot), _end(figure))
    ]
    rows = [
        slot
        for row in table.rows[: figure.row + 1]
        for slot in row
        if slot.kind == "row" and slot.row <= figure.row < slot.row + slot.rowspan
    ]
    return [*columns, *rows]


def _end(slot: Slot) -> int:
    return slot.column + slot.colspan
