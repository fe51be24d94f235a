"""Two reports side by side."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.report.alignment import aligned, likeness
from gongkai.core.report.compare import compare, html, listings, to_json
from tests.core.report.factories import ORGAN, SECTION_6, report


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
    shares = {item.id: item.likeness for item in found.sections}
    assert shares["s5"] == 1
    assert shares["s6"] < 0.5
    assert "s2" not in shares


def test_a_section_that_was_not_read_is_not_compared_and_is_no_text_of_no_length():
    found = compare(report(year=2022, headings=["s1", "s2", "s3", "s4", "s5"]), report(year=2023))
    (sixth,) = [item for item in found.sections if item.id == "s6"]
    assert (sixth.left, sixth.likeness) == (None, None)
    rows = {row[0]: row[1:] for row in listings(found)[1].rows}
    assert rows["六、其他需要报告的事项"] == ("没有读出", len(SECTION_6), "没有比较")
    (section,) = [item for item in to_json(found)["sections"] if item["section"] == "s6"]
    assert (section["left"], section["likeness"]) == (None, None)
    assert f"<p>{ORGAN}2022年没有读出这一部分，没有比较。</p>" in html(found).decode()
    (remark,) = found.remarks
    assert remark.startswith(f"{ORGAN}2022年没有读出“六、其他需要报告的事项”，这部分正文没有比较。")


def test_a_section_that_is_printed_without_text_is_compared():
    found = compare(report(year=2022, s6=""), report(year=2023, s6="没有。"))
    (sixth,) = [item for item in found.sections if item.id == "s6"]
    assert (sixth.left, sixth.likeness) == ("", 0)


def test_a_section_with_its_table_alone_is_not_held_against_one_with_prose():
    found = compare(report(year=2022), report(year=2023, s4="本年度没有行政复议。"))
    (fourth,) = [item for item in found.sections if item.id == "s4"]
    assert (fourth.left, fourth.likeness) == ("", None)
    assert "只有表格，没有文字，没有比较" in html(found).decode()


def test_figures_that_were_not_read_are_counted_and_not_passed_over():
    found = compare(report(year=2022, without=["t3.new", "t4.review"]), report(year=2023))
    assert found.remarks == (f"{ORGAN}2022年的表格有 12 格没有读出，没有比较。",)


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
    pieces = list(aligned(left, right))
    assert "".join(one for one, _ in pieces) == left
    assert "".join(other for _, other in pieces) == right


@pytest.mark.parametrize(
    ("left", "right", "share"), [("甲，乙。", "甲，乙。", 1), ("甲，", "乙。", 0), ("甲，丙。", "甲，丁。", 0.75)]
)
def test_likeness_is_the_share_of_equal_text(left, right, share):
    assert likeness(left, right) == share
