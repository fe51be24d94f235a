"""Table 3 (收到和处理政府信息公开申请情况) out of strips."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.core.report.form import EDITIONS, Edition, Row
from gongkai.core.report.model import Cell, Note, State
from gongkai.core.report.reading.tables.align import Evidence, Match, align, by_own_label, in_order, plainly
from gongkai.core.report.reading.tables.cells import (
    AGAIN,
    EXTRA_COLUMNS,
    MOVED,
    MOVED_ROWS,
    OUT_OF_ORDER,
    SEVERAL,
    TWICE,
    Proof,
    take,
)
from gongkai.core.report.reading.tables.columns import WIDTH, Columns, Reading, Seven, adds_up, read_seven
from gongkai.core.report.reading.tables.figure_rows import WHOLE, Collector, FigureRow, joined
from gongkai.core.report.reading.tables.heads import UNKNOWN, Order, in_turn, under_heads
from gongkai.core.report.reading.tables.heads3 import orders, out_of_order
from gongkai.core.report.reading.tables.printings import Printed, Printings, apart
from gongkai.core.report.reading.tables.settle import Placed, contradicted, failures, holds, settle, shifted
from gongkai.core.report.reading.tables.strips import FILLER, SOFT, Strip, Token
from gongkai.core.report.reading.tables.values import BLANK, DASH, NUMBER, is_grouped

_BONUS: Final = 0.5  # what the edition of table 2 weighs for that of table 3
_CUT_BONUS: Final = 4.0  # the same where the rows that differ are not there
_NEIGHBOURS: Final = 3  # full lines from which the columns of a positioned line are learned


@dataclass(slots=True)
class Table3:
    """What was recovered: the edition, cells by id, notes, and how many rows had figures."""

    form: str
    cells: dict[str, Cell]
    notes: list[Note]
    rows: int


@dataclass(slots=True)
class _Placing:
    """Rows of figures put to rows of the form, and the rows left open."""

    form: Edition
    placed: dict[str, Placed]
    open_: list[str]
    rows: int


def read_table3(strips: Sequence[Strip], form_of_table2: str = "", *, cut: bool = False) -> Table3:
    """Recover the cells of table 3; where it is cut before （六）, its edition is that of table 2.

    `cut` says that the document ends in it.
    """
    own = [strip for strip in strips if strip.table == "t3"]
    collector = Collector()
    for strip in own:
        collector.take(strip)
    every = joined(collector.finish())
    printings = apart([_as_printed(row) for row in every])
    if printings.several:
        return Table3("", {}, [Note("t3", "ambiguous", SEVERAL.format(table="表三"))], len(every))
    if not every:
        return Table3("", {}, [], 0)
    order = orders(own)
    if out_of_order(own):
        return Table3("", {}, [Note("t3", "ambiguous", OUT_OF_ORDER.format(table="表三"))], len(every))
    rows = [every[i] for i in printings.kept]
    readings = _readings(rows, own, order, cut=cut)
    form, matches, moved = _best_edition(rows, strips, form_of_table2)
    placing = _place(form, readings, matches)
    twice = [str(row) for row in printings.open_ if str(row) in form.row_by_id]
    for row in twice:
        placing.placed.pop(row, None)  # what order alone put in the place of rows that differ
    found = _by_order(rows, readings, placing) or _table(placing)
    if moved:
        found.notes.append(Note("t3", "layout", MOVED_ROWS.format(rows="”“".join(row.label for row in moved))))
    found.notes += [Note(row, "ambiguous", TWICE) for row in sorted(twice)]
    found.notes += [*_said(printings, order), *_not_met(found, placing, cut=cut)]
    return found


def _as_printed(row: FigureRow) -> Printed:
    """Return a row for telling printings apart; a label that is not sure says nothing."""
    label = row.own[-1] if row.own else None
    sure = label is not None and label.sure >= 2 and label.part == "t3"
    figures = tuple(token.value for token in row.tokens if token.kind in (NUMBER, DASH))
    return Printed(label.id if label and sure else None, figures, row.above)


def _said(printings: Printings, orders: Mapping[int, Order]) -> Iterator[Note]:
    """Yield what has to be said of the whole table: a second one, columns in another order or not of the form."""
    if printings.said:
        yield Note("t3", "layout", AGAIN.format(table="表三", said=printings.said))
    moved = any(order.moved for order in orders.values())
    if moved:
        yield Note("t3", "layout", MOVED.format(table="表三"))
    extra = dict.fromkeys(text for order in orders.values() for text in order.extra)
    if extra:
        yield Note("t3", "layout", EXTRA_COLUMNS.format(table="表三", heads="”“".join(extra)))


def _not_met(found: Table3, placing: _Placing, *, cut: bool) -> Iterator[Note]:
    """Yield the rows of the form that were not met; those behind the end of a text that is cut are told elsewhere."""
    told = {note.cell for note in found.notes} | {cell.rpartition(".")[0] for cell in found.cells}
    rows = [row.id for row in placing.form.table3]
    last = max((i for i, row in enumerate(rows) if row in told), default=-1)
    for row in rows[: last + 1]:
        if row not in told:
            yield Note(row, "unreadable", "没有读到这一行。")
    if not cut and 0 <= last < len(rows) - 1:
        yield Note("t3", "unreadable", f"最后 {len(rows) - 1 - last} 行没有读到。")


def _readings(
    rows: Sequence[FigureRow], strips: Sequence[Strip], order: Mapping[int, Order], *, cut: bool
) -> list[Reading]:
    if all(one.usual and one is not UNKNOWN for one in order.values()) and all(_is_plain(row) for row in rows):
        return [Reading(tuple(row.tokens)) for row in rows]  # the usual case: nothing to find out
    columns: Mapping[int, Columns] = defaultdict(Columns)
    for strip in strips:
        columns[strip.source].heads.update(strip.heads)
    for row in rows:
        if not row.laid_out:
            columns[row.source].learn(row.tokens)
    return [
        row.reading
        or _by_heads(row, order.get(abs(row.source)))
        or read_seven(
            row.tokens,
            _neighbours(rows, i) if row.laid_out else columns[row.source],
            exact=row.exact,
            place=row.place,
            last=cut and i == len(rows) - 1,
        )
        for i, row in enumerate(rows)
    ]


def _is_plain(row: FigureRow) -> bool:
    """Tell whether a row is seven cells, the first of which cannot be what is left of a label."""
    if row.reading is not None or len(row.tokens) != WIDTH or (not row.exact and row.tokens[0].kind == BLANK):
        return False
    return all(token.kind != FILLER for token in row.tokens)


def _by_heads(row: FigureRow, order: Order | None) -> Reading | None:
    """Read a row by the heads above it, where they differ from the form; None where there is nothing to read by."""
    if order is None:
        return None
    if order is UNKNOWN:
        return Reading(why="表头各列的顺序与格式不同，又没有认全，无法确定各数属哪一列")
    cells = [token for token in row.tokens if token.kind not in (FILLER, SOFT)]
    if order.usual and (len(cells) == WIDTH or not row.exact):
        return None
    seven = under_heads(cells, order) if order.xs else in_turn(cells, order)
    if seven is not None:
        return Reading(seven)
    return Reading(why="这一行的格数与表头不符，无法确定各数属哪一列") if order.moved else None


def _neighbours(rows: Sequence[FigureRow], at: int) -> Columns:
    """Learn the columns of a positioned line from the full lines nearest to it: they shift from page to page."""
    found = Columns(laid_out=True)
    by_distance = sorted((abs(i - at), i) for i, row in enumerate(rows) if row.laid_out and i != at)
    for _, i in by_distance:
        found.learn(rows[i].tokens)
        if len(found.xs) == _NEIGHBOURS:
            break
    return found


def _best_edition(
    rows: Sequence[FigureRow], strips: Sequence[Strip], form_of_table2: str
) -> tuple[Edition, list[Match | None], list[Row]]:
    """Choose the edition whose rows fit best; on a tie the one whose table 2 was seen, then the newest.

    The third are the rows that stand in another order than the edition's.
    """
    evidence = [Evidence(row.own, row.near, loose=row.source < 0, heading=row.heading) for row in rows]
    for form in sorted(EDITIONS.values(), key=lambda form: -form.first_year):
        plain = plainly(evidence, form.table3) if len(rows) == len(form.table3) else None
        if plain is not None:
            return form, plain, []
    labels = {label.id for strip in strips for label in strip.labels}
    cut = len(rows) < min(WHOLE) and not any(label.startswith("t3.r6") for label in labels)
    likely = form_of_table2 or ("2019" if labels & {"other_services", "procurement"} else "2021")
    found: list[tuple[float, Edition, list[Match | None]]] = []
    for form in EDITIONS.values():
        score, matches = align(evidence, form.table3)
        bonus = (_CUT_BONUS if cut else _BONUS) if form.id == likely else 0.0
        found.append((score + bonus, form, matches))
    _, form, matches = max(found, key=lambda item: (item[0], item[1].id))
    return form, *by_own_label(evidence, matches, form.table3)


def _place(form: Edition, readings: Sequence[Reading], matches: Sequence[Match | None]) -> _Placing:
    found = _Placing(form, {}, [], len(readings))
    for reading, match in zip(readings, matches, strict=True):
        if match is None:
            continue
        row = form.table3[match.row]
        if match.open_:
            found.open_.append(row.id)
        else:
            found.placed[row.id] = Placed(reading, match.labelled)
    settle(form, found.placed)
    return found


def _by_order(rows: Sequence[FigureRow], readings: Sequence[Reading], by_label: _Placing) -> Table3 | None:
    """Go by order alone where labels were displaced, the rows are just as many as the form's and balances speak for it.

    Only loose rows are read so: a row of a grid holds its label beside its figures.
    """
    complete = len(by_label.placed) == len(rows) and not by_label.open_
    whole = all(reading.tokens is not None for reading in readings)
    if complete or not whole or any(row.source > 0 and row.own for row in rows):
        return None
    for form in EDITIONS.values():
        if len(form.table3) == len(rows):
            found = _place(form, readings, in_order(len(rows)))
            if failures(form, found.placed) <= failures(by_label.form, by_label.placed):
                return _table(found, trusted=True)
    return None


def _table(placing: _Placing, *, trusted: bool = False) -> Table3:
    found = Table3(placing.form.id, {}, [], placing.rows)
    for row_id in placing.open_:
        found.notes.append(Note(row_id, "ambiguous", "这一行的标签缺失，按顺序有不止一种放法，没有采用。"))
    whole = len(placing.placed) == len(placing.form.table3)
    doubted = [] if trusted or whole else contradicted(placing.form, placing.placed)
    moved = shifted(placing.form, placing.placed)
    for row_id, one in placing.placed.items():
        if row_id in moved:
            text = "这一行像是少了一格，后面的数都移了位，没有采用。"
            found.notes.append(Note(row_id, "ambiguous", text))
        elif row_id in doubted:
            text = "这一行的标签缺失，按顺序放回后勾稽关系不成立，没有采用。"
            found.notes.append(Note(row_id, "ambiguous", text))
        else:
            _take(found, placing, placing.form.row_by_id[row_id], one)
    return found


def _take(found: Table3, placing: _Placing, row: Row, one: Placed) -> None:
    reading = one.reading
    if reading.tokens is None:
        why = reading.why or "这一行的数字不全，无法确定各属哪一列"
        found.notes.append(Note(row.id, "ambiguous" if reading.candidates else "unreadable", f"{why}，没有采用。"))
        return
    if reading.why:
        found.notes.append(Note(row.id, "repaired", f"{reading.why}。"))
    if not one.labelled:
        found.notes.append(Note(row.id, "repaired", "这一行没有标签，或标签没有和数字在一起，按格式的行序认定。"))
    state: State = "repaired" if reading.state == "repaired" or not one.labelled else "read"
    proof = _proof(placing, row, reading.tokens)
    for cell, token in zip(row.cells, reading.tokens, strict=True):
        if token is None:
            found.notes.append(Note(cell, "unreadable", "这一格没有读到，没有采用。"))
            continue
        taken = take(cell, token, found.notes, state, proof=proof)
        if taken is not None:
            found.cells[cell] = taken


def _proof(placing: _Placing, row: Row, tokens: Seven) -> Proof:
    """Return what bears out a figure of a row that is put together of parts.

    Digits that a page wraps need the row's sum; others the balances of their column too, since rows printed into one
    another keep their sums. A row of nothing but such figures is two rows.
    """
    printed = [token for token in tokens if token and token.kind != BLANK]
    single = any(not token.parted for token in printed)

    def proof(cell: str, token: Token) -> bool:
        if is_grouped(token.text):
            return adds_up(tokens)
        wrapped = token.place.page and adds_up(tokens)
        return single and bool(wrapped or holds(placing.form, placing.placed, row.id, row.cells.index(cell)))

    return proof
