"""Whether all parts of the form are there, once and in order, in the edition of the year, and could be read."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from gongkai.core.report.checks.base import Context, Finding, Severity, rule
from gongkai.core.report.checks.basis import LETTER
from gongkai.core.report.checks.doubled import doubled, stands_twice
from gongkai.core.report.checks.doubt import quoted, row_name, table_name, table_of
from gongkai.core.report.checks.ending import Ending, ending, tells_of
from gongkai.core.report.checks.ending import finding as ends_early
from gongkai.core.report.checks.parts import (
    LABELS,
    NUMBERS,
    TABLE_OF_SECTION,
    has_figures,
    has_heading,
    has_text,
    is_there,
)
from gongkai.core.report.checks.uncompared import uncompared
from gongkai.core.report.form import COMMON, edition
from gongkai.core.report.model import CUT_IN_TABLE, AnnualReport, Note, cell_label

_SOURCE: Final = f"{LETTER}，年度报告格式"
_OLD_FORM_SOURCE: Final = f"{edition('2021').source}，自2021年度报告起使用的格式"
_LOST: Final = frozenset({"unreadable", "lossy"})
_RIGHTED: Final = frozenset({"layout", "repaired"})
_MAY_BE_CUT: Final = "这是最后一部分，也可能是文件不完整，例如复制时没有选全，请先打开原文核对。"
_SURPLUS: Final = re.compile(r"\d+个数，格式|多出")  # more figures in a row than the form has columns
_NAMED: Final = 4
_FIRST_YEAR_OF_2021_FORM: Final = edition("2021").first_year


@rule(
    "AR-STRUCT",
    severity=Severity.ERROR,
    source=_SOURCE,
    title="六个部分和三张表齐全、不重复、按顺序；文件不完整时为提醒",
)
def all_parts_in_order(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """A section or table is missing, doubled or out of order; a file that ends early is told as that, once."""
    end = ending(report)
    if end is not None:
        yield replace(ends_early(report, end, _SOURCE), doubt=_cut(report, told=frozenset({CUT_IN_TABLE})))
    yield from _missing_sections(report, end)
    yield from _missing_tables(report, end)
    yield from (_part(*double, doubt=_cut(report)) for double in doubled(report))
    if not stands_twice(report):
        yield from _disordered(report)


def _missing_sections(report: AnnualReport, end: Ending | None) -> Iterator[Finding]:
    if not any(is_there(report, section) for section in LABELS):
        yield _part(
            "",
            "全文",
            "六个部分的标题一个也没有找到，三张表也没有。",
            "请按格式分为“一、总体情况”到“六、其他需要报告的事项”六个部分，并放上三张表。",
            doubt=_cut(report) or "也可能这只是报告的一段文字，请先打开原文核对。",
        )
        return
    for section in COMMON.sections:
        if is_there(report, section.id) or (end is not None and section.id in end.behind):
            continue
        yield _part(
            section.id,
            section.label,
            f"没有找到“{section.label}”这一部分。",
            "请补上这一部分和它的标题；标题写法不同的，请改用格式规定的标题。",
            doubt=_cut(report) or (_MAY_BE_CUT if section.id == "s6" else ""),
        )


def _missing_tables(report: AnnualReport, end: Ending | None) -> Iterator[Finding]:
    for section, table in TABLE_OF_SECTION.items():
        if not has_heading(report, section) or has_figures(report, table) or any(_notes(report, table, _LOST)):
            continue
        if end is not None and end.table == table:
            continue
        yield _part(
            table,
            table_name(table),
            f"“{LABELS[section]}”的标题下没有找到表格里的数字。",
            "请在标题下按格式放上表格，用可以复制文字的表格，不要用图片。",
            doubt=_cut(report) or "如果原文的表格是图片或者另附的文件，这里读不到，请打开原文核对。",
        )


def _disordered(report: AnnualReport) -> Iterator[Finding]:
    """Yield one finding for the first section that stands before one that should precede it."""
    once = [section for section in dict.fromkeys(report.headings) if section in NUMBERS]
    for before, after in pairwise(once):
        if NUMBERS[before] > NUMBERS[after]:
            yield _part(
                after,
                LABELS[after],
                f"“{LABELS[after]}”排在“{LABELS[before]}”之后，与格式规定的顺序不同。",
                "请按格式规定的顺序排列六个部分。",
            )
            return


@rule(
    "AR-FORM",
    severity=Severity.WARNING,
    source=_OLD_FORM_SOURCE,
    title="使用当年的格式和格式规定的文字",
)
def form_of_the_year(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """The edition of 2019 used for 2021 or later, wholly or in one table; labels in other words than the form's."""
    used = {"t2": report.form, "t3": report.t3_form}
    seen = {"t2": "old2.", "t3": "t3.r6_other_2019."}  # cells that only the edition of 2019 has
    if report.year and report.year >= _FIRST_YEAR_OF_2021_FORM:
        for table, form in used.items():
            if form == "2019" and any(cell.startswith(seen[table]) for cell in report.cells):
                yield _old_form(report, table)
    for table in ("", "t2", "t3", "t4"):
        wordings = [note for note in _notes(report, table, frozenset({"wording"})) if _table(note) == table]
        if wordings:
            yield _other_words(table, wordings)


def _old_form(report: AnnualReport, table: str) -> Finding:
    if table == "t2":
        marks = "“本年新制作数量”“上一年项目数量”等是2019年格式的栏目"
        remedy = "请改用2021年格式的表二：本年制发件数、本年废止件数、现行有效件数、本年处理决定数量、本年收费金额。"
    else:
        marks = "“（六）其他处理”只有一行，2021年格式分为三行"
        remedy = "请改用2021年格式的表三，把“（六）其他处理”分为逾期不补正、逾期不缴费和其他三行。"
    return Finding(
        rule="AR-FORM",
        severity=Severity.WARNING,
        where=table,
        place=table_name(table),
        problem=f"{report.year}年度报告的{table_name(table)}用的是2019年格式：{marks}。",
        remedy=remedy,
        source=_OLD_FORM_SOURCE,
    )


def _other_words(table: str, wordings: list[Note]) -> Finding:
    said = "；".join(dict.fromkeys(note.text.rstrip("。") for note in wordings[:_NAMED]))
    more = f"；等 {len(wordings)} 处" if len(wordings) > _NAMED else ""
    place = table_name(table) if table else "全文"
    return Finding(
        rule="AR-FORM",
        severity=Severity.WARNING,
        where=table,
        place=place,
        problem=f"{place}有的文字与格式不一致：{said}{more}。",
        remedy="请改用格式规定的文字。",
        source=_SOURCE,
        cells=tuple(note.cell for note in wordings if note.cell.count(".") == 2),
    )


@rule("AR-READ", severity=Severity.INFO, source="约定：没有读出的内容要说明", title="没有读出或读法不唯一的内容")
def what_was_not_read(report: AnnualReport, context: Context) -> Iterator[Finding]:
    """Cells that are not there or not certain, headings lost, and what could not be compared with other reports."""
    end = ending(report)
    for table in ("t2", "t3", "t4"):
        if has_figures(report, table):
            yield from _unread_cells(report, table, frozenset(end.cells if end else ()))
        yield from _said_by_reader(report, table, end)
        yield from _set_right(report, table)
    yield from _said_by_reader(report, "", end)
    yield from _lost_headings(report)
    yield from uncompared(report, context, end)


def _unread_cells(report: AnnualReport, table: str, behind: frozenset[str]) -> Iterator[Finding]:
    """Yield cells that were not read and are not told already: of a row with a note, behind the end of a cut file."""
    expected = [cell for cell in report.expected_cells() if table_of(cell) == table]
    noted = behind | {note.cell for note in _notes(report, table, _LOST)}  # told by what the reader said of them
    missing = [cell for cell in expected if cell not in report.cells and not {cell, cell.rpartition(".")[0]} & noted]
    unsure = [cell for cell in expected if cell in report.cells and report.cells[cell].state == "ambiguous"]
    name = table_name(table)
    look = "请打开原文核对这些格子；有关的合计没有判断对错。"
    if missing:
        said = f"{name}有 {len(missing)} 个格子没有读出：{_rows(report, missing)}。{_why(report, missing, table)}"
        yield _unread(table, name, said, look, tuple(missing))
    if unsure:
        said = f"{name}有 {len(unsure)} 个格子不止一种读法：{_rows(report, unsure)}。"
        yield _unread(table, name, said, "请打开原文核对这些格子。", tuple(unsure))


def _why(report: AnnualReport, missing: list[str], table: str) -> str:
    """Return what the reader noted of cells that it did not take: printed twice, parted, in no clear column."""
    lost = {*missing, *(cell.rpartition(".")[0] for cell in missing), table}
    notes = (note for note in report.notes if note.kind == "ambiguous" and note.cell in lost)
    one_row = len({cell.rpartition(".")[0] for cell in missing}) == 1  # named already
    said = _listed(report, (replace(note, cell=table) if one_row else note for note in notes), table)
    return f"原因：{said}。" if said else ""


def _lost_headings(report: AnnualReport) -> Iterator[Finding]:
    for section in COMMON.sections:
        if not has_heading(report, section.id) and has_text(report, section.id):
            said = f"“{section.label}”的标题没有找到，但正文里像是有这一部分的内容。"
            yield _unread(section.id, section.label, said, "请打开原文核对，原文缺标题的请补上。")


def _said_by_reader(report: AnnualReport, table: str, end: Ending | None) -> Iterator[Finding]:
    """Pass on what the reader noted as unreadable or lost and was not told already, in one finding a table."""
    said = _listed(report, (note for note in _notes(report, table, _LOST) if not tells_of(end, note)), table)
    if said:
        place = table_name(table) if table else "全文"
        yield _unread(table, place, f"{place}没有完整读出：{said}。", "请打开原文核对，或者换一种格式的文件再试。")


def _set_right(report: AnnualReport, table: str) -> Iterator[Finding]:
    """Pass on where a table is not laid out as the form is, and where the reader had to put a row together.

    What was chosen by the sums, or put in its place by order, is not proved right by sums that hold.
    """
    rights = [note for note in report.notes if note.kind in _RIGHTED and _table(note) == table]
    odd = [note for note in rights if note.kind == "layout" or _SURPLUS.search(note.text)]
    rows = [note for note in rights if note.kind == "repaired" and note.cell.count(".") == 1 and note not in odd]
    name = table_name(table)
    unproved = "" if table == "t2" else "这些行的合计相符，不能证明数字没有填错。"
    said = _listed(report, odd, table)
    if said:
        proof = unproved if any(note.kind == "repaired" for note in odd) else ""
        problem = f"{name}有的地方与格式不同，读取时作了取舍：{said}。{proof}"
        yield _unread(table, name, problem, "请打开原文核对；原文确实多出格子或者列的，请按格式改正。")
    said = _listed(report, rows, table)
    if said:
        problem = f"{name}有的行不是照原样读出的：{said}。{unproved}"
        yield _unread(table, name, problem, "请打开原文核对这些行；原文多出或者缺少格子、缺少标签的，请按格式改正。")


def _listed(report: AnnualReport, notes: Iterable[Note], table: str) -> str:
    """Return what notes on a table say, each text once with the rows it is about."""
    by_text: dict[str, list[str]] = {}
    for note in notes:
        if _table(note) == table and note.text:
            by_text.setdefault(note.text.rstrip("。"), []).append(note.cell)
    return "；".join(f"{_noted(report, cells)}{text}" for text, cells in list(by_text.items())[:_NAMED])


def _noted(report: AnnualReport, cells: list[str]) -> str:
    """Name the rows that a note is about, "" where it is about a whole table or report."""
    rows = dict.fromkeys(cell.rpartition(".")[0] if cell.count(".") > 1 else cell for cell in cells)
    named = [quoted(row_name(report, row)) for row in rows if "." in row]
    more = f"等 {len(named)} 行" if len(named) > _NAMED else ""
    return f"{'、'.join(named[:_NAMED])}{more}：" if named else ""


def _part(where: str, place: str, problem: str, remedy: str, *, doubt: str = "") -> Finding:
    return Finding("AR-STRUCT", Severity.ERROR, where, place, problem, remedy, _SOURCE, doubt=doubt)


def _unread(where: str, place: str, problem: str, remedy: str, cells: tuple[str, ...] = ()) -> Finding:
    return Finding("AR-READ", Severity.INFO, where, place, problem, remedy, "约定", cells=cells)


def _notes(report: AnnualReport, table: str, kinds: frozenset[str]) -> Iterator[Note]:
    return (note for note in report.notes if note.kind in kinds and _table(note) in {table, ""})


def _table(note: Note) -> str:
    return table_of(note.cell)


def _cut(report: AnnualReport, told: frozenset[str] = frozenset()) -> str:
    """Return the doubt that the file itself is not whole, from what the reader noted of the whole report."""
    lost = [note.text for note in report.notes if not note.cell and note.kind in _LOST]
    notes = [text.rstrip("。") for text in lost if text not in told]
    return f"也可能是文件不完整或没有读全：{'；'.join(notes[:_NAMED])}。请先打开原文核对。" if notes else ""


def _rows(report: AnnualReport, cells: list[str]) -> str:
    rows = {**report.t3_edition.row_by_id, **report.edition.row_by_id}
    by_row = Counter(cell.rpartition(".")[0] for cell in cells)
    whole = [row for row, times in by_row.items() if times == len(rows[row].cells)]
    single = [cell for cell in cells if cell.rpartition(".")[0] not in whole]
    named = [f"{quoted(row_name(report, row))}整行" for row in whole]
    named += [cell_label(cell, report.edition if table_of(cell) == "t2" else report.t3_edition) for cell in single]
    more = f"等 {len(named)} 处" if len(named) > _NAMED else ""
    return "、".join(named[:_NAMED]) + more
