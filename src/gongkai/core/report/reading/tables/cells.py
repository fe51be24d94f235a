"""From a printed token to a cell of the form: amounts are decimals, counts integers, words stay as printed."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Final

from gongkai.core.report.marks import PICTURE, STROKE
from gongkai.core.report.model import Cell, Note, State
from gongkai.core.report.reading.tables.strips import Token
from gongkai.core.report.reading.tables.values import NUMBER, UNREAD, is_grouped, taken_off, unit_of

SEVERAL: Final = "{table}出现了不止一次，各次的数字不同，像是几份报告合在一个文件里，没有采用；请把各份报告分开提交。"
AGAIN: Final = "{table}出现了不止一次，标明“{said}”的那一次没有采用。"
TWICE: Final = "这一行出现了不止一次，数字不同，没有采用。"
PICTURED: Final = "这一格是图片，没有读出。"
MOVED: Final = "{table}各列的顺序与格式不同，已按表头认定各列。"
MOVED_ROWS: Final = "表三的行序与格式不同（“{rows}”不在格式的位置），已按各行自己的标签认定。"
EXTRA_COLUMNS: Final = "{table}有格式没有的列“{heads}”，没有采用。"
OUT_OF_ORDER: Final = "{table}表头各列的顺序与格式不同，无法确定各数属哪一列，没有采用。"
Proof = Callable[[str, Token], bool]
_AMOUNTS: Final = frozenset({"t2.fees.amount_wan", "old2.procurement.amount"})


def cell_of(cell: str, token: Token, state: State = "read") -> Cell:
    """Return the cell a token prints. A unit other than the column's own leaves the text as printed (251000元)."""
    if token.kind == NUMBER and not token.trimmed and cell not in _AMOUNTS:
        return Cell(token.value, token.text.strip(), token.place, state)
    printed = token.text.strip()
    value = token.value
    if token.kind == NUMBER and cell in _AMOUNTS:
        unit = unit_of(token.text) if token.trimmed else ""
        foreign = unit and not (unit == "万元" and cell == "t2.fees.amount_wan")
        value = printed if foreign else Decimal(str(value))
    elif token.trimmed and "元" in unit_of(token.text):
        value = printed
    return Cell(value, printed, token.place, state)


def cells_of(
    names: Iterable[str], tokens: Iterable[Token], notes: list[Note], proof: Proof | None = None
) -> dict[str, Cell]:
    """Return the cells that tokens print, those not read left out, and add to the notes what has to be said of them.

    `proof` tells of a figure put together of parts whether the balances bear it out.
    """
    found: dict[str, Cell] = {}
    for cell, token in zip(names, tokens, strict=True):
        one = take(cell, token, notes, proof=proof)
        if one is not None:
            found[cell] = one
    return found


def _why_unread(text: str) -> str:
    if STROKE in text:
        return "这一格全部划去了，没有采用。"
    return PICTURED if text == PICTURE else "这一格没有读到，没有采用。"


def take(
    cell: str, token: Token, notes: list[Note], state: State = "read", *, proof: Proof | None = None
) -> Cell | None:
    """Return the cell a token prints, None where it is not known, and note what was repaired or left out."""
    if token.kind == UNREAD:
        notes.append(Note(cell, "unreadable", _why_unread(token.text)))
        return None
    if token.parted:
        shown = " ".join(token.text.split())
        if not (is_grouped(token.text) or token.place.page if proof is None else proof(cell, token)):
            notes.append(Note(cell, "ambiguous", f"这一格的数字是分开的（“{shown}”），可能不止一个数，没有采用。"))
            return None
        notes.append(Note(cell, "repaired", f"这一格的数字是分开的（“{shown}”），合成一个数。"))
        state = "repaired"
    said = taken_off(token.text) if token.trimmed else ""
    if said:
        notes.append(Note(cell, "repaired", f"{said}。"))
        state = "repaired"
    return cell_of(cell, token, state)
