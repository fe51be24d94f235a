"""Applications in the prose against table 3: received, handled, results, carried over (依申请公开)."""

import re
from collections.abc import Iterator
from typing import Final

from gongkai.core.report.checks.base import Context, Finding, Severity, rule
from gongkai.core.report.checks.basis import LETTER
from gongkai.core.report.checks.prose_figures import (
    Side,
    about,
    against,
    group_side,
    of_this_body,
    quoted,
    row_side,
    said_of,
    sum_side,
    unsettled,
    with_cells,
)
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.reading.prose.numerals import NumberKind
from gongkai.core.report.reading.prose.sentences import Prose, Sentence
from gongkai.core.report.reading.prose.statement import Statement
from gongkai.core.report.reading.prose.statements import FRONT, prose_of, statements
from gongkai.core.report.reading.prose.subjects import Subject

_SOURCE: Final = f"《中华人民共和国政府信息公开条例》第五十条；{LETTER}，表三"
_ALL_DONE: Final = re.compile(
    r"(?:所有|全部)(?:的)?(?:政府信息公开|依申请公开)?(?:申请|件)[^，。；]{0,6}?(?:均|都|全部)?已?[^，。；]{0,12}?"
    r"(?:办结|办理完成|办理完毕|答复完毕|办理完结|答复完成)"
)


@rule("AR-TXT-NEW", severity=Severity.WARNING, source=_SOURCE, title="文中收到的申请数与表三“本年新收”一致")
def received(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """收到、新收、受理 in the prose is 本年新收, or 本年新收 plus 上年结转 where the sentence says so."""
    new, both = row_side(report, "t3.new"), _with_carried(report)
    if new is None:
        return
    for statement in unsettled(said_of(report, Subject.NEW), new):
        if statement.role == "part" or (both is None and (statement.with_carried or statement.value > new.value)):
            continue  # 上年结转 was not read: the figure may be the sum of both
        if both is not None and both.agrees(statement.value):
            continue  # said in so many words, or the business of AR-TXT-INCL
        yield against(report, "AR-TXT-NEW", statement, both if statement.with_carried and both is not None else new)


@rule("AR-TXT-INCL", severity=Severity.INFO, source=_SOURCE, title="收到的申请数写明是否含上年结转")
def wording_of_received(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """A figure for 收到 or 受理 that is 本年新收 plus 上年结转 should say so."""
    new, carried, both = row_side(report, "t3.new"), row_side(report, "t3.carried_in"), _with_carried(report)
    if new is None or carried is None or both is None or not carried.value:
        return
    for statement in said_of(report, Subject.NEW):
        if statement.with_carried or statement.value != both.value or new.agrees(statement.value):
            continue
        problem = (
            f"文中“{quoted(statement)}”等于表三本年新收 {new.value} 件加上年结转 {carried.value} 件，"
            f"而不是本年新收的 {new.value} 件，读者会以为都是今年收到的。"
        )
        remedy = f"请写明“含上年结转 {carried.value} 件”，或者改为本年新收 {new.value} 件。"
        yield with_cells(report, about("AR-TXT-INCL", statement, problem, remedy), both.cells)


@rule("AR-TXT-DONE", severity=Severity.WARNING, source=_SOURCE, title="文中办结数和各类结果与表三一致")
def handled(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """办结 is （七）总计; 予以公开, 部分公开, 不予公开, 无法提供, 不予处理, 其他处理 are their rows or groups."""
    for subject, side in results(report).items():
        for statement in unsettled(said_of(report, subject), side):
            if statement.in_bracket:
                continue
            yield against(report, "AR-TXT-DONE", statement, side, note=_natural_only(report, statement))


@rule("AR-TXT-CARRY", severity=Severity.WARNING, source=_SOURCE, title="文中结转数与表三一致，有结转的不说全部办结")
def carried_over(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """上年结转 and 结转下年 in the prose are those rows; with cases carried out not all can be done."""
    for subject, row in ((Subject.CARRIED_IN, "t3.carried_in"), (Subject.CARRIED_OUT, "t3.carried_out")):
        side = row_side(report, row)
        if side is not None:
            for statement in unsettled(_carried(report, subject), side):
                yield against(report, "AR-TXT-CARRY", statement, side)
    yield from _said_all_done(report)


def _carried(report: AnnualReport, subject: Subject) -> list[Statement]:
    """Figures for what was carried in or out this year: the year beside them is that from or into which it was."""
    other = {Subject.CARRIED_IN: -1, Subject.CARRIED_OUT: 1}[subject]
    known = {None, report.year, (report.year or 0) + other}
    return [
        one
        for one in statements(report)
        if one.subject is subject and one.exact and not one.none and one.year in known and of_this_body(report, one)
    ]


def _said_all_done(report: AnnualReport) -> Iterator[Finding]:
    side = row_side(report, "t3.carried_out")
    in_prose = [one for one in statements(report) if one.subject is Subject.CARRIED_OUT and one.exact and one.value > 0]
    left = side.value if side is not None else in_prose[0].value if in_prose else 0
    if not left:
        return
    section = "s1" if "s1" in report.sections else FRONT
    ready = prose_of(report, section)
    for claim in _ALL_DONE.finditer(ready.text):
        sentence = ready.sentence(claim.start())
        where = "表三“四、结转下年度继续办理”" if side is not None else "文中结转下年度办理的"
        statement = _claim(section, ready, sentence)
        problem = f"文中说申请都已办结，而{where}还有 {left} 件。"
        remedy = "请改为“已办结若干件，结转下年度若干件”，与表三一致。"
        finding = about("AR-TXT-CARRY", statement, problem, remedy)
        yield with_cells(report, finding, side.cells) if side is not None else finding


def _claim(section: str, ready: Prose, sentence: Sentence) -> Statement:
    passage, start, end = ready.place(sentence.start, sentence.end)
    words = ready.piece(sentence.start, sentence.end)
    return Statement(section, passage, start, end, words, words, 0, "", NumberKind.OTHER)


def _with_carried(report: AnnualReport) -> Side | None:
    return sum_side(report, ("t3.new", "t3.carried_in"), "表三“本年新收”加“上年结转”")


def results(report: AnnualReport) -> dict[Subject, Side]:
    """Return what table 3 says of each kind of result, for those that were read."""
    granted, partial = row_side(report, "t3.r1_granted"), row_side(report, "t3.r2_partial")
    both = sum_side(report, ("t3.r1_granted", "t3.r2_partial"), "表三“（一）予以公开”加“（二）部分公开”")
    if granted is not None and both is not None:  # 予以公开 is often said of both
        granted = Side(granted.value, granted.also | {both.value}, granted.cells, granted.name, granted.formula)
    found = {
        Subject.HANDLED_TOTAL: row_side(report, "t3.r7_total"),
        Subject.GRANTED: granted,
        Subject.PARTIAL: partial,
        Subject.GRANTED_OR_PARTIAL: both,
        Subject.REFUSED: group_side(report, "t3.r3"),
        Subject.UNAVAILABLE: group_side(report, "t3.r4"),
        Subject.NOT_PROCESSED: group_side(report, "t3.r5"),
        Subject.OTHER_HANDLED: group_side(report, "t3.r6"),
    }
    return {subject: side for subject, side in found.items() if side is not None}


_ROWS: Final = {
    Subject.GRANTED: "t3.r1_granted", Subject.GRANTED_OR_PARTIAL: "t3.r1_granted", Subject.PARTIAL: "t3.r2_partial",
    Subject.HANDLED_TOTAL: "t3.r7_total",
}  # fmt: skip


def _natural_only(report: AnnualReport, statement: Statement) -> str:
    """Say so where the figure is that of one cell alone, which is how it may have come about."""
    row = _ROWS.get(statement.subject)
    if row and report.number(f"{row}.natural") == statement.value:
        return "这正好是“自然人”一列的数字。"
    groups = {Subject.UNAVAILABLE: "t3.r4", Subject.REFUSED: "t3.r3", Subject.NOT_PROCESSED: "t3.r5"}
    group = groups.get(statement.subject)
    for one in report.t3_edition.children(group) if group else ():
        side = row_side(report, one.id)
        if side is not None and side.value == statement.value:
            return f"这正好是“{one.label}”一行的数字。"
    return ""
