"""Headings of rows (（三）不予公开) are no data, and rows in another order keep their own figures."""

from collections.abc import Sequence

import pytest

from gongkai.core.report.form import COMMON
from tests.core.report.reading.tables.pages import FORM, Row, html, markdown, notes, read3, rows3, values

HEADING_ABOVE = {
    "t3.r1_granted": "三、本年度办理结果",
    "t3.r3_1_state_secret": "（三）不予公开",
    "t3.r4_1_not_held": "（四）无法提供",
    "t3.r5_1_petition": "（五）不予处理",
    FORM.table3[20].id: "（六）其他处理",
}
BLANKS = [""] * len(COMMON.t3_columns)
GRANTED = [4, 1, 0, 0, 0, 0, 5]
LEFT_OUT = ["left out"] * 7


def barred(rows: Sequence[Sequence[str]]) -> str:
    """Write rows as a crawler does: a bar behind each cell."""
    return "\n".join("".join(f"{cell} | " for cell in row) for row in rows) + "\n"


WRITERS = pytest.mark.parametrize("write", [html, markdown, barred])


def with_headings() -> list[tuple[str, Row]]:
    """Return the rows of table 3 with their ids, and the headings of rows with ids of "", blank."""
    found: list[tuple[str, Row]] = []
    for row_id, row in rows3().items():
        if row_id in HEADING_ABOVE:
            found.append(("", [HEADING_ABOVE[row_id], *BLANKS]))
        found.append((row_id, row))
    return found


def read_rows(write, rows):
    return read3(write, {str(i): row for i, (_, row) in enumerate(rows)})


def place(rows, row_id):
    return next(i for i, (one, _) in enumerate(rows) if one == row_id)


@WRITERS
def test_all_rows_are_read_below_their_headings(write):
    report = read_rows(write, with_headings())

    assert [values(report, row.id) for row in FORM.table3] == [
        [int(figure) for figure in rows3()[row.id][1:]] for row in FORM.table3
    ]
    assert [note for note in report.notes if note.cell.startswith("t3")] == []


@WRITERS
@pytest.mark.parametrize("row_id", ["t3.r1_granted", "t3.r3_1_state_secret", "t3.r3_4_third_party"])
def test_rows_in_another_order_are_read_by_their_own_labels(write, row_id):
    rows = with_headings()
    at = place(rows, row_id)
    rows[at][1][1:] = ["4", "1", "0", "0", "0", "0", "5"]
    rows[at], rows[at + 1] = rows[at + 1], rows[at]
    report = read_rows(write, rows)

    assert values(report, row_id) == GRANTED
    assert values(report, rows[at][0]) == [0] * 7
    assert notes(report, "t3") == ["layout"]


@WRITERS
@pytest.mark.parametrize("row_id", ["t3.r1_granted", "t3.r2_partial", "t3.r3_1_state_secret"])
def test_a_row_that_is_not_there_is_not_the_heading_beside_it(write, row_id):
    rows = with_headings()
    del rows[place(rows, row_id)]
    report = read_rows(write, rows)

    assert values(report, row_id) == LEFT_OUT
    assert notes(report, row_id) == ["unreadable"]


@WRITERS
def test_a_row_printed_twice_with_other_figures_is_not_blank(write):
    rows = with_headings()
    rows.insert(place(rows, "t3.r1_granted") + 1, ("", ["（一）予以公开", "3", "1", "0", "0", "0", "0", "4"]))
    report = read_rows(write, rows)

    assert values(report, "t3.r1_granted") == LEFT_OUT
    assert notes(report, "t3.r1_granted") == ["ambiguous"]


@WRITERS
def test_a_row_without_a_label_is_what_the_order_leaves(write):
    rows = with_headings()
    rows[place(rows, "t3.r1_granted")][1][0] = ""
    report = read_rows(write, rows)

    assert values(report, "t3.r1_granted") == GRANTED
    assert notes(report, "t3.r1_granted") == ["repaired"]


@WRITERS
def test_a_row_without_a_label_among_rows_in_another_order_is_left_out(write):
    rows = with_headings()
    at = place(rows, "t3.r3_4_third_party")
    rows[at], rows[at + 1] = rows[at + 1], rows[at]
    rows[place(rows, "t3.r1_granted")][1][0] = ""
    report = read_rows(write, rows)

    assert values(report, "t3.r1_granted") == LEFT_OUT
    assert values(report, "t3.r3_4_third_party") == values(report, "t3.r3_5_internal_affairs") == [0] * 7
