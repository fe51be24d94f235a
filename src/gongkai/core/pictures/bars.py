"""Lying bars, each with its name above it: how units stand against a target, what became of cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.core.pictures.elements import WIDTH, element, fitted, joined, text, width_of
from gongkai.core.pictures.picture import Picture, Table, filled, listing
from gongkai.core.pictures.scale import shown, top_of

ROW: Final = 38.0
THICK: Final = 13.0
_LEAST: Final = 2.0  # units: a bar of something is never invisible


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `kind` is met, missed or open, `remark` stands in the table."""

    name: str
    figure: float
    kind: str = "met"
    remark: str = ""


def bars(
    id_: str, title: str, rows: Sequence[Bar], *, unit: str, target: float | None = None, remark_head: str = ""
) -> Picture:
    """Return bars in the order given, with the target as a broken line."""
    figures = [row.figure for row in rows]
    top = top_of(max([*figures, target or 0.0, 1.0]))
    room = WIDTH - 2.0 - max((width_of(f"{shown(figure)} {unit}") for figure in figures), default=20.0) - 6.0
    head = 24.0 if target is not None else 4.0
    height = head + ROW * max(len(rows), 1)
    parts = [] if target is None else [_target(target, room / top, height, unit)]
    parts += [_bar(id_, row, head + ROW * place, room / top, unit) for place, row in enumerate(rows)]
    heads = ("名称", f"数量（{unit}）", *((remark_head,) if remark_head else ()))
    table = Table(heads, tuple((row.name, shown(row.figure), *((row.remark,) if remark_head else ())) for row in rows))
    goal = f"目标 {shown(target)} {unit}。" if target is not None else ""
    says = goal + (listing([(row.name, f"{shown(row.figure)} {unit}") for row in rows]) if rows else "没有数据。")
    if not rows:
        parts.append(text("没有数据", 0.0, head + 18.0, class_="soft"))
    return Picture(id_, title, says, height, joined(parts), table)


def _bar(id_: str, row: Bar, y: float, unit_length: float, unit: str) -> str:
    length = max(row.figure * unit_length, _LEAST if row.figure else 0.0)
    drawn = element("rect", x=0.5, y=y + 19.0, width=length, height=THICK, **filled(id_, row.kind)) if length else ""
    figure = text(f"{shown(row.figure)} {unit}", length + 6.0, y + 30.0)
    return text(fitted(row.name, WIDTH), 0.0, y + 14.0) + drawn + figure


def _target(target: float, unit_length: float, height: float, unit: str) -> str:
    x = max(target * unit_length, 1.0)
    words = f"目标 {shown(target)} {unit}"
    at = min(max(x - width_of(words) / 2, 0.0), WIDTH - width_of(words))
    return element("line", x1=x, x2=x, y1=20.0, y2=height, class_="target") + text(
        words, at, 14.0, class_="target-text"
    )
