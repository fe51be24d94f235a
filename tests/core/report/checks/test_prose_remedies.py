"""Reconsideration and litigation in the prose against table 4."""

import pytest

from gongkai.core.report.checks import check
from tests.core.report.factories import SECTION_1, report, table4

PART = "（二）依申请公开。按照规定做好政府信息公开申请的登记、审核、办理和答复工作。"
CELLS = table4(
    review={"upheld": 8, "corrected": 2, "other": 3, "pending": 4},
    suit_direct={"upheld": 3, "pending": 1},
    suit_after_review={"upheld": 5, "other": 1, "pending": 2},
)


def found(text: str, cells=CELLS, **changes):
    made = report(cells=cells, s1=SECTION_1.replace(PART, f"（二）依申请公开。{text}"), **changes)
    return [one for one in check(made) if one.rule.startswith("AR-TXT-")]


@pytest.mark.parametrize(
    "text",
    [
        "政府信息公开行政复议17件，行政诉讼12件。",
        "政府信息公开行政复议17件，其中结果维持8件，结果纠正2件，其他结果3件，尚未审结4件。",
        "政府信息公开行政诉讼12件，其中结果维持8件，其他结果1件，尚未审结3件。",
        "未经复议直接起诉4件，复议后起诉8件。",
        "政府信息公开行政复议、行政诉讼案件共29件。",
        "未发生因依申请公开被行政复议纠错的情况。",
        "开展行政复议案例培训3次。",
    ],
)
def test_prose_that_agrees_or_speaks_of_something_else_is_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("政府信息公开行政复议16件。", ("16", "17", "相差 1 件")),
        ("政府信息公开行政诉讼11件。", ("11", "4+8 = 12", "相差 1 件")),
        ("政府信息公开行政复议17件，其中结果维持9件。", ("9", "8", "相差 1 件")),
        ("政府信息公开行政复议13件。", ("13", "17", "已经审结")),
        ("政府信息公开行政复议17件，行政诉讼12件，均获维持。", ("结果纠正 2 件", "尚未审结 4 件", "尚未审结 3 件")),
    ],
)
def test_prose_that_differs_is_found_with_both_sides(text, sides):
    [finding] = found(text)
    assert finding.rule == "AR-TXT-T4"
    assert finding.passage == text.rstrip("。")
    assert all(side in finding.problem for side in sides)


def test_all_upheld_is_sound_where_all_are():
    assert found("政府信息公开行政复议2件，均获维持。", table4(review={"upheld": 2})) == []


def test_groups_left_blank_throughout_count_as_none():
    blank = {cell: None for cell in CELLS if cell.startswith("t4.suit_after_review")}
    assert found("政府信息公开行政诉讼4件。", {**CELLS, **blank}) == []
    assert [one.rule for one in found("政府信息公开行政诉讼5件。", {**CELLS, **blank})] == ["AR-TXT-T4"]


def test_without_the_table_the_rule_stays_silent():
    assert found("政府信息公开行政复议16件。", {}, without=("t4",)) == []
