"""A source that drops repeated lines is told; a form whose figures stand in tables is no such source."""

from gongkai.core.report.document import Document, Grid, GridCell, Paragraph
from gongkai.core.report.form import edition
from gongkai.core.report.reading.whole import interpret

HEADS = ["二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"]
LABELS = [row.label for row in (*edition("2021").t2_rows, *edition("2021").table3)]


def lossy(*blocks: object) -> list[str]:
    lines = [Paragraph(text) for text in (*HEADS, *LABELS)]
    found = interpret(Document("text", [*lines, *blocks]))
    return [note.text for note in found.notes if not note.cell and "重复的行" in note.text]


def test_a_form_of_one_cell_a_line_without_any_equal_lines_lost_them():
    assert lossy()
    assert not lossy(Paragraph("0"), Paragraph("0"))


def test_labels_beside_tables_that_hold_the_figures_lost_nothing():
    row = [GridCell("行政许可", 0), GridCell("3", 1), GridCell("3", 2)]
    assert not lossy(Grid([row, row]))
