"""Table 3 (收到和处理政府信息公开申请情况) out of strips."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.core.report.document import Place
from gongkai.core.report.form import EDITIONS, Edition, Row
from gongkai.core.report.model import Cell, Note, State, Value
from gongkai.core.report.reading.tables.align import Evidence, Match, align, in_order, plainly
from gongkai.core.report.reading.tables.cells import SEVERAL, cell_of
from gongkai.core.report.reading.tables.columns import WIDTH, Columns, Reading, adds_up, read_seven
from gongkai.core.report.reading.tables.labels import Label
from gongkai.core.report.reading.tables.settle import Placed, contradicted, failures, settle
from gongkai.core.report.reading.tables.strips import FILLER, SOFT, Strip, Token
from gongkai.core.report.reading.tables.values import BLANK, DASH, NUMBER, UNREAD, WORDS

_WHOLE: Final = {len(form.table3) for form in EDITIONS.values()}
_BONUS: Final = 0.5  # what the edition of table 2 weighs for that of table 3
_CUT_BONUS: Final = 4.0  # the same where the rows that differ are not there
_DIFFERENT: Final = 3  # rows printed again with other figures that show another report in the document
_NEIGHBOURS: Final = 3  # full lines from which the columns of a positioned line are learned
_NEAR: Final = 4  # loose labels before a row that may belong to it
_MANY: Final = 10  # whole rows that make single figures beside them strays


@dataclass(slots=True)
class FigureRow:
    """A row of figures before it is known which row of the form it is."""

    own: tuple[Label, ...]
    near: tuple[Label, ...]
    tokens: list[Token]
    exact: bool
    laid_out: bool
    glued: bool
    source: int
    place: Place


@dataclass(slots=True)
class Table3:
    """What was recovered: the edition, cells by id, notes, and how many rows had figures."""

    form: str
    cells: dict[str, Cell]
    notes: list[Note]
    rows: int


class _Collector:
    """Makes rows of figures out of strips, bounded and loose."""

    def __init__(self) -> None:
        self.rows: list[FigureRow] = []
        self.near: list[Label] = []
        self.loose: list[Token] = []
        self.loose_source = 0
        self.current: tuple[Label, ...] = ()
        self.displaced = False
        self.place = Place()

    def take(self, strip: Strip) -> None:
        rows = [label for label in strip.labels if label.part in {"t3", "group"}]
        if strip.bounded and strip.tokens and self._is_row(strip):
            self._flush()
            self.rows.append(
                FigureRow(
                    own=tuple(rows),
                    near=tuple(self.near),
                    tokens=strip.tokens,
                    exact=strip.exact,
                    laid_out=strip.laid_out,
                    glued=strip.glued,
                    source=strip.source,
                    place=strip.place,
                )
            )
            self.near.clear()
        elif rows:
            self._flush()
            self.current = tuple(rows) if rows[-1].part == "t3" else (*self.current_groups(), *rows)
            self.place = strip.place
            self.near = [*self.near, *rows][-_NEAR:]
        elif strip.tokens and not strip.labels and (not strip.bounded or strip.in_cells):
            self.loose.extend(strip.tokens)
            self.loose_source = strip.source
        elif strip.labels:
            self._flush()

    def current_groups(self) -> tuple[Label, ...]:
        return tuple(label for label in self.current if label.part == "group")

    def _is_row(self, strip: Strip) -> bool:
        if len(strip.tokens) == WIDTH and strip.labels and strip.labels[-1].part == "t3":
            return True
        if any(label.part == "head" for label in strip.labels):
            return False
        named = any(label.part in {"t3", "group"} for label in strip.labels)
        figures = sum(token.kind in (NUMBER, DASH) for token in strip.tokens)
        return figures >= 2 or (named and (bool(strip.filled) or sum(t.kind == BLANK for t in strip.tokens) >= WIDTH))

    def _flush(self) -> None:
        """Close the row of loose tokens that stood behind the last label."""
        tokens, self.loose = self.loose, []
        label, self.current = self.current, ()
        if not tokens:
            self.current = label
            return
        # More figures than one row behind a label: labels were displaced, and the next one may be of a later row.
        figures = sum(token.kind in (NUMBER, DASH) for token in tokens)
        displaced, self.displaced = self.displaced, figures > WIDTH
        for i, part in enumerate(cut(tokens)):
            own = label if i == 0 and not displaced else ()
            self.rows.append(
                FigureRow(
                    own, (), part, exact=False, laid_out=False, glued=False, source=-self.loose_source, place=self.place
                )
            )
        self.near.clear()

    def finish(self) -> list[FigureRow]:
        """Return the rows; beside many whole rows a few loose figures are strays, not rows."""
        self._flush()
        whole = sum(row.source > 0 and len(row.tokens) >= WIDTH for row in self.rows)
        if whole >= _MANY:
            self.rows = [row for row in self.rows if row.source > 0 or len(row.tokens) >= WIDTH]
        if len(self.rows) not in _WHOLE:
            # Blank cells vanish where fewer rows hold figures: glued figures cannot be told apart then.
            self.rows = [row for row in self.rows if not row.glued]
        bare = [row for row in self.rows if row.source < 0 and not any(t.kind == BLANK for t in row.tokens)]
        short = [row for row in bare if len(row.tokens) % WIDTH]
        if len(short) > len(bare) / 5:
            # Blank cells vanish in this text: seven figures behind a label may be of two rows, unless they add up.
            self.rows = [row for row in self.rows if row not in bare or len(row.tokens) != WIDTH or adds_up(row.tokens)]
        return self.rows


def cut(tokens: Sequence[Token]) -> Iterable[list[Token]]:
    """Cut the loose tokens behind one label into rows of seven."""
    first = next((i for i, token in enumerate(tokens) if token.kind != FILLER), len(tokens))
    end = next((i for i in range(first, len(tokens)) if tokens[i].kind == FILLER), len(tokens))
    row = list(tokens[first:end])
    hard = [token for token in row if token.kind != SOFT]
    if any(token.kind == SOFT for token in row):
        row = [t._replace(kind=BLANK) if t.kind == SOFT else t for t in row] if len(row) == WIDTH else hard
    if end < len(tokens):
        yield row  # fillers say where the row ends
    elif any(token.kind in (BLANK, WORDS) for token in row):
        yield row[:WIDTH] if all(token.kind in (BLANK, WORDS) for token in row[WIDTH:]) else row
    elif len(row) % WIDTH == 0:
        yield from (row[i : i + WIDTH] for i in range(0, len(row), WIDTH))
    else:
        yield row


def read_table3(strips: Sequence[Strip], form_of_table2: str = "") -> Table3:
    """Recover the cells of table 3; where it is cut before （六）, its edition is that of table 2."""
    collector = _Collector()
    for strip in strips:
        if strip.table == "t3":
            collector.take(strip)
    rows, several = _without_doubles(collector.finish())
    if several:
        return Table3("", {}, [Note("t3", "ambiguous", SEVERAL.format(table="表三"))], len(rows))
    if not rows:
        return Table3("", {}, [], 0)
    readings = _readings(rows, [strip for strip in strips if strip.table == "t3"])
    form, matches = _best_edition(rows, strips, form_of_table2)
    found = _place(form, readings, matches)
    return _by_order(rows, readings, found) or _table(found)


def _without_doubles(rows: list[FigureRow]) -> tuple[list[FigureRow], bool]:
    """Leave out rows that are printed twice; say whether several rows are, with different figures each time.

    A head and its rows may be printed again after a page break; a document of two reports prints every row twice.
    """
    seen: dict[str, list[Value]] = {}
    kept: list[FigureRow] = []
    different = 0
    for row in rows:
        label = row.own[-1] if row.own else None
        if label is None or label.sure < 2 or label.part != "t3":
            kept.append(row)
            continue
        figures = [token.value for token in row.tokens if token.kind in (NUMBER, DASH)]
        if seen.setdefault(label.id, figures) is figures:
            kept.append(row)
        elif seen[label.id] != figures:
            different += 1
            kept.append(row)
    return kept, different >= _DIFFERENT


def _readings(rows: Sequence[FigureRow], strips: Sequence[Strip]) -> list[Reading]:
    if all(len(row.tokens) == WIDTH and all(token.kind != FILLER for token in row.tokens) for row in rows):
        return [Reading(tuple(row.tokens)) for row in rows]  # the usual case: nothing to find out
    columns: Mapping[int, Columns] = defaultdict(Columns)
    for strip in strips:
        columns[strip.source].heads.update(strip.heads)
    for row in rows:
        if not row.laid_out:
            columns[row.source].learn(row.tokens)
    return [
        read_seven(
            row.tokens,
            _neighbours(rows, i) if row.laid_out else columns[row.source],
            exact=row.exact,
            place=row.place,
        )
        for i, row in enumerate(rows)
    ]


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
) -> tuple[Edition, list[Match | None]]:
    """Choose the edition whose rows fit best; on a tie the one whose table 2 was seen, then the newest."""
    evidence = [Evidence(row.own, row.near, loose=row.source < 0) for row in rows]
    for form in sorted(EDITIONS.values(), key=lambda form: -form.first_year):
        plain = plainly(evidence, form.table3) if len(rows) == len(form.table3) else None
        if plain is not None:
            return form, plain
    labels = {label.id for strip in strips for label in strip.labels}
    cut = len(rows) < min(_WHOLE) and not any(label.startswith("t3.r6") for label in labels)
    likely = form_of_table2 or ("2019" if labels & {"other_services", "procurement"} else "2021")
    found: list[tuple[float, Edition, list[Match | None]]] = []
    for form in EDITIONS.values():
        score, matches = align(evidence, form.table3)
        bonus = (_CUT_BONUS if cut else _BONUS) if form.id == likely else 0.0
        found.append((score + bonus, form, matches))
    _, form, matches = max(found, key=lambda item: (item[0], item[1].id))
    return form, matches


@dataclass(slots=True)
class _Placing:
    """Rows of figures put to rows of the form, and the rows left open."""

    form: Edition
    placed: dict[str, Placed]
    open_: list[str]
    rows: int


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
    for row_id, one in placing.placed.items():
        if row_id in doubted:
            text = "这一行的标签缺失，按顺序放回后勾稽关系不成立，没有采用。"
            found.notes.append(Note(row_id, "ambiguous", text))
        else:
            _take(found, placing.form.row_by_id[row_id], one)
    return found


def _take(found: Table3, row: Row, one: Placed) -> None:
    reading = one.reading
    if reading.tokens is None:
        why = reading.why or "这一行的数字不全，无法确定各属哪一列"
        found.notes.append(Note(row.id, "ambiguous" if reading.candidates else "unreadable", f"{why}，没有采用。"))
        return
    if reading.why:
        found.notes.append(Note(row.id, "repaired", f"{reading.why}。"))
    if not one.labelled:
        found.notes.append(Note(row.id, "repaired", "这一行的标签没有和数字在一起，按格式的行序认定。"))
    state: State = "repaired" if reading.state == "repaired" or not one.labelled else "read"
    for cell, token in zip(row.cells, reading.tokens, strict=True):
        if token is None or token.kind == UNREAD:
            found.notes.append(Note(cell, "unreadable", "这一格没有读到，没有采用。"))
            continue
        found.cells[cell] = cell_of(cell, token, state)
