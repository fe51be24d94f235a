"""The report as CSV for spreadsheets: first what it is, then every cell, then the prose and the notes.

UTF-8 with a mark of byte order, so that spreadsheet programs see Chinese. A text that a spreadsheet would take for a
formula gets an apostrophe in front, as does a text that begins with one, so that the way back is exact.
"""

import csv
import io
from collections.abc import Iterator
from typing import Final

from gongkai.core.report.form import COMMON
from gongkai.core.report.model import AnnualReport, cell_label
from gongkai.core.report.writers.json import plain_text

HEAD: Final = ("cell", "label", "value", "printed", "state")

# Rows about the report itself: attribute of AnnualReport and its label. Their ids never have a dot and a table's name.
META: Final = {
    "title": "标题",
    "organ": "机关",
    "year": "年度",
    "period": "统计期限",
    "published_on": "发布日期",
    "form": "表二格式",
    "t3_form": "表三格式",
    "file": "文件",
    "kind": "文件种类",
    "encoding": "文字编码",
}
_FORMULA: Final = frozenset("=+-@|%＝＋－＠")  # what makes a spreadsheet take a text for a formula, half and full width


def render(report: AnnualReport) -> bytes:
    """Return the report as CSV: rows of `cell,label,value,printed,state`."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows([safe(text) for text in row] for row in _rows(report))
    return b"\xef\xbb\xbf" + out.getvalue().encode(errors="replace")


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; `unsafe` takes it back. Plain numbers stay as they are."""
    start = text.lstrip()
    guarded = text.startswith(("'", "\t", "\r", "\n")) or (start[:1] in _FORMULA and not _is_number(text))
    return f"'{text}" if start and guarded else text


def unsafe(text: str) -> str:
    """Return the text that `safe` was given."""
    return text.removeprefix("'")


def _is_number(text: str) -> bool:
    return text.isascii() and text.removeprefix("-").replace(".", "", 1).isdigit()


def _rows(report: AnnualReport) -> Iterator[tuple[str, str, str, str, str]]:
    for name, label in META.items():
        found = getattr(report, name)
        yield name, label, "" if found is None else str(found), "", ""
    for cell, item in report.ordered_cells():
        edition = report.t3_edition if cell.startswith("t3.") else report.edition
        printed = item.printed if item.printed != plain_text(item.value) else ""
        yield cell, cell_label(cell, edition), plain_text(item.value), printed, item.state
    yield from _prose(report)
    for note in report.notes:
        yield "note", note.kind, note.text, note.cell, ""


def _prose(report: AnnualReport) -> Iterator[tuple[str, str, str, str, str]]:
    for passage in report.front:
        yield "front", "标题与第一部分之间", passage.text, "", ""
    labels = {heading.id: heading.label for heading in (*COMMON.sections, *COMMON.aspects)}
    for section in report.sections.values():
        yield f"heading.{section.id}", labels.get(section.id, ""), section.heading, "", ""
        for passage in section.passages:
            yield section.id, labels.get(section.id, ""), passage.text, "", ""
    for aspect in report.aspects.values():
        yield aspect.id, labels.get(aspect.id, ""), aspect.text, aspect.heading, ""
    for seen in report.tables.values():
        yield f"seen.{seen.id}", "表头出现次数和其下的数据", f"{seen.times} {seen.figures}", "", ""
    if report.headings:
        yield "order", "标题出现的顺序", " ".join(report.headings), "", ""
