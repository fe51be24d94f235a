"""Applications in the prose against table 3."""

import pytest

from gongkai.core.report.checks import check
from gongkai.core.report.model import Cell
from tests.core.report.factories import SECTION_1, report, table3

PART = "（二）依申请公开。按照规定做好政府信息公开申请的登记、审核、办理和答复工作。"
CELLS = table3(
    natural={
        "new": 30,
        "carried_in": 4,
        "r1_granted": 10,
        "r2_partial": 3,
        "r3_4_third_party": 2,
        "r3_8_admin_query": 3,
        "r4_1_not_held": 6,
        "r4_2_needs_creation": 1,
        "r5_1_petition": 2,
        "r6_3_other": 1,
        "carried_out": 6,
    },
    enterprise={"new": 5, "r1_granted": 5},
)


def found(text: str, cells=CELLS, **changes):
    made = report(cells=cells, s1=SECTION_1.replace(PART, f"（二）依申请公开。{text}"), **changes)
    return {(one.rule, one.passage): one for one in check(made) if one.rule.startswith("AR-TXT-")}


def rules(text: str, cells=CELLS, **changes) -> list[str]:
    return [rule for rule, _ in found(text, cells, **changes)]


def test_a_report_without_figures_in_its_prose_breaks_no_rule():
    assert check(report()) == []
    assert check(report(form="2019", year=2020)) == []


@pytest.mark.parametrize(
    "text",
    [
        "全年共收到政府信息公开申请35件，上年结转4件，办结33件，结转下年度继续办理6件。",
        "全年共收到政府信息公开申请39件（含上年结转4件）。",
        "全年共收到政府信息公开申请三十五件。",
        "办结政府信息公开申请33件，其中予以公开15件、部分公开3件、不予公开5件、无法提供7件、不予处理2件、其他处理1件。",
        "办结申请33件，其中予以公开及部分公开18件。",
        "答复政府信息公开申请33件（含上年结转4件，另有6件顺延到下年度答复），均在法定期限内答复。",
        "全市共收到政府信息公开申请300件。",
        "2022年收到政府信息公开申请20件。",
        "申请数量较上年增加12件，同比增长52%。",
        "收到政府信息公开申请约30件。",
        "收到政府信息公开申请35件，其中网上申请20件、当面申请15件。",
        "共受理行政许可申请300件。",
        "受理线上申请30件，依法办结28件，结转下年度办理2件，受理线下申请9件，已全部依法办结。",
        "收到政府信息公开申请35件，除6件结转下年办理外，均已答复。",
        "收到政府信息公开申请20件。另收到政府信息公开申请15件。",
        "制发政府信息130件，主动公开18件。",
    ],
)
def test_prose_that_agrees_or_speaks_of_something_else_is_left_alone(text):
    assert [rule for rule in rules(text) if rule != "AR-TXT-VAGUE"] == []


@pytest.mark.parametrize(
    ("text", "rule", "sides"),
    [
        ("全年共收到政府信息公开申请36件。", "AR-TXT-NEW", ("36", "35", "相差 1 件")),
        ("全年共收到政府信息公开申请40件（含上年结转4件）。", "AR-TXT-NEW", ("40", "35+4 = 39", "相差 1 件")),
        ("办结政府信息公开申请30件。", "AR-TXT-DONE", ("30", "33", "相差 3 件")),
        ("办结申请33件，其中予以公开及部分公开15件。", "AR-TXT-DONE", ("15", "15+3 = 18", "相差 3 件")),
        ("申请中不予公开2件。", "AR-TXT-DONE", ("2", "2+3 = 5", "相差 3 件")),
        ("申请中无法提供6件。", "AR-TXT-DONE", ("6", "6+1 = 7", "1.本机关不掌握相关政府信息")),
        ("上年结转政府信息公开申请3件。", "AR-TXT-CARRY", ("3", "4", "相差 1 件")),
        ("结转下年度继续办理5件。", "AR-TXT-CARRY", ("5", "6", "相差 1 件")),
        ("所有申请均已按要求办理完成。", "AR-TXT-CARRY", ("6 件",)),
    ],
)
def test_prose_that_differs_is_found_with_both_sides(text, rule, sides):
    [((name, passage), finding)] = found(text).items()
    assert name == rule
    assert passage == text.rstrip("。")
    assert finding.where == "s1"
    assert all(side in finding.problem for side in sides)
    assert finding.remedy.startswith("请")


@pytest.mark.parametrize(
    ("organ", "text", "expected"),
    [
        ("云川市人民政府", "全市共收到政府信息公开申请36件。", ["AR-TXT-NEW"]),
        ("云川市人民政府", "全市共收到政府信息公开申请35件，市政府办公室收到政府信息公开申请8件。", []),
        ("云川市人民政府", "市政府办公室收到政府信息公开申请8件。", []),
        ("云川市人民政府", "市政府办公室未收到政府信息公开申请。", []),
        ("云川市人民政府办公室", "市政府办公室收到政府信息公开申请8件。", ["AR-TXT-NEW"]),
        ("云川市教育局", "全市教育系统收到政府信息公开申请80件，我局收到政府信息公开申请35件。", []),
        ("云川市样例区人民政府", "全市共收到政府信息公开申请80件。", []),
        ("云川市样例区人民政府", "全区共收到政府信息公开申请80件。", ["AR-TXT-NEW"]),
        ("云川市教育局", "我局收到政府信息公开申请36件。", ["AR-TXT-NEW"]),
        ("样例县清河镇人民政府", "全县收到政府信息公开申请80件。", []),
        ("样例县清河镇人民政府", "全镇收到政府信息公开申请80件。", ["AR-TXT-NEW"]),
        ("", "全市收到政府信息公开申请80件。", []),
    ],
)
def test_a_figure_is_held_against_the_table_of_the_body_it_speaks_of(organ, text, expected):
    assert rules(text, organ=organ) == expected


def test_received_with_those_carried_in_should_say_so():
    [((rule, _), finding)] = found("全年共受理政府信息公开申请39件。").items()
    assert rule == "AR-TXT-INCL"
    assert "35 件" in finding.problem
    assert "4 件" in finding.problem


def test_without_any_carried_in_there_is_nothing_to_say_about_including_them():
    assert rules("共受理政府信息公开申请9件。", table3(natural={"new": 9, "r1_granted": 9})) == []


def test_a_claim_that_all_is_done_is_sound_where_nothing_is_carried_out():
    assert rules("所有申请均已按要求办理完成。", table3(natural={"new": 9, "r1_granted": 9})) == []


def test_a_blank_total_is_added_up():
    blank = {**CELLS, "t3.r1_granted.total": None}
    assert rules("申请中予以公开15件。", blank) == []
    assert rules("申请中予以公开10件。", blank) == ["AR-TXT-DONE"]


def test_a_figure_of_natural_persons_alone_is_explained():
    [finding] = found("申请中予以公开10件。").values()
    assert "自然人" in finding.problem


@pytest.mark.parametrize(
    "text", ["全年共收到政府信息公开申请36件。", "办结政府信息公开申请30件。", "结转下年度继续办理5件。"]
)
def test_without_the_table_the_rules_stay_silent(text):
    assert rules(text, {}, without=("t3",)) == []


def test_a_repaired_cell_throws_doubt_on_the_reading():
    doubtful = {**CELLS, "t3.new.total": Cell(35, "35", state="repaired")}
    [finding] = found("全年共收到政府信息公开申请36件。", doubtful).values()
    assert finding.doubt


@pytest.mark.parametrize(("said", "judged"), [(749, False), (700, True)])
def test_a_figure_that_may_contain_what_was_carried_in_is_not_judged_where_that_was_not_read(said, judged):
    made = report(
        cells={"t3.new.natural": 713, "t3.new.total": 713},
        without=["t3.carried_in"],
        s1=f"本年度共受理政府信息公开申请{said}件。",
    )
    assert ("AR-TXT-NEW" in {one.rule for one in check(made)}) is judged
