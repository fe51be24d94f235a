"""Table 2 (主动公开政府信息情况) out of strips: few rows, each known by its label."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from gongkai.core.report.form import EDITIONS, Edition, Row
from gongkai.core.report.model import Cell, Note
from gongkai.core.report.reading.tables.cells import (
    AGAIN,
    EXTRA_COLUMNS,
    MOVED,
    SEVERAL,
    TWICE,
    cell_of,
    cells_of,
)
from gongkai.core.report.reading.tables.heads import UNKNOWN, Order, in_turn, under_heads
from gongkai.core.report.reading.tables.heads2 import Heads
from gongkai.core.report.reading.tables.printings import Printed, Printings, apart
from gongkai.core.report.reading.tables.strips import FILLER, SOFT, Strip, Token
from gongkai.core.report.reading.tables.values import BLANK, DASH, NUMBER, WORDS, unit_of

_NEW: Final = re.compile(r"制\s*发|废\s*止|现\s*行\s*有\s*效|收\s*费\s*金\s*额")
_OLD: Final = re.compile(r"新\s*制\s*作|新\s*公\s*开|对外公开总|上一年项目|采购|本年增|处理决定数量.{0,3}指|^本年新$")
_AMOUNT: Final = "t2.fees.amount_wan"
_FEES: Final = "fees"
# Remarks that tell the column of a figure whose row was torn apart.
_REMARK_COLUMN: Final = ((re.compile(r"失效|废止|清理"), 1),)


@dataclass(slots=True)
class Table2:
    """What was recovered: the edition, cells by id, notes, and how many rows had figures."""

    form: str
    cells: dict[str, Cell] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    rows: int = 0


@dataclass(slots=True)
class _Row:
    """A row as it is met: its label, its strip with all its tokens, and what the heads above it say."""

    label: str
    strip: Strip
    order: Order | None = None
    unit: tuple[str, Decimal] | None = None
    above: str = ""


def read_table2(strips: Sequence[Strip], heads: Sequence[tuple[str, str]]) -> Table2:
    """Recover the cells of table 2."""
    own = [strip for strip in strips if strip.table == "t2"]
    form = _edition(own, heads)
    if form is None:
        return Table2("")
    found = Table2(form.id)
    known = {row.id.split(".", 1)[1]: row for row in form.t2_rows}
    torn: list[tuple[Row, list[Token]]] = []
    rows = _rows(own, known)
    printings = apart([_as_printed(row, known) for row in rows])
    if printings.several:
        met = {row.label for row in rows if row.label in known and row.strip.filled}
        return Table2(form.id, notes=[Note("t2", "ambiguous", SEVERAL.format(table="表二"))], rows=len(met))
    for i in printings.kept:
        if rows[i].label in known:
            _row(found, known[rows[i].label], rows[i], torn)
    _mend_torn(found, torn, [token for row in rows if row.label not in known for token in row.strip.tokens])
    found.rows = len({cell.rpartition(".")[0] for cell in found.cells})
    found.notes += [Note(known[str(row)].id, "ambiguous", TWICE) for row in sorted(map(str, printings.open_))]
    found.notes += _said(printings, [rows[i] for i in printings.kept])
    return found


def _as_printed(row: _Row, known: Mapping[str, Row]) -> Printed:
    figures = tuple(token.value for token in row.strip.tokens if token.kind in (NUMBER, DASH, WORDS))
    return Printed(row.label if row.label in known and row.strip.tokens else None, figures, row.above)


def _said(printings: Printings, rows: Sequence[_Row]) -> Iterator[Note]:
    """Yield what has to be said of the whole table: a second one, columns in another order or not of the form."""
    if printings.said:
        yield Note("t2", "layout", AGAIN.format(table="表二", said=printings.said))
    orders = [row.order for row in rows if row.order is not None]
    if any(order.moved for order in orders):
        yield Note("t2", "layout", MOVED.format(table="表二"))
    extra = dict.fromkeys(text for order in orders for text in order.extra)
    if extra:
        yield Note("t2", "layout", EXTRA_COLUMNS.format(table="表二", heads="”“".join(extra)))


def _edition(strips: Sequence[Strip], heads: Sequence[tuple[str, str]]) -> Edition | None:
    """Choose the edition by the wording of the heads, by rows only one has, and by how many figures rows hold."""
    texts = [text for table, text in heads if table == "t2"]
    labels = {label.id for strip in strips for label in strip.labels if label.part == "t2"}
    if not labels and not texts:
        return None
    new = sum(bool(_NEW.search(text)) for text in texts)
    old = sum(bool(_OLD.search(text)) for text in texts) + 3 * len(labels & {"other_services", "procurement"})
    if old != new:
        return EDITIONS["2019" if old > new else "2021"]
    permits = [strip for strip in strips if any(label.id == "permits" for label in strip.labels)]
    return EDITIONS["2019" if any(len(strip.filled) == 3 for strip in permits) else "2021"]


def _rows(strips: Sequence[Strip], known: Mapping[str, Row]) -> list[_Row]:
    """Bring each label together with the tokens of its row, or with the loose ones behind it, and with its heads."""
    found: list[_Row] = []
    heads = Heads()
    behind = False  # the last label still takes loose tokens
    above = ""
    for strip in strips:
        above = f"{above}\n{strip.above}".strip("\n")
        heads.take(strip)
        label = next((label.id for label in reversed(strip.labels) if label.part in {"t2", "skip"}), "")
        if label:
            row = known.get(label)
            own = _Row(label, replace(strip, tokens=list(strip.tokens)), above=above)
            own.order = heads.order(row) if row else None
            own.unit = heads.unit(strip.text) if label == _FEES else None
            found.append(own)
            above = ""
            behind = not strip.tokens
        elif strip.labels:
            behind = False
        elif strip.tokens and behind:
            found[-1].strip.tokens.extend(strip.tokens)
        elif strip.tokens:
            found.append(_Row("", strip))
    return found


def _row(found: Table2, row: Row, printed: _Row, torn: list[tuple[Row, list[Token]]]) -> None:
    tokens = printed.strip.tokens
    if not tokens or row.cells[0] in found.cells:
        return
    width = len(row.cells)
    chosen = _chosen(printed, width)
    if chosen is not None:
        found.cells.update(cells_of(row.cells, chosen, found.notes))
        _convert(found, row, printed.unit)
        return
    figures = [token for token in tokens if token.kind == NUMBER]
    if len(figures) == width - 1 and printed.order is None:
        torn.append((row, figures))
    else:
        found.notes.append(Note(row.id, "unreadable", "这一行的数字个数与格式不符，无法确定各属哪一列，没有采用。"))


def _chosen(printed: _Row, width: int) -> Sequence[Token] | None:
    """Return the row's cells: by the heads where they differ from the form, else as the form has them."""
    strip, order = printed.strip, printed.order
    if order is UNKNOWN:
        return None
    if order is not None:
        cells = [token for token in strip.tokens if token.kind not in (FILLER, SOFT)]
        return (under_heads(cells, order) if order.xs else None) or in_turn(cells, order)
    if strip.glued and width > 1:
        return _unglued(strip.tokens[0], width)
    return _choose(strip.tokens, width, exact=strip.exact)


def _convert(found: Table2, row: Row, unit: tuple[str, Decimal] | None) -> None:
    """Convert fees printed in another unit than 万元."""
    cell = found.cells.get(_AMOUNT)
    if unit is None or cell is None or _AMOUNT not in row.cells or not isinstance(cell.value, int | Decimal):
        return
    name, factor = unit
    if factor == 1 or not cell.value or unit_of(cell.printed):
        return  # a unit in the cell itself is that of its figure
    if not factor:
        del found.cells[_AMOUNT]
        found.notes.append(Note(_AMOUNT, "ambiguous", f"表头和行里的单位不一致（{name}），没有采用。"))
        return
    value = Decimal(cell.value) * factor
    plain = value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()
    found.cells[_AMOUNT] = replace(cell, value=plain, state="repaired")
    found.notes.append(Note(_AMOUNT, "repaired", f"原文的单位是“{name}”，已换算成万元。"))


def _choose(tokens: Sequence[Token], width: int, *, exact: bool) -> list[Token] | None:
    """Return the row's cells, or None where they cannot be told."""
    end = next((i for i, token in enumerate(tokens) if token.kind == FILLER and i), len(tokens))
    marked = [token for token in tokens[:end] if token.kind != FILLER]
    cells = [token for token in marked if token.kind != SOFT]
    figures = [token for token in cells if token.kind != BLANK]
    if len(cells) == width:
        return cells
    if len(figures) == width:
        return figures
    if len(marked) == width and not figures:
        return [token._replace(kind=BLANK) for token in marked]
    if exact and cells and sum(t.span for t in cells) == width and all(t.kind != NUMBER or t.span == 1 for t in cells):
        return [token for token in cells for _ in range(token.span)]
    return _of_too_many(cells, figures, width) if len(cells) > width else None


def _of_too_many(cells: list[Token], figures: Sequence[Token], width: int) -> list[Token] | None:
    """Choose among more cells than the row has: blanks, words and copies behind them are not of the row."""
    row, rest = cells[:width], cells[width:]
    if all(token.kind in (BLANK, WORDS) for token in rest):
        return row  # what follows is blank, or words (the next heading, cut short)
    if all(token.value == row[-1].value and token.place.column for token in rest):
        return row  # one cell printed again for every column it spans
    if width == 1 and all(token.kind == DASH for token in figures[1:]):
        return [figures[0]]
    return None


def _unglued(token: Token, width: int) -> list[Token] | None:
    text = token.text.strip()
    if token.kind != NUMBER or not text.isdigit() or len(text) != width:
        return None
    return [Token(NUMBER, int(one), one, token.place) for one in text]


def _mend_torn(found: Table2, torn: list[tuple[Row, list[Token]]], orphans: list[Token]) -> None:
    """Put figures that were pulled out of their rows back, as far as only one place is left for each.

    Cells with a remark below the figure (22（其中修订16件）) leave their row in some extractions; their order stays.
    """
    spare = [token for token in orphans if token.trimmed]
    if not torn or len(spare) != len(torn):
        for row, _ in torn:
            found.notes.append(Note(row.id, "unreadable", "这一行少了一个数，无法确定缺的是哪一列，没有采用。"))
        return
    places = _places(spare, len(torn[0][1]) + 1)
    for (row, figures), token in zip(torn, spare, strict=True):
        readings = [[*figures[:place], token, *figures[place:]] for place in places]
        found.notes.append(Note(row.id, "repaired", f"“{token.text}”与本行分离，按先后顺序放回。"))
        for i, cell in enumerate(row.cells):
            if len({reading[i].value for reading in readings}) == 1:
                one = cell_of(cell, readings[0][i])
                found.cells[cell] = Cell(one.value, one.printed, one.place, "repaired")


def _places(spare: Sequence[Token], width: int) -> list[int]:
    for pattern, column in _REMARK_COLUMN:
        if any(pattern.search(token.text) for token in spare) and column < width:
            return [column]
    return list(range(width))


__all__ = ["Table2", "read_table2"]
