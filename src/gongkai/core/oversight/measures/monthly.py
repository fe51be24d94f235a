"""Publications month by month against a number that each month should reach (每月发布)."""

from calendar import monthrange
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gongkai.core.oversight.facts import BodyFacts
from gongkai.core.oversight.model import Gain, Item, Measure, Reading, part


def last_day(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def judged_months(facts: BodyFacts, target: Decimal, on: date) -> list[int]:
    """Return the months that count on a day: those that ended, and the running one once it has reached the target."""
    first = [date(facts.year, month, 1) for month in range(1, 13)]
    return [
        month
        for month in range(1, 13)
        if last_day(facts.year, month) <= on or (first[month - 1] <= on and facts.months[month - 1] >= target)
    ]


def read(facts: BodyFacts, target: Decimal, on: date) -> Reading:
    """Judge the months."""
    months = judged_months(facts, target, on)
    met = [month for month in months if facts.months[month - 1] >= target]
    items = tuple(
        Item(f"{month}月", f"{facts.months[month - 1]} 条", month in met, f"month:{month}") for month in months
    )
    gains = tuple(
        Gain(
            f"{month}月再发布 {target - facts.months[month - 1]:f} 条",
            Fraction(1, len(months)),
            last_day(facts.year, month),
            f"month:{month}",
        )
        for month in months
        if month not in met and last_day(facts.year, month) >= facts.until
    )
    said = f"{len(months)} 个月里有 {len(met)} 个月达到 {target:f} 条" if months else "还没有满一个月"
    return Reading(part(len(met), len(months)), said, items, gains)


MEASURE = Measure(
    "monthly",
    "每月发布数量",
    "发布日期在当月、没有撤下的政府信息，不同渠道发布的同一条只计一条；已满的月份都计，未满的月份达到目标才计。"
    "得分是达到目标的月份所占的比例。",
    "每月至少多少条",
    read,
)
