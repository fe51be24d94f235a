"""What binds a report to the one of the year before: cases carried over, documents in force, items."""

from collections.abc import Iterator
from typing import Final

from gongkai.core.report.checks.base import Context, Finding, Severity, rule
from gongkai.core.report.checks.basis import LETTER
from gongkai.core.report.checks.doubt import doubt, label
from gongkai.core.report.checks.reconciliation import figures
from gongkai.core.report.form import COMMON
from gongkai.core.report.model import AnnualReport

_CONVENTION: Final = "约定"
_CARRY_SOURCE: Final = f"{LETTER}，表三“二、上年结转”与上一年度“四、结转下年度继续办理”"
_IN_FORCE_SOURCE: Final = f"{_CONVENTION}：{LETTER}表二各列的含义"
_PENDING_SOURCE: Final = f"{_CONVENTION}：{LETTER}表四“尚未审结”的含义"
_ITEMS_SOURCE: Final = f"{_CONVENTION}：国办公开办函〔2019〕60号表二“上一年项目数量”的含义"


def last_year(report: AnnualReport, context: Context) -> AnnualReport | None:
    """Return the report of the year before; None where none is at hand or it is of another year."""
    previous = context.previous
    if previous is None or (report.year and previous.year and previous.year != report.year - 1):
        return None
    return previous


@rule("AR-X-CARRY", severity=Severity.ERROR, source=_CARRY_SOURCE, title="上年结转等于上一年度报告的结转下年度继续办理")
def carried_over(report: AnnualReport, context: Context) -> Iterator[Finding]:
    """What this year carries in is what last year carried out, in every applicant column (上年结转)."""
    previous = last_year(report, context)
    if previous is None:
        return
    now, before = figures(report), figures(previous)
    for column in COMMON.t3_columns:
        cell, source_cell = f"t3.carried_in.{column.id}", f"t3.carried_out.{column.id}"
        if cell not in now or source_cell not in before or now[cell] == before[source_cell]:
            continue
        gap = abs(now[cell] - before[source_cell])
        yield Finding(
            rule="AR-X-CARRY",
            severity=Severity.ERROR,
            where=cell,
            place=label(report, cell),
            problem=f"表三“{column.label}”列：今年的“上年结转”是 {now[cell]} 件，"
            f"{_year(previous)}报告的“结转下年度继续办理”是 {before[source_cell]} 件，相差 {gap} 件。",
            remedy="请按上一年度已经公布的报告改今年的“上年结转”；上一年度填错的，请在今年的报告里说明。",
            source=_CARRY_SOURCE,
            cells=(cell,),
            values={cell: report.value(cell), source_cell: previous.value(source_cell)},
            doubt=_doubts(report, cell, previous, source_cell),
        )


@rule(
    "AR-X-INFORCE",
    severity=Severity.WARNING,
    source=_IN_FORCE_SOURCE,
    title="现行有效件数等于上年现行有效件数加制发件数减废止件数",
    editions=("2021",),
)
def documents_in_force(report: AnnualReport, context: Context) -> Iterator[Finding]:
    """Documents in force follow from last year's, those issued and those repealed; they also lapse otherwise."""
    previous = last_year(report, context)
    if previous is None:
        return
    for row in ("t2.rules", "t2.normdocs"):
        cells = (f"{row}.in_force", f"{row}.issued", f"{row}.repealed")
        in_force, issued, repealed = (report.count(cell) for cell in cells)
        before = previous.count(cells[0])
        if in_force is None or issued is None or repealed is None or before is None:
            continue
        expected = before + issued - repealed
        if in_force == expected:
            continue
        name = report.edition.row_by_id[row].label
        yield Finding(
            rule="AR-X-INFORCE",
            severity=Severity.WARNING,
            where=cells[0],
            place=label(report, cells[0]),
            problem=f"表二“{name}”：上年现行有效 {before} 件，加今年制发 {issued} 件，减今年废止 {repealed} 件，"
            f"是 {expected} 件，今年填的现行有效是 {in_force} 件，相差 {abs(in_force - expected)} 件。",
            remedy="有文件到期失效、清理或者划转的，请在正文里说明；没有的，请按文件台账改正。",
            source=_IN_FORCE_SOURCE,
            cells=cells,
            values={cell: report.value(cell) for cell in cells},
            doubt=_doubts(report, cells[0], previous, cells[0]),
        )


@rule("AR-X-PENDING", severity=Severity.WARNING, source=_PENDING_SOURCE, title="表四总计不少于上年尚未审结的件数")
def pending_cases_return(report: AnnualReport, context: Context) -> Iterator[Finding]:
    """A case pending at the end of last year is counted again this year, so that no total is below it."""
    previous = last_year(report, context)
    if previous is None:
        return
    now, before = figures(report), figures(previous)
    for group in COMMON.t4_groups:
        total, pending = f"{group.id}.total", f"{group.id}.pending"
        if total not in now or pending not in before or now[total] >= before[pending]:
            continue
        yield Finding(
            rule="AR-X-PENDING",
            severity=Severity.WARNING,
            where=total,
            place=label(report, total),
            problem=f"表四“{group.parent}{group.label}”：上年还有 {before[pending]} 件尚未审结，"
            f"今年的总计只有 {now[total]} 件，少 {before[pending] - now[total]} 件。",
            remedy="请核对上年未审结的案件今年是否都已计入；已经转为其他程序的，请在正文里说明。",
            source=_PENDING_SOURCE,
            cells=(total,),
            values={total: report.value(total), pending: previous.value(pending)},
            doubt=_doubts(report, total, previous, pending),
        )


@rule(
    "AR-X-OLDITEMS",
    severity=Severity.WARNING,
    source=_ITEMS_SOURCE,
    title="2019年格式：上一年项目数量等于上年报告的项目数量加增减数",
    editions=("2019",),
)
def items_follow(report: AnnualReport, context: Context) -> Iterator[Finding]:
    """In the 2019 edition last year's number of items is what last year's report leads to."""
    previous = last_year(report, context)
    if previous is None or report.form != "2019" or previous.form != "2019":
        return
    for row in report.edition.t2_rows:
        cell, delta = f"{row.id}.items_prev", f"{row.id}.items_delta"
        now, before, change = report.count(cell), previous.count(cell), previous.count(delta)
        if now is None or before is None or change is None or now == before + change:
            continue
        yield Finding(
            rule="AR-X-OLDITEMS",
            severity=Severity.WARNING,
            where=cell,
            place=label(report, cell),
            problem=f"表二“{row.label}”：上年报告的项目数量是 {before} 项，增减 {change} 项，得 {before + change} 项，"
            f"今年填的“上一年项目数量”是 {now} 项，相差 {abs(now - before - change)} 项。",
            remedy="请按上年报告核对“上一年项目数量”；上年填错的，请在正文里说明。",
            source=_ITEMS_SOURCE,
            cells=(cell,),
            values={cell: report.value(cell), delta: previous.value(delta)},
            doubt=_doubts(report, cell, previous, delta),
        )


def _year(previous: AnnualReport) -> str:
    return f"{previous.year}年" if previous.year else "上一年度"


def _doubts(report: AnnualReport, cell: str, previous: AnnualReport, other: str) -> str:
    """Return what makes the reading of either report doubtful."""
    here, there = doubt(report, [cell]), doubt(previous, [other])
    return here + (f"上年的报告：{there}" if there else "")
