"""The report as a workbook: prose, the three tables with the merges of the form, and the balances as live formulas.

Whoever corrects a figure sees at once whether the balances (勾稽关系) hold: by colour in the tables, in words on the
sheet “核对”. Texts are always written as texts, so that none can act as a formula.
"""

import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from gongkai.core.report.checks.mend import Balance
from gongkai.core.report.checks.reconciliation import table3 as balances3
from gongkai.core.report.checks.reconciliation import table4 as balances4
from gongkai.core.report.model import AnnualReport, Value, cell_label
from gongkai.core.report.writers.balance_words import sentence
from gongkai.core.report.writers.flow import Piece, flow
from gongkai.core.report.writers.layout import UNKNOWN, Slot, Table, edition_name, printable, shares
from gongkai.core.report.writers.listing import Listing, add_sheet

LONGEST_TEXT: Final = 32767  # characters in a cell
PROSE_WIDTH: Final = 72  # of a column of prose, in characters of which a Chinese one takes two
_EXACT_DIGITS: Final = 15  # what a number of a workbook keeps
_SHEETS: Final = {"s2": "表二", "s3": "表三", "s4": "表四"}  # by the section that a table stands in
_WIDTHS: Final = {"t2": 84, "t3": 130, "t4": 120}  # of a whole table, in characters
_FORMATS: Final[dict[str, dict[str, Any]]] = {
    "title": {"font_size": 18, "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True},
    "heading": {"font_size": 14, "bold": True, "valign": "vcenter"},
    "subheading": {"bold": True, "valign": "top", "text_wrap": True},
    "text": {"valign": "top", "text_wrap": True},
    "head": {
        "bold": True,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
        "border": 1,
        "bg_color": "#E9EDF3",
    },
    "caption": {"bold": True, "align": "center", "valign": "vcenter", "border": 1, "bg_color": "#DCE3EC"},
    "row": {"valign": "vcenter", "text_wrap": True, "border": 1, "bg_color": "#F5F7FA"},
    "value": {"align": "center", "valign": "vcenter", "border": 1, "num_format": "0.####"},
    "count": {"align": "center", "valign": "vcenter", "border": 1, "num_format": "0"},
    "unknown": {"align": "center", "valign": "vcenter", "border": 1, "font_color": "#8A5A00", "italic": True},
    "holds": {"bg_color": "#DDF3E0", "font_color": "#0B5D1E"},
    "fails": {"bg_color": "#FBD9D9", "font_color": "#9B0000", "bold": True},
}


def render(report: AnnualReport, more: Sequence[Listing] = ()) -> bytes:
    """Return the report as a workbook (xlsx); `more` are tables that get sheets of their own behind it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        # A fixed date, so that the same report gives the same bytes.
        made = {"created": datetime(2000, 1, 1, tzinfo=UTC)}
        workbook.set_properties({"title": printable(report.title), "author": printable(report.organ), **made})
        _Book(workbook, report).fill()
        for listing in more:
            add_sheet(workbook, listing)
    return out.getvalue()


class _Book:
    """The workbook of one report, and where each cell of the form stands in it."""

    def __init__(self, workbook: Workbook, report: AnnualReport) -> None:
        self._workbook, self._report = workbook, report
        self._formats: dict[str, Format] = {name: workbook.add_format(given) for name, given in _FORMATS.items()}
        self._where: dict[str, tuple[str, int, int]] = {}

    def fill(self) -> None:
        before, after, drawn = self._sorted()
        self._prose("总体情况", before)
        for piece in drawn:
            self._table(piece)
        self._prose("问题与其他", after)
        self._balances()
        self._explanations()

    def _sorted(self) -> tuple[list[Piece], list[Piece], list[list[Piece]]]:
        """Sort the document into what stands before the tables, what after them, and each table with its section."""
        before: list[Piece] = []
        after: list[Piece] = []
        drawn: dict[str, list[Piece]] = {}
        for piece in flow(self._report):
            if piece.section in ("s2", "s3", "s4"):
                drawn.setdefault(piece.section, []).append(piece)
            elif piece.section in ("s5", "s6"):
                after.extend(_short(piece))
            else:
                before.extend(_short(piece))
        return before, after, list(drawn.values())

    def _prose(self, name: str, pieces: Sequence[Piece]) -> None:
        if not pieces:
            return
        sheet = self._workbook.add_worksheet(name)
        sheet.set_column(0, 0, PROSE_WIDTH)
        _page(sheet, landscape=False)
        for row, piece in enumerate(pieces):
            self._paragraph(sheet, row, piece)

    def _paragraph(
        self, sheet: Worksheet, row: int, piece: Piece, columns: int = 1, width: float = PROSE_WIDTH
    ) -> None:
        """Write a paragraph into a row, over so many columns, as high as its lines want."""
        form = self._formats.get(piece.kind, self._formats["text"])
        least = 40.0 if piece.kind == "title" else 24.0
        sheet.set_row(row, max(least, _height(piece.text, width)))
        if columns > 1:
            sheet.merge_range(row, 0, row, columns - 1, "", form)
        sheet.write_string(row, 0, piece.text[:LONGEST_TEXT], form)

    def _table(self, pieces: Sequence[Piece]) -> None:
        """Write a section with a table: heading and prose above it, then the table."""
        table = next((piece.table for piece in pieces if piece.table), None)
        name = _SHEETS[pieces[0].section]
        sheet = self._workbook.add_worksheet(name)
        _page(sheet, landscape=True)
        top = 0
        for piece in pieces:
            if piece.table is None:
                columns, width = (table.width, _WIDTHS[table.id]) if table else (1, PROSE_WIDTH)
                self._paragraph(sheet, top, piece, columns, width)
                top += 1
        if table is not None:
            self._draw(sheet, name, table, top)

    def _draw(self, sheet: Worksheet, name: str, table: Table, top: int) -> None:
        for column, share in enumerate(shares(table)):
            sheet.set_column(column, column, _WIDTHS[table.id] * share)
        for number, row in enumerate(table.rows):
            sheet.set_row(top + number, _row_height(table, row))
            for slot in row:
                self._slot(sheet, name, slot, top)
        if table.head_rows:
            sheet.freeze_panes(top + table.head_rows, 3 if table.id == "t3" else 0)
            sheet.repeat_rows(top, top + table.head_rows - 1)
        for balance in self._balances_of(table.id):
            self._colour(sheet, balance)

    def _slot(self, sheet: Worksheet, name: str, slot: Slot, top: int) -> None:
        row, column = top + slot.row, slot.column
        form = self._formats["unknown" if slot.text == UNKNOWN else slot.kind]
        if slot.colspan > 1 or slot.rowspan > 1:
            sheet.merge_range(row, column, row + slot.rowspan - 1, column + slot.colspan - 1, "", form)
        if slot.kind != "value":
            sheet.write_string(row, column, slot.text, form)
            return
        self._where[slot.cell] = (name, row, column)
        self._value(sheet, row, column, slot, form)

    def _value(self, sheet: Worksheet, row: int, column: int, slot: Slot, form: Format) -> None:
        number = _number(slot.value)
        if number is not None:
            whole = isinstance(slot.value, int) or slot.value == int(number)
            sheet.write_number(row, column, number, self._formats["count"] if whole else form)
        elif slot.text:
            sheet.write_string(row, column, slot.text, form)
        else:
            sheet.write_blank(row, column, None, form)

    def _balances_of(self, table: str) -> tuple[Balance, ...]:
        edition = self._report.t3_edition
        return {"t3": balances3(edition), "t4": balances4(edition)}.get(table, ())

    def _colour(self, sheet: Worksheet, balance: Balance) -> None:
        """Colour the cell that a balance speaks of first: the total, or what is carried to the next year."""
        _, row, column = self._where[balance.right[-1] if balance.rule == "AR-T3-ID" else balance.left[0]]
        equal = f"ROUND(SUM({self._range(balance.left)})-SUM({self._range(balance.right)}),4)"
        for sign, name in (("<>", "fails"), ("=", "holds")):
            rule = {"type": "formula", "criteria": f"={equal}{sign}0", "format": self._formats[name]}
            if name == "fails":
                rule["stop_if_true"] = True
            sheet.conditional_format(row, column, row, column, rule)

    def _range(self, cells: Sequence[str], *, sheet: bool = False) -> str:
        """Return the range of cells that stand side by side in a table."""
        name, top, left = self._where[cells[0]]
        _, bottom, right = self._where[cells[-1]]
        found = xl_range(top, left, bottom, right)
        return f"'{name}'!{found}" if sheet else found

    def _balances(self) -> None:
        """Write the sheet that says of each balance in words whether it holds."""
        known = [b for table in ("t3", "t4") for b in self._balances_of(table) if b.cells[0] in self._where]
        if not known:
            return
        sheet = self._workbook.add_worksheet("核对")
        _page(sheet, landscape=False)
        sheet.set_column(0, 0, 72)
        sheet.set_column(1, 3, 10)
        sheet.set_column(4, 4, 18)
        for column, head in enumerate(("勾稽关系", "等号左边", "等号右边", "相差", "结论")):
            sheet.write_string(0, column, head, self._formats["head"])
        for row, balance in enumerate(known, 1):
            self._balance(sheet, row, balance)
        sheet.freeze_panes(1, 0)
        for text, name in (("不符", "fails"), ("相符", "holds")):
            rule = {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": self._formats[name]}
            sheet.conditional_format(1, 4, len(known), 4, rule)

    def _balance(self, sheet: Worksheet, row: int, balance: Balance) -> None:
        left, right = self._range(balance.left, sheet=True), self._range(balance.right, sheet=True)
        sums = [sum(float(self._report.number(cell) or 0) for cell in side) for side in (balance.left, balance.right)]
        unread = any(cell not in self._report.cells for cell in balance.cells)
        gap = round(sums[0] - sums[1], 4)
        text = "有未读出的数据" if unread else "不符" if gap else "相符"
        here = [xl_rowcol_to_cell(row, column) for column in range(1, 4)]
        count = f'COUNTIF({left},"{UNKNOWN}")+COUNTIF({right},"{UNKNOWN}")'
        sheet.write_string(row, 0, sentence(self._report.t3_edition, balance), self._formats["row"])
        sheet.write_formula(row, 1, f"=SUM({left})", self._formats["value"], sums[0])
        sheet.write_formula(row, 2, f"=SUM({right})", self._formats["value"], sums[1])
        sheet.write_formula(row, 3, f"=ROUND({here[0]}-{here[1]},4)", self._formats["value"], gap)
        verdict = f'=IF({count}>0,"有未读出的数据",IF({here[2]}=0,"相符","不符"))'
        sheet.write_formula(row, 4, verdict, self._formats["value"], text)

    def _explanations(self) -> None:
        sheet = self._workbook.add_worksheet("说明")
        _page(sheet, landscape=False)
        sheet.set_column(0, 0, PROSE_WIDTH)
        for row, text in enumerate(_explanations(self._report)):
            sheet.set_row(row, max(20.0, _height(text, PROSE_WIDTH)))
            sheet.write_string(row, 0, printable(text)[:LONGEST_TEXT], self._formats["text"])


def _page(sheet: Worksheet, *, landscape: bool) -> None:
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 1 if landscape else 0)  # a table on one page, prose on as many as it needs
    if landscape:
        sheet.set_landscape()


def _height(text: str, width: float) -> float:
    """Return how high a row must be, in points, for a text in a column of so many half characters."""
    lines = sum(max(1, math.ceil(2 * len(line) / (width - 2))) for line in text.split("\n"))
    return min(409.0, 15.0 * lines + 4)  # 409 points are the most a row can have


def _row_height(table: Table, row: Sequence[Slot]) -> float:
    widths = [_WIDTHS[table.id] * share for share in shares(table)]
    needed = (
        _height(slot.text, sum(widths[slot.column : slot.column + slot.colspan])) for slot in row if slot.rowspan == 1
    )
    return max(needed, default=19.0)


def _short(piece: Piece) -> Iterator[Piece]:
    """Yield a piece in parts that fit into a cell each; nearly always it is one."""
    for start in range(0, max(1, len(piece.text)), LONGEST_TEXT):
        yield replace(piece, text=piece.text[start : start + LONGEST_TEXT])


def _number(value: Value) -> float | None:
    """Return a value as a number of a workbook; None where it is no number, or one that would lose digits."""
    if isinstance(value, int | Decimal) and len(Decimal(value).normalize().as_tuple().digits) <= _EXACT_DIGITS:
        return float(value)
    return None


def _explanations(report: AnnualReport) -> Iterator[str]:
    yield "本工作簿由年度报告转换而来，各表的行、列与法定格式一致。"
    yield f"表二采用{edition_name(report.edition)}，表三、表四采用{edition_name(report.t3_edition)}。"
    if report.file:
        yield f"原文件：{report.file}"
    yield "表中绿色表示勾稽关系相符，红色表示不符；改动数据后颜色和“核对”表的结论随之变化。"
    missing = [cell for cell in report.expected_cells() if cell not in report.cells]
    if missing:
        yield f"有 {len(missing)} 个数据未能从原件读出，以“{UNKNOWN}”表示，请对照原件补上："
        editions = {"t3": report.t3_edition, "t4": report.t3_edition}
        yield "；".join(cell_label(cell, editions.get(cell[:2], report.edition)) for cell in missing)
    for note in report.notes:
        yield f"读取说明：{note.text}"
