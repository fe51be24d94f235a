"""Rows that are short of a cell, torn, missing or printed twice: what is certain is read, the rest is told."""

import pytest

from tests.core.report.reading.tables.pages import (
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


@BOTH
def test_a_row_short_of_a_cell_is_not_shifted(write):
    rows = rows3()
    del rows["t3.new"][4]
    report = read3(write, rows)

    # The columns bear out that 6, 1 and 7 stand where they belong; which of the zeros is lost they cannot tell.
    assert values(report, "t3.new") == [6, 1, "left out", "left out", "left out", "left out", 7]
    assert notes(report, "t3.new") == ["repaired"]


@BOTH
def test_a_row_short_of_cells_that_no_balance_places_is_left_out(write):
    rows = rows3()
    rows["t3.r1_granted"] = ["（一）予以公开", "4", "1", "5"]
    report = read3(write, rows)

    assert values(report, "t3.r1_granted") == ["left out"] * 7
    assert notes(report, "t3.r1_granted")


def test_the_row_at_which_a_text_breaks_off_is_read_as_far_as_it_goes():
    rows = list(rows3().values())
    lines = ["三、收到和处理政府信息公开申请情况", "", "| " + " | ".join(HEADS3) + " |"]
    lines += ["| " + " | ".join(row) + " |" for row in rows[:3]] + ["| " + " | ".join(rows[3][:4]) + " |"]
    report = read_page(markdown, "\n".join(lines))

    assert values(report, "t3.r1_granted") == [int(rows[2][1]), 1, 0, 0, 0, 0, 5]
    assert values(report, "t3.r2_partial")[3:] == ["left out"] * 4


@BOTH
def test_a_row_that_is_not_there_is_told(write):
    rows = rows3()
    del rows["t3.r2_partial"]
    report = read3(write, rows)

    assert values(report, "t3.r2_partial") == ["left out"] * 7
    assert notes(report, "t3.r2_partial") == ["unreadable"]


@BOTH
def test_the_last_rows_that_are_not_there_are_told(write):
    rows = rows3()
    del rows["t3.r7_total"], rows["t3.carried_out"]
    report = read3(write, rows)

    assert notes(report, "t3") == ["unreadable"]


@BOTH
def test_a_row_that_a_page_cuts_in_two_is_one_where_it_adds_up(write):
    rows = list(rows3().values())
    upper = [*rows[:2], [*rows[2][:3], *[""] * 5]]
    lower = [[*[""] * 3, *rows[2][3:]], *rows[3:]]
    report = read_page(write, "三、收到和处理政府信息公开申请情况", [HEADS3, *upper], lower, TABLE4)

    assert values(report, "t3.r1_granted") == [4, 1, 0, 0, 0, 0, 5]
    assert notes(report, "t3.r1_granted") == ["repaired"]
    assert values(report, "t3.new") == [6, 1, 0, 0, 0, 0, 7]


def other(rows, figures="9 9 0 0 0 0 18"):
    return {name: [row[0], *figures.split()] for name, row in rows.items()}


@BOTH
@pytest.mark.parametrize("said", ["附：2022年（上年）数据", "附：上年数据", "去年情况："])
@pytest.mark.parametrize("first", [False, True])
def test_a_second_table_of_the_year_before_is_left_out(write, said, first):
    now = ["本年数据", [HEADS3, *rows3().values()]]
    before = [said, [HEADS3, *other(rows3()).values()]]
    parts = [*before, *now] if first else [*now, *before]
    report = read_page(write, "三、收到和处理政府信息公开申请情况", *parts, TABLE4)

    assert {row: values(report, row) for row in SOUND} == {row: [*map(int, SOUND[row].split())] for row in SOUND}
    assert notes(report, "t3") == ["layout"]
    assert any(said in note.text for note in report.notes)


@BOTH
def test_of_two_years_named_the_later_one_is_the_reports(write):
    tables = {2022: other(rows3()), 2023: rows3()}
    parts = [part for year, rows in tables.items() for part in (f"{year}年数据", [HEADS3, *rows.values()])]
    report = read_page(write, "三、收到和处理政府信息公开申请情况", *parts, TABLE4)

    assert values(report, "t3.new") == [6, 1, 0, 0, 0, 0, 7]


@BOTH
def test_a_second_table_of_which_nothing_is_said_leaves_the_rows_that_differ_open(write):
    again = rows3()
    again["t3.r1_granted"][1:] = ["3", "1", "0", "0", "0", "0", "4"]
    report = read3(write, rows3(), HEADS3, [HEADS3, *again.values()])

    assert values(report, "t3.r1_granted") == ["left out"] * 7
    assert values(report, "t3.new") == [6, 1, 0, 0, 0, 0, 7]
    assert notes(report, "t3.r1_granted") == ["ambiguous"]


@BOTH
def test_a_label_that_stands_there_twice_leaves_its_rows_open(write):
    rows = rows3({**SOUND, "t3.r3_4_third_party": "1 0 0 0 0 0 1"})
    rows["t3.r3_5_internal_affairs"][0] = rows["t3.r3_4_third_party"][0]
    report = read3(write, rows)

    assert values(report, "t3.r3_4_third_party") == ["left out"] * 7
    assert notes(report, "t3.r3_4_third_party") == ["ambiguous"]


@BOTH
def test_table_2_of_the_year_before_is_left_out(write):
    before = blocks2("0.5")
    before[1][2][1] = "5"
    report = read_page(
        write, "二、主动公开政府信息情况", "上一年度数据", *before, "本年度数据", *blocks2(), TABLE4, rows4()
    )

    assert report.cells["t2.permits.decisions"].value == 97
    assert notes(report, "t2") == ["layout"]


@BOTH
def test_a_row_of_table_2_printed_again_with_other_figures_is_left_out(write):
    report = read_page(write, "二、主动公开政府信息情况", *blocks2(), [["行政许可", "98"]])

    assert "t2.permits.decisions" not in report.cells
    assert notes(report, "t2.permits") == ["ambiguous"]


@BOTH
def test_a_second_row_of_table_4_is_not_dropped_in_silence(write):
    report = read_page(write, TABLE4, [*rows4(), ["1"] * 15])

    assert not [cell for cell in report.cells if cell.startswith("t4.")]
    assert notes(report, "t4") == ["ambiguous"]


@BOTH
def test_rows_of_two_years_in_table_4(write):
    rows = rows4("1 0 0 0 1 2 0 0 2 4 0 0 0 3 3")
    rows = [["年度", *rows[0]], *(["", *row] for row in rows[1:3]), ["2023年", *rows[3]], ["2022年", *["1"] * 15]]
    report = read_page(write, TABLE4, rows)

    assert report.cells["t4.suit_direct.total"].value == 4
    assert notes(report, "t4") == ["layout"]


@BOTH
def test_a_row_that_moved_to_the_left_of_a_blank_is_not_read(write):
    rows = rows3()
    rows["t3.r1_granted"] = [rows["t3.r1_granted"][0], "4", "1", "0", "0", "0", "5", ""]
    report = read3(write, rows)

    assert values(report, "t3.r1_granted") == ["left out"] * 7
    assert notes(report, "t3.r1_granted") == ["ambiguous"]


@BOTH
def test_a_blank_total_is_no_row_that_moved(write):
    rows = rows3()
    rows["t3.r1_granted"] = [rows["t3.r1_granted"][0], "4", "1", "0", "0", "0", "0", ""]
    report = read3(write, rows)

    assert values(report, "t3.r1_granted") == [4, 1, 0, 0, 0, 0, None]


@BOTH
def test_table_4_that_moved_to_the_left_of_a_blank_is_not_read(write):
    report = read_page(write, TABLE4, [*rows4()[:3], [*"10001200400033", ""]])

    assert not [cell for cell in report.cells if cell.startswith("t4.")]
    assert notes(report, "t4") == ["ambiguous"]


@BOTH
def test_labels_of_two_rows_printed_into_one_leave_both_open(write):
    rows = rows3({**SOUND, "t3.r3_4_third_party": "1 0 0 0 0 0 1"})
    rows["t3.r3_4_third_party"][0] += " " + rows.pop("t3.r3_5_internal_affairs")[0]
    report = read3(write, rows)

    assert values(report, "t3.r3_4_third_party") == ["left out"] * 7
    assert values(report, "t3.r3_5_internal_affairs") == ["left out"] * 7


def test_table_4_with_rows_and_columns_exchanged_is_not_read_in_order():
    results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    figures = zip("10001", "20024", "00033", strict=True)
    lines = [line for head, row in zip(results, figures, strict=True) for line in (head, *row)]
    report = read_page(
        markdown, "\n\n".join([TABLE4, "行政复议", "未经复议直接起诉", "复议后起诉", *lines, "五、问题", ""])
    )

    assert not [cell for cell in report.cells if cell.startswith("t4.")]
    assert notes(report, "t4") == ["unreadable"]
