"""A map of months: rows of matters, twelve squares each, marked by what was done and what was missed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.core.pictures.elements import WIDTH, element, fitted, joined, text
from gongkai.core.pictures.picture import Picture, Table, filled

_ROW: Final = 46.0
_STEP: Final = WIDTH / 12
WORDS: Final = {"met": "已公开", "missed": "没有公开或渠道不全", "open": "还没有到期", "": "没有"}


@dataclass(frozen=True, slots=True)
class Square:
    """One row: a matter, and for each month met, missed, open, or nothing."""

    name: str
    months: tuple[str, ...]


def grid(id_: str, title: str, rows: Sequence[Square]) -> Picture:
    """Return the map, with a key of its marks."""
    parts = [_key(id_)]
    parts += [_row(id_, row, 28.0 + _ROW * place) for place, row in enumerate(rows)]
    heads = ("事项", *(f"{month}月" for month in range(1, 13)))
    table = Table(heads, tuple((row.name, *(WORDS[kind] for kind in row.months)) for row in rows))
    missed = [f"{row.name} {row.months.count('missed')} 次" for row in rows if "missed" in row.months]
    says = "没有公开或者渠道不全的：" + "，".join(missed) + "。" if missed else "到期的都已经公开。"
    return Picture(id_, title, says, 30.0 + _ROW * max(len(rows), 1), joined(parts), table)


def _key(id_: str) -> str:
    parts, x = [], 0.0
    for kind in ("met", "missed", "open"):
        parts.append(element("rect", x=x + 0.5, y=3.0, width=13.0, height=13.0, **filled(id_, kind)))
        parts.append(text(WORDS[kind], x + 19.0, 14.0))
        x += 19.0 + 13.0 * len(WORDS[kind]) + 14.0
    return joined(parts)


def _row(id_: str, row: Square, y: float) -> str:
    squares = [
        element("rect", x=_STEP * place + 1.0, y=y + 20.0, width=_STEP - 3.0, height=17.0, **_fill(id_, kind))
        for place, kind in enumerate(row.months)
    ]
    return text(fitted(row.name, WIDTH), 0.0, y + 14.0) + joined(squares)


def _fill(id_: str, kind: str) -> dict[str, object]:
    return filled(id_, kind) if kind else {"class_": "room"}
