"""Files that hold two reports are refused by name; a report that only speaks of another year is read."""

import re

import pytest

from gongkai.core.report.errors import SeveralReports
from gongkai.core.report.form import edition
from gongkai.core.report.reading import read
from gongkai.core.report.writers import write
from tests.core.report.factories import report, table3, table4

EARLIER = {"year": 2022, "cells": {**table3(natural={"new": 5, "r1_granted": 4, "carried_out": 1}), **table4()}}
LATER = {"year": 2023, "cells": {**table3(natural={"carried_in": 1, "r1_granted": 1}), **table4(review={"upheld": 2})}}
OTHER = {"year": 2023, "organ": "云川市样例区东塘街道办事处"}


def page(**changes: object) -> str:
    """Return the body of a report's page."""
    html = write(report(**changes), "html").decode()
    found = re.search(r"<body[^>]*>(.*)</body>", html, re.DOTALL)
    assert found
    return found[1]


def read_page(body: str):
    return read(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), "report.html")


def side_by_side(left: str, right: str) -> str:
    return f"<table><tr><td>{left}</td><td>{right}</td></tr></table>"


def one_after_the_other(left: str, right: str) -> str:
    return left + right


@pytest.mark.parametrize("put", [one_after_the_other, side_by_side])
def test_two_years_in_one_file_are_refused_by_their_years(put):
    with pytest.raises(SeveralReports) as refused:
        read_page(put(page(**EARLIER), page(**LATER)))
    assert refused.value.problem.startswith("这个文件里有两份报告（2022年和2023年）")
    assert "每个文件只放一份报告" in refused.value.remedy


def test_two_bodies_in_one_file_are_refused_by_their_names():
    with pytest.raises(SeveralReports) as refused:
        read_page(page(year=2023) + page(**OTHER))
    assert "云川市样例区清河街道办事处和云川市样例区东塘街道办事处" in refused.value.problem


def test_three_reports_are_counted():
    with pytest.raises(SeveralReports) as refused:
        read_page(page(**EARLIER) + page(**LATER) + page(year=2024))
    assert "这个文件里有3份报告（2022年和2023年和2024年）" in refused.value.problem


def test_two_sets_of_tables_under_one_title_are_not_mixed():
    untitled = page(**{**LATER, "title": "", "front": ""})
    with pytest.raises(SeveralReports):
        read_page(page(**EARLIER) + untitled)


def test_a_second_report_without_a_title_that_breaks_off_within_table_2_is_seen():
    untitled = page(**{**LATER, "title": "", "front": "", "s1": "（一）主动公开。2023年更新目录，公开各类信息45条。"})
    with pytest.raises(SeveralReports):
        read_page(page(**EARLIER) + untitled.partition("第二十条第（五）项")[0])


def test_a_second_report_that_breaks_off_behind_table_2_is_seen():
    cut = page(**LATER).partition("三、收到和处理")[0]
    with pytest.raises(SeveralReports):
        read_page(page(**EARLIER) + cut)


def test_tables_side_by_side_in_laid_out_text_are_seen():
    def line(label: str, figures: str) -> str:
        return f"{label:<30}{figures:<30}{label:<30}{figures.replace('1', '2')}"

    rows = [(row.label, "    ".join("1" * len(row.cells))) for row in edition("2021").t2_rows]
    rows3 = [(row.label.partition("（区分")[0], "   ".join("1" * 7)) for row in edition("2021").table3]
    text = ["2022年报告          2023年报告", "二、主动公开政府信息情况", *(line(*row) for row in rows)]
    text += ["三、收到和处理政府信息公开申请情况", *(line(*row) for row in rows3)]
    with pytest.raises(SeveralReports):
        read("\n".join(text).encode(), "report.txt")


def test_the_same_report_twice_is_not_taken_for_two():
    found = read_page(page(**LATER) + page(**LATER))
    assert found.year == 2023


@pytest.mark.parametrize(
    "around",
    [
        pytest.param(
            "<p>上一篇：<a>云川市样例区清河街道办事处2022年政府信息公开工作年度报告</a></p>", id="a-link-behind"
        ),
        pytest.param("<p>云川市样例区东塘街道办事处2023年政府信息公开工作年度报告</p>", id="a-neighbour-behind"),
    ],
)
def test_links_to_other_reports_make_no_second_report(around):
    for body in (page(**LATER) + around, around + page(**LATER)):
        assert read_page(body).number("t4.review.upheld") == 2


def test_a_table_of_contents_between_two_ways_to_name_the_body_makes_no_second_report():
    names = ("总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "其他需要报告的事项")
    contents = "".join(f"<p>{number}、{name}</p>" for number, name in zip("一二三六", names, strict=True))
    title = "<p>云川市样例县政府2023年政府信息公开工作年度报告</p><p>目录</p>"
    named = page(**{**LATER, "organ": "云川市样例县人民政府"})
    assert read_page(title + contents + named).number("t4.review.upheld") == 2


def test_last_years_figures_beside_this_years_make_no_second_report():
    rows = (("指标", "2022年", "2023年"), ("收到申请", "5", "0"))
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    column = f"<table>{cells}</table>"
    body = page(**LATER).replace("（二）依申请公开", f"{column}（二）依申请公开", 1)
    assert read_page(body).year == 2023


@pytest.mark.parametrize("caption", ["附：2022年（上年）数据", "附件：上年同期数据", "上一年度统计情况"])
def test_last_years_tables_appended_under_their_caption_make_no_second_report(caption):
    tables = "".join(re.findall(r"<table.*?</table>", page(**EARLIER), re.DOTALL))
    assert read_page(f"{page(**LATER)}<p>{caption}</p>{tables}").year == 2023


def test_sections_that_begin_again_above_the_tables_under_the_same_title_make_no_second_report():
    prose = "".join(
        f"<p>{line}</p>" for line in ("一、总体情况", "公开信息12条。", "二、主动公开政府信息情况", "见下表。")
    )
    title = "<p>云川市样例区清河街道办事处2023年政府信息公开工作年度报告</p>"
    assert read_page(title + prose + page(**LATER)).year == 2023
