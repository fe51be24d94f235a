"""Strips of twelve months below each other, one for each channel, with the same target in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.core.pictures.elements import WIDTH, element, fitted, joined, text, width_of
from gongkai.core.pictures.picture import Picture, Table, filled
from gongkai.core.pictures.scale import shown, top_of

MONTHS: Final = tuple(f"{month}月" for month in range(1, 13))
HIGH: Final = 58.0
_HEAD: Final = 24.0
_STEP: Final = WIDTH / 12
_GAP: Final = 42.0


@dataclass(frozen=True, slots=True)
class Strip:
    """The months of one channel. Months after `until` have not come yet and are left empty."""

    name: str
    months: tuple[int, ...]
    target: float | None = None


def strips(id_: str, title: str, rows: Sequence[Strip], *, unit: str, until: int = 12) -> Picture:
    """Return the strips, each to its own scale, with its figures above its columns."""
    parts, y = [], 0.0
    for row in rows:
        parts.append(_strip(id_, row, y, unit, until))
        y += _HEAD + HIGH + _GAP
    table = Table(
        ("月份", *(f"{row.name}（{unit}）" for row in rows)),
        tuple(
            (month, *(str(row.months[place]) if place < until else "—" for row in rows))
            for place, month in enumerate(MONTHS)
        ),
    )
    says = "".join(_said(row, unit, until) for row in rows) or "没有数据。"
    return Picture(id_, title, says, max(y - 8.0, 30.0), joined(parts), table)


def _said(row: Strip, unit: str, until: int) -> str:
    reached = sum(1 for number in row.months[:until] if row.target is not None and number >= row.target)
    goal = f"，{reached} 个月达到目标 {shown(row.target)} {unit}" if row.target is not None else ""
    return f"{row.name}全年 {sum(row.months)} {unit}{goal}。"


def _strip(id_: str, row: Strip, y: float, unit: str, until: int) -> str:
    top = top_of(max([*row.months, row.target or 0.0, 1.0]))
    base = y + _HEAD + 14.0 + HIGH
    goal = f"目标 {shown(row.target)}　" if row.target is not None else ""
    total = f"{goal}全年 {sum(row.months)} {unit}"
    parts = [
        text(fitted(row.name, WIDTH - width_of(total) - 12.0), 0.0, y + 14.0, font_weight=600),
        text(total, WIDTH, y + 14.0, text_anchor="end", class_="soft"),
        element("line", x1=0.0, x2=WIDTH, y1=base, y2=base, class_="axis"),
    ]
    if row.target is not None:
        level = base - row.target * HIGH / top
        parts.append(element("line", x1=0.0, x2=WIDTH, y1=level, y2=level, class_="target"))
    parts += [_month(id_, row, place, base, HIGH / top, is_past=place < until) for place in range(12)]
    return joined(parts)


def _month(id_: str, row: Strip, place: int, base: float, unit_length: float, *, is_past: bool) -> str:
    middle, number = _STEP * (place + 0.5), row.months[place]
    name = text(str(place + 1), middle, base + 14.0, text_anchor="middle", font_size=11, class_="soft")
    if not is_past:
        return name
    high = max(number * unit_length, 1.5 if number else 0.0)
    kind = "met" if row.target is None or number >= row.target else "missed"
    drawn = element("rect", x=middle - 9.0, y=base - high, width=18.0, height=high, **filled(id_, kind)) if high else ""
    return drawn + text(str(number), middle, base - high - 4.0, text_anchor="middle", font_size=12) + name
