import pytest

from gongkai.core.report.document import Grid, GridCell, Layout, Paragraph, Place
from gongkai.core.report.readers import flow
from gongkai.core.report.readers.flow import Sheet, words_of
from gongkai.core.report.readers.ruled import Framed, Piece

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, SIZE, PITCH = 75.0, 525.0, 10.0, 18.0
FULL = "样例街道持续推进主动公开工作梳理公开事项完善栏目设置及时回应群众关切开展业务培训提高公开质量确保落实"[:45]


def line(text: str, row: int, *, x0: float = LEFT, size: float = SIZE, top: float = 120.0) -> Piece:
    """A line of Chinese text: each character as wide as the font is high."""
    y = top + row * PITCH
    return Piece(text, x0, y, x0 + size * len(text), y + size)


def row(cells: dict[float, str], y: float) -> list[Piece]:
    """Words of a table's row, each from its x."""
    return [
        Piece(text, x, y, x + SIZE * len(text) * (0.5 if text.isascii() else 1), y + SIZE) for x, text in cells.items()
    ]


def sheet(pieces: list[Piece], number: int = 1, frames: list[Framed] | None = None) -> Sheet:
    return Sheet(number, WIDTH, HEIGHT, pieces, frames or [])


def texts(*sheets: Sheet) -> list[str]:
    return [block.text for block in flow.blocks(sheets) if isinstance(block, Paragraph)]


PARAGRAPH = [line(FULL[:43], 0, x0=LEFT + 2 * SIZE), line(FULL, 1), line("取得成效。", 2)]


def test_lines_that_reach_the_margin_are_one_paragraph():
    following = [line(FULL[:43], 3, x0=LEFT + 2 * SIZE), line("继续努力。", 4), *(line("短行", n) for n in range(5, 9))]
    found = texts(sheet([*PARAGRAPH, *following]))
    assert found[0] == FULL[:43] + FULL + "取得成效。"
    assert found[1] == FULL[:43] + "继续努力。"


def test_a_paragraph_knows_the_page_and_line_it_begins_at():
    blocks = flow.blocks([sheet(PARAGRAPH, number=4)])
    assert blocks[0].place == Place(page=4, line=1)


def test_an_indent_behind_a_full_stop_at_the_margin_begins_a_paragraph():
    ends_full = [
        line(FULL, 0),
        line(FULL[:44] + "。", 1),
        line(FULL[:43], 2, x0=LEFT + 2 * SIZE),
        line(FULL, 3),
        line("完。", 4),
    ]
    assert len(texts(sheet([*ends_full, *(line("短行", n) for n in range(5, 9))]))[0]) == 90


def test_headings_stand_alone():
    pieces = [
        line("一、总体情况", 0, x0=LEFT + 20),
        *(p._replace(top=p.top + PITCH, bottom=p.bottom + PITCH) for p in PARAGRAPH),
        line("二、主动公开政府信息情况", 4, x0=LEFT + 20),
    ]
    found = texts(sheet(pieces))
    assert (found[0], found[-1]) == ("一、总体情况", "二、主动公开政府信息情况")


def test_a_heading_behind_a_line_that_fills_the_page_stands_alone():
    long_title = [line(FULL, 0), line("二、主动公开政府信息情况", 1)]
    assert texts(sheet(long_title)) == [FULL, "二、主动公开政府信息情况"]


def test_a_numbered_part_behind_a_full_stop_at_the_margin_begins_a_paragraph():
    lines = [
        line(FULL[:44] + "。", 0),
        line("（二）" + FULL[:42], 1),
        line("完。", 2),
        *(line("短行", n) for n in range(3, 9)),
    ]
    assert texts(sheet(lines))[:2] == [FULL[:44] + "。", "（二）" + FULL[:42] + "完。"]


def test_an_article_cut_before_its_number_is_no_heading():
    lines = [line(FULL[:41] + "第二十条", 0), line("第（一）项的规定", 1), *(line("短行", n) for n in range(2, 9))]
    assert texts(sheet(lines))[0] == FULL[:41] + "第二十条第（一）项的规定"


def test_another_size_of_print_begins_a_paragraph():
    lines = [line(FULL, 0), line("附注的小字说明", 1, size=7), *(line("短行", n) for n in range(2, 9))]
    assert texts(sheet(lines))[:2] == [FULL, "附注的小字说明"]


def test_a_row_cut_by_a_page_break_is_joined():
    upper = Grid([[GridCell("2.没有现", 0), GridCell("1", 1)]], place=Place(page=1))
    lower = Grid(
        [[GridCell("成信息需\n制作", 0), GridCell("", 1)], [GridCell("3.其他", 0), GridCell("2", 1)]],
        place=Place(page=2),
    )
    first, second = flow.blocks(
        [sheet([], frames=[Framed(upper, 80, 200, 500, 800)]), sheet([], 2, [Framed(lower, 80, 60, 500, 200)])]
    )
    assert [cell.text for cell in first.rows[-1]] == ["2.没有现\n成信息需\n制作", "1"]
    assert len(second.rows) == 1


def test_a_paragraph_goes_on_over_the_page():
    first = [*(line(FULL, n) for n in range(8)), line("— 1 —", 39, x0=290)]
    second = [line(FULL, 0), line("到此为止。", 1), *(line("短行", n) for n in range(2, 10)), line("— 2 —", 39, x0=290)]
    found = texts(sheet(first), sheet(second, 2))
    assert found[0] == FULL * 9 + "到此为止。"


def test_a_title_over_two_lines_is_one_paragraph():
    title = [
        line("云川市样例区清河街道办事处", 0, x0=170, size=20),
        line("2023年政府信息公开工作年度报告", 1.4, x0=130, size=20),
    ]
    found = texts(sheet([*title, *(p._replace(top=p.top + 90, bottom=p.bottom + 90) for p in PARAGRAPH)]))
    assert found[0] == "云川市样例区清河街道办事处2023年政府信息公开工作年度报告"


@pytest.mark.parametrize("mark", ["— {n} —", "- {n} -", "第 {n} 页", "第{n}页 共3页", "{n}/3", "{n}", "·{n}·"])
def test_page_marks_are_taken_out(mark):
    pages = [sheet([*PARAGRAPH, line(mark.format(n=n), 39, x0=290)], n) for n in (1, 2, 3)]
    assert texts(*pages) == [FULL[:43] + FULL + "取得成效。"] * 3


def test_running_heads_are_taken_out():
    pages = [sheet([line("清河街道2023年度报告", 0, top=40), *PARAGRAPH], n) for n in (1, 2, 3)]
    assert texts(*pages) == [FULL[:43] + FULL + "取得成效。"] * 3


def test_a_last_line_of_a_single_figure_is_no_page_mark_unless_it_counts():
    pages = [sheet([*PARAGRAPH, line(figure, 39)], n) for n, figure in enumerate(["7", "31", "2"], 1)]
    assert [text for text in texts(*pages) if text.isdigit()] == ["7", "31", "2"]


def test_text_like_a_page_mark_in_the_middle_of_the_page_stays():
    assert "- 3 -" in texts(sheet([*PARAGRAPH, line("- 3 -", 10)]))


def test_two_columns_are_read_one_after_the_other():
    half = "样例街道持续推进主动公开工作梳理公开事项"
    left = [line(half, n) for n in range(10)]
    right = [line("右" + half[1:], n, x0=320) for n in range(10)]
    mixed = [piece for pair in zip(left, right, strict=True) for piece in pair]
    found = texts(sheet([line("清河街道年度报告", -2, x0=250), *mixed]))
    assert found == ["清河街道年度报告", half * 10 + ("右" + half[1:]) * 10]


def test_two_columns_whose_lines_lie_at_different_heights():
    half = "样例街道持续推进主动公开工作梳理公开事项"
    left = [line(half, n) for n in range(10)]
    right = [line("右" + half[1:], n + 0.5, x0=320) for n in range(10)]
    assert texts(sheet([*left, *right])) == [half * 10 + ("右" + half[1:]) * 10]


TABLE = [
    *row({100: "信息内容", 220: "本年制发件数", 330: "本年废止件数", 440: "现行有效件数"}, 200),
    *row({100: "规章", 240: "0", 350: "0", 460: "0"}, 218),
    *row({80: "行政规范性文件", 240: "12", 350: "3", 460: "45"}, 236),
    *row({240: "第二十条第（五）项"}, 254),
    *row({100: "信息内容", 300: "本年处理决定数量"}, 272),
    *row({100: "行政许可", 330: "1305"}, 290),
]


def test_a_table_without_rules_is_handed_on_as_positioned_lines():
    after = [p._replace(top=p.top + 300, bottom=p.bottom + 300) for p in PARAGRAPH]
    blocks = flow.blocks([sheet([*PARAGRAPH, *TABLE, *after])])
    assert [type(block) for block in blocks] == [Paragraph, Layout, Paragraph]
    lines = blocks[1].lines
    assert [word.text for word in lines[2].words] == ["行政规范性文件", "12", "3", "45"]
    assert (lines[2].words[1].x0, lines[2].words[1].x1) == (240, 250)
    assert lines[3].text == "第二十条第（五）项"


def test_a_label_wrapped_around_its_figures_keeps_its_own_lines():
    rows = [
        *row({100: "1.属于国家秘密", 300: "1", 340: "0", 380: "1"}, 182),
        *row({100: "（二）部分公开（区分处理的，"}, 200),
        *row({300: "4", 340: "7", 380: "11"}, 206),
        *row({100: "只计这一情形，不计其他情形）"}, 212),
        *row({100: "2.重复申请", 300: "2", 340: "0", 380: "2"}, 230),
    ]
    (layout,) = flow.blocks([sheet(rows)])
    assert [len(one.words) for one in layout.lines] == [4, 1, 3, 1, 4]
    assert layout.lines[2].text == "4 7 11"


def test_page_marks_inside_a_table_without_rules_are_taken_out():
    first = [
        *row({80: "1.属于国家秘密", 300: "1", 340: "2", 380: "3"}, 700),
        *row({80: "2.重复申请", 300: "4", 340: "5", 380: "9"}, 720),
        *row({80: "3.其他", 300: "4", 340: "5", 380: "9"}, 740),
    ]
    mark = [Piece("—4—", 290, 790, 310, 800)]
    (layout,) = flow.blocks([sheet([*first, *mark])])
    assert [one.text for one in layout.lines] == ["1.属于国家秘密 1 2 3", "2.重复申请 4 5 9", "3.其他 4 5 9"]


def test_one_line_with_a_gap_is_prose():
    assert (
        texts(sheet([*PARAGRAPH, *row({80: "索引号：000001", 350: "发布日期：2024-01-18"}, 300)]))[-1]
        == "索引号：000001发布日期：2024-01-18"
    )


@pytest.mark.parametrize(
    ("pieces", "words"),
    [
        pytest.param([("13612", 0, 25), ("252", 28, 43)], ["13612", "252"], id="figures-close-together"),
        pytest.param([("行政许可", 0, 40), ("12", 46, 56)], ["行政许可", "12"], id="label-and-figure"),
        pytest.param([("2024", 0, 20), ("年", 22.5, 32.5)], ["2024年"], id="spacing-of-the-typesetter"),
        pytest.param([("结果维持", 0, 40), ("结果纠正", 46, 86)], ["结果维持", "结果纠正"], id="heads"),
    ],
)
def test_words_are_parted_at_gaps(pieces, words):
    assert [word.text for word in words_of([Piece(t, a, 0, b, 10) for t, a, b in pieces])] == words


def test_tables_stand_between_the_text_above_and_below_them():
    grid = Grid([[GridCell("规章", 0), GridCell("0", 1)]])
    below = [p._replace(top=p.top + 300, bottom=p.bottom + 300) for p in PARAGRAPH]
    blocks = flow.blocks([sheet([*below, *PARAGRAPH], frames=[Framed(grid, 80, 200, 500, 260)])])
    assert [type(block) for block in blocks] == [Paragraph, Grid, Paragraph]


def test_nothing_gives_nothing():
    assert flow.blocks([]) == []
    assert flow.blocks([sheet([])]) == []
