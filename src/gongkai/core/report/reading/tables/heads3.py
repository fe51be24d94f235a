"""The heads of table 3 (表三表头): the seven kinds of applicants, on one row of heads or on two or three."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from gongkai.core.report.form import COMMON
from gongkai.core.report.reading.tables.heads import EXTRA, UNKNOWN, Order, contradicts, order_of
from gongkai.core.report.reading.tables.strips import HeadCell, Strip

_PLACE: Final = {f"t3.col.{column.id}": i for i, column in enumerate(COMMON.t3_columns)}
_WIDTH: Final = len(_PLACE)
_INNER: Final = frozenset(range(1, _WIDTH - 1))  # the kinds of legal persons, which stand under one head
_FEWEST: Final = 3  # heads of legal persons met that show an order
_LEGAL: Final = re.compile(r"法人|组织")


def orders(strips: Sequence[Strip]) -> dict[int, Order]:
    """Return for each source of strips the order of its columns, where the heads say that it is not the form's.

    A grid without heads of its own goes on in the order of the one before.
    """
    found: dict[int, Order] = {}
    last: Order | None = None
    for members in _tables(strips):
        own = _order(members)
        if own is not None or _says(members):
            last = own
        if last is None or (own is None and last.usual and last is not UNKNOWN):
            continue
        inherited = last if own is not None or last is UNKNOWN else Order(last.columns, (), last.extra)
        found |= dict.fromkeys((strip.source for strip in members), inherited)
    return found


def _tables(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    """Yield the strips of each source; sources that hold nothing but heads belong to what follows."""
    held: list[Strip] = []
    for _, group in groupby(strips, key=lambda strip: strip.source):
        held += group
        if any(strip.filled for strip in held):
            yield held
            held = []
    if held:
        yield held


def out_of_order(strips: Sequence[Strip]) -> bool:
    """Tell whether loose heads, one behind the other, stand in another order than the form's."""
    run: list[int] = []
    for strip in [*strips, None]:
        places = [] if strip is None else [_PLACE[label.id] for label in strip.labels if label.id in _PLACE]
        if strip is not None and (places or not strip.filled) and not strip.columns:
            run += places
            continue
        inner = [place for place in run if place in _INNER]
        if len(inner) >= _FEWEST and len(run) == len(set(run)):
            first, last = run.index(inner[0]), run.index(inner[-1])
            if contradicts(inner) or len(run[first : last + 1]) > len(inner):
                return True
            if {0, _WIDTH - 1} <= set(run) and run.index(_WIDTH - 1) < run.index(0):
                return True
        run = []
    return False


def _says(strips: Sequence[Strip]) -> bool:
    return sum(cell.id in _PLACE for strip in strips for cell in strip.columns) >= _FEWEST


def _order(strips: Sequence[Strip]) -> Order | None:
    """Return the order of columns that the heads of one grid say; None where they say nothing against the form."""
    rows = [strip.columns for strip in strips if any(cell.id in _PLACE for cell in strip.columns)]
    if not rows:
        return None
    cells = list(dict.fromkeys(cell for row in rows for cell in row if cell.id in _PLACE or not cell.id))
    alone = len({strip.source for strip in strips if strip.columns}) == 1
    found = order_of(cells, _PLACE) if alone and _one_grid(rows) else None
    if found is None:
        found = _composed(rows)
    if found is not None:
        return None if found.usual and not found.xs else found
    return UNKNOWN if any(contradicts([_PLACE[cell.id] for cell in row if cell.id in _PLACE]) for row in rows) else None


def _one_grid(rows: Sequence[Sequence[HeadCell]]) -> bool:
    """Tell whether the heads of several rows stand in one grid of columns: none below another's own column."""
    own = [cell.x for row in rows for cell in row if cell.id in _PLACE]
    return len(own) == len(set(own))


def _composed(rows: Sequence[Sequence[HeadCell]]) -> Order | None:
    """Put the heads of legal persons in the place of the head above them, where rows have columns of their own."""
    columns: list[int] = []
    extra: list[str] = []
    lower = [row for row in rows if len(_INNER & {_PLACE.get(cell.id, EXTRA) for cell in row}) == len(_INNER)]
    upper = [row for row in rows if {0, _WIDTH - 1} <= {_PLACE.get(cell.id, EXTRA) for cell in row}]
    if not lower or not upper:
        return None
    for cell in _flat(upper[0], lower[0]):
        if cell.id in _PLACE or (columns and not cell.id):
            columns.append(_PLACE.get(cell.id, EXTRA))
            extra += [] if cell.id else [cell.text]
    own = [column for column in columns if column != EXTRA]
    return Order(tuple(columns), (), tuple(extra)) if sorted(own) == list(range(_WIDTH)) else None


def _flat(upper: Sequence[HeadCell], lower: Sequence[HeadCell]) -> Iterator[HeadCell]:
    """Yield the heads of one row, those of legal persons out of the row below in the place of their common head."""
    if upper is lower:
        yield from upper
        return
    for cell in upper:
        if cell.id == "t3.head" and _LEGAL.search(cell.text):
            yield from lower
        else:
            yield cell
