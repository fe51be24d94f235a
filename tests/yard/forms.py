"""The three tables of the form as grids with spans, filled with what a report printed (part 8 of the form document)."""

from collections.abc import Sequence
from typing import NamedTuple

from gongkai.core.report.form import COMMON, Row
from tests.yard.labels import Wording
from tests.yard.truth import T4_COLUMNS, Truth, marked


class Box(NamedTuple):
    """A cell of a table: text (a figure carries its private mark), spans, and the cell id for a figure."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    cell: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing is printed here."""
        return not self.bare.strip()

    @property
    def bare(self) -> str:
        """The text without the mark."""
        return "".join(c for c in self.text if not marked(c))


Rows = list[list[Box]]


def table2(truth: Truth, words: Wording, *, wide: bool = False) -> Rows:
    """Return table 2: four columns, or five with drifting spans as word processors make them (`wide`)."""
    return [row for block in blocks2(truth, words, wide=wide) for row in block]


def blocks2(truth: Truth, words: Wording, *, wide: bool = False) -> list[Rows]:
    """Return table 2 as one grid for each item of article 20."""
    width = 5 if wide else 4
    found = []
    for block in truth.t2.table2:
        rows: Rows = [[Box(words.caption(block.caption), width)]]
        spans = _spans(len(block.heads), width)
        heads = [Box(words.head(h), s) for h, s in zip(block.heads, spans, strict=True)]
        rows.append([Box(words.head("信息内容")), *heads])
        for row in (row for row in block.rows if row.cells[0] in truth.printed):
            figures = [Box(truth.text(c), s, cell=c) for c, s in zip(row.cells, spans, strict=True)]
            rows.append([Box(words.row(row.id, row.label)), *figures])
        if truth.other_files and block.caption == "第二十条第（一）项":
            extra = [Box(text, s) for text, s in zip(truth.other_files, spans, strict=True)]
            rows.append(
                [
                    Box(
                        "其他主动公开文件（含除规范性文件以外的主动公开文件）"
                        if words.explained
                        else "其他主动公开文件"
                    ),
                    *extra,
                ]
            )
        found.append(rows)
    return found


def _spans(columns: int, width: int) -> list[int]:
    left = width - 1
    spans = [left // columns] * columns
    for index in range(left % columns):
        spans[-1 - index] += 1
    return spans


def head3(words: Wording) -> Rows:
    """Return the three head rows of table 3."""
    names = [words.column(column.label) for column in COMMON.t3_columns]
    return [
        [Box(words.note(), 3, 3), Box(words.column("申请人情况"), 7)],
        [Box(names[0], 1, 2), Box(words.column("法人或其他组织"), 5), Box(names[-1], 1, 2)],
        [Box(name) for name in names[1:-1]],
    ]


def table3(truth: Truth, words: Wording) -> Rows:
    """Return table 3 with its heads."""
    return [*head3(words), *body3(truth, words)]


def body3(truth: Truth, words: Wording) -> Rows:
    """Return the rows of table 3 below its heads, ten columns wide."""
    table = truth.t3.table3
    inner = [row for row in table if row.parent]
    rows: Rows = []
    for row in table:
        boxes: list[Box] = []
        if row is inner[0]:
            boxes.append(Box(words.group("t3.results"), 1, len(inner)))
        if row.parent not in {"", "t3.results"}:
            members = truth.t3.children(row.parent)
            if row is members[0]:
                boxes.append(Box(words.group(row.parent), 1, len(members)))
        span = 3 if not row.parent else 2 if row.parent == "t3.results" else 1
        rows.append([*boxes, Box(words.row(row.id, row.label), span), *figures(truth, words, row)])
    return rows


def figures(truth: Truth, words: Wording, row: Row) -> list[Box]:
    """Return the figures of a row; where six blank cells were drawn as one, its columns cannot be asked for."""
    if words.merged_blanks and not any(truth.printed[cell] for cell in row.cells[:-1]):
        return [Box("", 6), Box(truth.printed[row.cells[-1]], cell=row.cells[-1])]
    return [Box(truth.text(cell), cell=cell) for cell in row.cells]


def table4(truth: Truth, words: Wording) -> Rows:
    """Return table 4: three head rows and fifteen figures."""
    names = [words.column(column.label) for column in COMMON.t4_columns]
    return [
        [Box("行政复议", 5), Box("行政诉讼", 10)],
        [*(Box(name, 1, 2) for name in names), Box("未经复议直接起诉", 5), Box("复议后起诉", 5)],
        [Box(name) for name in names * 2],
        [
            Box(truth.text(f"{row.id}.{column}"), cell=f"{row.id}.{column}")
            for row in truth.t3.table4
            for column in T4_COLUMNS
        ],
    ]


def table_of(kind: str, truth: Truth, words: Wording, *, wide: bool = False) -> Rows:
    """Return the table of a kind: `t2`, `t3` or `t4`."""
    if kind == "t2":
        return table2(truth, words, wide=wide)
    return table3(truth, words) if kind == "t3" else table4(truth, words)


def split3(rows: Rows, at: int, *, heads: bool) -> tuple[Rows, Rows]:
    """Cut table 3 in two before row `at`, as a page break does: spans end at the cut and begin anew below it, blank."""
    grid = full_grid(rows)
    below: Rows = [list(row) for row in rows[at:]]
    open_spans: list[Box] = []
    above: Rows = []
    for y, row in enumerate(rows[:at]):
        over = [box for box in row if y + box.rowspan > at]
        open_spans += [Box("", box.colspan, y + box.rowspan - at) for box in over]
        above.append([box._replace(rowspan=min(box.rowspan, at - y)) for box in row])
    below[0] = [*open_spans, *below[0]]
    return above, [*rows[:3], *below] if heads and len(grid) > at else below


def full_grid(rows: Rows) -> list[list[Box | None]]:
    """Return the grid with spans written out: a box where it begins, None where it only covers."""
    width = sum(box.colspan for box in rows[0])
    grid: list[list[Box | None]] = [[None] * width for _ in rows]
    taken = [[False] * width for _ in rows]
    for y, row in enumerate(rows):
        x = 0
        for box in row:
            while taken[y][x]:
                x += 1
            grid[y][x] = box
            for dy in range(box.rowspan):
                for dx in range(box.colspan):
                    if y + dy < len(rows):
                        taken[y + dy][x + dx] = True
            x += box.colspan
    return grid


def width_of(rows: Rows) -> int:
    """Return the number of grid columns."""
    return sum(box.colspan for box in rows[0])


def flat(rows: Sequence[Sequence[Box]]) -> list[Box]:
    """Return the boxes of all rows in one list."""
    return [box for row in rows for box in row]
