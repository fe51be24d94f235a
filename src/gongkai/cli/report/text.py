"""Reports as plain text for the terminal, in columns that allow for Chinese characters being two columns wide."""

import re
from collections.abc import Sequence
from typing import Final
from unicodedata import east_asian_width

from gongkai.core.report.form import COMMON
from gongkai.core.report.model import AnnualReport, cell_label, short
from gongkai.core.report.writers.layout import cell_text, printable

_FIGURE: Final = re.compile(r"[-+]?[\d.,]*%?|[？/／—-]|空白|无此项|不同")


def report_text(report: AnnualReport, *, notes: bool = True) -> str:
    """Return a report for the terminal: what it is, its three tables, how long its sections are, and the notes."""
    parts = [_head(report), _table2(report), _table3(report), _table4(report), _sections(report)]
    if notes:
        parts.append(_notes(report))
    # A report may hold control characters; none of them may reach the terminal.
    return printable("\n\n".join(part for part in parts if part)) + "\n"


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as aligned text: columns of figures to the right, others to the left; the first row may be heads."""
    places = range(max(map(len, rows)))
    widths = [max(width(row[place]) for row in rows if place < len(row)) for place in places]
    right = [all(_FIGURE.fullmatch(row[place]) for row in rows[1:] if place < len(row)) for place in places]
    return "\n".join(_line(row, widths, right) for row in rows)


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = (
        f"{' ' * (wide - width(text))}{text}" if figures else f"{text}{' ' * (wide - width(text))}"
        for text, wide, figures in zip(row, widths, right, strict=False)
    )
    return "  ".join(padded).rstrip()


def _head(report: AnnualReport) -> str:
    year = f"{report.year}年" if report.year else "年份不明"
    form = f"{report.form}年格式" if report.form else "没有表二"
    if report.kind == "sum":
        return report.title
    facts = "，".join([report.organ or "机关不明", year, form, report.kind])
    return f"{report.file}\n{report.title or '（没有标题）'}\n{facts}"


def _table2(report: AnnualReport) -> str:
    rows = [
        [row.label, f"{head}：{cell_text(report, cell)}"]
        for block in report.edition.table2
        for row in block.rows
        for head, cell in zip(block.heads, row.cells, strict=True)
    ]
    return f"{COMMON.sections[1].label}\n{columns(rows)}"


def _table3(report: AnnualReport) -> str:
    head = ["", *(column.label for column in COMMON.t3_columns)]
    rows = [[short(row.label), *(cell_text(report, cell) for cell in row.cells)] for row in report.t3_edition.table3]
    return f"{COMMON.sections[2].label}\n{columns([head, *rows])}"


def _table4(report: AnnualReport) -> str:
    head = ["", *(column.label for column in COMMON.t4_columns)]
    rows = [
        [f"{group.parent}{group.label}", *(cell_text(report, cell) for cell in row.cells)]
        for group, row in zip(COMMON.t4_groups, report.t3_edition.table4, strict=True)
    ]
    return f"{COMMON.sections[3].label}\n{columns([head, *rows])}"


def _sections(report: AnnualReport) -> str:
    found = [report.sections[item.id] for item in COMMON.sections if item.id in report.sections]
    return "\n".join(f"{section.heading or section.id}（{len(section.text)}字）" for section in found)


def _notes(report: AnnualReport) -> str:
    return "\n".join(f"注意：{_subject(report, note.cell)}{note.text}" for note in report.notes)


def _subject(report: AnnualReport, name: str) -> str:
    """Return what a note is about, as people call it, with a colon behind it; nothing for the whole report."""
    table = {"t2": "表二", "t3": "表三", "t4": "表四"}.get(name, "")
    if not name or table:
        return f"{table}，" if table else ""
    form = report.edition if name.startswith(("t2", "old2")) else report.t3_edition
    row = form.row_by_id.get(name)
    return f"“{short(row.label)}”：" if row else f"{cell_label(name, form)}："
