"""The four identities of tables 3 and 4: what the findings say, with both sides' figures."""

import pytest

from gongkai.core.report.checks import Severity, check
from gongkai.core.report.document import Place
from gongkai.core.report.model import Cell, Note
from tests.core.report.factories import report, table3, table4


def found(rule, **changes):
    return [finding for finding in check(report(**changes)) if finding.rule == rule]


def test_the_identity_of_a_column_gives_both_sides_the_difference_and_the_way_out():
    cells = table3(natural={"new": 5, "carried_in": 1, "r1_granted": 4})
    natural, total = found("AR-T3-ID", cells=cells)
    assert (natural.where, total.where) == ("natural", "total")
    assert natural.severity is Severity.ERROR
    assert natural.place == "表三“自然人”列"
    assert natural.problem == (
        "表三“自然人”列：本年新收 5 件加上年结转 1 件是 6 件，办理结果总计 4 件加结转下年度 0 件是 4 件，相差 2 件。"
    )
    assert "四、结转下年度继续办理" in natural.remedy
    assert natural.cells == ("t3.new.natural", "t3.carried_in.natural", "t3.r7_total.natural", "t3.carried_out.natural")
    assert natural.values["t3.new.natural"] == 5
    assert "国办公开办函〔2021〕30号" in natural.source


def test_the_sum_of_results_names_the_rows_that_are_not_zero():
    cells = table3(legal={"new": 9, "r1_granted": 5, "r3_1_state_secret": 4}) | {
        "t3.r7_total.legal": 10,
        "t3.r7_total.total": 10,
        "t3.new.legal": 10,
        "t3.new.total": 10,
    }
    legal, total = found("AR-T3-SUM", cells=cells)
    assert legal.problem == (
        "表三“法律服务机构”列：“（七）总计”是 10 件，各项办理结果相加是 9 件"
        "（（一）予以公开 5＋1.属于国家秘密 4），相差 1 件。"
    )
    assert total.where == "total"


def test_a_row_names_the_kinds_of_applicants():
    cells = table3(natural={"new": 3, "r1_granted": 3}, enterprise={"new": 1, "r1_granted": 1})
    (row,) = found("AR-T3-ROW", cells=cells | {"t3.carried_in.total": 2, "t3.carried_out.total": 2})[:1]
    assert row.where == "t3.carried_in"
    (row,) = found("AR-T3-ROW", cells=cells | {"t3.r1_granted.total": 5})
    assert row.where == "t3.r1_granted"
    assert row.problem == (
        "表三“（一）予以公开”行：“总计”是 5 件，六类申请人相加是 4 件（自然人 3＋商业企业 1），相差 1 件。"
    )


def test_a_group_of_table_4_names_its_results():
    (group,) = found("AR-T4-SUM", cells=table4(suit_direct={"upheld": 2, "pending": 1}) | {"t4.suit_direct.total": 4})
    assert group.where == "t4.suit_direct"
    assert group.problem == (
        "表四“行政诉讼未经复议直接起诉”：“总计”是 4 件，四种结果相加是 3 件（结果维持 2＋尚未审结 1），相差 1 件。"
    )


def test_the_one_cell_that_mends_everything_is_named():
    cells = table3(natural={"new": 5, "r1_granted": 5}) | {"t3.r1_granted.natural": 6}
    findings = [finding for finding in check(report(cells=cells)) if finding.rule.startswith("AR-T3")]
    assert {(finding.rule, finding.where) for finding in findings} == {
        ("AR-T3-SUM", "natural"),
        ("AR-T3-ROW", "t3.r1_granted"),
    }
    assert {finding.mend for finding in findings} == {
        "只改一处就能全部对上：把表三“（一）予以公开”行“自然人”列由 6 改为 5。改之前请核对台账，确认错在这一处。"
    }


def test_without_a_single_mend_nothing_is_advised():
    (finding,) = found("AR-T4-SUM", cells={"t4.review.total": 3})
    assert finding.mend == ""


@pytest.mark.parametrize("blank", [None, "/", "—"])
def test_blanks_count_as_zero_and_the_finding_says_so(blank):
    cells = table3(natural={"new": 5, "r1_granted": 4, "carried_out": 1}) | {
        "t3.carried_out.natural": blank,
        "t3.carried_in.natural": blank,
    }
    findings = found("AR-T3-ID", cells=cells)
    assert [finding.where for finding in findings] == ["natural"]
    assert findings[0].problem.endswith("其中 2 个格子没有填数字，按 0 计算。")
    assert "由 空白 改为 1" in findings[0].mend


def test_a_balance_that_holds_with_blanks_as_zero_is_sound():
    cells = {f"t3.{row}.{column}": None for row in ("new", "carried_in") for column in ("research", "welfare")}
    assert not [finding for finding in check(report(cells=cells)) if finding.rule.startswith("AR-T3")]


def test_totals_left_blank_over_figures_are_not_wrong_sums():
    cells = table3(natural={"new": 5, "r1_granted": 3, "r4_1_not_held": 2}) | {
        "t3.r1_granted.total": None,
        "t3.r4_1_not_held.total": None,
    }
    assert [finding.rule for finding in check(report(cells=cells))] == ["AR-BLANK"]


@pytest.mark.parametrize(
    ("lost", "judged"),
    [
        ("t3.carried_in.natural", {("AR-T3-ROW", "t3.new"), ("AR-T3-SUM", "natural")}),
        ("t3.r1_granted.natural", {("AR-T3-ROW", "t3.new"), ("AR-T3-ID", "natural")}),
        ("t3.new.natural", {("AR-T3-SUM", "natural")}),
    ],
)
def test_a_balance_with_an_unknown_cell_is_not_judged(lost, judged):
    cells = table3(natural={"new": 5, "carried_in": 2, "r1_granted": 6, "r2_partial": 1})
    broken = cells | {"t3.new.natural": 4, "t3.r2_partial.natural": 0, "t3.r2_partial.total": 0}
    findings = check(report(cells=broken | {"t3.r7_total.total": 7}, without=[lost]))
    found = {(finding.rule, finding.where) for finding in findings if finding.rule.startswith("AR-T3")}
    assert found == judged | {("AR-T3-SUM", "total")}


def test_a_word_where_a_figure_belongs_leaves_its_balances_unjudged():
    cells = table3(natural={"new": 5, "r1_granted": 5}) | {"t3.r1_granted.natural": "未统计"}
    assert [finding.rule for finding in check(report(cells=cells))] == ["AR-BLANK"]


def test_a_repaired_cell_throws_doubt_on_the_reading_and_tells_where_to_look():
    repaired = Cell(6, "6", Place(page=2, table=3, row=5, column=4), "repaired")
    cells = table3(natural={"new": 5, "r1_granted": 5}) | {"t3.r1_granted.natural": repaired}
    notes = [Note("t3.r1_granted", "repaired", "这一行多出一个数字，取了前七个。")]
    (finding,) = found("AR-T3-ROW", cells=cells, notes=notes)
    assert finding.doubt == (
        "也可能是读取有误：表三“（一）予以公开”行“自然人”列（原文第2页第3个表格第5行第4列）"
        "不是照原样读出的（这一行多出一个数字，取了前七个），请先与原文核对。"
    )


def test_a_cell_read_as_it_stands_gives_no_cause_for_doubt():
    notes = [Note("t3.carried_out", "repaired", "……"), Note("t3.r1_granted", "layout", "……")]
    (finding,) = found("AR-T4-SUM", cells={"t4.review.total": 3}, notes=notes)
    assert finding.doubt == ""


def test_the_2019_edition_adds_up_nineteen_rows():
    cells = table3("2019", natural={"new": 2, "r6_other_2019": 2}) | {"t3.r6_other_2019.natural": 1}
    findings = found("AR-T3-SUM", form="2019", year=2020, cells=cells)
    assert [finding.where for finding in findings] == ["natural"]
    assert len(findings[0].cells) == 20


def test_errors_stand_before_warnings_and_in_the_order_of_the_form():
    cells = {"t4.review.total": 1, "t2.rules.in_force": 1, "t3.carried_out.total": 2, "t2.permits.decisions": -1}
    findings = check(report(cells=cells))
    assert [finding.severity for finding in findings] == sorted(
        (finding.severity for finding in findings), key=list(Severity).index
    )
    errors = [finding.rule for finding in findings if finding.severity is Severity.ERROR]
    assert errors == ["AR-T2-INT", "AR-T3-ID", "AR-T3-ROW", "AR-T4-SUM"]
