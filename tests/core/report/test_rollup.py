"""Reports of several bodies added up, with what is not in the sums."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.report.rollup import Gap, add_up, listings, parent_equals_children, to_json
from tests.core.report.factories import report, table3, table4
from tests.core.report.strategies import valid_reports

EAST, WEST = "云川市样例区东河街道办事处", "云川市样例区西河街道办事处"


def east(**changes):
    return report(organ=EAST, **changes)


def west(**changes):
    return report(organ=WEST, **changes)


def test_every_cell_is_the_sum_of_the_bodies():
    added = add_up(
        [
            east(cells={**table3(natural={"new": 5, "r1_granted": 5}), "t2.fees.amount_wan": Decimal("0.1")}),
            west(cells={**table3(natural={"new": 2, "r1_granted": 2}), "t2.fees.amount_wan": Decimal("0.2")}),
        ],
        organ="云川市样例区",
    )
    assert added.report.value("t3.new.natural") == 7
    assert added.report.value("t3.r7_total.total") == 7
    assert added.report.value("t2.fees.amount_wan") == Decimal("0.3")
    assert (added.report.organ, added.report.year) == ("云川市样例区", 2023)
    assert added.gaps == {}


def test_a_cell_that_one_body_lacks_names_the_body_and_is_not_sure():
    added = add_up([east(cells={"t3.new.total": 4}), west(without=["t3.new.total"])])
    assert added.gaps == {"t3.new.total": {Gap.MISSING: [f"{WEST}2023年"]}}
    assert added.report.value("t3.new.total") == 4
    assert added.report.cells["t3.new.total"].state == "ambiguous"


def test_blanks_count_as_nothing_and_are_named():
    added = add_up([east(cells={"t2.rules.issued": "/"}), west(cells={"t2.rules.issued": None})])
    assert added.gaps["t2.rules.issued"] == {Gap.BLANK: [f"{EAST}2023年", f"{WEST}2023年"]}
    assert added.report.value("t2.rules.issued") is None
    half = add_up([east(cells={"t2.rules.issued": 2}), west(cells={"t2.rules.issued": None})])
    assert half.report.value("t2.rules.issued") == 2
    assert half.report.cells["t2.rules.issued"].state == "read"


def test_a_total_left_out_over_figures_makes_no_total():
    filled = {"t3.r1_granted.natural": 262, "t3.r1_granted.enterprise": 10}
    added = add_up([east(cells={**filled, "t3.r1_granted.total": None}), west(cells={"t3.r1_granted.total": 5})])
    assert added.gaps["t3.r1_granted.total"] == {Gap.LEFT_OUT: [f"{EAST}2023年"]}
    assert "t3.r1_granted.total" not in added.report.cells
    assert added.report.value("t3.r1_granted.natural") >= 262


def test_words_are_not_added():
    added = add_up([east(cells={"t2.permits.decisions": "未统计"}), west(cells={"t2.permits.decisions": 3})])
    assert added.gaps["t2.permits.decisions"] == {Gap.WORDS: [f"{EAST}2023年"]}
    assert added.report.value("t2.permits.decisions") == 3


def test_a_cell_that_nobody_has_is_left_out():
    added = add_up([east(without=["t4"]), west(without=["t4"])])
    assert not any(cell.startswith("t4.") for cell in added.report.cells)


def test_balances_that_fail_in_a_body_are_listed_with_the_body():
    wrong = {**table4(review={"upheld": 2}), "t4.review.total": 5}
    added = add_up([east(), west(cells=wrong)])
    assert [(item.body, item.rule, item.where, item.gap) for item in added.failing] == [
        (f"{WEST}2023年", "AR-T4-SUM", "t4.review", 3)
    ]


def test_both_editions_can_be_added_and_what_cannot_is_said():
    old = west(
        form="2019", cells={**table3("2019", natural={"new": 3, "r6_other_2019": 3}), "old2.permits.decisions": 10}
    )
    new = east(cells={**table3(natural={"new": 1, "r6_3_other": 1}), "t2.permits.decisions": 1})
    added = add_up([new, old])
    assert added.report.form == added.report.t3_form == "2021"
    assert added.report.value("t3.r6_3_other.natural") == 4
    assert added.report.value("t2.permits.decisions") == 11
    assert added.gaps["t2.fees.amount_wan"] == {Gap.MISSING: [f"{WEST}2023年"]}
    assert added.gaps["t3.r6_2_unpaid.natural"] == {Gap.MISSING: [f"{WEST}2023年"]}
    assert "t2.permits.decisions" not in added.gaps
    assert any("2019年格式" in remark for remark in added.remarks)


def test_a_table_that_was_not_read_is_not_said_to_be_of_the_2019_edition():
    cut = west(form="2019", without=["t3", "t4"])
    added = add_up([east(), cut])
    assert [remark for remark in added.remarks if "表二用的是2019年格式" in remark]
    assert not [remark for remark in added.remarks if "表三用的是2019年格式" in remark]


def test_reports_of_the_2019_edition_alone_stay_in_it():
    added = add_up([east(form="2019", cells={"old2.fees.items_delta": -2}), west(form="2019")])
    assert added.report.form == "2019"
    assert added.report.value("old2.fees.items_delta") == -2


def test_other_years_and_doubles_are_remarked():
    added = add_up([east(), east(), west(year=2022)])
    assert added.report.year is None
    assert any("不是同一年度" in remark for remark in added.remarks)
    assert any("不止一次" in remark and EAST in remark for remark in added.remarks)


def test_two_files_of_one_body_and_year_are_told_apart_by_their_names():
    bad = {"t3.new.natural": 5, "t2.permits.decisions": None}
    added = add_up([east(file="a.md", cells=bad), east(file="b.md"), west(file="c.md")])
    first, second, other = added.bodies
    assert (first, second) == (f"{EAST}2023年（a.md）", f"{EAST}2023年（b.md）")
    assert "c.md" not in other
    assert {item.body for item in added.failing} == {first}
    assert list(added.gaps["t2.permits.decisions"].values()) == [[first]]
    assert any(remark.endswith(f"{first}、{second}。") for remark in added.remarks)


def test_files_that_could_not_be_read_stand_in_the_result():
    added = add_up([east()], unreadable=[("b.pdf", "这个PDF文件是扫描件。")])
    assert any("b.pdf" in remark for remark in added.remarks)
    assert to_json(added)["unreadable"] == [{"file": "b.pdf", "reason": "这个PDF文件是扫描件。"}]


def test_nothing_to_add_is_an_error():
    with pytest.raises(ValueError, match="nothing"):
        add_up([])


def test_the_parent_equals_its_children_or_the_cells_are_named():
    children = add_up([east(cells={"t2.permits.decisions": 2}), west(cells={"t2.permits.decisions": 3})])
    assert parent_equals_children(report(cells={"t2.permits.decisions": 5}), children) == []
    [found] = parent_equals_children(report(cells={"t2.permits.decisions": 6, "t2.rules.issued": None}), children)
    assert (found.cell, found.parent, found.children) == ("t2.permits.decisions", 6, 5)
    assert found.label == "表二“行政许可”“本年处理决定数量”"


def test_whole_tables_and_rows_are_listed_as_one_and_not_cell_by_cell():
    added = add_up(
        [
            east(without=["t3", "t4.review"]),
            west(without=["t3.r1_granted", "t3.new.natural", "t3.new.legal", "t2.fees"]),
            report(organ="", title="", file="丙.docx", without=["t3"]),
        ]
    )
    third = "丙.docx（2023年）"
    assert listings(added)[0].rows == (
        ("表二“行政事业性收费”“本年收费金额（单位：万元）”", Gap.MISSING.label, 1, f"{WEST}2023年"),
        ("表三整表", Gap.MISSING.label, 2, f"{EAST}2023年、{third}"),
        ("表三“一、本年新收政府信息公开申请数量”“自然人”“法律服务机构”", Gap.MISSING.label, 1, f"{WEST}2023年"),
        ("表三“（一）予以公开”整行", Gap.MISSING.label, 1, f"{WEST}2023年"),
        ("表四“行政复议”整行", Gap.MISSING.label, 1, f"{EAST}2023年"),
    )
    assert [note.cell for note in added.report.notes if note.cell] == [
        "t2.fees.amount_wan",
        "t3",
        "t3.new.natural",
        "t3.r1_granted",
        "t4.review",
    ]


def test_rows_in_succession_of_the_same_bodies_are_listed_as_one():
    cut = ["t3.r6_2_unpaid", "t3.r6_3_other", "t3.r7_total", "t3.carried_out"]
    both = [east(without=[*cut, "t3.new"]), west(without=[*cut, "t3.r6_1_no_supplement"])]
    labels = [row[0] for row in listings(add_up(both))[0].rows]
    assert labels == [
        "表三“一、本年新收政府信息公开申请数量”整行",
        "表三“1.申请人无正当理由逾期不补正、行政机关不再处…”整行",
        "表三“2.申请人逾期未按收费通知要求缴纳费用、行政机…”至“四、结转下年度继续办理”共 4 行",
    ]


@pytest.mark.parametrize("organ", ["", "2019年", "2019年度"])
def test_a_report_without_a_body_is_named_by_its_file_and_never_taken_for_another(organ):
    added = add_up([report(organ=organ, year=2019, file="甲.html"), report(organ=organ, year=2019, file="乙.html")])
    assert added.bodies == ["甲.html（2019年）", "乙.html（2019年）"]
    assert not [remark for remark in added.remarks if "不止一次" in remark]


def test_the_lists_say_all_that_needs_a_look():
    added = add_up([east(without=["t2.rules.issued"]), west(cells={"t4.review.total": 1})], unreadable=[("x", "坏了")])
    parent = report(cells={"t2.permits.decisions": 1})
    gaps, failing, unread, differing = listings(added, parent_equals_children(parent, added))
    assert gaps.rows == (("表二“规章”“本年制发件数”", "没有读出或没有这一项", 1, f"{EAST}2023年"),)
    assert failing.rows == ((f"{WEST}2023年", "表四“行政复议”：总计＝四种结果之和", 1),)
    assert unread.rows == (("x", "坏了"),)
    assert [row[1:] for row in differing.rows] == [(1, 0, 1), (0, 1, -1)]


@given(st.lists(valid_reports(), min_size=1, max_size=4))
@settings(max_examples=15)
def test_the_sum_of_valid_reports_is_balanced(reports):
    again = add_up([add_up(reports).report])
    assert again.failing == []


@given(st.lists(valid_reports(), min_size=2, max_size=4), st.randoms(use_true_random=False))
@settings(max_examples=10)
def test_the_order_of_the_bodies_does_not_matter(reports, random):
    shuffled = random.sample(reports, len(reports))
    first, second = add_up(reports).report, add_up(shuffled).report
    assert {cell: item.value for cell, item in first.cells.items()} == {
        cell: item.value for cell, item in second.cells.items()
    }
