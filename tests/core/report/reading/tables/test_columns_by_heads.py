"""Columns in another order than the form's, or beside it: the heads tell them apart, or nothing is read."""

from decimal import Decimal

import pytest

from tests.core.report.reading.tables.pages import (
    FIVE,
    HEADS3,
    SOUND,
    blocks2,
    html,
    markdown,
    notes,
    read3,
    read_page,
    rows3,
    rows4,
    values,
)

BOTH = pytest.mark.parametrize("write", [html, markdown])
TABLE4 = "四、政府信息公开行政复议、行政诉讼情况"


def moved(row, order):
    return [row[0], *(row[1 + place] for place in order)]


def read_moved(write, order, heads=None):
    rows = {name: moved(row, order) for name, row in rows3().items()}
    return read3(write, rows, heads or moved(HEADS3, order))


@BOTH
@pytest.mark.parametrize("order", [(1, 0, 2, 3, 4, 5, 6), (6, 0, 1, 2, 3, 4, 5), (0, 2, 1, 3, 4, 5, 6)])
def test_table_3_is_read_by_its_heads(write, order):
    report = read_moved(write, order)

    assert {row: values(report, row) for row in SOUND} == {row: [*map(int, SOUND[row].split())] for row in SOUND}
    assert report.cells["t3.new.natural"].state == "read"
    assert notes(report, "t3") == ["layout"]


@BOTH
def test_moved_heads_of_table_3_that_are_not_all_legible_are_not_guessed(write):
    order = (2, 1, 0, 3, 4, 5, 6)
    report = read_moved(write, order, [*moved(HEADS3, order)[:7], "？？"])

    assert not [cell for cell in report.cells if cell.startswith("t3.")]
    assert set(notes(report, *SOUND)) == {"unreadable"}


def test_heads_of_two_rows_each_with_columns_of_its_own():
    heads = [
        ["申请人情况"],
        ["总计", "自然人", "法人或其他组织"],
        ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
    ]
    rows = [moved(row, (6, 0, 1, 2, 3, 4, 5)) for row in rows3().values()]
    lines = "\n".join("| " + " | ".join(row) + " |" for row in [*heads, *rows])
    report = read_page(markdown, "三、收到和处理政府信息公开申请情况", lines, TABLE4)

    assert values(report, "t3.new") == [6, 1, 0, 0, 0, 0, 7]


@BOTH
@pytest.mark.parametrize("head", ["上年总计", "备注", "同比（%）"])
@pytest.mark.parametrize("inside", ["0", "", "9"])
def test_a_column_behind_the_total_is_left_out(write, head, inside):
    rows = {name: [*row, inside] for name, row in rows3().items()}
    rows["t3.r2_partial"][1] = ""
    report = read3(write, rows, [*HEADS3, head])

    assert values(report, "t3.new") == [6, 1, 0, 0, 0, 0, 7]
    assert values(report, "t3.r2_partial") == [None, 0, 0, 0, 0, 0, 0]
    assert notes(report, "t3") == ["layout"]


@BOTH
def test_a_subtotal_among_the_columns_is_left_out(write):
    rows = {name: [*row[:7], str(sum(map(int, row[2:7]))), row[7]] for name, row in rows3().items()}
    report = read3(write, rows, [*HEADS3[:7], "小计", HEADS3[7]])

    assert values(report, "t3.new") == [6, 1, 0, 0, 0, 0, 7]


def test_loose_heads_in_another_order_are_not_read():
    lines = ["三、收到和处理政府信息公开申请情况", "申请人情况", "商业企业", "自然人", *HEADS3[3:]]
    lines += [" ".join(moved(row, (1, 0, 2, 3, 4, 5, 6))) for row in rows3().values()]
    report = read_page(markdown, "\n".join([*lines, TABLE4, ""]))

    assert not [cell for cell in report.cells if cell.startswith("t3.")]
    assert notes(report, "t3") == ["ambiguous"]


@BOTH
def test_table_2_is_read_by_its_heads(write):
    first, *rest = blocks2()
    first[1:] = [[row[0], row[3], row[1], row[2]] for row in first[1:]]
    report = read_page(write, "二、主动公开政府信息情况", first, *rest)

    assert [report.cells[f"t2.normdocs.{c}"].value for c in ("issued", "repealed", "in_force")] == [3, 1, 20]
    assert notes(report, "t2") == ["layout"]


@BOTH
def test_columns_of_the_year_before_in_table_2_are_left_out(write):
    first, second, *rest = blocks2()
    second[1:] = [["信息内容", "上年处理决定数量", "本年处理决定数量"], ["行政许可", "9", "97"]]
    first[1:] = [[row[0], "序号" if row is first[1] else "1", *row[1:]] for row in first[1:]]
    report = read_page(write, "二、主动公开政府信息情况", first, second, *rest)

    assert report.cells["t2.permits.decisions"].value == 97
    assert report.cells["t2.normdocs.in_force"].value == 20
    assert notes(report, "t2") == ["layout"]


@BOTH
def test_moved_heads_of_table_2_that_are_not_all_legible_are_not_guessed(write):
    first, *rest = blocks2()
    first[1:] = [["信息内容", "现行有效件数", "？", "本年制发件数"], *([r[0], r[3], r[2], r[1]] for r in first[2:])]
    report = read_page(write, "二、主动公开政府信息情况", first, *rest)

    assert not [cell for cell in report.cells if cell.startswith("t2.normdocs")]
    assert notes(report, "t2.normdocs") == ["unreadable"]


@BOTH
@pytest.mark.parametrize(
    ("unit", "fee", "value"),
    [
        ("元", "80", Decimal("0.008")),
        ("元，保留2位小数", "125000.50", Decimal("12.50005")),
        ("千元", "80", 8),
        ("亿元", "0.5", 5000),
        ("元", "0", 0),
        ("万元", "80", 80),
        ("元", "1.5万元", Decimal("1.5")),
    ],
)
def test_fees_in_another_unit_are_converted_and_told(write, unit, fee, value):
    report = read_page(write, "二、主动公开政府信息情况", *blocks2(fee, unit))

    assert report.cells["t2.fees.amount_wan"].value == value
    changed = unit != "万元" and value not in (0, Decimal("1.5"))
    assert notes(report, "t2.fees.amount_wan") == (["repaired"] if changed else [])


@BOTH
def test_two_units_that_contradict_each_other_are_not_chosen_between(write):
    *rest, last = blocks2("80")
    last[2][0] = "行政事业性收费（元）"
    report = read_page(write, "二、主动公开政府信息情况", *rest, last)

    assert "t2.fees.amount_wan" not in report.cells
    assert notes(report, "t2.fees.amount_wan") == ["ambiguous"]


@BOTH
def test_table_4_is_read_by_its_heads(write):
    rows = rows4()
    order = [*range(5, 10), *range(5), *range(10, 15)]  # the suits without review first
    rows[1] = ["未经复议直接起诉", "", "", "", "", *FIVE, "复议后起诉", "", "", "", ""]
    rows[0] = ["行政诉讼", "", "", "", "", "行政复议", *[""] * 9]
    rows[2] = [*FIVE, *[""] * 5, *FIVE]
    rows[3] = [rows[3][place] for place in order]
    report = read_page(write, TABLE4, rows)

    assert [report.cells[f"t4.review.{c}"].value for c in ("upheld", "total")] == [1, 1]
    assert [report.cells[f"t4.suit_direct.{c}"].value for c in ("upheld", "corrected", "total")] == [0, 2, 2]
    assert notes(report, "t4") == ["layout"]


@BOTH
def test_totals_first_in_table_4(write):
    rows = rows4("1 1 0 0 0 4 2 0 0 2 3 0 0 0 3")
    five = [FIVE[4], *FIVE[:4]]
    rows[1] = [*five, *rows[1][5:]]
    rows[2] = [*[""] * 5, *five, *five]
    report = read_page(write, TABLE4, rows)

    assert [report.cells[f"t4.suit_direct.{c}"].value for c in ("upheld", "pending", "total")] == [2, 2, 4]
    assert report.cells["t4.suit_after_review.pending"].value == 3


@BOTH
def test_the_usual_tables_say_nothing(write):
    four = rows4("1 0 0 0 1 2 0 0 2 4 0 0 0 3 3")
    report = read_page(write, "二、主动公开政府信息情况", *blocks2(), TABLE4, four, "五、存在的主要问题及改进情况")
    whole = read3(write, rows3())

    assert (report.notes, [note for note in whole.notes if note.cell]) == ([], [])
    assert report.cells["t4.suit_direct.total"].value == 4


@pytest.mark.parametrize("gap", [" ", "   "])
def test_heads_on_a_line_parted_by_blanks(gap):
    order = (6, 0, 1, 2, 3, 4, 5)
    lines = [gap.join(moved(HEADS3, order)), *(gap.join(moved(row, order)) for row in rows3().values())]
    report = read_page(markdown, "\n".join(["三、收到和处理政府信息公开申请情况", *lines, TABLE4, ""]))

    assert values(report, "t3.new") in ([6, 1, 0, 0, 0, 0, 7], ["left out"] * 7)
    assert notes(report, "t3", "t3.new")


def test_a_unit_whose_head_is_cut_into_lines():
    lines = ["第二十条第（八）项", "信息内容", "本年收费金额（单位：", "元）", "行政事业性收费", "80"]
    first = ["第二十条第（一）项", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "规章", "0", "0", "0"]
    report = read_page(markdown, "\n".join(["二、主动公开政府信息情况", *first, *lines, TABLE4, ""]))

    assert report.cells["t2.fees.amount_wan"].value == Decimal("0.008")
