"""The heads of table 4 (表四表头): three groups of five results, on two or three rows of heads."""

from collections.abc import Iterator, Sequence
from typing import Final

from gongkai.core.report.form import COMMON, EDITIONS
from gongkai.core.report.reading.tables.heads import EXTRA, UNKNOWN, Order, contradicts
from gongkai.core.report.reading.tables.strips import HeadCell, Strip

_RESULTS: Final = {f"t4.col.{column.id}": i for i, column in enumerate(COMMON.t4_columns)}
_GROUPS: Final = {f"t4.group.{row.id}": i for i, row in enumerate(EDITIONS["2021"].table4)}
_SUITS: Final = "t4.suits"
_FIVE: Final = len(_RESULTS)
_WIDTH: Final = _FIVE * len(_GROUPS)


def order(strips: Sequence[Strip]) -> Order | None:
    """Return the order of the fifteen columns that the heads say; None where they say nothing against the form."""
    rows = [strip.columns for strip in strips if _is_head(strip)]
    rows = _first(rows)
    columns = list(_columns(rows))
    if len(columns) == _WIDTH + columns.count(EXTRA) and set(columns) - {EXTRA} == set(range(_WIDTH)):
        found = Order(tuple(columns), extra=tuple(_extra(rows)))
        return None if found.usual else found
    if any(_out_of_order(row) for row in rows) or _loosely_out_of_order(strips):
        return UNKNOWN
    return None


def _is_head(strip: Strip) -> bool:
    return any(cell.id in _RESULTS or cell.id in _GROUPS or cell.id == _SUITS for cell in strip.columns)


def _first(rows: Sequence[list[HeadCell]]) -> list[list[HeadCell]]:
    """Return the rows of heads of the first printing."""
    found: list[list[HeadCell]] = []
    for row in rows:
        if row in found:
            break
        found.append(row)
    return found


def _columns(rows: Sequence[Sequence[HeadCell]]) -> Iterator[int]:
    """Yield the places of the columns: results stand under the group on their left or take the place of its head."""
    lowest = [cell for row in rows for cell in row if cell.id in _RESULTS]
    if not lowest:
        return
    last = [cell for cell in rows[-1] if cell.id in _RESULTS]
    upper = [
        cell for row in rows[:-1] for cell in row if cell.id in _RESULTS or cell.id in _GROUPS or cell.id == _SUITS
    ]
    if len(last) == _WIDTH:  # one row of results under one or two rows of groups
        groups = sorted(cell for row in rows[:-1] for cell in row if cell.id in _GROUPS)
        ranks = list(dict.fromkeys(_GROUPS[cell.id] for cell in groups))
        if len(ranks) == len(_GROUPS):
            yield from _under(ranks, last, rows[-1])
        return
    second = next((row for row in rows if sum(cell.id in _GROUPS for cell in row) == 2), [])
    if len(last) != 2 * _FIVE or not second or not upper:
        return
    rest = iter(last)
    for cell in second:
        if cell.id in _RESULTS:
            yield _RESULTS[cell.id]
        elif cell.id in _GROUPS:
            yield from (_GROUPS[cell.id] * _FIVE + _RESULTS[one.id] for _, one in zip(range(_FIVE), rest, strict=False))
        else:
            yield EXTRA


def _under(ranks: Sequence[int], last: Sequence[HeadCell], row: Sequence[HeadCell]) -> Iterator[int]:
    met = 0
    for cell in row:
        if cell.id in _RESULTS and len(last) == _WIDTH:
            yield ranks[met // _FIVE] * _FIVE + _RESULTS[cell.id]
            met += 1
        else:
            yield EXTRA


def _extra(rows: Sequence[Sequence[HeadCell]]) -> Iterator[str]:
    known = _RESULTS.keys() | _GROUPS.keys() | {_SUITS}
    yield from (cell.text for row in rows[1:] for cell in row if cell.id not in known)


def _out_of_order(row: Sequence[HeadCell]) -> bool:
    """Tell whether the heads of one row stand in another order than the form's."""
    met = [cell.id for cell in row if cell.id in _GROUPS or cell.id == _SUITS]
    groups = list(dict.fromkeys(_GROUPS.get(name, 1) for name in met))
    return contradicts(groups) or _results_moved([_RESULTS[cell.id] for cell in row if cell.id in _RESULTS])


def _loosely_out_of_order(strips: Sequence[Strip]) -> bool:
    """Tell the same of loose heads, one behind the other."""
    ids = [label.id for strip in strips if not strip.columns for label in strip.labels]
    groups = [_GROUPS.get(name, 1) for name in ids if name in _GROUPS or name == _SUITS]
    suits = [_GROUPS[name] for name in ids if _GROUPS.get(name)]
    results = [_RESULTS[name] for name in ids if name in _RESULTS]
    return (groups.count(0) == 1 and groups[0] != 0 and len(results) % _FIVE == 0 and bool(results)) or (
        contradicts(suits) or _results_moved(results)
    )


def _results_moved(results: Sequence[int]) -> bool:
    """Tell whether each five results in turn are the five, and some of them in another order."""
    fives = [results[i : i + _FIVE] for i in range(0, len(results), _FIVE)]
    return any(contradicts(five) for five in fives) and all(sorted(five) == list(range(_FIVE)) for five in fives)
