import pytest

from gongkai.core.report.document import Grid, GridCell, Paragraph, Place
from gongkai.core.report.readers.split_rows import mend_split_rows


def grid(page: int, *rows: list[str]) -> Grid:
    return Grid([[GridCell(text, column) for column, text in enumerate(row)] for row in rows], place=Place(page=page))


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


NEXT = ["3.补正后申请内容", "7", "8"]


@pytest.mark.parametrize(
    ("upper", "lower", "whole"),
    [
        pytest.param(
            ["2.没有现", "1", "2"],
            ["成信息需\n要另行", "", ""],
            ["2.没有现\n成信息需\n要另行", "1", "2"],
            id="figures-above",
        ),
        pytest.param(
            ["2.没有现", "", ""],
            ["成信息需\n要另行", "1", "2"],
            ["2.没有现\n成信息需\n要另行", "1", "2"],
            id="figures-below",
        ),
        pytest.param(
            ["5.要求行政机关确认或重新出", "1", "0"],
            ["具已获取信息", "", ""],
            ["5.要求行政机关确认或重新出\n具已获取信息", "1", "0"],
            id="one-line-each",
        ),
    ],
)
def test_a_row_cut_by_the_page_break_is_joined_where_it_began(upper, lower, whole):
    above, below = grid(1, ["1.本机关不", "5", "6"], upper), grid(2, lower, NEXT)
    mend_split_rows([above, below])
    assert texts(above) == [["1.本机关不", "5", "6"], whole]
    assert texts(below) == [NEXT]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        pytest.param(["1.本机关不", "1", "2"], ["2.没有现成\n信息", "", ""], id="a-numbered-row-left-blank"),
        pytest.param(["规章", "0", "0"], ["行政规范性文件", "", ""], id="a-shorter-label-before-a-blank-row"),
        pytest.param(["行政处罚", "3", "4"], ["行政强制", "", ""], id="labels-of-one-length"),
        pytest.param(["（一）予以公开", "1", "2"], ["（二）部分公开", "", ""], id="group-numbers"),
        pytest.param(["2.没有现成", "1", "2"], ["信息需要\n制作", "3", ""], id="figures-in-both"),
        pytest.param(["自然人", "商业企业", "总计"], ["科研机构", "其他\n组织", ""], id="heads"),
        pytest.param(["12", "3", "4"], ["其他需要\n说明", "", ""], id="figures-above-words"),
    ],
)
def test_rows_that_only_follow_one_another_stay_apart(upper, lower):
    above, below = grid(1, upper), grid(2, lower, NEXT)
    mend_split_rows([above, below])
    assert (texts(above), texts(below)) == ([upper], [lower, NEXT])


def test_a_group_cell_that_spans_on_keeps_spanning():
    above = grid(1, ["（四）无法提供", "2.没有现", "1"])
    rows = [
        [GridCell("", 0, rowspan=2), GridCell("成信息需\n要另行", 1), GridCell("", 2)],
        [GridCell("3.补正后", 1), GridCell("7", 2)],
    ]
    below = Grid(rows, place=Place(page=2))
    mend_split_rows([above, below])
    assert below.rows == [[GridCell("", 0), GridCell("3.补正后", 1), GridCell("7", 2)]]


def test_tables_with_text_between_them_or_on_one_page_stay_as_they_are():
    upper, lower = ["2.没有现", "1", "2"], ["成信息需\n要另行", "", ""]
    for between, page in (([Paragraph("三、收到和处理")], 2), ([], 1)):
        above, below = grid(1, upper), grid(page, lower, NEXT)
        mend_split_rows([above, *between, below])
        assert texts(below) == [lower, NEXT]
