from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.report.document import Place
from gongkai.core.report.readers.ruled import Piece, Rule, cell_text, grids, join, lines_of
from tests.core.report.readers.official_tables import Box, Table, boxes, official_tables

WIDTH, HEIGHT = 40.0, 20.0


def rules_around(table: Table) -> list[Rule]:
    """Four rules around each cell, as some producers draw borders."""
    drawn = []
    for box, row in placed(table):
        x0, top = box.column * WIDTH, row * HEIGHT
        x1, bottom = x0 + box.colspan * WIDTH, top + box.rowspan * HEIGHT
        drawn += [
            Rule(x0, top, x1, top),
            Rule(x0, bottom, x1, bottom),
            Rule(x0, top, x0, bottom),
            Rule(x1, top, x1, bottom),
        ]
    return drawn


def placed(table: Table) -> list[tuple[Box, int]]:
    return [(box, row) for row, cells in enumerate(table) for box in cells]


def pieces_in(table: Table) -> list[Piece]:
    """Each cell's text in its middle, on one line."""
    found = []
    for box, row in placed(table):
        x = (box.column + box.colspan / 2) * WIDTH
        y = (row + box.rowspan / 2) * HEIGHT
        found.append(Piece(box.text, x - 10, y - 5, x + 10, y + 5))
    return found


def doubled(rule: Rule) -> list[Rule]:
    return [rule, Rule(rule.x0 + 1, rule.top + 1, rule.x1 + 1, rule.bottom + 1)]


def shortened(rule: Rule) -> list[Rule]:
    """A rule that ends a point before the corners."""
    if rule.x1 > rule.x0:
        return [rule._replace(x0=rule.x0 + 1, x1=rule.x1 - 1)]
    return [rule._replace(top=rule.top + 1, bottom=rule.bottom - 1)]


def dashes(rule: Rule) -> list[Rule]:
    if rule.x1 > rule.x0:
        return [rule._replace(x0=x, x1=x + 2) for x in steps(rule.x0, rule.x1)]
    return [rule._replace(top=y, bottom=y + 2) for y in steps(rule.top, rule.bottom)]


def steps(start: float, end: float) -> list[float]:
    return [start + 4 * number for number in range(int((end - start) / 4))]


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_the_official_tables_are_recovered_from_rules_around_each_cell(form):
    for table in official_tables(form):
        frames, rest = grids(pieces_in(table), rules_around(table))
        assert [boxes(frame.grid) for frame in frames] == [table]
        assert rest == []


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(doubled, id="double"),
        pytest.param(shortened, id="broken-at-borders"),
        pytest.param(lambda r: [Rule(r.x0 - 0.4, r.top - 0.4, r.x1 + 0.4, r.bottom + 0.4)], id="thick"),
        pytest.param(dashes, id="dashed"),
    ],
)
def test_rules_may_be_doubled_broken_thick_or_dashed(change):
    table = official_tables()[1]
    rules = [new for rule in rules_around(table) for new in change(rule)]
    frames, _ = grids(pieces_in(table), rules)
    assert [boxes(frame.grid) for frame in frames] == [table]


def test_a_table_without_its_outer_border_is_completed():
    table = official_tables()[2]
    right, bottom = 15 * WIDTH, len(table) * HEIGHT
    inner = [r for r in rules_around(table) if not (r.x0 == r.x1 in (0, right) or r.top == r.bottom in (0, bottom))]
    frames, rest = grids(pieces_in(table), inner)
    assert [boxes(frame.grid) for frame in frames] == [table]
    assert rest == []


def test_a_figure_that_runs_over_a_rule_is_cut_there():
    table: Table = [[Box("", 0), Box("", 1)], [Box("甲", 0), Box("乙", 1)]]
    glued = Piece("12345678", 20, 5, 60, 15)
    frames, _ = grids([glued, *pieces_in(table)[2:]], rules_around(table))
    assert [cell.text for cell in frames[0].grid.rows[0]] == ["1234", "5678"]


def test_the_cut_follows_the_characters_where_they_are_known():
    table: Table = [[Box("", 0), Box("", 1)], [Box("甲", 0), Box("乙", 1)]]
    glued = Piece("1i5", 20, 5, 60, 15, starts=(20, 38, 41))
    frames, _ = grids([glued, *pieces_in(table)[2:]], rules_around(table))
    assert [cell.text for cell in frames[0].grid.rows[0]] == ["1i", "5"]


def test_text_outside_the_tables_is_handed_back():
    table = official_tables()[0]
    outside = Piece("二、主动公开政府信息情况", 0, -30, 120, -18)
    frames, rest = grids([outside, *pieces_in(table)], rules_around(table))
    assert rest == [outside]
    assert (frames[0].x0, frames[0].top, frames[0].x1) == (0, 0, 4 * WIDTH)


def test_a_frame_around_prose_is_no_table():
    frame = [Rule(0, 0, 100, 0), Rule(0, 50, 100, 50), Rule(0, 0, 0, 50), Rule(100, 0, 100, 50)]
    inside = Piece("本报告由样例街道编制。", 10, 20, 90, 32)
    assert grids([inside], frame) == ([], [inside])


def test_a_box_divided_in_two_with_text_in_one_half_is_no_table():
    frame = [Rule(0, 0, 100, 0), Rule(0, 50, 100, 50), *(Rule(x, 0, x, 50) for x in (0, 60, 100))]
    inside = Piece("附件", 10, 20, 40, 32)
    assert grids([inside], frame) == ([], [inside])


def test_underlines_alone_are_no_table():
    pieces = [Piece("标题", 0, 0, 20, 10), Piece("正文", 0, 30, 20, 40)]
    assert grids(pieces, [Rule(0, 11, 20, 11), Rule(0, 41, 20, 41)]) == ([], pieces)


def test_tables_are_numbered_from_the_top_down_and_cells_know_their_places():
    upper, lower = official_tables()[0], official_tables()[2]
    shift = (len(upper) + 3) * HEIGHT
    moved = [Rule(r.x0, r.top + shift, r.x1, r.bottom + shift) for r in rules_around(lower)]
    texts = [p._replace(top=p.top + shift, bottom=p.bottom + shift) for p in pieces_in(lower)]
    frames, _ = grids([*texts, *pieces_in(upper)], [*moved, *rules_around(upper)], page=3, first=4)
    assert [frame.grid.place for frame in frames] == [Place(page=3, table=4), Place(page=3, table=5)]
    assert frames[1].grid.rows[3][2].place == Place(page=3, table=5, row=4, column=3)
    assert [boxes(frame.grid) for frame in frames] == [upper, lower]


def test_a_drawing_of_thousands_of_lines_is_no_table():
    hatch = [Rule(0, y, 900, y) for y in range(0, 3000, 6)] + [Rule(x, 0, x, 3000) for x in range(0, 900, 6)]
    piece = Piece("图", 10, 10, 20, 20)
    assert grids([piece, piece._replace(x0=200, x1=210)], hatch)[0] == []


def test_a_vertical_label_keeps_one_character_a_line():
    pieces = [Piece(char, 5, 10 * n, 15, 10 * n + 9) for n, char in enumerate("三、本年度")]
    assert cell_text(pieces) == "三\n、\n本\n年\n度"


def test_lines_run_from_left_to_right_whatever_the_order_of_drawing():
    words = [Piece("办结", 60, 20, 80, 30), Piece("一", 0, 0, 10, 10), Piece("全年", 0, 20.5, 20, 30.5)]
    assert [[piece.text for piece in line] for line in lines_of(words)] == [["一"], ["全年", "办结"]]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        pytest.param([("2024", 0, 20), ("年", 23, 33)], "2024年", id="spacing-of-the-typesetter"),
        pytest.param([("共", 0, 10), ("12", 10, 20), ("件", 20, 30)], "共12件", id="glued"),
        pytest.param([("Open", 0, 20), ("Data", 24, 44)], "Open Data", id="latin"),
        pytest.param([("Op", 0, 10), ("en", 10.2, 20)], "Open", id="kerned"),
        pytest.param([("12", 0, 10), ("30", 15, 25)], "12 30", id="two-figures"),
    ],
)
def test_blanks_stand_only_where_they_are_printed(words, text):
    assert join([Piece(word, x0, 0, x1, 10) for word, x0, x1 in words]) == text


def test_a_printed_blank_stays():
    assert (
        join([Piece("第二十条", 0, 0, 40, 10), Piece("第（五）项", 45, 0, 90, 10, spaced=True)])
        == "第二十条 第（五）项"
    )


cuts = st.lists(st.integers(1, 30), min_size=2, max_size=6).map(
    lambda widths: [sum(widths[:n]) * 12.0 for n in range(len(widths) + 1)]
)


@given(cuts, cuts, st.floats(-1, 1))
def test_any_plain_table_is_recovered_wherever_its_lines_lie(xs, ys, jitter):
    rules = [Rule(xs[0], y + jitter, xs[-1], y + jitter) for y in ys] + [
        Rule(x + jitter, ys[0], x + jitter, ys[-1]) for x in xs
    ]
    pieces, expected = [], []
    for row, (top, bottom) in enumerate(pairwise(ys)):
        for column, (x0, x1) in enumerate(pairwise(xs)):
            x, y = (x0 + x1) / 2, (top + bottom) / 2
            pieces.append(Piece(f"{row}.{column}", x - 3, y - 3, x + 3, y + 3))
        expected.append([f"{row}.{column}" for column in range(len(xs) - 1)])
    frames, rest = grids(pieces, rules)
    assert [[cell.text for cell in row] for row in frames[0].grid.rows] == expected
    assert rest == []
