"""Sentences that say there was none (无, 未收到, 没有) against tables that have some."""

from collections.abc import Iterator, Mapping
from typing import Final

from gongkai.core.report.checks.base import Context, Finding, Severity, rule
from gongkai.core.report.checks.basis import LETTER
from gongkai.core.report.checks.prose_applications import results
from gongkai.core.report.checks.prose_documents import document_sides
from gongkai.core.report.checks.prose_figures import Side, about, of_this_body, of_this_year, row_side, with_cells
from gongkai.core.report.checks.prose_remedies import remedy_sides
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.reading.prose.statements import statements
from gongkai.core.report.reading.prose.subjects import Subject

_SOURCE: Final = f"《中华人民共和国政府信息公开条例》第五十条；{LETTER}，表二至表四"


@rule("AR-TXT-NONE", severity=Severity.WARNING, source=_SOURCE, title="文中说没有的，表中应为 0")
def said_there_was_none(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """无, 未收到, 没有 or 0 件 in the prose where the table has a figure above 0."""
    sides = table_sides(report)
    everything = statements(report)
    agreeing = {one.subject for one in everything if one.subject in sides and sides[one.subject].agrees(one.value)}
    for statement in everything:
        side = sides.get(statement.subject)
        if side is None or not statement.none or not side.value or not of_this_year(report, statement):
            continue
        if not of_this_body(report, statement):
            continue
        if statement.subject in agreeing:
            continue  # another sentence gives the table's figure: this one has another scope
        words = "".join(statement.text.split())
        said = f"“{words}”" if statement.denial else f"{statement.subject.label}是 0"
        finding = about(
            "AR-TXT-NONE",
            statement,
            f"文中说{said}，而{side.name}是 {side.shown} 件。",
            "请核对台账：确有的，把这句话改成件数；确实没有的，把表格改为 0。",
        )
        yield with_cells(report, finding, side.cells)


def table_sides(report: AnnualReport) -> Mapping[Subject, Side]:
    """Return what the tables say of each subject that a number of the prose may speak of, for what was read."""
    rows = {
        Subject.NEW: "t3.new",
        Subject.CARRIED_IN: "t3.carried_in",
        Subject.CARRIED_OUT: "t3.carried_out",
    }
    found = {subject: side for subject, row in rows.items() if (side := row_side(report, row)) is not None}
    return {**found, **results(report), **remedy_sides(report), **document_sides(report)}
