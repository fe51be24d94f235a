"""Working days (工作日) from the yearly notices on holidays; a year without its notice is unknown, never guessed.

Source: 全国年节及纪念日放假办法; the notices of the 国务院办公厅 on 部分节假日安排, one file a year in `data/calendar`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Final

from gongkai.core.law.errors import CalendarGap, WrongQuantity
from gongkai.core.law.notices import LocalDay, Notice, shipped_notices
from gongkai.core.law.words import weekday

ONE_DAY: Final = timedelta(days=1)
SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class DayKind:
    """What a day is: a working day or not, why in a few words, and by which document (empty for plain weekdays)."""

    working: bool
    why: str
    source: str = ""


@dataclass(frozen=True)
class WorkCalendar:
    """The working days of the years whose notice is known, with the days of a region or body added (地方放假日)."""

    notices: tuple[Notice, ...]
    local: tuple[LocalDay, ...] = ()

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that can be answered for."""
        return tuple(sorted(notice.year for notice in self.notices))

    @cached_property
    def _named(self) -> Mapping[date, DayKind]:
        """Days that are not what their weekday says; a local day goes before a national one."""
        named: dict[date, DayKind] = {}
        for notice in sorted(self.notices, key=lambda notice: notice.year):
            for span in notice.spans:
                source = span.by or notice.number
                named |= {day: DayKind(working=False, why=f"{span.name}放假", source=source) for day in span.days}
                named |= {day: DayKind(working=True, why=f"{span.name}调休上班", source=source) for day in span.work}
        return named | {day.on: DayKind(working=day.working, why=day.why, source=day.source) for day in self.local}

    @cached_property
    def _working(self) -> Mapping[int, tuple[date, ...]]:
        return {year: tuple(day for day in _days_of(year) if self._kind(day).working) for year in self.years}

    def _kind(self, day: date) -> DayKind:
        plain = DayKind(working=day.weekday() < SATURDAY, why=weekday(day))
        return self._named.get(day, plain)

    def _of_year(self, year: int) -> tuple[date, ...]:
        try:
            return self._working[year]
        except KeyError:
            raise CalendarGap(year) from None

    def kind(self, day: date) -> DayKind:
        """Tell what a day is. Raises CalendarGap."""
        if day.year not in self._working:
            raise CalendarGap(day.year)
        return self._kind(day)

    def is_working(self, day: date) -> bool:
        """Whether a day is a working day. Raises CalendarGap."""
        return self.kind(day).working

    def add(self, day: date, number: int) -> date:
        """Return the number-th working day after a day, which itself does not count, working or not.

        `number` is 1 or more. Raises CalendarGap when a year in between is not known.
        """
        if number < 1:
            raise WrongQuantity("工作日数")
        if day == date.max:  # no day after it can be named
            raise CalendarGap(day.year)
        year = (day + ONE_DAY).year
        days = self._of_year(year)
        place = bisect_right(days, day) + number - 1
        while place >= len(days):
            place -= len(days)
            year += 1
            days = self._of_year(year)
        return days[place]

    def between(self, first: date, last: date) -> tuple[date, ...]:
        """Return the working days from `first` to `last`, both included. Raises CalendarGap."""
        found: list[date] = []
        for year in range(first.year, last.year + 1) if first <= last else ():
            days = self._of_year(year)
            found += days[bisect_left(days, first) : bisect_right(days, last)]
        return tuple(found)

    def roll(self, day: date) -> date:
        """Return the day, or the next working day if it is a rest day (顺延). Raises CalendarGap."""
        if day == date.min:
            raise CalendarGap(day.year)
        return self.add(day - ONE_DAY, 1)

    def with_notice(self, notice: Notice) -> "WorkCalendar":
        """Return the calendar with a notice added; one of the same year is replaced."""
        kept = tuple(other for other in self.notices if other.year != notice.year)
        return WorkCalendar((*kept, notice), self.local)

    def with_local(self, days: Iterable[LocalDay]) -> "WorkCalendar":
        """Return the calendar with local days added."""
        return WorkCalendar(self.notices, (*self.local, *days))

    def may_still_change(self, day: date) -> bool:
        """Whether the notice of the next year, not yet known, may move this day: the last week of December.

        The notice for 2019 moved 29 and 31 December 2018, so such days are firm only when the next notice is here.
        """
        return day.month == 12 and day.day >= 25 and day.year in self._working and day.year + 1 not in self._working


def _days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += ONE_DAY


@cache
def national() -> WorkCalendar:
    """Return the calendar of the shipped notices, 2019 to 2026."""
    return WorkCalendar(shipped_notices())
