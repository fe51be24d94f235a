"""Standing columns: years beside each other, how many items waited how long."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.core.pictures.elements import WIDTH, element, fitted, joined, text
from gongkai.core.pictures.picture import Picture, Table, filled, listing
from gongkai.core.pictures.scale import shown, top_of

HIGH: Final = 150.0
_ABOVE: Final = 22.0
_BELOW: Final = 24.0


@dataclass(frozen=True, slots=True)
class Column:
    """One column; None where there is no figure, which is not nought."""

    name: str
    figure: float | None
    kind: str = "met"


def columns(
    id_: str, title: str, rows: Sequence[Column], *, unit: str, target: float | None = None, name_head: str = "名称"
) -> Picture:
    """Return columns from left to right, each with its figure above and its name below."""
    figures = [row.figure for row in rows if row.figure is not None]
    top = top_of(max([*figures, target or 0.0, 1.0]))
    step = WIDTH / max(len(rows), 1)
    base = _ABOVE + HIGH
    parts = [element("line", x1=0.0, x2=WIDTH, y1=base, y2=base, class_="axis")]
    if target is not None:
        y = base - target * HIGH / top
        parts.append(element("line", x1=0.0, x2=WIDTH, y1=y, y2=y, class_="target"))
        parts.append(text(f"目标 {shown(target)}", WIDTH, y - 5.0, class_="target-text", text_anchor="end"))
    parts += [_column(id_, row, place * step, step, base, HIGH / top) for place, row in enumerate(rows)]
    table = Table(
        (name_head, f"数量（{unit}）"),
        tuple((row.name, "—" if row.figure is None else shown(row.figure)) for row in rows),
    )
    told = [(row.name, "没有数据" if row.figure is None else f"{shown(row.figure)} {unit}") for row in rows]
    goal = f"目标 {shown(target)} {unit}。" if target is not None else ""
    return Picture(id_, title, goal + listing(told), base + _BELOW, joined(parts), table)


def _column(id_: str, row: Column, x: float, step: float, base: float, unit_length: float) -> str:
    middle, width = x + step / 2, min(step * 0.62, 46.0)
    name = text(fitted(row.name, step + 4.0, 12.0), middle, base + 17.0, text_anchor="middle", font_size=12)
    if row.figure is None:
        return name + text("—", middle, base - 6.0, text_anchor="middle", class_="soft")
    high = max(row.figure * unit_length, 1.5 if row.figure else 0.0)
    drawn = (
        element("rect", x=middle - width / 2, y=base - high, width=width, height=high, **filled(id_, row.kind))
        if high
        else ""
    )
    return drawn + text(shown(row.figure), middle, base - high - 5.0, text_anchor="middle") + name
