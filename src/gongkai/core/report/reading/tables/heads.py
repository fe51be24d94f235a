"""Heads of columns: in which order a table prints its columns, and which of them are not the form's.

Heads are looked at only to find that they differ from the form: a table whose heads are lost or half legible is read
in the order of the form, one whose heads say another order is read by them, and one whose heads contradict that order
without being all legible is not read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.core.report.reading.tables.strips import FILLER, SOFT, HeadCell, Token
from gongkai.core.report.reading.tables.values import BLANK

EXTRA: Final = -1  # the place of a column that is not of the form


@dataclass(frozen=True, slots=True)
class Order:
    """How a table prints its columns, from left to right: each the place of its column in the form, -1 for another.

    `xs` are their grid columns where all heads stand in one grid of columns. `extra` are the texts of other columns.
    """

    columns: tuple[int, ...]
    xs: tuple[float, ...] = ()
    extra: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """How many columns of the form there are."""
        return sum(column >= 0 for column in self.columns)

    @property
    def usual(self) -> bool:
        """Whether these are the columns of the form in its order and no others."""
        return self.columns == tuple(range(len(self.columns)))

    @property
    def moved(self) -> bool:
        """Whether the columns of the form stand in another order."""
        own = [column for column in self.columns if column >= 0]
        return own != sorted(own)


UNKNOWN: Final = Order(())  # heads that contradict the form and are not all legible


def order_of(cells: Iterable[HeadCell], place: Mapping[str, int]) -> Order | None:
    """Return the order of heads that stand in one grid of columns; None unless each column has one head of its own.

    `place` gives the columns of the form by the ids of their heads.
    """
    heads = sorted(cells)
    own = [place[cell.id] for cell in heads if cell.id in place]
    first = next((cell.x for cell in heads if cell.id in place), 0.0)
    heads = [cell for cell in heads if cell.x >= first]
    if len(own) != len(place) or len(set(own)) != len(own) or len({cell.x for cell in heads}) != len(heads):
        return None
    columns = tuple(place.get(cell.id, EXTRA) for cell in heads)
    extra = tuple(cell.text for cell in heads if cell.id not in place)
    return Order(columns, tuple(cell.x for cell in heads), extra)


def contradicts(columns: Sequence[int]) -> bool:
    """Tell whether columns met, each once, stand in another order than the form's."""
    return len(columns) == len(set(columns)) and list(columns) != sorted(columns)


def under_heads(tokens: Sequence[Token], order: Order) -> tuple[Token, ...] | None:
    """Return the tokens of a row in the order of the form, each under its head; None where they do not stand so."""
    found: dict[int, Token] = {}
    for x, column in zip(order.xs, order.columns, strict=True):
        above = [token for token in tokens if 0 <= token.x <= x < token.x + token.span]
        if len(above) == 1 and column >= 0:
            found[column] = above[0]
    stray = any(
        token.kind != BLANK and not any(token.x <= x < token.x + token.span for x in order.xs) for token in tokens
    )
    wide = any(token.kind != BLANK and token.span > 1 for token in found.values())
    if stray or wide or len(found) != order.width:
        return None
    return tuple(found[column] for column in range(order.width))


def in_turn(tokens: Sequence[Token], order: Order) -> tuple[Token, ...] | None:
    """Return the tokens of a row in the order of the form, one a head; None where there are more or less."""
    cells = [token for token in tokens if token.kind not in (FILLER, SOFT)]
    if len(cells) != len(order.columns):
        return None
    found = {column: token for column, token in zip(order.columns, cells, strict=True) if column >= 0}
    return tuple(found[column] for column in range(order.width))
