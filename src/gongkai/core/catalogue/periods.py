"""The periods of a rhythm: months, quarters, halves, years."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.core.catalogue.words import MONTHS_OF, Rhythm

_QUARTERS = "一二三四"


@dataclass(frozen=True, slots=True)
class Period:
    """Days that belong together, both ends included, and how people call them."""

    first: date
    last: date
    label: str


def periods_of(year: int, rhythm: Rhythm) -> Iterator[Period]:
    """Yield the periods of a year; none for a rhythm without periods."""
    months = MONTHS_OF.get(rhythm)
    if months is None:
        return
    for start in range(1, 13, months):
        first, after = date(year, start, 1), _month_after(year, start + months - 1)
        yield Period(first, after - timedelta(days=1), _label(year, start, months))


def _month_after(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)


def _label(year: int, start: int, months: int) -> str:
    if months == 12:
        return f"{year}年"
    if months == 6:
        return f"{year}年{'上' if start == 1 else '下'}半年"
    if months == 3:
        return f"{year}年第{_QUARTERS[start // 3]}季度"
    return f"{year}年{start}月"
