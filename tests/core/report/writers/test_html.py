"""The report as a page that stands alone."""

import re

import pytest
from lxml import html as lxml_html

from gongkai.core.report.model import Cell
from gongkai.core.report.writers import write
from tests.core.report.factories import ORGAN, report


def page(**changes):
    return lxml_html.fromstring(write(report(**changes), "html"))


def test_the_page_asks_nobody_for_anything_and_runs_nothing():
    text = write(report(), "html").decode()
    assert not re.search(r"https?:|<script|<link|<img|url\(|@import|\son\w+=", text)
    assert "default-src 'none'" in text


def test_title_language_and_metadata_are_given():
    found = page(published_on="2024-01-18")
    assert found.get("lang") == "zh-CN"
    assert found.findtext(".//title") == f"{ORGAN}2023年政府信息公开工作年度报告"
    metadata = {item.get("name"): item.get("content") for item in found.iter("meta") if item.get("name")}
    assert metadata["ContentSource"] == ORGAN
    assert metadata["PubDate"] == "2024-01-18"


def test_headings_go_down_step_by_step():
    levels = [int(item.tag[1]) for item in page(s1="（一）主动公开\n公开信息12条。").iter("h1", "h2", "h3")]
    assert levels == [1, 2, 3, 2, 2, 2, 2, 2]


def test_every_table_has_a_caption_and_every_head_a_scope():
    tables = list(page().iter("table"))
    assert [table.findtext("caption")[:2] for table in tables] == ["表二", "表三", "表四"]
    assert all(head.get("scope") in ("row", "col") for table in tables for head in table.iter("th"))


def test_wide_tables_can_be_scrolled_by_keyboard_and_have_a_name():
    for region in page().xpath("//div[@role='region']"):
        assert region.get("tabindex") == "0"
        assert region.get("aria-label")


def test_a_cell_can_be_found_by_its_id():
    found = page(cells={"t3.new.natural": 7}).xpath("//td[@data-cell='t3.new.natural']")
    assert [cell.text for cell in found] == ["7"]


@pytest.mark.parametrize(
    ("changes", "css", "text"),
    [
        ({"without": ["t3.new.natural"]}, "unknown", "？"),
        ({"cells": {"t3.new.natural": Cell(3, "3", state="ambiguous")}}, "doubtful", "3"),
    ],
)
def test_unknown_and_doubtful_cells_say_so(changes, css, text):
    [cell] = page(**changes).xpath(f"//td[@class='{css}']")
    assert (cell.get("data-cell"), cell.text) == ("t3.new.natural", text)
    assert cell.get("title")


def test_text_of_a_report_never_becomes_markup():
    evil = "<script>alert(1)</script>&amp;\"'"
    found = page(title=evil, s5=evil, cells={"t2.rules.issued": evil})
    assert not list(found.iter("script"))
    assert found.find(".//h1").text_content() == evil
    assert found.xpath("//td[@data-cell='t2.rules.issued']")[0].text == evil


def test_a_table_that_the_report_does_not_have_is_not_made_up():
    found = page(without=["t4"], headings=["s1", "s2", "s3"])
    assert len(list(found.iter("table"))) == 2
    assert [item.text for item in found.iter("h2")][-1] == "三、收到和处理政府信息公开申请情况"


def test_a_title_that_the_report_printed_twice_is_written_once():
    title = f"{ORGAN}2023年政府信息公开工作年度报告"
    found = page(title=title, front=f"{title}\n现将有关情况报告如下。")
    assert found.find(".//body").text_content().count(title) == 1
    assert found.findtext(".//p") == "现将有关情况报告如下。"
