"""Ruled tables: from pieces of text with their boxes and the rules drawn on a page to grids with spans.

Pure geometry, shared by the readers of page formats (PDF, OFD). Lengths are points; x grows to the right and y grows
down the page.

    frames, rest = ruled.grids(pieces, rules, page=3, first=2)

`frames` are the tables found, each a `Framed` with its `Grid` and its box; `rest` are the pieces outside of them.
Rules may be broken at cell borders, doubled, drawn as four rules a cell, or lack the outer border of the table.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import Final, NamedTuple, TypeAlias

from gongkai.core.report.document import Grid, GridCell, Place

SAME: Final = 2.5  # points: rules nearer than this are one rule (double rules, the borders of two neighbouring cells)
JOIN: Final = 4.0  # points: a break in a rule shorter than this is no break (dashes, borders drawn cell by cell)
TOUCH: Final = 3.0  # points: rules that end this near to each other meet
_MOST_COLUMNS: Final = 120  # more are a drawing, no table
_MOST_CELLS: Final = 60_000

Box: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom


class Piece(NamedTuple):
    """A run of text without gaps and its box.

    `spaced` says that a blank was printed in front of it; `starts` are the left edges of its characters, if known.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    spaced: bool = False
    starts: Sequence[float] = ()

    @property
    def middle(self) -> float:
        """The height of the middle of the text on the page."""
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        """The height of the text, about its font size."""
        return self.bottom - self.top


class Rule(NamedTuple):
    """A straight rule or a thin box; it is upright if it is taller than wide."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class Framed:
    """A table found, and its box on the page."""

    grid: Grid
    x0: float
    top: float
    x1: float
    bottom: float


class _Stroke(NamedTuple):
    """A merged rule: where it lies across its direction, and from where to where it runs along it."""

    at: float
    start: float
    end: float


class _Span(NamedTuple):
    """A cell: its first row and column and how many it spans."""

    row: int
    column: int
    rowspan: int
    colspan: int


def grids(
    pieces: Sequence[Piece], rules: Iterable[Box], page: int = 0, first: int = 1
) -> tuple[list[Framed], list[Piece]]:
    """Return the ruled tables of a page from the top down, and the pieces that lie in none.

    `rules` are `Rule`s or plain tuples of the same. Tables get the numbers `first`, `first` + 1, … in their places.
    A frame with text in a single cell is no table.
    """
    nets = [net for net in map(_Net.of, _components(*_strokes(rules))) if net is not None]
    rest = _sort_into(nets, pieces)
    tables = [net for net in nets if net.is_table()]
    rest += [piece for net in nets if net not in tables for piece in net.pieces()]
    tables.sort(key=lambda net: (net.ys[0], net.xs[0]))
    return [net.framed(page, first + number) for number, net in enumerate(tables)], rest


def _strokes(rules: Iterable[Box]) -> tuple[list[_Stroke], list[_Stroke]]:
    """Return the level and the upright strokes, with rules in one line joined."""
    level: list[tuple[float, float, float]] = []
    upright: list[tuple[float, float, float]] = []
    for x0, top, x1, bottom in rules:
        if x1 - x0 >= bottom - top:
            level.append(((top + bottom) / 2, x0, x1))
        else:
            upright.append(((x0 + x1) / 2, top, bottom))
    return _joined(level), _joined(upright)


def _joined(strokes: list[tuple[float, float, float]]) -> list[_Stroke]:
    strokes.sort()
    lines: list[list[tuple[float, float, float]]] = []
    first = last = float("-inf")
    for stroke in strokes:
        at = stroke[0]
        if at - last <= SAME and at - first <= 2 * SAME:
            lines[-1].append(stroke)
        else:
            lines.append([stroke])
            first = at
        last = at
    return [stroke for line in lines for stroke in _runs(line)]


def _runs(line: list[tuple[float, float, float]]) -> list[_Stroke]:
    """Join the strokes of one line where they meet."""
    at = sum(stroke[0] for stroke in line) / len(line)
    runs: list[_Stroke] = []
    _, start, end = min(line, key=itemgetter(1))
    for _, left, right in sorted(line, key=itemgetter(1)):
        if left > end + JOIN:
            runs.append(_Stroke(at, start, end))
            start, end = left, right
        elif right > end:
            end = right
    return [*runs, _Stroke(at, start, end)]


def _components(level: list[_Stroke], upright: list[_Stroke]) -> list[tuple[list[_Stroke], list[_Stroke]]]:
    """Return the groups of strokes that meet each other, directly or through others."""
    parent = list(range(len(level) + len(upright)))
    for v, (x, top, bottom) in enumerate(upright, len(level)):
        for h, (y, x0, x1) in enumerate(level):
            if y > bottom + TOUCH:
                break  # level strokes are in the order of their height
            if y >= top - TOUCH and x0 - TOUCH <= x <= x1 + TOUCH:
                parent[_root(parent, h)] = _root(parent, v)
    groups: dict[int, tuple[list[_Stroke], list[_Stroke]]] = defaultdict(lambda: ([], []))
    for h, stroke in enumerate(level):
        groups[_root(parent, h)][0].append(stroke)
    for v, stroke in enumerate(upright, len(level)):
        groups[_root(parent, v)][1].append(stroke)
    return [group for group in groups.values() if group[0] and group[1]]


def _root(parent: list[int], node: int) -> int:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node


def _sort_into(nets: list["_Net"], pieces: Sequence[Piece]) -> list[Piece]:
    """Give each piece to the smallest net around its middle; return those that lie in none."""
    if not nets:
        return list(pieces)
    nets = sorted(nets, key=lambda net: (net.xs[-1] - net.xs[0]) * (net.ys[-1] - net.ys[0]))
    edges = [(net.xs[0], net.xs[-1], net.ys[0], net.ys[-1], net) for net in nets]
    rest: list[Piece] = []
    for piece in pieces:
        x, y = (piece.x0 + piece.x1) / 2, (piece.top + piece.bottom) / 2
        for left, right, top, bottom, net in edges:
            if left <= x <= right and top <= y <= bottom:
                net.take(piece, x, y)
                break
        else:
            rest.append(piece)
    return rest


class _Net:
    """The lines of one table, the cells between them and the text in these."""

    def __init__(self, level: list[_Stroke], upright: list[_Stroke]) -> None:
        self.ys = _positions(level)
        self.xs = _positions(upright)
        rows = [(a + b) / 2 for a, b in zip(self.ys, self.ys[1:], strict=False)]
        columns = [(a + b) / 2 for a, b in zip(self.xs, self.xs[1:], strict=False)]
        self.below = _stops(level, self.ys, columns)  # [level line][column]: whether it is drawn there
        self.right = _stops(upright, self.xs, rows)  # [upright line][row]
        self.spans, self.home = _cells(self.below, self.right)
        self.held: list[list[Piece]] = [[] for _ in self.spans]

    @classmethod
    def of(cls, group: tuple[list[_Stroke], list[_Stroke]]) -> "_Net | None":
        """Make the net of a group of strokes, its outer border completed; None if it is no table."""
        level, upright = group
        x0, x1 = min(s.start for s in level), max(s.end for s in level)
        top, bottom = min(s.start for s in upright), max(s.end for s in upright)
        top, bottom = min(top, level[0].at), max(bottom, level[-1].at)
        x0, x1 = min(x0, upright[0].at), max(x1, upright[-1].at)
        upright = _completed(upright, x0, x1, top, bottom)
        level = _completed(level, top, bottom, x0, x1)
        columns, rows = len(_positions(upright)) - 1, len(_positions(level)) - 1
        fits = 0 < columns <= _MOST_COLUMNS and rows > 0 and 1 < columns * rows <= _MOST_CELLS
        return cls(level, upright) if fits else None

    def take(self, piece: Piece, x: float, y: float) -> None:
        """Put a piece, its middle given, into the cell it lies in, cut where a rule runs through it."""
        xs = self.xs
        row = bisect_right(self.ys, y) - 1
        first, last = bisect_right(xs, piece.x0 + SAME), bisect_right(xs, piece.x1 - SAME)
        for line in range(first, last):
            if self.right[line][min(row, len(self.ys) - 2)]:
                left, piece = _halves(piece, xs[line])
                self._put(left, row)
                x = (piece.x0 + piece.x1) / 2
        if piece.text:
            self.held[self.home[row][bisect_right(xs, x) - 1]].append(piece)

    def _put(self, piece: Piece, row: int) -> None:
        if piece.text:
            column = bisect_right(self.xs, (piece.x0 + piece.x1) / 2) - 1
            self.held[self.home[row][max(0, column)]].append(piece)

    def is_table(self) -> bool:
        """Tell whether at least two cells hold text."""
        return sum(map(bool, self.held)) > 1

    def pieces(self) -> list[Piece]:
        """Return all the text taken."""
        return [piece for held in self.held for piece in held]

    def framed(self, page: int, table: int) -> Framed:
        """Return the table as a grid with its box."""
        rows: list[list[GridCell]] = [[] for _ in range(len(self.ys) - 1)]
        for (row, column, rowspan, colspan), held in zip(self.spans, self.held, strict=True):
            text = held[0].text if len(held) == 1 else cell_text(held)
            rows[row].append(GridCell(text, column, colspan, rowspan, Place(page, table, row + 1, column + 1)))
        grid = Grid(rows, exact=True, place=Place(page=page, table=table))
        return Framed(grid, self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def _stops(strokes: Iterable[_Stroke], positions: list[float], middles: list[float]) -> list[list[bool]]:
    """Tell for each line, between which of the crossing lines it is drawn."""
    numbers = {at: number for number, at in enumerate(positions)}
    drawn = [[False] * len(middles) for _ in positions]
    for at, start, end in strokes:
        first, behind = bisect_left(middles, start - 1), bisect_right(middles, end + 1)
        drawn[numbers[at]][first:behind] = [True] * (behind - first)
    return drawn


def _cells(below: list[list[bool]], right: list[list[bool]]) -> tuple[list[_Span], list[list[int]]]:
    """Return the cells, from left to right and from the top down, and for each slot the number of its cell.

    The last row and the last column of slots come twice.
    """
    rows, columns = len(below) - 1, len(right) - 1
    home = [[-1] * columns for _ in range(rows)]
    spans: list[_Span] = []
    for row in range(rows):
        slots, floor = home[row], below[row + 1]
        for column in range(columns):
            if slots[column] >= 0:
                continue
            if floor[column] and right[column + 1][row]:  # most cells span nothing
                slots[column] = len(spans)
                spans.append(_Span(row, column, 1, 1))
                continue
            span = _grown(row, column, below, right, home)
            for line in home[row : row + span.rowspan]:
                line[column : column + span.colspan] = [len(spans)] * span.colspan
            spans.append(span)
    for slots in home:
        slots.append(slots[-1])  # what lies on the last line belongs to the last cell
    return spans, [*home, home[-1]]


def _grown(row: int, column: int, below: list[list[bool]], right: list[list[bool]], home: list[list[int]]) -> _Span:
    """Return the largest cell from a corner: first as wide, then as high as no rule stops it."""
    rows, columns = len(home), len(home[0])
    end = column + 1
    while end < columns and not right[end][row] and home[row][end] < 0:
        end += 1
    bottom = row + 1
    while bottom < rows and not (
        any(below[bottom][column:end])
        or any(number >= 0 for number in home[bottom][column:end])
        or any(line[bottom] for line in right[column + 1 : end])
    ):
        bottom += 1
    return _Span(row, column, bottom - row, end - column)


def _positions(strokes: Iterable[_Stroke]) -> list[float]:
    return sorted({stroke.at for stroke in strokes})


def _completed(strokes: list[_Stroke], first: float, last: float, start: float, end: float) -> list[_Stroke]:
    """Add the outermost strokes where a table is drawn without them or goes on over the page."""
    before = [] if strokes[0].at - first <= TOUCH else [_Stroke(first, start, end)]
    after = [] if last - strokes[-1].at <= TOUCH else [_Stroke(last, start, end)]
    return [*before, *strokes, *after]


def _halves(piece: Piece, x: float) -> tuple[Piece, Piece]:
    """Cut a piece in two at a rule."""
    starts = piece.starts or _even_starts(piece)
    ends = [*starts[1:], piece.x1]
    count = sum((a + b) / 2 < x for a, b in zip(starts, ends, strict=False))
    left = piece._replace(text=piece.text[:count], x1=min(x, piece.x1), starts=starts[:count])
    right = piece._replace(text=piece.text[count:], x0=max(x, piece.x0), starts=starts[count:], spaced=False)
    return left, right


def _even_starts(piece: Piece) -> list[float]:
    step = (piece.x1 - piece.x0) / max(1, len(piece.text))
    return [piece.x0 + step * number for number in range(len(piece.text))]


def cell_text(pieces: Sequence[Piece]) -> str:
    """Return the text of a cell, a newline between its lines."""
    if len(pieces) < 2:
        return pieces[0].text if pieces else ""
    return "\n".join(join(line) for line in lines_of(pieces))


def lines_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Return the pieces line by line from the top down, each line from left to right."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=_middle):
        if lines:
            head = lines[-1][0]
            if piece.middle - head.middle < 0.35 * min(piece.size, head.size):
                lines[-1].append(piece)
                continue
        lines.append([piece])
    for line in lines:
        if len(line) > 1:
            line.sort(key=_left)
    return lines


def _middle(piece: Piece) -> float:
    return piece.top + piece.bottom


def _left(piece: Piece) -> float:
    return piece.x0


def join(line: Sequence[Piece]) -> str:
    """Return the text of a line: a blank where one was printed, or between Latin words and figures set apart."""
    text = line[0].text
    for before, piece in pairwise(line):
        if piece.spaced or _apart(before, piece):
            text += " "
        text += piece.text
    return text


def _apart(before: Piece, piece: Piece) -> bool:
    if piece.x0 - before.x1 < 0.12 * piece.size:
        return False
    left, right = before.text[-1:], piece.text[:1]
    return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()
