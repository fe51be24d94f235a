"""What stands in a report twice: a table, the whole report, a row; and rows that the reader put together."""

from pathlib import Path

import pytest

from gongkai.core.report.checks import Severity, check
from gongkai.core.report.model import AnnualReport, Note, TableSeen
from gongkai.core.report.reading import read
from tests.core.report.factories import report

EXAMPLE = (Path(__file__).parents[4] / "examples" / "qingshi-2023.txt").read_text(encoding="utf-8")
SIX = ("s1", "s2", "s3", "s4", "s5", "s6")
NEW = "一、本年新收政府信息公开申请数量 | 6 | 1 | 0"


def said(text: str | AnnualReport, rule: str) -> list[str]:
    found = read(text.encode(), "报告.txt") if isinstance(text, str) else text
    return [one.problem for one in check(found) if one.rule == rule]


def table3() -> str:
    start = EXAMPLE.index(NEW)
    return EXAMPLE[start : EXAMPLE.index("\n\n四、政府信息公开行政复议", start)]


def with_second(second: str) -> str:
    return EXAMPLE.replace(table3(), f"{table3()}\n\n{second}", 1)


def test_the_example_has_nothing_twice():
    assert read(EXAMPLE.encode(), "报告.txt").tables["t3"].times == 1
    assert said(EXAMPLE, "AR-STRUCT") == []


@pytest.mark.parametrize("figure", ["6", "8"])
def test_a_second_table_3_is_an_error_whether_its_figures_are_the_same_or_not(figure):
    text = with_second(table3().replace(NEW, NEW.replace("6", figure)))
    assert said(text, "AR-STRUCT") == ["表三出现了 2 次，格式规定只有一张。"]


def test_last_years_table_under_a_caption_that_says_so_is_no_second_one():
    assert said(with_second(f"附：上年数据\n{table3()}"), "AR-STRUCT") == []


def test_a_row_again_is_no_second_table_and_its_reason_is_told():
    row = next(line for line in EXAMPLE.splitlines() if line.startswith(NEW))
    text = EXAMPLE.replace(row, f"{row}\n{row.replace('6', '8', 1)}")
    assert said(text, "AR-STRUCT") == []
    (problem,) = said(text, "AR-READ")
    assert problem.endswith("整行。原因：这一行出现了不止一次，数字不同，没有采用。")


@pytest.mark.parametrize("first", [SIX, ("s1", "s5", "s6")])
def test_a_whole_report_again_is_told_in_one_line_and_not_part_by_part(first):
    one = report(headings=(*first, *SIX))
    one.tables["t3"] = TableSeen("t3", times=2, figures=25)
    (problem,) = said(one, "AR-STRUCT")
    assert "整份出现了 2 次" in problem


def test_a_heading_again_is_not_a_whole_report_again():
    (problem,) = said(report(headings=("s1", "s1", *SIX[1:])), "AR-STRUCT")
    assert problem == "“一、总体情况”的标题出现了 2 次。"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (NEW, f"{NEW} | 0"),
        ("一、本年新收政府信息公开申请数量 | 6", "| 6"),
        (f"{NEW} | 0 | 0 | 0 | 7", f"{NEW} | 0 | 07"),
    ],
)
def test_a_row_that_is_not_as_the_form_has_it_is_never_silent(old, new):
    assert old in EXAMPLE
    assert said(EXAMPLE.replace(old, new), "AR-READ")


def test_a_row_chosen_by_the_sums_is_told_to_prove_nothing():
    (problem,) = said(EXAMPLE.replace(NEW, f"{NEW} | 0"), "AR-READ")
    assert "按表三各列的勾稽关系取唯一成立的一种" in problem
    assert problem.endswith("这些行的合计相符，不能证明数字没有填错。")


def test_a_mark_taken_off_a_single_cell_is_no_row_put_together():
    assert said(report(notes=[Note("t3.new.natural", "repaired", "“*”是注释标记，没有采用。")]), "AR-READ") == []


def test_what_stands_twice_is_an_error():
    assert {one.severity for one in check(report(headings=(*SIX, *SIX))) if one.rule == "AR-STRUCT"} == {Severity.ERROR}
