"""Plain text: how cells are told apart in the dialects of extractors and crawlers."""

import pytest

from gongkai.core.report.document import Cells, Document, Grid, Layout, Paragraph
from gongkai.core.report.readers.text import read


def grids(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in block.rows] for block in document.blocks if isinstance(block, Grid)]


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_a_markdown_table_is_a_grid_and_its_rule_no_row() -> None:
    document = read("# 题目\n\n| 甲 | 乙 |\n|---|---|\n| 1 | |\n\n正文。\n")

    assert document.kind == "markdown"
    assert grids(document) == [[["甲", "乙"], ["1", ""]]]
    assert paragraphs(document) == ["题目", "正文。"]


def test_two_markdown_tables_that_follow_each_other_stay_two() -> None:
    document = read("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n| 丙 | 丁 | 戊 |\n|---|---|---|\n| 3 | 4 | 5 |\n")

    assert grids(document) == [[["甲", "乙"], ["1", "2"]], [["丙", "丁", "戊"], ["3", "4", "5"]]]


def test_a_drawn_table_is_one_grid() -> None:
    document = read("┌──┬──┐\n│ 甲 │ 乙 │\n├──┼──┤\n│ 1 │   │\n└──┴──┘\n")

    assert grids(document) == [[["甲", "乙"], ["1", ""]]]


def test_bars_without_a_cell_are_fillers_and_two_blanks_a_blank_cell() -> None:
    document = read("许可 | 0 | ||\n处罚 |  | 1 | ||\n")
    rows = next(block for block in document.blocks if isinstance(block, Grid)).rows

    assert [[cell.text for cell in row if cell.colspan] for row in rows] == [["许可", "0"], ["处罚", "", "1"]]
    assert [sum(not cell.colspan for cell in row) for row in rows] == [2, 2]


def test_a_cell_a_line_gives_loose_cells() -> None:
    document = read("规章 |\n0 |\n|\n0 |\n许可 |\n3 |\n||\n")
    cells = next(block for block in document.blocks if isinstance(block, Cells)).cells

    assert [(cell.text, cell.colspan) for cell in cells] == [
        ("规章", 1), ("0", 1), ("", 1), ("0", 1), ("许可", 1), ("3", 1), ("", 0), ("", 0),
    ]  # fmt: skip


def test_a_bar_of_its_own_closes_the_lines_above_it() -> None:
    document = read("商业\n企业\n|\n0\n|\n|\n")
    cells = next(block for block in document.blocks if isinstance(block, Cells)).cells

    assert [cell.text for cell in cells] == ["商业\n企业", "0", ""]


def test_wide_gaps_give_words_at_their_places() -> None:
    rows = [f"标签{i}        1      0     12" for i in range(6)]
    document = read("\n".join(rows) + "\n")
    line = next(block for block in document.blocks if isinstance(block, Layout)).lines[0]

    assert [word.text for word in line.words] == ["标签0", "1", "0", "12"]
    assert line.words[1].x0 < line.words[2].x0 < line.words[3].x0


def test_figures_one_blank_apart_are_words_of_their_own() -> None:
    rows = [f"  标签{i}          3 0 0 4" for i in range(6)]
    line = next(block for block in read("\n".join(rows)).blocks if isinstance(block, Layout)).lines[0]

    assert [word.text for word in line.words] == ["标签0", "3", "0", "0", "4"]


def test_lines_broken_at_a_fixed_width_are_joined_and_rows_of_a_table_are_not() -> None:
    full = "本年度认真落实各项部署要求扎实推进信息公开工作取得新的成效有力\n"
    prose = full * 3 + "保障群众的知情权参与权和监督权。\n"
    text = prose * 8 + "规章 0 0 0\n行政许可 97\n"
    found = paragraphs(read(text))

    assert found[0] == prose.replace("\n", "")
    assert found[-2:] == ["规章 0 0 0", "行政许可 97"]


def test_tabs_and_commas_part_cells() -> None:
    tabbed = "\n".join(f"标签{i}\t{i}\t\t0" for i in range(5)) + "\n"
    commas = "\n".join(f'"标签,{i}",{i},,0' for i in range(5)) + "\n"

    assert grids(read(tabbed))[0][1] == ["标签1", "1", "", "0"]
    assert grids(read(commas))[0][1] == ["标签,1", "1", "", "0"]


def test_thousands_on_lines_of_their_own_are_no_table() -> None:
    assert grids(read("\n".join(["行政许可", "6,420"] * 6) + "\n")) == []


def test_a_blank_cell_as_a_line_of_blanks_is_kept_apart_from_an_empty_line() -> None:
    assert paragraphs(read("许可\n\n \n\n0\n")) == ["许可", " ", "0"]


@pytest.mark.parametrize(
    ("text", "cut"), [("行政许可\n12\n", False), ("行政许可\n12", True), ("| 行政许可 | 12 |", False)]
)
def test_a_text_without_an_end_of_line_is_cut(text: str, cut: bool) -> None:
    assert read(text).cut is cut


def test_a_last_cell_that_no_bar_closes_is_left_out() -> None:
    assert grids(read("| 许可 | 12 |\n" * 5 + "| 处罚 | 3"))[0][-1] == ["处罚"]


def test_invisible_characters_are_gone() -> None:
    assert paragraphs(read("政府\u200b信\u00ad息公开\n")) == ["政府信息公开"]
