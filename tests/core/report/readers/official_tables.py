"""The three tables of the form in the official layout, as plain grids that the tests of every reader write and compare.

Layout: part 8 of the form document. Each figure is another number, so that a shifted cell shows.
"""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from gongkai.core.report.document import Grid
from gongkai.core.report.form import COMMON, edition


class Box(NamedTuple):
    """A cell: its text, its first column from 0, its spans."""

    text: str
    column: int
    colspan: int = 1
    rowspan: int = 1


Table = list[list[Box]]


def boxes(grid: Grid) -> Table:
    """Return a grid as read in the same form, line breaks inside cells taken out."""
    return [
        [Box(cell.text.replace("\n", ""), cell.column, cell.colspan, cell.rowspan) for cell in row] for row in grid.rows
    ]


def official_tables(form: str = "2021") -> list[Table]:
    """Return tables 2, 3 and 4 of an edition, filled with figures that all differ."""
    figures = count(1001)
    return [_table2(form, figures), _table3(form, figures), _table4(figures)]


def _figures(figures: Iterator[int], columns: range) -> list[Box]:
    return [Box(str(next(figures)), column) for column in columns]


def _table2(form: str, figures: Iterator[int]) -> Table:
    table: Table = []
    for block in edition(form).table2:
        table.append([Box(block.caption, 0, 4)])
        table.append([Box("信息内容", 0), *_filling(block.heads)])
        for row in block.rows:
            table.append([Box(row.label, 0), *_filling([str(next(figures)) for _ in block.heads])])
    return table


def _filling(texts: Sequence[str]) -> list[Box]:
    """Return cells that fill the columns 1 to 3 of table 2: the last of them spans what is left."""
    last = len(texts) - 1
    return [Box(text, column, 1 if column <= last else 3 - last) for column, text in enumerate(texts, 1)]


def _table3(form: str, figures: Iterator[int]) -> Table:
    heads = [column.label for column in COMMON.t3_columns]
    labels = {group.id: group.label for group in COMMON.t3_groups}
    rows = edition(form).table3
    table = [
        [Box(COMMON.note, 0, 3, 3), Box("申请人情况", 3, 7)],
        [Box(heads[0], 3, 1, 2), Box("法人或其他组织", 4, 5), Box(heads[6], 9, 1, 2)],
        [Box(head, column) for column, head in enumerate(heads[1:6], 4)],
    ]
    seen: set[str] = set()
    for row in rows:
        cells: list[Box] = []
        if row.parent and "t3.results" not in seen:
            cells.append(Box(labels["t3.results"], 0, 1, sum(1 for other in rows if other.parent)))
            seen.add("t3.results")
        if row.parent not in seen and row.parent:
            cells.append(Box(labels[row.parent], 1, 1, sum(1 for other in rows if other.parent == row.parent)))
            seen.add(row.parent)
        start = 0 if not row.parent else 1 if row.parent == "t3.results" else 2
        table.append([*cells, Box(row.label, start, 3 - start), *_figures(figures, range(3, 10))])
    return table


def _table4(figures: Iterator[int]) -> Table:
    heads = [column.label for column in COMMON.t4_columns]
    return [
        [Box("行政复议", 0, 5), Box("行政诉讼", 5, 10)],
        [
            *(Box(head, column, 1, 2) for column, head in enumerate(heads)),
            Box("未经复议直接起诉", 5, 5),
            Box("复议后起诉", 10, 5),
        ],
        [Box(head, column) for column, head in enumerate([*heads, *heads], 5)],
        _figures(figures, range(15)),
    ]
