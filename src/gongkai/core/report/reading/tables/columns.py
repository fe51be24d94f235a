"""Seven figures out of a row: which printed cell stands under which column of table 3.

Positions decide first (the row has seven cells; columns of the grid; places on the line), then the rows beside it,
then the row's own sum. Where two readings remain possible, the row is left open with its candidates.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from statistics import median
from typing import Final

from gongkai.core.report.document import Place
from gongkai.core.report.form import COMMON
from gongkai.core.report.model import Value
from gongkai.core.report.reading.tables.strips import FILLER, SOFT, Token
from gongkai.core.report.reading.tables.values import BLANK, NUMBER, UNREAD, WORDS

WIDTH: Final = 7
_SURE: Final = 3  # full rows that agree on where the columns of a grid stand
Seven = tuple[Token | None, ...]  # None: a cell that cannot be known
_HEADS: Final = tuple(f"t3.col.{column.id}" for column in COMMON.t3_columns)


@dataclass(slots=True)
class Reading:
    """A row's seven tokens, or its candidates where more than one reading is possible; `why` is the evidence."""

    tokens: Seven | None = None
    candidates: tuple[Seven, ...] = ()
    state: str = "read"
    why: str = ""


@dataclass(slots=True)
class Columns:
    """Where the seven columns stand in one grid or on a stretch of lines, learned from its full rows."""

    heads: dict[str, float] = field(default_factory=dict)  # column heads met: label id to grid column
    laid_out: bool = False  # positioned lines, where places are near but seldom the same
    xs: list[tuple[float, ...]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)  # index of the first figure among the row's cells
    wider: int = 0  # rows with one figure more: the table may have a column of its own

    def learn(self, tokens: Sequence[Token]) -> None:
        """Take note of a row with exactly seven figures."""
        cells = [token for token in tokens if token.kind not in (FILLER, SOFT)]
        figures = [token for token in cells if token.kind != BLANK]
        if len(figures) != WIDTH:
            self.wider += len(figures) == WIDTH + 1
            return
        self.starts.append(cells.index(figures[0]))
        if figures[0].x >= 0:
            self.xs.append(tuple(token.x for token in figures))

    @property
    def trusted(self) -> bool:
        """Whether rows of seven figures are the rule, so that seven are these seven columns."""
        return self.wider <= len(self.starts)

    @property
    def start(self) -> int | None:
        """The index at which the figures begin, where all full rows agree."""
        return self.starts[0] if self.starts and len(set(self.starts)) == 1 else None

    def middles(self) -> tuple[float, ...] | None:
        """The middle of each column, None where too little is known or columns overlap."""
        headed = self.headed()
        if headed:
            return headed
        if not self.xs or (not self.laid_out and len(set(self.xs)) > 1):
            return None
        found = tuple(median(column) for column in zip(*self.xs, strict=True))
        gap = min(b - a for a, b in pairwise(found))
        spread = max(max(column) - min(column) for column in zip(*self.xs, strict=True))
        return found if gap > 0 and spread <= gap / 2 else None

    def cells_of(self, tokens: Sequence[Token], *, exact: bool) -> list[Token]:
        """Return the cells of a row; blanks that stand left of the first column are what is left of a label."""
        cells = [token for token in tokens if token.kind not in (FILLER, SOFT)]
        if exact or len(cells) != WIDTH or len(self.xs) < _SURE or len(set(self.xs)) > 1 or cells[0].x < 0:
            return cells
        first = self.xs[0][0]
        return cells[next((i for i, token in enumerate(cells) if token.kind != BLANK or token.x >= first), 0) :]

    def headed(self) -> tuple[float, ...] | None:
        """The columns as their heads say, where the heads stand over seven neighbouring columns of the grid."""
        inner = [self.heads.get(head) for head in _HEADS[1:5]]
        first, last = self.heads.get(_HEADS[0]), self.heads.get(_HEADS[6])
        if first is None or None in inner or last != first + 6:
            return None
        found = tuple(first + i for i in range(WIDTH))
        return found if list(found[1:5]) == inner else None


def blank_at(place: Place) -> Token:
    """Return a printed blank."""
    return Token(BLANK, None, "", place)


def adds_up(tokens: Sequence[Token | None]) -> bool:
    """Tell whether the last figure is the sum of the six before it, blanks and dashes counting as 0."""
    numbers = [token.value if token and isinstance(token.value, int) else 0 for token in tokens]
    return sum(numbers[:-1]) == numbers[-1] and not any(token and token.kind == WORDS for token in tokens)


def read_seven(tokens: Sequence[Token], columns: Columns, *, exact: bool, place: Place, last: bool = False) -> Reading:
    """Read a row's tokens as seven cells; `last` says that the text breaks off in this row."""
    cells = columns.cells_of(tokens, exact=exact)
    figures = [token for token in cells if token.kind != BLANK]
    if len(cells) == WIDTH:
        return Reading(tuple(cells))
    if len(figures) == WIDTH and columns.trusted and (exact or _neighbouring(cells, figures)):
        return Reading(tuple(figures))
    if not cells:
        return Reading()
    if len(figures) > WIDTH:
        return _too_many(figures, at_start=not columns.laid_out and cells.index(figures[0]) == columns.start)
    if len(figures) == 1 and _is_glued(figures[0]):
        return _unglued(figures[0])
    if exact and sum(token.span for token in cells) == WIDTH and all(t.span == 1 for t in figures):
        return Reading(tuple(one for token in cells for one in [token] * token.span))
    by_place = _by_position(cells, columns, place)
    if by_place and (last or None not in by_place):
        return Reading(by_place)
    short = _cut_short(cells, columns) if last else None
    if short:
        return Reading(short)
    if len(cells) > WIDTH:
        return _windowed(cells, columns, fillers=any(token.kind == FILLER for token in tokens))
    return _of_six(figures) if len(cells) == len(figures) == WIDTH - 1 else Reading()


def _neighbouring(cells: Sequence[Token], figures: Sequence[Token]) -> bool:
    """Tell whether seven figures stand side by side: with a blank among them one figure may be of no column."""
    first = cells.index(figures[0])
    return list(cells[first : first + WIDTH]) == list(figures)


def _is_glued(token: Token) -> bool:
    return token.kind == NUMBER and token.text.strip().isdigit() and len(token.text.strip()) >= WIDTH


def _unglued(token: Token) -> Reading:
    """Cut figures that lost their gaps into seven, if the sum singles one cut out (0000000, 12010013)."""
    text = token.text.strip()
    if len(text) == WIDTH and text.count("0") >= WIDTH - 2:
        single = tuple(Token(NUMBER, int(one), one, token.place) for one in text)
        return Reading(single, state="repaired", why=f"“{text}”连在一起，按一列一位拆开")
    found: list[Seven] = []
    for cuts in combinations(range(1, len(text)), WIDTH - 1):
        edges = (0, *cuts, len(text))
        parts = [text[a:b] for a, b in pairwise(edges)]
        if any(len(part) > 1 and part[0] == "0" for part in parts):
            continue
        one = tuple(Token(NUMBER, int(part), part, token.place) for part in parts)
        if adds_up(one):
            found.append(one)
        if len(found) > 1 or len(text) > 14:
            return Reading(candidates=tuple(found), state="ambiguous", why="数字连在一起，分不开")
    return Reading(found[0], state="repaired", why=f"“{text}”连在一起，按各列之和等于总计拆开") if found else Reading()


def _too_many(figures: Sequence[Token], *, at_start: bool) -> Reading:
    """Choose seven figures out of more; `at_start` says that the first one stands under the first column."""
    extra = len(figures) - WIDTH
    if len({token.value for token in figures}) == 1 and extra <= 2:
        why = f"这一行有{len(figures)}个数，格式只有7列；各数相同，取前7个"
        return Reading(tuple(figures[:WIDTH]), state="repaired", why=why)
    if extra > 3:
        return Reading()
    readings = [
        tuple(token for i, token in enumerate(figures) if i not in left_out)
        for left_out in combinations(range(len(figures)), extra)
    ]
    if extra == 1:
        readings += _merged(figures)
    found = {tuple(token.value for token in one): one for one in readings if adds_up(one)}
    first = tuple(figures[:WIDTH])
    if at_start and not adds_up(first):
        found[tuple(token.value for token in first)] = first  # its place speaks for it, the sum does not
    if len(found) == 1:
        why = f"这一行有{len(figures)}个数，格式只有7列；按各列之和等于总计取舍"
        return Reading(next(iter(found.values())), state="repaired", why=why)
    return Reading(
        candidates=tuple(found.values()), state="ambiguous", why=f"这一行有{len(figures)}个数，无法确定各属哪一列"
    )


def _merged(figures: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """Yield the readings in which two neighbours are one number split over two cells."""
    for i, (left, right) in enumerate(pairwise(figures)):
        if isinstance(left.value, int) and isinstance(right.value, int) and left.value > 0:
            text = left.text.strip() + right.text.strip()
            if text.isdigit():
                yield (*figures[:i], left._replace(value=int(text), text=text), *figures[i + 2 :])


def _of_six(figures: Sequence[Token]) -> Reading:
    """Read six figures: two cells are glued, or one is lost; the balances may tell which."""
    glued = _split_figures(figures)
    if glued.tokens is not None or glued.candidates or any(token.kind == WORDS for token in figures):
        return glued
    return Reading(candidates=tuple(_one_lost(figures)), state="ambiguous", why="这一行只有6个数，无法确定缺的是哪一列")


def _one_lost(figures: Sequence[Token]) -> Iterator[Seven]:
    """Yield the placings in which one cell is lost; it holds what the row's sum says, marked as not read."""
    numbers = [token.value if isinstance(token.value, int) else 0 for token in figures]
    for lost in range(WIDTH):
        value = sum(numbers) if lost == WIDTH - 1 else numbers[-1] - sum(numbers[:-1])
        if value >= 0:
            yield (*figures[:lost], Token(UNREAD, value, "", figures[0].place), *figures[lost:])


def _split_figures(figures: Sequence[Token]) -> Reading:
    """Cut one of six figures in two where the sum singles the cut out (two cells glued)."""
    found: dict[tuple[Value, ...], Seven] = {}
    for i, token in enumerate(figures):
        text = token.text.strip()
        for cut in range(1, len(text)):
            left, right = text[:cut], text[cut:]
            if not text.isdigit() or (len(left) > 1 and left[0] == "0") or (len(right) > 1 and right[0] == "0"):
                continue
            halves = (Token(NUMBER, int(left), left, token.place), Token(NUMBER, int(right), right, token.place))
            one = (*figures[:i], *halves, *figures[i + 1 :])
            if adds_up(one):
                found.setdefault(tuple(t.value for t in one), one)
    if len(found) == 1:
        return Reading(next(iter(found.values())), state="repaired", why="这一行只有6个数，按各列之和等于总计拆开一格")
    return Reading(candidates=tuple(found.values()), state="ambiguous", why="这一行只有6个数，无法确定缺的是哪一列")


def _by_position(cells: Sequence[Token], columns: Columns, place: Place) -> Seven | None:
    """Put figures under the columns whose middles they stand nearest to; None where two meet or one stands apart.

    A column without a figure is a printed blank, but behind the last cell of a row cut short nothing is known.
    """
    middles = columns.middles()
    figures = [token for token in cells if token.kind != BLANK]
    if middles is None or not cells or cells[0].x < 0:
        return None
    if columns.start == 0 and not columns.laid_out and columns.headed() is None:
        return None  # figures follow the label at once, wherever that stands
    found: list[Token | None] = [None] * WIDTH
    for token in figures:
        gaps = [abs(token.x - middle) for middle in middles]
        best = gaps.index(min(gaps))
        near = min(abs(middles[best] - other) for i, other in enumerate(middles) if i != best)
        if found[best] is not None or gaps[best] > near / 2:
            return None
        found[best] = token
    end = None if columns.laid_out else max(token.x + token.span - 1 for token in cells)
    return tuple(
        token or (blank_at(place) if end is None or middle <= end else None)
        for token, middle in zip(found, middles, strict=True)
    )


def _cut_short(cells: Sequence[Token], columns: Columns) -> Seven | None:
    """Read the row at which a text breaks off: what is there stands in order, the rest is not known."""
    start = columns.start
    if columns.laid_out or start is None or not start < len(cells) < start + WIDTH or cells[0].x < 0:
        return None
    known = cells[start:]
    return (*known, *[None] * (WIDTH - len(known))) if _blank(cells[:start]) else None


def _windowed(cells: Sequence[Token], columns: Columns, *, fillers: bool) -> Reading:
    """Choose seven neighbouring cells out of more, blanks among them."""
    start = columns.start
    if start and len(cells) >= start + WIDTH and _blank(cells[:start]):
        window, rest = tuple(cells[start : start + WIDTH]), cells[start + WIDTH :]
        if _blank(rest):
            return Reading(window)
        extra = [token for token in rest if token.kind != BLANK]
        if len(extra) == 1 and extra[0].value == window[-1].value and adds_up(window):
            return Reading(window, state="repaired", why="这一行多出一个与总计相同的数，没有采用它")
    if start is not None and len(cells) < start + WIDTH:
        return Reading()
    first = tuple(cells[:WIDTH])
    if _blank(cells[WIDTH:]) and (fillers or start == 0):
        return Reading(first)
    return Reading(state="ambiguous", why="空格的位置不明，无法确定各数属哪一列")


def _blank(cells: Sequence[Token]) -> bool:
    return all(token.kind == BLANK for token in cells)
