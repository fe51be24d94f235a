"""Two reports side by side."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.report.compare import _aligned, _likeness, compare, html, listings, to_json
from tests.core.report.factories import ORGAN, report


def pair(comparison, cell):
    return next(item for item in comparison.cells if cell in (item.right_cell, item.left_cell))


def test_the_difference_is_right_minus_left():
    found = compare(report(year=2022, cells={"t3.new.total": 5}), report(year=2023, cells={"t3.new.total": 3}))
    changed = [item for item in found.cells if item.differs]
    assert [(item.right_cell, item.left, item.right, item.difference) for item in changed] == [
        ("t3.new.total", 5, 3, -2)
    ]


def test_a_blank_is_not_the_same_as_a_zero():
    found = compare(report(cells={"t2.rules.issued": None}), report(cells={"t2.rules.issued": 0}))
    assert pair(found, "t2.rules.issued").differs
    assert pair(found, "t2.rules.issued").difference is None


def test_a_cell_that_was_not_read_is_shown_as_unknown_and_not_as_different():
    found = compare(report(without=["t2.rules.issued"]), report(cells={"t2.rules.issued": 3}))
    assert not pair(found, "t2.rules.issued").differs
    assert listings(found)[0].rows[0][1:] == ("？", 3, "")


def test_editions_are_compared_where_they_mean_the_same():
    old = report(year=2020, form="2019", cells={"old2.permits.decisions": 7})
    found = compare(old, report(year=2021, cells={"t2.permits.decisions": 9}))
    assert pair(found, "t2.permits.decisions").difference == 2
    assert pair(found, "old2.procurement.amount").right_cell == ""
    assert not pair(found, "t2.fees.amount_wan").left_known
    assert len(found.remarks) == 2
    cells = [item.right_cell or item.left_cell for item in found.cells]
    assert len(cells) == len(set(cells))


def test_each_cell_of_one_edition_is_paired_with_itself():
    found = compare(report(year=2022), report(year=2023))
    assert all(item.left_cell == item.right_cell for item in found.cells)
    assert found.remarks == ()
    assert found.names == (f"{ORGAN}2022年", f"{ORGAN}2023年")


def test_prose_is_compared_section_by_section():
    found = compare(report(s5="相同的文字。"), report(s5="相同的文字。", s6="没有。"))
    likeness = {item.id: item.likeness for item in found.sections}
    assert likeness["s5"] == 1
    assert likeness["s6"] < 0.5
    assert "s2" not in likeness


def test_two_reports_of_one_name_are_told_apart_by_their_files():
    found = compare(report(file="a.html"), report(file="b.html"))
    assert found.names == (f"{ORGAN}2023年（a.html）", f"{ORGAN}2023年（b.html）")


def test_bodies_and_years_that_both_differ_are_remarked():
    found = compare(report(year=2022), report(organ="云川市样例区东河街道办事处"))
    assert found.remarks == ("两份报告的机关和年度都不相同，比较结果仅供参考。",)


def test_json_leaves_out_what_a_report_does_not_have():
    found = to_json(compare(report(without=["t2.rules.issued"]), report(cells={"t2.rules.issued": 3})))
    first = found["cells"][0]
    assert first == {
        "cell": "t2.rules.issued",
        "label": "表二“规章”“本年制发件数”",
        "right": 3,
        "difference": None,
        "differs": False,
    }


def test_the_page_marks_what_was_taken_out_and_put_in_and_escapes_it():
    found = compare(report(year=2022, s5="公开<3>条。"), report(s5="公开<4>条。"))
    page = html(found).decode()
    assert "公开&lt;<del>3</del><ins>4</ins>&gt;条。" in page
    assert "<script" not in page


@given(st.text("甲乙，。\n", max_size=60), st.text("甲乙，。\n", max_size=60))
@settings(max_examples=100)
def test_pieces_side_by_side_make_up_both_texts(left, right):
    pieces = list(_aligned(left, right))
    assert "".join(one for one, _ in pieces) == left
    assert "".join(other for _, other in pieces) == right


@pytest.mark.parametrize(
    ("left", "right", "likeness"), [("甲，乙。", "甲，乙。", 1), ("甲，", "乙。", 0), ("甲，丙。", "甲，丁。", 0.75)]
)
def test_likeness_is_the_share_of_equal_text(left, right, likeness):
    assert _likeness(left, right) == likeness
