"""The identities of tables 3 and 4 (勾稽关系): four rules, tolerance zero."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from gongkai.core.report.checks.base import Context, Finding, Severity, rule
from gongkai.core.report.checks.basis import LETTER
from gongkai.core.report.checks.doubt import doubt, label, quoted
from gongkai.core.report.checks.mend import Balance, Figure, mend
from gongkai.core.report.checks.reconciliation import figures, is_blank, table3, table4
from gongkai.core.report.form import COMMON
from gongkai.core.report.model import AnnualReport, short

_SOURCE_3: Final = f"{LETTER}，表三“收到和处理政府信息公开申请情况”"
_SOURCE_4: Final = f"{LETTER}，表四“政府信息公开行政复议、行政诉讼情况”"
_COLUMNS: Final = {column.id: column.label for column in COMMON.t3_columns}
_GROUPS: Final = {group.id: f"{group.parent}{group.label}" for group in COMMON.t4_groups}
_T4_COLUMNS: Final = {column.id: column.label for column in COMMON.t4_columns}

Words = Callable[[AnnualReport, Balance, dict[str, Figure]], Finding]


@rule(
    "AR-T3-ID",
    severity=Severity.ERROR,
    source=f"{_SOURCE_3}表头的勾稽关系",
    title="表三每一列：本年新收加上年结转，等于办理结果总计加结转下年度",
)
def applications_balance(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """New plus carried in equals closed plus carried out, in every applicant column (勾稽关系)."""
    yield from _failing(report, "AR-T3-ID", _identity)


@rule(
    "AR-T3-SUM",
    severity=Severity.ERROR,
    source=f"{_SOURCE_3}“（七）总计”行",
    title="表三每一列：“（七）总计”等于各项办理结果之和",
)
def results_add_up(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """The total of results is the sum of its 21 (19) rows, in every applicant column."""
    yield from _failing(report, "AR-T3-SUM", _results)


@rule(
    "AR-T3-ROW",
    severity=Severity.ERROR,
    source=f"{_SOURCE_3}“总计”列",
    title="表三每一行：“总计”等于六类申请人之和",
)
def applicants_add_up(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """The total of a row is the sum of its six kinds of applicants."""
    yield from _failing(report, "AR-T3-ROW", _applicants)


@rule(
    "AR-T4-SUM",
    severity=Severity.ERROR,
    source=f"{_SOURCE_4}“总计”列",
    title="表四每一组：“总计”等于四种结果之和",
)
def remedies_add_up(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """The total of a group of table 4 is the sum of upheld, corrected, other and pending."""
    yield from _failing(report, "AR-T4-SUM", _remedies)


def _failing(report: AnnualReport, rule_id: str, words: Words) -> Iterator[Finding]:
    edition = report.t3_edition
    balances = table4(edition) if rule_id == "AR-T4-SUM" else table3(edition)
    known = figures(report)
    failing = [balance for balance in balances if balance.rule == rule_id and balance.difference(known)]
    if not failing:
        return
    advice = _advice(report, balances, known)
    for balance in failing:
        finding = words(report, balance, known)
        yield replace(
            finding,
            problem=finding.problem + _blanks(report, balance),
            cells=balance.cells,
            values={cell: report.value(cell) for cell in balance.cells},
            doubt=doubt(report, balance.cells),
            mend=advice,
        )


def _identity(_report: AnnualReport, balance: Balance, known: dict[str, Figure]) -> Finding:
    new, carried_in, closed, carried_out = (known[cell] for cell in balance.cells)
    taken, left, gap = _sides(balance, known)
    column = _COLUMNS[balance.where]
    problem = (
        f"表三“{column}”列：本年新收 {new} 件加上年结转 {carried_in} 件是 {taken} 件，"
        f"办理结果总计 {closed} 件加结转下年度 {carried_out} 件是 {left} 件，相差 {gap} 件。"
    )
    remedy = f"请先核对“四、结转下年度继续办理”和“（七）总计”两行的“{column}”列，再核对“一、本年新收”和“二、上年结转”。"
    return _finding("AR-T3-ID", balance.where, f"表三“{column}”列", problem, remedy)


def _results(report: AnnualReport, balance: Balance, known: dict[str, Figure]) -> Finding:
    total, parts, gap = _sides(balance, known)
    column = _COLUMNS[balance.where]
    rows = report.t3_edition.row_by_id
    sums = _formula((short(rows[cell.rpartition(".")[0]].label), known[cell]) for cell in balance.right)
    problem = f"表三“{column}”列：“（七）总计”是 {total} 件，各项办理结果相加是 {parts} 件{sums}，相差 {gap} 件。"
    remedy = f"请逐项核对“（一）予以公开”到“（六）其他处理”的“{column}”列，改正填错的一项；各项都对的，改“（七）总计”。"
    return _finding("AR-T3-SUM", balance.where, f"表三“{column}”列", problem, remedy)


def _applicants(report: AnnualReport, balance: Balance, known: dict[str, Figure]) -> Finding:
    total, parts, gap = _sides(balance, known)
    row = quoted(short(report.t3_edition.row_by_id[balance.where].label))
    sums = _formula((_COLUMNS[cell.rpartition(".")[2]], known[cell]) for cell in balance.right)
    problem = f"表三{row}行：“总计”是 {total} 件，六类申请人相加是 {parts} 件{sums}，相差 {gap} 件。"
    remedy = "请核对这一行六类申请人的件数，改正填错的一类；六类都对的，改这一行的“总计”。"
    return _finding("AR-T3-ROW", balance.where, f"表三{row}行", problem, remedy)


def _remedies(_report: AnnualReport, balance: Balance, known: dict[str, Figure]) -> Finding:
    total, parts, gap = _sides(balance, known)
    group = _GROUPS[balance.where]
    sums = _formula((_T4_COLUMNS[cell.rpartition(".")[2]], known[cell]) for cell in balance.right)
    problem = f"表四“{group}”：“总计”是 {total} 件，四种结果相加是 {parts} 件{sums}，相差 {gap} 件。"
    remedy = "请核对这一组的结果维持、结果纠正、其他结果和尚未审结，改正填错的一项；四项都对的，改“总计”。"
    return _finding("AR-T4-SUM", balance.where, f"表四“{group}”", problem, remedy)


def _finding(rule_id: str, where: str, place: str, problem: str, remedy: str) -> Finding:
    source = _SOURCE_4 if rule_id == "AR-T4-SUM" else _SOURCE_3
    return Finding(rule_id, Severity.ERROR, where, place, problem, remedy, source)


def _sides(balance: Balance, known: dict[str, Figure]) -> tuple[Figure, Figure, Figure]:
    left: Figure = sum(known[cell] for cell in balance.left)
    right: Figure = sum(known[cell] for cell in balance.right)
    gap = left - right
    return left, right, gap if gap > 0 else -gap


def _formula(parts: Iterator[tuple[str, Figure]]) -> str:
    """Return the summands that are not 0, such as “（自然人 3＋商业企业 1）”; "" where all are 0."""
    named = [f"{name} {value}" for name, value in parts if value]
    return f"（{'＋'.join(named)}）" if named else ""


def _blanks(report: AnnualReport, balance: Balance) -> str:
    blank = [cell for cell in balance.cells if is_blank(report, cell)]
    return f"其中 {len(blank)} 个格子没有填数字，按 0 计算。" if blank else ""


def _advice(report: AnnualReport, balances: tuple[Balance, ...], known: dict[str, Figure]) -> str:
    change = mend(balances, known)
    if change is None:
        return ""
    name = label(report, change.cell)
    old = "空白" if is_blank(report, change.cell) else f"{change.old}"
    return f"只改一处就能全部对上：把{name}由 {old} 改为 {change.new}。改之前请核对台账，确认错在这一处。"
