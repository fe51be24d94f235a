"""Where two readings of table 3 are possible the balances choose; where they cannot, nothing is taken.

Balances: 一 + 二 = （七） + 四, and （七） = the sum of the rows under 三, in every column (表三勾稽关系).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.core.report.form import Edition
from gongkai.core.report.reading.tables.columns import WIDTH, Reading, Seven, adds_up
from gongkai.core.report.reading.tables.strips import Token
from gongkai.core.report.reading.tables.values import BLANK, DASH, UNREAD


@dataclass(slots=True)
class Placed:
    """A row of figures put to a row of the form; `labelled` where its own label says so."""

    reading: Reading
    labelled: bool


Numbers = Sequence[int | None]


def _numbers(seven: Seven) -> Numbers:
    """Return the figures of a row; a blank, or a cell not known, is None, for it may stand for anything."""
    return [_figure(token) if token else None for token in seven]


def _figure(token: Token) -> int | None:
    return token.value if isinstance(token.value, int) else 0 if token.kind == DASH else None


def _known(placed: Mapping[str, Placed]) -> dict[str, Numbers]:
    return {row: _numbers(one.reading.tokens) for row, one in placed.items() if one.reading.tokens is not None}


def failing(form: Edition, known: Mapping[str, Numbers], column: int, *, strict: bool = False) -> int:
    """Return how many of a column's two balances fail; rows that are not there count as 0, blanks make it unjudged.

    With `strict` a balance that cannot be judged fails.
    """

    def total_of(*rows: str) -> int | None:
        figures = [known[row][column] if row in known else 0 for row in rows]
        return None if None in figures else sum(figure for figure in figures if figure)

    pairs = (
        (total_of("t3.new", "t3.carried_in"), total_of("t3.r7_total", "t3.carried_out")),
        (total_of("t3.r7_total"), total_of(*(row.id for row in form.leaf_rows))),
    )
    judged = [(left, right) for left, right in pairs if left is not None and right is not None]
    return sum(left != right for left, right in judged) + (len(pairs) - len(judged) if strict else 0)


def _failures(form: Edition, known: Mapping[str, Numbers]) -> int:
    return sum(failing(form, known, column) for column in range(WIDTH))


def settle(form: Edition, placed: dict[str, Placed]) -> None:
    """Choose among the candidates of open rows by the balances of their columns, if one alone fulfils them all."""
    open_rows = [row for row, one in placed.items() if one.reading.tokens is None and one.reading.candidates]
    for row in open_rows[:4]:
        known = _known(placed)
        fitting = [
            candidate
            for candidate in placed[row].reading.candidates
            if _failures(form, {**known, row: _numbers(candidate)}) == 0
        ]
        why = f"{placed[row].reading.why}；按表三各列的勾稽关系取唯一成立的一种"
        if len(fitting) == 1:
            placed[row].reading = Reading(fitting[0], state="repaired", why=why)
        elif fitting and all(any(_is_lost(token) for token in candidate) for candidate in fitting):
            alike = _alike(fitting)
            if any(alike):
                placed[row].reading = Reading(alike, state="repaired", why=why)


def _is_lost(token: Token | None) -> bool:
    return token is not None and token.kind == UNREAD


def _alike(candidates: Sequence[Seven]) -> Seven:
    """Return what all candidates say; a cell that is lost in one of them is not known."""
    return tuple(
        cells[0] if not any(map(_is_lost, cells)) and len({cell.value for cell in cells if cell}) == 1 else None
        for cells in zip(*candidates, strict=True)
    )


def failures(form: Edition, placed: Mapping[str, Placed]) -> int:
    """Return how many balances of table 3 fail as the rows are placed."""
    return _failures(form, _known(placed))


def contradicted(form: Edition, placed: Mapping[str, Placed]) -> list[str]:
    """Return the rows put by order alone whose placing the balances contradict.

    Sums in table 3 seldom fail in published reports; where labels are lost and sums fail, the placing is doubted.
    """
    guessed = [row for row, one in placed.items() if not one.labelled]
    return guessed if guessed and _failures(form, _known(placed)) else []


def holds(form: Edition, placed: Mapping[str, Placed], row: str, column: int) -> bool:
    """Tell whether the balances of a row and of one of its columns hold, blanks counting as 0.

    A figure put together of parts is taken where they do; all cells they need have to be known.
    """
    known = {name: one.reading.tokens for name, one in placed.items() if one.reading.tokens is not None}
    own = known.get(row)
    if own is None or not adds_up(own):
        return False
    filled = {name: [_counted(token) for token in tokens] for name, tokens in known.items()}
    return filled[row][column] is not None and failing(form, filled, column, strict=True) == 0


def _counted(token: Token | None) -> int | None:
    return 0 if token is not None and token.kind == BLANK else _figure(token) if token else None


def shifted(form: Edition, placed: Mapping[str, Placed]) -> list[str]:
    """Return the rows that lost a cell and moved to the left: blank at the end, and a figure that fits no balance.

    Its column is wrong with it, and right without it; or the last figure is the sum of those before it.
    """
    blank = [row for row, one in placed.items() if _ends_blank(one.reading.tokens)]
    known = _known(placed) if blank else {}
    return [row for row in blank if _misfits(form, known, row)]


def _ends_blank(tokens: Seven | None) -> bool:
    return tokens is not None and tokens[-1] is not None and tokens[-1].kind == BLANK


def _misfits(form: Edition, known: Mapping[str, Numbers], row: str) -> bool:
    figures = [figure or 0 for figure in known[row]]
    filled = [i for i, figure in enumerate(figures) if figure]
    wrong = [i for i in filled if failing(form, known, i)]
    if not wrong:
        return False
    if wrong[-1] == filled[-1] and 0 < figures[wrong[-1]] == sum(figures[: wrong[-1]]):
        return True
    return any(not failing(form, {**known, row: [*figures[:i], 0, *figures[i + 1 :]]}, i) for i in wrong)
