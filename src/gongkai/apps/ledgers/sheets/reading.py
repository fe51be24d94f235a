"""From the bytes of a sheet to rows."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from gongkai.apps.ledgers.kinds import LedgerKind
from gongkai.apps.ledgers.sheets.cells import (
    Unreadable,
    amount_of,
    day_of,
    ending_of,
    truth_of,
)
from gongkai.apps.ledgers.sheets.errors import SheetError
from gongkai.apps.ledgers.sheets.heads import Heads, find_heads
from gongkai.core.sheets.cells import is_error, text_of
from gongkai.core.sheets.errors import SheetError as WrongFile
from gongkai.core.sheets.opening import MOST_ROWS, Row, open_sheets, visible

TOTALS: Final = ("合计", "总计", "小计", "共计")
SHOWN: Final = 8  # cells of a row that a preview shows


@dataclass(slots=True)
class ReadRow:
    """One row as read: its line in the sheet, what it says, and why it cannot go in, if it cannot."""

    line: int
    shown: list[str]
    title: str = ""
    on: date | None = None
    number: str = ""
    ended_on: date | None = None
    ending: str = ""
    amount: Decimal | None = None
    is_public: bool = True
    withheld_reason: str = ""
    office: str = ""
    reasons: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass(slots=True)
class ReadSheet:
    """The rows of a sheet, and what should be known of the whole."""

    rows: list[ReadRow]
    remarks: list[str]


def read_sheet(data: bytes, name: str, kind: LedgerKind) -> ReadSheet:
    """Read an xlsx, xls or csv file. Raises SheetError."""
    rows, remarks = _first_sheet(data)
    if len(rows) > MOST_ROWS:
        raise SheetError(f"表格有 {len(rows)} 行，一次最多导入 {MOST_ROWS} 行。", "请分成几个文件导入。")
    heads = find_heads(rows, kind)
    found = []
    for line, cells in enumerate(rows[heads.first :], start=heads.first + 1):
        if not any(text_of(cell) for cell in cells):
            continue
        if text_of(cells[0]) in TOTALS or _cell(cells, heads, "title") in TOTALS:
            remarks.append(f"第 {line} 行是合计，没有读入。")
            continue
        found.append(_row(line, cells, heads, kind))
    if not found:
        raise SheetError("表头下面没有内容。", "请填写后再导入。")
    if any("万元" in remark for row in found for remark in row.remarks):
        remarks.append("表格中的金额以万元为单位，已经折合成元，请核对。")
    return ReadSheet(found, remarks)


def _first_sheet(data: bytes) -> tuple[list[Row], list[str]]:
    try:
        filled, remarks = visible(open_sheets(data))
    except WrongFile as error:
        raise SheetError(error.problem, error.remedy) from error
    remarks += [f"只读第一张有内容的工作表，“{one.name}”没有读入。" for one in filled[1:]]
    return filled[0].rows, remarks


def _cell(cells: Row, heads: Heads, name: str) -> Any:
    column = heads.columns.get(name)
    return cells[column] if column is not None and column < len(cells) else None


def _row(line: int, cells: Row, heads: Heads, kind: LedgerKind) -> ReadRow:
    row = ReadRow(line, [text_of(cell)[:60] for cell in cells[:SHOWN]])
    broken = [text_of(cell) for cell in cells if is_error(cell)]
    if broken:
        row.reasons.append(f"有公式出错（{broken[0]}）。请改成数值。")
        return row
    row.title, row.number, row.office, row.withheld_reason = (
        text_of(_cell(cells, heads, name)) for name in ("title", "number", "office", "withheld_reason")
    )
    _take(row, lambda: setattr(row, "on", day_of(_cell(cells, heads, "on"))))
    _take(row, lambda: setattr(row, "ended_on", day_of(_cell(cells, heads, "ended_on"))))
    _take(row, lambda: setattr(row, "ending", ending_of(_cell(cells, heads, "ending"))))
    _take(row, lambda: setattr(row, "is_public", truth_of(_cell(cells, heads, "is_public")) is not False))
    if kind is LedgerKind.CHARGE:
        _take(row, lambda: _take_amount(row, cells, heads))
    if row.on is None and not row.reasons:
        row.reasons.append("没有日期。请补上日期。")
    if row.ended_on is not None and not row.ending and "ending" not in heads.columns:
        row.ending = "repealed"
        row.remarks.append("表格只有日期，没有说明方式，按废止登记。")
    return row


def _take_amount(row: ReadRow, cells: Row, heads: Heads) -> None:
    row.amount, was_wan = amount_of(_cell(cells, heads, "amount"), heads.in_wan)
    if was_wan:
        row.remarks.append("万元已经折合成元。")


def _take(row: ReadRow, read: Any) -> None:
    try:
        read()
    except Unreadable as error:
        row.reasons.append(str(error))
