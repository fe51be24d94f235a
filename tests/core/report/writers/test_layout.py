"""The three tables as they are drawn: spans of the official form, every cell once."""

from decimal import Decimal

import pytest

from gongkai.core.report.form import EDITIONS
from gongkai.core.report.writers.layout import (
    Table,
    cell_text,
    printable,
    shares,
    table2,
    table3,
    table4,
    tables,
    value_text,
    walk,
)
from tests.core.report.factories import report


def slot(table: Table, text: str):
    return next(slot for row in table.rows for slot in row if slot.text.startswith(text))


def spans(table: Table, text: str) -> tuple[int, int]:
    found = slot(table, text)
    return found.colspan, found.rowspan


@pytest.mark.parametrize("form", list(EDITIONS))
def test_slots_fill_each_table_without_gap_or_overlap(form):
    for table in tables(report(form=form)):
        places = [
            (row, column)
            for slots in table.rows
            for one in slots
            for row in range(one.row, one.row + one.rowspan)
            for column in range(one.column, one.column + one.colspan)
        ]
        assert sorted(places) == [(row, column) for row in range(len(table.rows)) for column in range(table.width)]


@pytest.mark.parametrize("form", list(EDITIONS))
def test_every_cell_of_the_form_is_drawn_once_and_in_order(form):
    drawn = [one.cell for table in tables(report(form=form)) for row in table.rows for one in row if one.cell]
    assert drawn == list(EDITIONS[form].cells)


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("2021", "（本列数据的勾稽关系为", (3, 3)),
        ("2021", "申请人情况", (7, 1)),
        ("2021", "自然人", (1, 2)),
        ("2021", "法人或其他组织", (5, 1)),
        ("2021", "总计", (1, 2)),
        ("2021", "一、本年新收", (3, 1)),
        ("2021", "三、本年度办理结果", (1, 22)),
        ("2019", "三、本年度办理结果", (1, 20)),
        ("2021", "（二）部分公开", (2, 1)),
        ("2021", "（三）不予公开", (1, 8)),
        ("2021", "（四）无法提供", (1, 3)),
        ("2021", "（五）不予处理", (1, 5)),
        ("2021", "（六）其他处理", (1, 3)),
        ("2019", "（六）其他处理", (2, 1)),
        ("2021", "（七）总计", (2, 1)),
        ("2021", "四、结转下年度", (3, 1)),
    ],
)
def test_table_3_has_the_spans_of_the_form(form, text, expected):
    assert spans(table3(report(form=form)), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("行政复议", (5, 1)),
        ("行政诉讼", (10, 1)),
        ("结果维持", (1, 2)),
        ("未经复议直接起诉", (5, 1)),
        ("复议后起诉", (5, 1)),
    ],
)
def test_table_4_has_the_spans_of_the_form(text, expected):
    assert spans(table4(report()), text) == expected


def test_table_2_spreads_single_figures_over_three_columns():
    table = table2(report())
    assert table.width == 4
    assert spans(table, "第二十条第（八）项") == (4, 1)
    assert [one.colspan for row in table.rows for one in row if one.cell == "t2.fees.amount_wan"] == [3]


def test_a_walk_gives_every_row_all_its_columns():
    table = table3(report())
    for row in walk(table):
        assert sum(one.colspan for one in row) == table.width
        assert [one.column for one in row] == sorted(one.column for one in row)


def test_shares_of_columns_make_the_whole():
    for form in EDITIONS:
        for table in tables(report(form=form)):
            assert len(shares(table)) == table.width
            assert sum(shares(table)) == pytest.approx(1)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"), (-8, "-8"), (None, ""), ("/", "/"),
        (Decimal("12.5000"), "12.5"), (Decimal("3.0000"), "3"), (Decimal(100), "100"), (Decimal("1E+3"), "1000"),
    ],
)  # fmt: skip
def test_values_are_printed_as_the_form_prints_them(value, text):
    assert value_text(value) == text


def test_an_unknown_cell_is_marked_and_never_left_blank():
    found = report(without=["t3.new.natural"], cells={"t3.new.total": None})
    assert cell_text(found, "t3.new.natural") == "？"
    assert cell_text(found, "t3.new.total") == ""


def test_characters_that_no_document_can_hold_are_left_out():
    assert printable("甲\x00\x0b\ud800乙\n丙\t") == "甲乙\n丙\t"
