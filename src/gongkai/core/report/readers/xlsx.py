"""Excel workbooks (xlsx, Office Open XML; also what WPS and LibreOffice save as xlsx).

A sheet is a grid, but a report in a sheet also has its headings and prose there: rows of a single cell above and below
a table, and numbered titles merged over its whole width, are paragraphs.
"""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import python_calamine

from gongkai.core.report.document import Document
from gongkai.core.report.errors import DamagedFile, EmptyFile, EncryptedFile, OversizedFile, UnsupportedKind
from gongkai.core.report.marks import in_cell, struck
from gongkai.core.report.readers.guard import MEGABYTE, SafeZip, open_zip
from gongkai.core.report.readers.rich_text import marked_strings
from gongkai.core.report.readers.sheets import Sheet, Span, blocks_of
from gongkai.core.report.readers.struck_cells import Cell, struck_cells

KIND: Final = "Excel"
AREA_LIMIT: Final = 1_000_000  # cells between the first and the last, blank ones too: calamine holds them all
SHEET_LIMIT: Final = 8 * MEGABYTE  # XML of one sheet; a report takes some 50 KB
HIDDEN_SHEETS: Final = "工作簿里有 {count} 个隐藏的工作表没有读取：{names}。"
# Sheets beside the report: what the workbook writer adds, and notes on filling in. Their words are not the report's.
BESIDE: Final = frozenset({"核对", "说明", "填报说明", "填表说明", "检查结果"})
_EXACT: Final = 10**15  # below this a number of a sheet keeps its digits
_ROW_OR_CELL: Final = re.compile(rb"<(?:\w+:)?(row|c)\b([^>]*)>")
_CELL: Final = re.compile(rb"<(?:\w+:)?c\b")
_NAMED_CELL: Final = re.compile(rb'<c r="([A-Za-z]+)(\d+)"(?:[^>]*[^>/])?>')
_POSITION: Final = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)(\d+)["']""")


def read(data: bytes) -> Document:
    """Return the sheets of a workbook in their order; hidden ones are named in the warnings.

    Raises DamagedFile, EncryptedFile, EmptyFile where no sheet holds anything, OversizedFile.
    """
    package = open_zip(data, KIND)
    if "xl/workbook.bin" in package:
        raise UnsupportedKind("Excel 二进制工作簿（xlsb）")
    _check_area(package)
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = _sheets(workbook, marked_strings(package))
        _strike(sheets, struck_cells(package))
    except python_calamine.PasswordError:
        raise EncryptedFile(KIND) from None
    except (python_calamine.CalamineError, OSError, ValueError):
        raise DamagedFile(KIND) from None
    return document("xlsx", sheets)


def document(kind: str, sheets: list[Sheet]) -> Document:
    """Return the document that sheets make.

    Hidden ones, and those that stand beside a report, are read only where nothing else is there.
    """
    filled = [sheet for sheet in sheets if sheet.rows]
    shown = [sheet for sheet in filled if not sheet.hidden] or filled
    shown = [sheet for sheet in shown if sheet.name.strip() not in BESIDE] or shown
    blocks = blocks_of(shown)
    if not blocks:
        raise EmptyFile
    left_out = [sheet.name for sheet in filled if sheet.hidden and sheet not in shown]
    warnings = [HIDDEN_SHEETS.format(count=len(left_out), names="、".join(left_out))] if left_out else []
    return Document(kind, blocks, warnings=warnings)


def _check_area(package: SafeZip) -> None:
    """Refuse a workbook with cells so far apart that the blank ones between them would fill the memory."""
    for name in package.names:
        if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
            continue
        if package.size(name) > SHEET_LIMIT:
            raise OversizedFile(f"每个工作表 {SHEET_LIMIT // MEGABYTE} MB")
        if _area(package.read(name)) > AREA_LIMIT:
            raise OversizedFile(f"每个工作表 {AREA_LIMIT} 个单元格")


def _area(sheet: bytes) -> int:
    """Return the number of cells from A1 to the last row and column in which anything stands.

    Styled blanks do not count. Rows and cells without a number of their own follow the one before.
    """
    if len(_CELL.findall(sheet)) == sheet.count(b'<c r="'):  # as nearly all programs write them
        named_cells = _NAMED_CELL.findall(sheet)
        columns = max((_column(letters) for letters in {letters for letters, _ in named_cells}), default=0)
        return columns * max((int(digits[:8]) for digits in {digits for _, digits in named_cells}), default=0)
    row = column = height = width = 0
    for tag, attributes in _ROW_OR_CELL.findall(sheet):
        named = _POSITION.search(attributes)
        letters, digits = named.groups() if named else (b"", b"")
        if len(letters) > 3 or len(digits) > 7:
            return AREA_LIMIT + 1
        row = int(digits) if digits else row + (tag == b"row")
        column = _column(letters) if letters else (0 if tag == b"row" else column + 1)
        if tag == b"c" and not attributes.endswith(b"/"):
            height, width = max(height, row), max(width, column)
    return height * width


def _column(letters: bytes) -> int:
    """Return the number of a column from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters[:8].upper():
        number = number * 26 + letter - 64
    return number


def _sheets(workbook: python_calamine.CalamineWorkbook, marked: Mapping[str, str]) -> list[Sheet]:
    """Return the sheets of a workbook; those beside a report only where the others hold nothing."""
    metas = [meta for meta in workbook.sheets_metadata if meta.typ == python_calamine.SheetTypeEnum.WorkSheet]
    sheets = [_sheet(workbook, meta, marked) for meta in metas if meta.name.strip() not in BESIDE]
    return sheets if any(sheet.rows for sheet in sheets) else [_sheet(workbook, meta, marked) for meta in metas]


def _sheet(
    workbook: python_calamine.CalamineWorkbook, meta: python_calamine.SheetMetadata, marked: Mapping[str, str]
) -> Sheet:
    sheet = workbook.get_sheet_by_name(meta.name)
    hidden = meta.visible != python_calamine.SheetVisibleEnum.Visible
    if sheet.start is None:
        return Sheet(meta.name, [], hidden=hidden)
    top, left = sheet.start
    values = sheet.to_python(skip_empty_area=True)
    if marked:
        values = [[marked.get(value, value) if isinstance(value, str) else value for value in row] for row in values]
    rows = [[printed(value) for value in row] for row in values]
    merged = [_moved(span, top, left) for span in sheet.merged_cell_ranges or ()]
    return Sheet(meta.name, rows, merged, top, left, hidden=hidden)


def _strike(sheets: Sequence[Sheet], cells: Mapping[str, set[Cell]]) -> None:
    """Write the strokes of cells struck out as a whole into their texts."""
    for sheet in sheets:
        for row, column in cells.get(sheet.name, ()):
            at, across = row - sheet.top, column - sheet.left
            if 0 <= at < len(sheet.rows) and 0 <= across < len(sheet.rows[at]):
                sheet.rows[at][across] = in_cell(struck(sheet.rows[at][across]))


def _moved(span: tuple[tuple[int, int], tuple[int, int]], top: int, left: int) -> Span:
    (first_row, first_column), (last_row, last_column) = span
    return Span(first_row - top, first_column - left, last_row - top, last_column - left)


def printed(value: Any) -> str:  # what a workbook can hold
    """Return a value as a sheet shows it: whole numbers without a fraction, at most 15 digits, dates as ISO dates."""
    if isinstance(value, str):
        words = value.split()
        if len(words) < 2:
            return words[0] if words else ""
        return "\n".join(line for line in (" ".join(line.split()) for line in value.split("\n")) if line)
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return f"{value:.15g}" if abs(value) < _EXACT else f"{value:.0f}"
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else ""
