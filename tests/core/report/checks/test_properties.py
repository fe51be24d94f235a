"""Valid reports break no rule; one broken cell breaks exactly the balances it stands in, and the mend finds it."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.report.checks import RULES, Context, check
from gongkai.core.report.checks.mend import mend
from gongkai.core.report.checks.reconciliation import figures, table3, table4
from gongkai.core.report.model import AnnualReport, Cell
from tests.core.report.factories import report as made_report
from tests.core.report.strategies import valid_reports

BALANCES = {"AR-T3-ID", "AR-T3-SUM", "AR-T3-ROW", "AR-T4-SUM"}
FRAME = {"t3.new", "t3.carried_in", "t3.carried_out"}
DELTAS = st.integers(-30_000, 30_000).filter(bool)


def balance_findings(report: AnnualReport) -> set[tuple[str, str]]:
    return {(finding.rule, finding.where) for finding in check(report) if finding.rule in BALANCES}


def rules_of(cell: str) -> set[tuple[str, str]]:
    """The balances a cell stands in, told from the form document alone."""
    row, _, column = cell.rpartition(".")
    if row.startswith("t4."):
        return {("AR-T4-SUM", row)}
    down = {"AR-T3-ID"} if row in FRAME else {"AR-T3-ID", "AR-T3-SUM"} if row == "t3.r7_total" else {"AR-T3-SUM"}
    return {("AR-T3-ROW", row)} | {(rule, column) for rule in down}


def changed(report: AnnualReport, cell: str, value: int | None) -> AnnualReport:
    printed = "" if value is None else str(value)
    return replace(report, cells={**report.cells, cell: replace(report.cells[cell], value=value, printed=printed)})


@st.composite
def broken_reports(draw: st.DrawFn, table: str) -> tuple[AnnualReport, AnnualReport, str]:
    """A valid report, the same with one cell changed to another count, and the cell."""
    sound = draw(valid_reports())
    cell = draw(st.sampled_from([name for name in sound.expected_cells() if name.startswith(f"{table}.")]))
    old = sound.count(cell)
    assert isinstance(old, int)
    new = draw(DELTAS.map(lambda delta: old + delta).filter(lambda value: value >= 0))
    return sound, changed(sound, cell, new), cell


@given(valid_reports())
def test_a_valid_report_breaks_no_rule_at_all(report):
    assert check(report) == []


@given(broken_reports("t3"))
def test_a_changed_cell_of_table_3_breaks_exactly_its_balances_and_the_mend_names_it(case):
    sound, broken, cell = case
    assert balance_findings(broken) == rules_of(cell)
    change = mend(table3(broken.t3_edition), figures(broken))
    assert change == (cell, broken.count(cell), sound.count(cell))


@given(broken_reports("t4"))
def test_a_changed_cell_of_table_4_breaks_exactly_its_group(case):
    sound, broken, cell = case
    assert balance_findings(broken) == rules_of(cell)
    change = mend(table4(broken.t3_edition), figures(broken))
    assert change is None or (change.cell == cell and change.new == sound.count(cell))


@given(valid_reports(), st.data())
def test_a_total_left_blank_is_said_to_be_blank_and_never_wrong(report, data):
    totals = [c for c in report.expected_cells() if c.startswith("t3.r7_total.") or c.endswith(".total")]
    cell = data.draw(st.sampled_from(totals))
    left_out = changed(report, cell, None)
    assert balance_findings(left_out) == set()
    blanks = [finding for finding in check(left_out) if finding.rule == "AR-BLANK"]
    assert [finding.cells for finding in blanks] == [(cell,)]
    assert ("没有填" in blanks[0].problem) == bool(report.count(cell))


@given(valid_reports(), st.data())
def test_a_cell_that_was_not_read_is_told_and_nothing_is_judged_by_it(report, data):
    cell = data.draw(st.sampled_from([c for c in report.expected_cells() if c.startswith(("t3.", "t4."))]))
    partly = replace(report, cells={name: found for name, found in report.cells.items() if name != cell})
    findings = check(partly)
    assert balance_findings(partly) == set()
    assert [finding.cells for finding in findings if finding.rule == "AR-READ"] == [(cell,)]


@given(broken_reports("t3"))
def test_after_the_mend_no_balance_fails(case):
    _sound, broken, _cell = case
    change = mend(table3(broken.t3_edition), figures(broken))
    assert change is not None
    assert balance_findings(changed(broken, change.cell, int(change.new))) == set()


VALUES = st.one_of(
    st.none(),
    st.integers(-5, 10**7),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-10, max_value=10**6, places=5),
    st.sampled_from(["/", "—", "无", "未增未减", "31批次", "8040元", "详见附件", "", "申请人张三丰13800000000"]),
)
PIECES = st.sampled_from(
    [
        "收到申请3件，",
        "2022年，",
        "东桥街道认真落实",
        "同比增长12.5%",
        "。",
        "\n",
        "无",
        "申请人张三丰，",
        "000000900101001，",
        "（一）主动公开。",
    ]
)
PROSE = st.lists(PIECES, max_size=12).map("".join)
SECTIONS = st.lists(st.sampled_from(["s1", "s2", "s3", "s4", "s5", "s6"]), max_size=9)
ORGANS = st.sampled_from(["", "某", "区", "市人民政府", "西关街道", "云川市样例区教育局", "新区管理委员会", "a"])


@st.composite
def odd_reports(draw: st.DrawFn) -> AnnualReport:
    """Whatever a reader may hand on: cells missing, words, doubled sections, no year, no form, no name."""
    whole = made_report(form=draw(st.sampled_from(["2019", "2021"])))
    kept = draw(st.sets(st.sampled_from(whole.expected_cells()), max_size=20))
    cells = {cell: Cell(draw(VALUES), draw(st.sampled_from(["", "3", "12元"])), state="ambiguous") for cell in kept}
    prose = {section: draw(PROSE) for section in ("s1", "s5", "s6")}
    made = made_report(form=whole.form, headings=draw(SECTIONS), organ=draw(ORGANS), front=draw(PROSE), **prose)
    without_form = {"form": "", "t3_form": ""} if draw(st.booleans()) else {}
    return replace(made, cells=cells, year=draw(st.sampled_from([None, 0, 2020, 2023])), **without_form)


@given(odd_reports(), odd_reports())
def test_whatever_was_read_is_checked_without_an_error_and_every_finding_can_be_shown(report, other):
    for finding in check(report, Context(previous=other, others=[report, other])):
        assert finding.rule in RULES
        assert finding.problem.endswith("。")
        assert finding.remedy.endswith("。")
        assert finding.source
        assert not re.search(
            r"t[234]\.|old2|s[1-6]_|张三丰|13800000000|000000900101001", finding.problem + finding.passage
        )
        assert {cell for cell in finding.cells if cell not in report.expected_cells()} == set()
