"""A picture in a cell (图片) of a web page is no blank: the cell is left out and the note says what it shows."""

import pytest

from tests.core.report.reading.tables.pages import blocks2, html, read3, read_page, rows3, rows4, values

PICTURE = '<img src="6.png" alt="6">'
SAID = "这一格是图片，没有读出。"


def told(report, cell):
    return [note.text for note in report.notes if note.cell == cell]


@pytest.mark.parametrize("shown", [PICTURE, f"<p>{PICTURE}</p>", f"<IMG src=a.gif> {PICTURE}&nbsp;"])
def test_a_picture_in_a_cell_of_table_3_is_left_out(shown):
    rows = rows3()
    rows["t3.new"][1] = shown
    report = read3(html, rows)

    assert values(report, "t3.new") == ["left out", 1, 0, 0, 0, 0, 7]
    assert told(report, "t3.new.natural") == [SAID]


def test_a_picture_beside_a_figure_leaves_the_figure():
    rows = rows3()
    rows["t3.new"][1] = f"{PICTURE}6"

    assert values(read3(html, rows), "t3.new") == [6, 1, 0, 0, 0, 0, 7]


def test_pictures_in_tables_2_and_4_are_left_out():
    blocks = blocks2()
    blocks[1][2][1] = PICTURE
    table4 = rows4()
    table4[-1][0] = PICTURE
    report = read_page(html, "二、主动公开政府信息情况", *blocks, "四、政府信息公开行政复议、行政诉讼情况", table4)

    left_out = {note.cell for note in report.notes if note.text == SAID}
    assert left_out == {"t2.permits.decisions", "t4.review.upheld"}
    assert not left_out & set(report.cells)
    assert report.cells["t2.penalties.decisions"].value == 12


def test_a_page_laid_out_in_a_table_with_pictures_keeps_its_prose():
    frame = [[PICTURE, ""], ["一、总体情况", PICTURE], ["本年度主动公开政府信息三条。", ""]]
    report = read_page(html, frame, "三、收到和处理政府信息公开申请情况", [*rows3().values()])

    assert "\ufffc" not in str(report.sections) + str(report.front) + report.title
