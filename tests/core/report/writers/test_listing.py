"""Plain tables as page and workbook."""

import io
from decimal import Decimal

import openpyxl
from lxml import html

from gongkai.core.report.writers.listing import Listing, to_html, to_xlsx

EVIL = '<b>=1+1</b>"'
LISTING = Listing("数据", ("项目", "数值"), (("甲", 1), (EVIL, Decimal("0.5")), ("丙", None)), frozenset({1}))


def test_the_page_shows_rows_marks_and_escapes():
    page = html.fromstring(to_html("标题", ["说明"], [LISTING, Listing("空", ("甲",), ())]))
    assert [item.text for item in page.iter("h2")] == ["数据"]
    rows = page.xpath("//tbody/tr")
    assert [row.get("class") for row in rows] == [None, "marked", None]
    assert [cell.text for cell in rows[1]] == [EVIL, "0.5"]


def test_the_workbook_keeps_numbers_as_numbers_and_texts_as_texts():
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx("标题", [LISTING])))
    sheet = book["数据"]
    assert [cell.value for cell in sheet[2]] == ["甲", 1]
    assert (sheet["A3"].value, sheet["A3"].data_type) == (EVIL, "s")
    assert sheet["B3"].value == 0.5


def test_a_formula_in_a_listing_stays_a_text():
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx("标题", [Listing("表", ("甲",), (("=1+1",),))])))
    assert book["表"]["A2"].data_type == "s"
