"""From the bytes of an xlsx, xls or csv file to its sheets. Raises SheetError."""

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from gongkai.core.sheets.cells import text_of
from gongkai.core.sheets.errors import SheetError

if TYPE_CHECKING:  # the libraries for workbooks are large: they are loaded when somebody hands one in
    from openpyxl.worksheet.worksheet import Worksheet

MOST_ROWS: Final = 50_000
LARGEST: Final = 200_000_000  # bytes of a workbook when unpacked
LARGEST_MERGED: Final = 40_000_000  # of one whose merged cells are asked for: it is held in memory as a whole
ZIP: Final = b"PK\x03\x04"
OLE: Final = b"\xd0\xcf\x11\xe0"

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name (empty for csv), whether it is hidden, its rows."""

    name: str
    is_hidden: bool
    rows: list[Row]

    @property
    def is_filled(self) -> bool:
        """Whether anything stands in it."""
        return any(any(map(text_of, row)) for row in self.rows)


def open_sheets(data: bytes, *, merged: bool = False) -> list[Sheet]:
    """Return the sheets of a file. With `merged`, every cell of a merged area holds what its first one holds."""
    if data[:4] not in {ZIP, OLE}:
        return [Sheet("", is_hidden=False, rows=_csv(data))]
    from openpyxl.utils.exceptions import InvalidFileException
    from python_calamine import CalamineError

    _must_be_bounded(data, LARGEST_MERGED if merged else LARGEST)
    try:
        if data[:4] == OLE:
            return _xls(data)
        return _xlsx_merged(data) if merged else _xlsx(data)
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


def visible(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[str]]:
    """Return the sheets that are shown and filled, and a remark for each that is hidden. Raises SheetError for none."""
    filled = [one for one in sheets if not one.is_hidden and one.is_filled]
    if not filled:
        raise SheetError("表格是空的。", "请填写后再导入。")
    return filled, [f"隐藏的工作表“{one.name}”没有读入。" for one in sheets if one.is_hidden]


def _xlsx(data: bytes) -> list[Sheet]:
    """Read with openpyxl: calamine hands over a failed formula as an empty cell, and that must be told apart."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        return [
            Sheet(one.title, one.sheet_state != "visible", list(islice(one.iter_rows(values_only=True), MOST_ROWS + 2)))
            for one in book.worksheets
        ]
    finally:
        book.close()


def _xlsx_merged(data: bytes) -> list[Sheet]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), data_only=True)
    return [Sheet(one.title, one.sheet_state != "visible", _spread(one)) for one in book.worksheets]


def _spread(sheet: "Worksheet") -> list[Row]:
    rows: list[list[Any]] = [list(row) for row in islice(sheet.iter_rows(values_only=True), MOST_ROWS + 2)]
    for area in sheet.merged_cells.ranges:
        if area.min_row > len(rows):
            continue
        value = rows[area.min_row - 1][area.min_col - 1]
        for row in rows[area.min_row - 1 : area.max_row]:
            row[area.min_col - 1 : area.max_col] = [value] * (min(area.max_col, len(row)) - area.min_col + 1)
    return list(rows)


def _xls(data: bytes) -> list[Sheet]:
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [
        Sheet(
            one.name,
            one.visible is not SheetVisibleEnum.Visible,
            list(book.get_sheet_by_name(one.name).to_python(skip_empty_area=False, nrows=MOST_ROWS + 2)),
        )
        for one in book.sheets_metadata
    ]


def _must_be_bounded(data: bytes, largest: int) -> None:
    if data[:4] != ZIP:
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(one.file_size for one in packed.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise SheetError("这个文件已经损坏。", "请用 Excel 或 WPS 打开后另存为 xlsx 再导入。") from error
    if size > largest:
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
