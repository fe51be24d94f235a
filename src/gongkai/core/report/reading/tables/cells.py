"""From a printed token to a cell of the form: amounts are decimals, counts integers, words stay as printed."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from gongkai.core.report.model import Cell, State
from gongkai.core.report.reading.tables.strips import Token
from gongkai.core.report.reading.tables.values import NUMBER, UNREAD, unit_of

SEVERAL: Final = "{table}出现了不止一次，各次的数字不同，像是几份报告合在一个文件里，没有采用；请把各份报告分开提交。"
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


def cells_of(names: Iterable[str], tokens: Iterable[Token]) -> dict[str, Cell]:
    """Return the cells that tokens print, those marked as unread left out."""
    pairs = zip(names, tokens, strict=True)
    return {cell: cell_of(cell, token) for cell, token in pairs if token.kind != UNREAD}
