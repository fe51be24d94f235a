"""The whole way from bytes to an annual report."""

import re
from typing import Final

from gongkai.core.report.document import Document, Grid, Paragraph
from gongkai.core.report.errors import LegacyForm, NotAReport
from gongkai.core.report.form import COMMON, EDITIONS
from gongkai.core.report.model import CUT_IN_TABLE, AnnualReport, Note, TableSeen
from gongkai.core.report.readers import read_document
from gongkai.core.report.reading.aspects import aspects
from gongkai.core.report.reading.cut import forget_behind
from gongkai.core.report.reading.identity import identify
from gongkai.core.report.reading.outline import Outline, outline
from gongkai.core.report.reading.script import simplified
from gongkai.core.report.reading.several import printed_times, refuse_several
from gongkai.core.report.reading.tables.labels import match
from gongkai.core.report.reading.tables.sorting import sort
from gongkai.core.report.reading.tables.strips import Sorted
from gongkai.core.report.reading.tables.table2 import read_table2
from gongkai.core.report.reading.tables.table3 import read_table3
from gongkai.core.report.reading.tables.table4 import read_table4

# What a report says of its year where its title is lost: 2022年，共收到…1499件.
_ACCOUNT: Final = re.compile(r"20\d\d年.{0,40}(?:收到|受理|公开|发布|办结|答复).{0,30}\d+\s*余?[件条篇]")
_LONGEST_LABEL: Final = 60
_MANY_LABELS: Final = 20  # labels of the form, each on a line of its own
_MARKUP: Final = re.compile(r"<[^>]*>?|[#*|`]")
_SUBJECT: Final = re.compile(r"政府信息公开|政务公开|依申请公开")


def read(data: bytes, name: str = "") -> AnnualReport:
    """Read an annual report from a file's bytes, whatever its kind.

    `name` is only kept for messages; the kind is found from the content. Raises ReportError with a sentence of what is
    wrong and how to mend it.
    """
    report = interpret(read_document(data, name))
    report.file = name
    return report


def interpret(document: Document) -> AnnualReport:
    """Recover an annual report from a document. Raises LegacyForm, NotAReport and SeveralReports."""
    found = sort(document)
    refuse_several(found)
    report = AnnualReport(kind=document.kind, encoding=document.encoding)
    _tables(report, found)
    parts = outline(found.prose)
    report.front, report.sections, report.headings = parts.front, parts.sections, parts.headings
    _identity(report, parts, document)
    _recognise(report, found, document)
    report.notes += _notes(found, document)
    return report


def _notes(found: Sorted, document: Document) -> list[Note]:
    """Return what concerns the whole report: the reader's warnings, a text that breaks off, lines that were removed."""
    notes = [Note("", "lossy", warning) for warning in document.warnings]
    if found.ends_in:
        notes.append(Note("", "lossy", CUT_IN_TABLE))
    if _without_repeats(document):
        notes.append(Note("", "lossy", "文件中重复的行像是被去掉了，相同的数字（例如多个0）无法恢复。"))
    return notes


def _without_repeats(document: Document) -> bool:
    """Tell whether equal lines were removed: a form of one cell a line repeats its heads and its zeros many times.

    A form whose tables are tables still has its zeros there.
    """
    if any(isinstance(block, Grid) for block in document.blocks):
        return False
    lines = [block.text.strip() for block in document.blocks if isinstance(block, Paragraph) and block.text.strip()]
    labels = sum(match(line).sure >= 2 for line in lines if len(line) <= _LONGEST_LABEL)
    return labels >= _MANY_LABELS and len(set(lines)) == len(lines)


def _tables(report: AnnualReport, found: Sorted) -> None:
    second = read_table2(found.strips, found.heads)
    third = read_table3(found.strips, second.form, cut=found.ends_in == "t3")
    fourth = read_table4(found.strips, cut=found.ends_in == "t4")
    report.cells = {**second.cells, **third.cells, **fourth.cells}
    report.notes = [*second.notes, *third.notes, *fourth.notes]
    report.t3_form = third.form
    report.form = second.form or third.form
    seen = {strip.table for strip in found.strips}
    forget_behind(report, found)
    for name, figures in (("t2", second.rows), ("t3", third.rows), ("t4", fourth.figures)):
        report.tables[name] = TableSeen(name, times=_times(found, name, seen), figures=figures)


def _times(found: Sorted, table: str, seen: set[str]) -> int:
    """Return how often a table was met: again only where its rows are printed again."""
    return max(printed_times(found, table), 1) if table in seen else 0


def _recognise(report: AnnualReport, found: Sorted, document: Document) -> None:
    """Refuse what is no annual report of the forms since 2019."""
    if report.cells or len(report.sections) >= 2:
        return
    text = simplified("\n".join(paragraph.text for _, paragraph in found.prose))
    old = report.year is None or report.year < min(form.first_year for form in EDITIONS.values())
    if old and sum(mark in text for mark in COMMON.legacy_marks) >= 2:
        raise LegacyForm
    if report.sections and _SUBJECT.search(text):
        return
    if len(_SUBJECT.findall(text)) < 2 or not (report.title or _ACCOUNT.search(text)):
        first = next((paragraph.text.strip() for _, paragraph in found.prose if paragraph.text.strip()), "")
        raise NotAReport(_MARKUP.sub("", document.title or first).strip()[:30])


def _identity(report: AnnualReport, parts: Outline, document: Document) -> None:
    front = [passage.text for passage in parts.front]
    found = identify(front, front, parts.sections, document.title)
    report.title, report.organ, report.year = found.title, found.organ, found.year
    report.period = found.period
    report.published_on = found.published_on or document.published_on
    if "s1" in parts.sections:
        report.aspects = aspects(parts.sections["s1"])
