"""Table 4 (政府信息公开行政复议、行政诉讼情况) out of strips: fifteen figures in three groups of five."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from gongkai.core.report.model import Cell, Note
from gongkai.core.report.reading.tables.cells import AGAIN, EXTRA_COLUMNS, MOVED, OUT_OF_ORDER, SEVERAL, Proof, cells_of
from gongkai.core.report.reading.tables.heads import UNKNOWN, Order, in_turn
from gongkai.core.report.reading.tables.heads4 import order
from gongkai.core.report.reading.tables.printings import Printed, Printings, apart
from gongkai.core.report.reading.tables.runs4 import GROUP, ROWS, WIDTH, adds_up, by_sums, number, scattered
from gongkai.core.report.reading.tables.strips import FILLER, SOFT, Strip, Token
from gongkai.core.report.reading.tables.values import BLANK, DASH, NUMBER, WORDS, is_grouped

_FEWEST: Final = 6  # figures of a line that show that it keeps to the places of the heads
_LONGEST_WORD: Final = 2  # characters of a word that stands for a figure (无)
_CELLS: Final = tuple(cell for row in ROWS for cell in row.cells)


@dataclass(slots=True)
class Table4:
    """What was recovered: cells by id, notes, and how many figures were met."""

    cells: dict[str, Cell] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    figures: int = 0


def read_table4(strips: Sequence[Strip], *, cut: bool = False) -> Table4:
    """Recover the cells of table 4; `cut` says that the document ends in it."""
    own = [strip for strip in strips if strip.table == "t4"]
    rows = [strip for strip in own if strip.tokens and not _heads(strip)]
    rows = [strip for strip in rows if not _is_note(strip)]
    printings = _printings(own, rows)
    rows = [rows[i] for i in printings.kept]
    rows = _below_heads(own, rows)
    tokens = _cells_of(rows)
    tokens = _unglued(tokens) or tokens
    figures = [token for token in tokens if token.kind in (NUMBER, DASH)]
    found = Table4(figures=len(figures))
    if printings.open_:
        return Table4(notes=[Note("t4", "ambiguous", SEVERAL.format(table="表四"))], figures=len(figures) or WIDTH)
    if printings.said:
        found.notes.append(Note("t4", "layout", AGAIN.format(table="表四", said=printings.said)))
    moved = order(own)
    if moved is not None:
        return _by_heads(found, rows, moved)
    chosen = _whole_row(rows) or by_sums(own, figures)
    if not chosen and not scattered(own, figures):
        chosen = _in_order(tokens, figures) or _by_position(own) or _by_group(own)
    if not chosen and cut and figures and not rows[-1].laid_out and len(tokens) < WIDTH:
        chosen = dict(zip(_CELLS, tokens, strict=False)) if _marked(rows) else None
    if chosen and _shifted(list(chosen.values())):
        found.notes.append(Note("t4", "ambiguous", "表四像是少了一格，后面的数都移了位，没有采用。"))
    elif chosen:
        found.cells = cells_of(chosen.keys(), chosen.values(), found.notes, _proof(chosen))
        found.notes += [
            Note(row.id, "unreadable", "没有读到这一组。") for row in ROWS if not found.cells.keys() & set(row.cells)
        ]
    elif figures or any(token.kind == NUMBER for strip in own for token in strip.tokens):
        figures = figures or [token for strip in own for token in strip.tokens if token.kind == NUMBER]
        found.notes.append(
            Note("t4", "unreadable", f"表四有{len(figures)}个数，格式有15格，无法确定各属哪一格，没有采用。")
        )
    return found


def _printings(strips: Sequence[Strip], rows: Sequence[Strip]) -> Printings:
    """Tell rows of fifteen figures apart: a second one is of another year or body."""
    printed: list[Printed] = []
    above = ""
    rest = list(rows)
    for strip in strips:
        above = f"{above}\n{strip.above}".strip("\n")
        if not rest or strip is not rest[0]:
            continue
        rest.pop(0)
        cells = [token for token in strip.tokens if token.kind not in (FILLER, SOFT)]
        words = next((token.text for token in cells if token.kind == WORDS), "") if len(cells) > WIDTH else ""
        whole = len(cells) >= WIDTH and strip.bounded
        values = tuple(token.value for token in cells[-WIDTH:])
        printed.append(Printed("row" if whole else None, values, f"{above}\n{words or strip.text}"))
        above = ""
    return apart(printed, least=1)


def _by_heads(found: Table4, rows: Sequence[Strip], moved: Order) -> Table4:
    """Read the row by heads that stand in another order than the form's, if all of them are known."""
    whole = [strip for strip in rows if strip.bounded and in_turn(strip.tokens, moved) is not None]
    if moved is UNKNOWN or len(whole) != 1:
        found.notes.append(Note("t4", "ambiguous", OUT_OF_ORDER.format(table="表四")))
        return found
    chosen = dict(zip(_CELLS, in_turn(whole[0].tokens, moved) or (), strict=True))
    found.cells = cells_of(chosen.keys(), chosen.values(), found.notes, _proof(chosen))
    if moved.moved:
        found.notes.append(Note("t4", "layout", MOVED.format(table="表四")))
    if moved.extra:
        found.notes.append(Note("t4", "layout", EXTRA_COLUMNS.format(table="表四", heads="”“".join(moved.extra))))
    return found


def _proof(chosen: Mapping[str, Token]) -> Proof:
    """Return what bears out a figure that is put together of parts: the sum of its group, all others being whole.

    Of digits that a page wraps several may stand in one group.
    """

    def proof(cell: str, token: Token) -> bool:
        group = cell.rpartition(".")[0]
        five = [token for name, token in chosen.items() if name.startswith(f"{group}.")]
        parted = sum(token.parted for token in five)
        single = parted < sum(token.kind != BLANK for token in five) if token.place.page else parted == 1
        return adds_up(five) and (single or is_grouped(token.text))

    return proof


def _below_heads(strips: Sequence[Strip], rows: list[Strip]) -> list[Strip]:
    """Return the rows of loose cells that stand below the last column head, if all figures stand there."""
    last = max((i for i, strip in enumerate(strips) if strip.labels), default=-1)
    below = [strip for strip in strips[last + 1 :] if strip in rows]
    figures = sum(len(strip.filled) for strip in rows)
    loose = any(strip.in_cells for strip in rows)
    return below if loose and sum(len(strip.filled) for strip in below) == figures else rows


def _unglued(tokens: Sequence[Token]) -> list[Token] | None:
    """Cut fifteen figures that lost their gaps one digit each, where zeros or the sums show that none has two."""
    text = tokens[0].text.strip() if len(tokens) == 1 else ""
    if len(text) != WIDTH or not text.isdigit():
        return None
    found = [tokens[0]._replace(value=int(one), text=one) for one in text]
    sums = all(adds_up(found[i : i + GROUP]) for i in range(0, WIDTH, GROUP))
    return found if sums or text.count("0") > WIDTH / 2 else None


def _marked(rows: Sequence[Strip]) -> bool:
    """Tell whether blank cells are marked in the text, so that the first cells printed are the first of the form."""
    return all(token.x >= 0 or token.kind != SOFT for strip in rows for token in strip.tokens) and any(
        token.place.column or strip.in_cells for strip in rows for token in strip.tokens
    )


def _cells_of(rows: Sequence[Strip]) -> list[Token]:
    """Return the cells; lines of blanks are blank cells where they make the fifteen full."""
    marked = [token for strip in rows for token in strip.tokens if token.kind != FILLER]
    if len(marked) == WIDTH:
        return [token._replace(kind=BLANK) if token.kind == SOFT else token for token in marked]
    return [token for token in marked if token.kind != SOFT]


def _heads(strip: Strip) -> bool:
    return any(label.part == "head" for label in strip.labels) and len(strip.filled) < GROUP


def _is_note(strip: Strip) -> bool:
    """Tell a row of words, or of column numbers that an export put above the table (0, 1, 2, …)."""
    values = [token.value for token in strip.filled]
    words = any(token.kind == WORDS and len(token.text) > _LONGEST_WORD for token in strip.tokens)
    return (words and sum(token.kind != FILLER for token in strip.tokens) != WIDTH) or (
        len(values) > GROUP and values == [*range(len(values))]
    )


def _whole_row(rows: Sequence[Strip]) -> dict[str, Token] | None:
    """Take a row with exactly fifteen cells, blanks included.

    Figures on a further line may be the lower halves of wrapped ones: they are joined where all sums then hold.
    """
    for i, strip in enumerate(rows):
        cells = [token for token in strip.tokens if token.kind not in (FILLER, SOFT)]
        if len(cells) == WIDTH and strip.bounded:
            below = [token for other in rows[i + 1 :] for token in other.filled if other.laid_out]
            whole = _stacked(cells, below) if below else cells
            return dict(zip(_CELLS, whole, strict=True)) if whole else None
    return None


def _stacked(upper: Sequence[Token], lower: Sequence[Token]) -> list[Token] | None:
    """Join each lower half to the figure above it; None where the sums do not bear it out."""
    found = list(upper)
    for token in lower:
        gaps = [abs(token.x - above.x) for above in upper]
        best = gaps.index(min(gaps))
        text = found[best].text.strip() + token.text.strip()
        if not text.isdigit():
            return None
        found[best] = found[best]._replace(value=int(text), text=text)
    return found if all(adds_up(found[i : i + GROUP]) for i in range(0, WIDTH, GROUP)) else None


def _in_order(tokens: Sequence[Token], figures: Sequence[Token]) -> dict[str, Token] | None:
    """Take fifteen figures in a row, or fifteen cells where blanks are marked."""
    if len(figures) == WIDTH:
        return dict(zip(_CELLS, figures, strict=True))
    cells = tokens[:WIDTH]
    if len(cells) == WIDTH and all(token.kind == BLANK for token in tokens[WIDTH:]):
        return dict(zip(_CELLS, cells, strict=True))
    return None


def _shifted(cells: Sequence[Token]) -> bool:
    """Tell whether a cell is lost before a blank at the end: sums fail, and with one cell put back they all hold."""
    if len(cells) != WIDTH or cells[-1].kind != BLANK or _sums(cells):
        return False
    blank = cells[-1]
    for lost in range(WIDTH):
        one = [*cells[:lost], blank, *cells[lost:-1]]
        start = lost - lost % GROUP
        rest = sum(number(token) for token in one[start : start + GROUP - 1])
        value = rest if lost % GROUP == GROUP - 1 else number(one[start + GROUP - 1]) - rest
        one[lost] = blank._replace(kind=NUMBER, value=value)
        if value >= 0 and _sums(one):
            return True
    return False


def _sums(cells: Sequence[Token]) -> bool:
    return all(adds_up(cells[i : i + GROUP]) for i in range(0, WIDTH, GROUP))


def _by_group(strips: Sequence[Strip]) -> dict[str, Token] | None:
    """Take rows of five figures, each under the head of its group and of no other."""
    found: dict[str, Token] = {}
    groups: list[str] = []
    for strip in strips:
        groups += [label.id.removeprefix("t4.group.") for label in strip.labels if label.id.startswith("t4.group.")]
        cells = [token for token in strip.tokens if token.kind not in (FILLER, SOFT)]
        if not any(token.kind == NUMBER for token in cells):
            continue
        in_grid = all(token.x >= 0 for token in cells) and not strip.laid_out
        if len(cells) == GROUP and len(set(groups)) == 1 and in_grid:
            row = next(row for row in ROWS if row.id == groups[0])
            found.update(zip(row.cells, cells, strict=True))
        groups = []
    return found or None


def _by_position(strips: Sequence[Strip]) -> dict[str, Token] | None:
    """Put the figures of a positioned line under the nearest of fifteen heads; what stays empty is a printed blank."""
    heads = next((strip.heads for strip in strips if len(strip.heads) == WIDTH), None)
    row = next((strip for strip in strips if strip.laid_out and strip.filled and not strip.labels), None)
    if heads is None or row is None or len(row.filled) < _FEWEST:
        return None
    middles = list(heads.values())
    found = {cell: Token(BLANK, None, "", row.place) for cell in _CELLS}
    taken: set[int] = set()
    for token in row.filled:
        gaps = [abs(token.x - middle) for middle in middles]
        best = gaps.index(min(gaps))
        if best in taken:
            return None
        taken.add(best)
        found[_CELLS[best]] = token
    five = list(found.values())
    sums = all(adds_up(five[i : i + GROUP]) for i in range(0, WIDTH, GROUP))
    return found if sums else None  # places that the sums do not bear out say nothing
