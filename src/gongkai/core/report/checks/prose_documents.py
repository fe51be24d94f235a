"""Normative documents and decisions in the prose against table 2 (行政规范性文件、规章、处理决定)."""

from collections.abc import Iterator, Mapping
from typing import Final

from gongkai.core.report.checks.base import Context, Finding, Severity, rule
from gongkai.core.report.checks.basis import LETTER
from gongkai.core.report.checks.prose_figures import Side, against, cell_side, said_of, unsettled
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.reading.prose.subjects import Subject

_SOURCE: Final = f"《中华人民共和国政府信息公开条例》第二十条；{LETTER}，表二"
_UNITS: Final = frozenset({"件", "部", "份", "个", "项", "宗", "起"})
_CELLS_2021: Final = {
    Subject.RULES_ISSUED: (("t2.rules.issued",), "表二“规章”的“本年制发件数”"),
    Subject.RULES_REPEALED: (("t2.rules.repealed",), "表二“规章”的“本年废止件数”"),
    Subject.RULES_IN_FORCE: (("t2.rules.in_force",), "表二“规章”的“现行有效件数”"),
    Subject.NORMDOCS_ISSUED: (("t2.normdocs.issued",), "表二“行政规范性文件”的“本年制发件数”"),
    Subject.NORMDOCS_REPEALED: (("t2.normdocs.repealed",), "表二“行政规范性文件”的“本年废止件数”"),
    Subject.NORMDOCS_IN_FORCE: (("t2.normdocs.in_force",), "表二“行政规范性文件”的“现行有效件数”"),
    Subject.PERMITS: (("t2.permits.decisions",), "表二“行政许可”的“本年处理决定数量”"),
    Subject.PENALTIES: (("t2.penalties.decisions",), "表二“行政处罚”的“本年处理决定数量”"),
    Subject.COERCION: (("t2.coercion.decisions",), "表二“行政强制”的“本年处理决定数量”"),
}
_CELLS_2019: Final = {
    Subject.RULES_ISSUED: (
        ("old2.rules.made", "old2.rules.newly_public", "old2.rules.public_total"),
        "表二“规章”的“本年新制作数量”",
    ),
    Subject.NORMDOCS_ISSUED: (
        ("old2.normdocs.made", "old2.normdocs.newly_public", "old2.normdocs.public_total"),
        "表二“规范性文件”的“本年新制作数量”",
    ),
    Subject.PERMITS: (("old2.permits.decisions",), "表二“行政许可”的“处理决定数量”"),
    Subject.PENALTIES: (("old2.penalties.decisions",), "表二“行政处罚”的“处理决定数量”"),
    Subject.COERCION: (("old2.coercion.decisions",), "表二“行政强制”的“处理决定数量”"),
}


@rule("AR-TXT-T2", severity=Severity.WARNING, source=_SOURCE, title="文中规范性文件和处理决定的件数与表二一致")
def documents(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """What the prose says was issued, repealed, in force or decided is what table 2 says.

    A part of the items published (公开信息165条，其中规范性文件10条) is no count of documents.
    """
    for subject, side in document_sides(report).items():
        for statement in unsettled(said_of(report, subject), side):
            if statement.unit in _UNITS and statement.part_of is not Subject.PUBLISHED:
                yield against(report, "AR-TXT-T2", statement, side)


def document_sides(report: AnnualReport) -> Mapping[Subject, Side]:
    """Return what table 2 says of documents and decisions, for the cells that were read."""
    known = _CELLS_2019 if report.edition.id == "2019" else _CELLS_2021
    sides = {subject: cell_side(report, cells, name) for subject, (cells, name) in known.items()}
    return {subject: side for subject, side in sides.items() if side is not None}
