"""Sentences that say there was none against tables that have some."""

import pytest

from gongkai.core.report.checks import check
from tests.core.report.factories import SECTION_1, report, table3, table4

PART = "（二）依申请公开。按照规定做好政府信息公开申请的登记、审核、办理和答复工作。"
CELLS = {
    **table3(natural={"new": 5, "r2_partial": 5}),
    **table4(review={"upheld": 1}, suit_direct={"pending": 2}),
    "t2.normdocs.issued": 3,
    "t2.coercion.decisions": 4,
}


def found(text: str, cells=CELLS):
    made = report(cells=cells, s1=SECTION_1.replace(PART, f"（二）依申请公开。{text}"))
    return [one for one in check(made) if one.rule.startswith("AR-TXT-")]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("全年未收到政府信息公开申请。", ["5 件"]),
        ("本年度无。", ["5 件"]),
        ("全年共收到政府信息公开申请0件。", ["5 件"]),
        ("申请中部分公开0件。", ["5 件"]),
        ("未发生政府信息公开行政复议。", ["1 件"]),
        ("未发生政府信息公开行政复议、行政诉讼。", ["1 件", "2+0 = 2 件"]),
        ("全年没有出台规范性文件。", ["3 件"]),
        ("全年未作出行政强制。", ["4 件"]),
        ("2022年未收到政府信息公开申请。", []),
        ("未发生因依申请公开被行政复议纠错的情况。", []),
    ],
)
def test_none_in_the_prose_and_some_in_the_table(text, figures):
    findings = found(text)
    assert [one.rule for one in findings] == ["AR-TXT-NONE"] * len(figures)
    assert all(figure in one.problem for figure, one in zip(figures, findings, strict=True))


def test_none_under_its_heading_is_understood():
    made = report(cells=CELLS, s1=SECTION_1.replace(PART, "（二）依申请公开情况：无。"))
    assert [one.rule for one in check(made) if one.rule.startswith("AR-TXT-")] == ["AR-TXT-NONE"]


def test_none_is_sound_where_the_table_has_none():
    assert found("全年未收到政府信息公开申请，未发生行政复议、行政诉讼。", {}) == []


def test_another_sentence_that_agrees_shows_that_this_one_has_another_scope():
    assert found("全区收到政府信息公开申请5件。区政府办公室未收到政府信息公开申请。") == []
