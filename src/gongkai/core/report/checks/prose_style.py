"""How the prose counts: estimates where the exact figure is known, promises against what was done."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import Final

from gongkai.core.report.checks.base import Context, Finding, Severity, rule
from gongkai.core.report.checks.basis import LETTER
from gongkai.core.report.checks.prose_figures import about, quoted
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.reading.prose.numerals import NumberKind
from gongkai.core.report.reading.prose.statement import Statement
from gongkai.core.report.reading.prose.statements import FRONT, prose_of, statements
from gongkai.core.report.reading.prose.subjects import Subject

_VAGUE_SOURCE: Final = f"约定：{LETTER}，报告内容应当准确"
_PROMISE_SOURCE: Final = "约定：文中自己提出的要求与全年数字相符"
_COUNTED_UNITS: Final = frozenset({"条", "篇", "件", "份", "宗", "期", "条次", "件次"})
_EVERY: Final = {"每日": 365, "每天": 365, "每周": 52, "每月": 12, "每季度": 4, "每个月": 12}
_AIM: Final = re.compile(r"每|至少|不少于|力争|目标|确保|争取")
_PERIODIC: Final = re.compile("|".join(sorted(_EVERY, key=len, reverse=True)))


@rule("AR-TXT-VAGUE", severity=Severity.INFO, source=_VAGUE_SOURCE, title="能够准确统计的件数不写约数")
def estimates(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """余, 约, 近, 多 on a number of items that a ledger gives exactly, in section 1."""
    vague = [
        one
        for one in statements(report)
        if one.section in {"s1", FRONT} and one.kind is NumberKind.COUNT and one.approximate
        if one.unit in _COUNTED_UNITS and not one.comparison and not _AIM.search(one.left)
    ]
    for _, group in groupby(vague, key=lambda one: (one.section, one.sentence_number)):
        same = list(group)
        named = "、".join(f"“{quoted(one)}”" for one in same)
        problem = f"文中{named}是约数，这类件数可以准确统计。"
        yield about("AR-TXT-VAGUE", same[0], problem, "请按台账写准确的数字。")


@rule("AR-TXT-PROMISE", severity=Severity.INFO, source=_PROMISE_SOURCE, title="全年公开数不少于文中自己定的每月数")
def promises(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """每月至少12篇 makes 144 a year: more than the items the report says were published."""
    published = [
        one
        for one in statements(report)
        if one.section in {"s1", FRONT}
        and one.subject is Subject.PUBLISHED
        and one.unit in {"条", "篇"}
        and not one.at_least
    ]
    if not published:
        return
    most = max(published, key=_at_most)
    for promise in statements(report):
        times = _times(report, promise)
        if promise.at_least and times and promise.unit in {"条", "篇"} and _at_most(most) < promise.value * times:
            yield about(
                "AR-TXT-PROMISE",
                promise,
                f"文中要求“{quoted(promise)}”，一年是 {promise.value} × {times} = {promise.value * times} "
                f"{promise.unit}，"
                f"而全年公开的是{''.join(most.text.split())}，少于这个要求。",
                "请核对全年公开数；没有达到自己定的要求的，请在存在的问题里写明，或者改正这一要求。",
            )


def _times(report: AnnualReport, promise: Statement) -> int:
    """How often a year the promise falls due, by 每月 and the like in the same clause; 0 where it is not periodic."""
    if promise.kind is not NumberKind.COUNT:
        return 0
    text = prose_of(report, promise.section).text
    clause = text[max(text.rfind(mark, 0, promise.position) for mark in "。；，\n") + 1 : promise.position]
    found = _PERIODIC.search(clause)
    return _EVERY[found[0]] if found else 0


def _at_most(statement: Statement) -> int | Decimal:
    """The most that a figure can mean: 120余 is below 130."""
    if not statement.approximate:
        return statement.value
    step = 10
    while statement.value % (step * 10) == 0 and statement.value > step * 10:
        step *= 10
    return statement.value + step - 1
