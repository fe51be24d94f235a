"""Figures with something beside them in their cell: notes, strokes, other figures. None is joined to the figure."""

import pytest

from tests.core.report.reading.tables.pages import (
    HEADS3,
    blocks2,
    html,
    markdown,
    notes,
    read3,
    read_page,
    rows3,
    values,
)

BOTH = pytest.mark.parametrize("write", [html, markdown])


def read_with(write, inside, row="t3.new", column=1):
    rows = rows3()
    rows[row][column] = inside
    return read3(write, rows)


@BOTH
@pytest.mark.parametrize(
    "inside",
    [
        "6<sup>1</sup>",
        "6<sup>[1]</sup>",
        "6<sup>注1</sup>",
        '6<span style="vertical-align: super">1</span>',
        "6¹",
        "6①",
        "6*",
        "6[1]",
        "<s>9</s>6",
        "<del>9</del>6",
        "<strike>9</strike>6",
        "<s>9</s><ins>6</ins>",
        '<span style="text-decoration: line-through">9</span>6',
    ],
)
def test_a_footnote_mark_and_a_struck_figure_are_left_out_and_told(write, inside):
    report = read_with(write, inside)

    assert values(report, "t3.new") == [6, 1, 0, 0, 0, 0, 7]
    assert report.cells["t3.new.natural"].state == "repaired"
    assert notes(report, "t3.new.natural") == ["repaired"]


@BOTH
def test_a_cell_all_struck_out_is_not_known(write):
    report = read_with(write, "<s>6</s>")

    assert values(report, "t3.new")[0] == "left out"
    assert notes(report, "t3.new.natural") == ["unreadable"]


def test_markdown_strokes_and_escaped_stars():
    assert values(read_with(markdown, "~~9~~6"), "t3.new")[0] == 6
    assert values(read_with(markdown, "6\\*"), "t3.new")[0] == 6


@BOTH
def test_a_cell_that_is_raised_as_a_whole_is_a_figure(write):
    assert values(read_with(write, "<sup>6</sup>"), "t3.new") == [6, 1, 0, 0, 0, 0, 7]


@BOTH
@pytest.mark.parametrize("inside", ["6<br>5", "<p>6</p><p>5</p>", "1 6", "6&nbsp;5", "0 6"])
def test_figures_apart_in_a_cell_are_never_joined_unless_the_balances_say_so(write, inside):
    report = read_with(write, inside)

    assert values(report, "t3.new") == ["left out", 1, 0, 0, 0, 0, 7]
    assert notes(report, "t3.new.natural")


@BOTH
def test_a_figure_broken_over_two_lines_is_one_where_row_and_column_add_up(write):
    rows = rows3({"t3.new": "65 0 0 0 0 0 65", "t3.r1_granted": "65 0 0 0 0 0 65", "t3.r7_total": "65 0 0 0 0 0 65"})
    rows["t3.new"][1] = "6<br>5"
    report = read3(write, rows)

    assert values(report, "t3.new") == [65, 0, 0, 0, 0, 0, 65]
    assert notes(report, "t3.new.natural") == ["repaired"]


@BOTH
def test_two_rows_printed_into_one_are_left_out_though_their_digits_add_up(write):
    rows = rows3()
    rows["t3.r1_granted"] = ["（一）予以公开", *(f"{a}<br>{b}" for a, b in zip("4120007", "1210004", strict=True))]
    report = read3(write, rows)

    assert not [cell for cell in report.cells if cell.startswith("t3.r1_granted.")]
    assert notes(report, *(f"t3.r1_granted.{c}" for c in ("natural", "total"))) == ["ambiguous", "ambiguous"]


@BOTH
def test_groups_of_thousands_with_blanks_are_one_number_and_told(write):
    report = read_page(write, *blocks2()[:1], [["第二十条第（五）项", ""], ["行政许可", "1 234"]])

    assert report.cells["t2.permits.decisions"].value == 1234
    assert notes(report, "t2.permits.decisions") == ["repaired"]


@BOTH
@pytest.mark.parametrize("inside", ["1 23", "12<br>3"])
def test_figures_apart_in_table_2_are_left_out(write, inside):
    report = read_page(write, *blocks2()[:1], [["第二十条第（五）项", ""], ["行政许可", inside]])

    assert "t2.permits.decisions" not in report.cells
    assert notes(report, "t2.permits.decisions") == ["ambiguous"]


@BOTH
@pytest.mark.parametrize("inside", ["(6)", "（6）", "6人次", "6、5", "6.", "6/1", "约6"])
def test_other_signs_beside_a_figure_stay_as_printed_and_move_no_column(write, inside):
    report = read_with(write, inside)

    assert values(report, "t3.new") == [inside, 1, 0, 0, 0, 0, 7]


@BOTH
def test_words_in_table_4_are_cells_too(write):
    four = [["行政复议", "行政诉讼"], ["0", "(3)", *["0"] * 13]]
    report = read_page(write, "四、政府信息公开行政复议、行政诉讼情况", four)

    assert report.cells["t4.review.corrected"].value == "(3)"
    assert report.cells["t4.review.upheld"].value == 0


def test_struck_words_are_left_out_of_prose_and_labels():
    rows = rows3()
    rows["t3.r1_granted"][0] = "（一）<s>同意</s>予以公开"
    report = read_page(html, "三、收到和处理政府信息公开申请情况<del>（草稿）</del>", [HEADS3, *rows.values()])

    assert values(report, "t3.r1_granted") == [4, 1, 0, 0, 0, 0, 5]
    assert all("草稿" not in section.heading for section in report.sections.values())
