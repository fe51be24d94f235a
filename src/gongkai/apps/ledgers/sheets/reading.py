"""From the bytes of a sheet to rows."""

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from gongkai.apps.ledgers.kinds import LedgerKind
from gongkai.apps.ledgers.sheets.cells import (
    Unreadable,
    amount_of,
    day_of,
    ending_of,
    is_error,
    text_of,
    truth_of,
)
from gongkai.apps.ledgers.sheets.errors import SheetError
from gongkai.apps.ledgers.sheets.heads import Heads, find_heads

MOST_ROWS: Final = 50_000
LARGEST: Final = 200_000_000  # bytes of a workbook when unpacked
TOTALS: Final = ("合计", "总计", "小计", "共计")
SHOWN: Final = 8  # cells of a row that a preview shows

Row = Sequence[Any]


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
    rows, remarks = _workbook(data) if _is_workbook(data) else (_csv(data), [])
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


def _is_workbook(data: bytes) -> bool:
    return data[:4] in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"}


def _workbook(data: bytes) -> tuple[list[Row], list[str]]:
    _must_be_bounded(data)
    try:
        sheets = _xlsx(data) if data[:4] == b"PK\x03\x04" else _xls(data)
    except (
        CalamineError,
        InvalidFileException,
        KeyError,
        OSError,
        ValueError,
        SyntaxError,
        zipfile.BadZipFile,
    ) as error:
        raise SheetError(
            "这个文件打不开：不是表格，或者已经损坏、加了密码。", "请用 Excel 或 WPS 打开后另存为 xlsx 再导入。"
        ) from error
    hidden = [one.name for one in sheets if one.is_hidden]
    filled = [one for one in sheets if not one.is_hidden and any(any(map(text_of, row)) for row in one.rows)]
    if not filled:
        raise SheetError("表格是空的。", "请填写后再导入。")
    remarks = [f"隐藏的工作表“{name}”没有读入。" for name in hidden]
    remarks += [f"只读第一张有内容的工作表，“{one.name}”没有读入。" for one in filled[1:]]
    return filled[0].rows, remarks


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    is_hidden: bool
    rows: list[Row]


def _xlsx(data: bytes) -> list[_Sheet]:
    """Read with openpyxl: calamine hands over a failed formula as an empty cell, and that must be told apart."""
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        return [
            _Sheet(
                one.title, one.sheet_state != "visible", list(islice(one.iter_rows(values_only=True), MOST_ROWS + 2))
            )
            for one in book.worksheets
        ]
    finally:
        book.close()


def _xls(data: bytes) -> list[_Sheet]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [
        _Sheet(
            one.name,
            one.visible is not SheetVisibleEnum.Visible,
            list(book.get_sheet_by_name(one.name).to_python(skip_empty_area=False, nrows=MOST_ROWS + 2)),
        )
        for one in book.sheets_metadata
    ]


def _must_be_bounded(data: bytes) -> None:
    if data[:4] != b"PK\x03\x04":
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(one.file_size for one in packed.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise SheetError("这个文件已经损坏。", "请用 Excel 或 WPS 打开后另存为 xlsx 再导入。") from error
    if size > LARGEST:
        raise SheetError("这个文件解开后太大。", "请删去无关的工作表和图片，或分成几个文件。")


def _csv(data: bytes) -> list[Row]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise SheetError("这个文件的文字编码不认识。", "请用 Excel 或 WPS 打开后另存为 xlsx 再导入。")
    if "\0" in text or not text.strip():
        raise SheetError("这个文件不是表格，或者是空的。", "请用 xlsx 或 csv 格式的表格。")
    mark = max((",", "\t", ";"), key=text[:4000].count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error as error:
        raise SheetError("这个 csv 文件的引号不成对。", "请用 Excel 或 WPS 打开后另存为 xlsx 再导入。") from error


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
