"""Which dates the house takes: an open century or so about the present, so that slips of the key are told at once.

(C) The bounds are a convention of the house, not law: no paper kept by a public body of today is older, and no term
runs further. Reckoning with working days stays within what the notices on holidays tell (see `workdays`).
"""

from datetime import date
from typing import Final

from gongkai.core.law.errors import RuleError
from gongkai.core.law.words import chinese_date

EARLIEST: Final = date(1912, 1, 1)
LATEST: Final = date(2199, 12, 31)


class ImpossibleDay(RuleError):
    """A date that cannot be meant: before EARLIEST, after LATEST, or in the future where it tells what was done."""

    def __init__(self, name: str, day: date, why: str) -> None:
        super().__init__(f"{name}“{day.isoformat()}”{why}。", "请核对年、月、日后重新填写。")


def possible(day: date, name: str = "日期", *, last: date | None = None) -> date:
    """Return the date; raise ImpossibleDay when it cannot be meant. `last` is the last day that it may name."""
    if day < EARLIEST:
        raise ImpossibleDay(name, day, f"早于{chinese_date(EARLIEST)}，不可能是这一天")
    if day > LATEST:
        raise ImpossibleDay(name, day, f"晚于{chinese_date(LATEST)}，不可能是这一天")
    if last is not None and day > last:
        raise ImpossibleDay(name, day, f"晚于{chinese_date(last)}，还没有到这一天")
    return day
