"""Table 2 (主动公开政府信息情况) out of strips: few rows, each known by its label."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from gongkai.core.report.form import EDITIONS, Edition, Row
from gongkai.core.report.model import Cell, Note
from gongkai.core.report.reading.tables.cells import SEVERAL, cell_of, cells_of
from gongkai.core.report.reading.tables.strips import FILLER, SOFT, Strip, Token
from gongkai.core.report.reading.tables.values import BLANK, DASH, NUMBER, WORDS

_NEW: Final = re.compile(r"制\s*发|废\s*止|现\s*行\s*有\s*效|收\s*费\s*金\s*额")
_OLD: Final = re.compile(r"新\s*制\s*作|新\s*公\s*开|对外公开总|上一年项目|采购|本年增|处理决定数量.{0,3}指|^本年新$")
_DIFFERENT: Final = 3  # rows printed again with other figures that show another report in the document
# Remarks that tell the column of a figure whose row was torn apart.
_REMARK_COLUMN: Final = ((re.compile(r"失效|废止|清理"), 1),)


@dataclass(slots=True)
class Table2:
    """What was recovered: the edition, cells by id, notes, and how many rows had figures."""

    form: str
    cells: dict[str, Cell] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    rows: int = 0
    again: int = 0  # rows printed again with other figures


def read_table2(strips: Sequence[Strip], heads: Sequence[tuple[str, str]]) -> Table2:
    """Recover the cells of table 2."""
    own = [strip for strip in strips if strip.table == "t2"]
    form = _edition(own, heads)
    if form is None:
        return Table2("")
    found = Table2(form.id)
    known = {row.id.split(".", 1)[1]: row for row in form.t2_rows}
    torn: list[tuple[Row, list[Token]]] = []
    orphans: list[Token] = []
    for label, strip in _rows(own):
        row = known.get(label)
        if row is None:
            orphans += [token for token in strip.tokens if token.kind == NUMBER]
            continue
        _row(found, row, strip, torn)
    _mend_torn(found, torn, orphans)
    if found.again >= _DIFFERENT:
        return Table2(form.id, notes=[Note("t2", "ambiguous", SEVERAL.format(table="表二"))], rows=found.rows)
    return found


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


def _rows(strips: Sequence[Strip]) -> list[tuple[str, Strip]]:
    """Bring each label together with the tokens of its row, or with the loose ones behind it."""
    found: list[tuple[str, Strip]] = []
    behind = False  # the last label still takes loose tokens
    for strip in strips:
        label = next((label.id for label in reversed(strip.labels) if label.part in {"t2", "skip"}), "")
        if label:
            found.append((label, replace(strip, tokens=list(strip.tokens))))
            behind = not strip.tokens
        elif strip.labels:
            behind = False
        elif strip.tokens and behind:
            found[-1][1].tokens.extend(strip.tokens)
        elif strip.tokens:
            found.append(("", strip))
    return found


def _row(found: Table2, row: Row, strip: Strip, torn: list[tuple[Row, list[Token]]]) -> None:
    tokens = strip.tokens
    if not tokens:
        return
    width = len(row.cells)
    chosen = _unglued(tokens[0], width) if strip.glued and width > 1 else _choose(tokens, width, exact=strip.exact)
    if row.cells[0] in found.cells:
        found.again += chosen is not None and chosen[0].value != found.cells[row.cells[0]].value
        return
    if chosen is not None:
        found.rows += 1
        found.cells.update(cells_of(row.cells, chosen, found.notes))
        return
    figures = [token for token in tokens if token.kind == NUMBER]
    if len(figures) == width - 1:
        torn.append((row, figures))
    else:
        found.notes.append(Note(row.id, "unreadable", "这一行的数字个数与格式不符，无法确定各属哪一列，没有采用。"))


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
    if exact and cells and sum(token.span for token in cells) == width:
        return [token for token in cells for _ in range(token.span)]
    return _of_too_many(cells, figures, width) if len(cells) > width else None


def _of_too_many(cells: list[Token], figures: Sequence[Token], width: int) -> list[Token] | None:
    """Choose among more cells than the row has: blanks, words and copies behind them are not of the row."""
    row, rest = cells[:width], cells[width:]
    if all(token.kind in (BLANK, WORDS) for token in rest):
        return row  # what follows is blank, or words (the next heading, cut short)
    if all(token.value == row[-1].value for token in rest):
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
        found.rows += 1
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
