"""A text laid out by places that breaks off within a row: what stands behind its last figure is not known."""

from gongkai.core.report.document import Document, Layout, Line, Paragraph, Word
from gongkai.core.report.form import COMMON
from gongkai.core.report.model import Value
from gongkai.core.report.reading.whole import interpret

FIRST, STEP, WIDE = 40.0, 8.0, 4.0  # columns of display: the first figure, from one to the next, one word


def line(label: str, *figures: int) -> Line:
    placed = [Word(str(one), FIRST + STEP * i, FIRST + STEP * i + 1) for i, one in enumerate(figures)]
    return Line((Word(label, 0, 2.0 * len(label)), *placed))


HEAD = Line(
    tuple(Word(one.label, FIRST + STEP * i, FIRST + STEP * i + WIDE) for i, one in enumerate(COMMON.t3_columns))
)
NEW = line("一、本年新收政府信息公开申请数量", 5, 1, 0, 0, 2, 1, 9)
IN = line("二、上年结转政府信息公开申请数量", 1, 0, 0, 0, 0, 0, 1)
GRANTED = line("（一）予以公开", 3, 1, 0, 0, 2, 0, 6)
SPARSE = Line(
    (Word("（一）予以公开", 0, 14), Word("3", FIRST, FIRST + 1), Word("3", FIRST + 6 * STEP, FIRST + 6 * STEP + 1))
)
PARTIAL = line("（二）部分公开", 1, 0, 0)


def cells(*rows: Line, behind: str = "") -> dict[str, Value]:
    lines = [Line((Word(COMMON.note, 0, 80),)), HEAD, *rows]
    blocks = [Paragraph("三、收到和处理政府信息公开申请情况"), Layout(lines), *([Paragraph(behind)] if behind else ())]
    return {cell: one.value for cell, one in interpret(Document("pdf", blocks)).cells.items()}


def row(found: dict[str, Value], name: str) -> list[object]:
    return [found.get(f"t3.{name}.{column.id}", "?") for column in COMMON.t3_columns]


def test_the_columns_behind_the_last_figure_are_left_out():
    assert row(cells(NEW, IN, GRANTED, PARTIAL), "r2_partial") == [1, 0, 0, "?", "?", "?", "?"]


def test_where_the_text_goes_on_they_are_printed_blanks():
    found = cells(NEW, IN, GRANTED, PARTIAL, behind="四、政府信息公开行政复议、行政诉讼情况")
    assert row(found, "r2_partial") == [1, 0, 0, None, None, None, None]


def test_blanks_before_the_last_figure_stay():
    assert row(cells(NEW, IN, SPARSE), "r1_granted") == [3, None, None, None, None, None, 3]
