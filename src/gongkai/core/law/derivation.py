"""How a due date comes about: every day, whether it counted, why and by which article; or all that in one sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from gongkai.core.law.errors import CalendarGap
from gongkai.core.law.terms import Term, Unit
from gongkai.core.law.words import chinese_date
from gongkai.core.law.workdays import DayKind, WorkCalendar

FIRST_DAY: Final = "期间开始之日不计入"
EXTENSION_BASIS: Final = "《条例》第三十三条第二款"
EXCLUSION_BASIS: Final = "《条例》第三十三条第三款"
ROLL_BASIS: Final = "期限最后一日是休息日的，顺延至其后第一个工作日"


@dataclass(frozen=True, slots=True)
class Period:
    """What is counted: a term from a day, `extension` and `excluded` in working days."""

    term: Term
    starts_on: date
    amount: int
    extension: int = 0
    excluded: frozenset[date] = frozenset()
    excluded_why: str = "征求意见，不计入"
    excluded_basis: str = EXCLUSION_BASIS
    rolled: bool = True

    @property
    def total(self) -> int:
        """Days that must count, the excluded ones aside."""
        return self.amount + self.extension


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of the derivation; `number` is its place among the counted days, None for a day that does not count."""

    on: date
    number: int | None
    why: str
    basis: str = ""

    @property
    def counted(self) -> bool:
        """Whether the day counts."""
        return self.number is not None

    def line(self) -> str:
        """Return the day as one line of the listing."""
        place = f"第{self.number}日" if self.number else "不计"
        basis = f"（{self.basis}）" if self.basis else ""
        return f"{chinese_date(self.on)}  {place}  {self.why}{basis}"


@dataclass(frozen=True, slots=True)
class Derivation:
    """The whole way from the first day to the due date; `due_on` None: the calendar ends before it."""

    period: Period
    days: tuple[CountedDay, ...]
    due_on: date | None
    reason: str = ""

    def lines(self) -> tuple[str, ...]:
        """Return the listing, day by day."""
        return tuple(day.line() for day in self.days)

    @property
    def counted(self) -> int:
        """How many days counted."""
        return max((day.number or 0 for day in self.days), default=0)

    def sentence(self) -> str:
        """Return the derivation as one sentence in plain Chinese."""
        period = self.period
        parts = [f"{period.term.starts}之日是{chinese_date(period.starts_on)}，当日不计，自次日起算"]
        parts.append(f"{period.term.label}{period.amount}{period.term.unit.label}（{period.term.basis}）")
        if period.extension:
            parts.append(f"延长{period.extension}个工作日（{EXTENSION_BASIS}）")
        if period.excluded:
            why = period.excluded_why.removesuffix("，不计入")
            parts.append(f"其间{why}的{len(period.excluded)}个工作日不计入（{period.excluded_basis}）")
        return "，".join([*parts, self._end()]) + "。"

    def _end(self) -> str:
        nominal = nominal_end(self.period)
        reason = self.reason.rstrip("。")
        if self.due_on is None and nominal is not None:
            return f"最后一日{chinese_date(nominal)}是否休息日、要不要顺延不能确定，{reason}"
        if self.due_on is None:
            return f"到{chinese_date(self.days[-1].on)}只计满{self.counted}日，{reason}"
        if nominal is not None and nominal != self.due_on:
            return f"最后一日{chinese_date(nominal)}是休息日，顺延到{chinese_date(self.due_on)}"
        return f"最后一日是{chinese_date(self.due_on)}"


def nominal_end(period: Period) -> date | None:
    """Return the last day of a period in calendar days or months before it is rolled; None for working days."""
    if period.term.unit is Unit.DAYS:
        return period.starts_on + timedelta(days=period.amount)
    if period.term.unit is Unit.MONTHS:
        return add_months(period.starts_on, period.amount)
    return None


def add_months(day: date, months: int) -> date:
    """Return the same day number in a later month, or that month's last day."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), first_of_next - timedelta(days=1))


def derive(period: Period, due_on: date | None, calendar: WorkCalendar, reason: str = "") -> Derivation:
    """List the days of a period whose due date is known; without one, those up to the end of the calendar."""
    start = CountedDay(period.starts_on, None, f"{period.term.starts}，{FIRST_DAY}")
    nominal = nominal_end(period)
    days = _walk(period, due_on, calendar) if nominal is None else _jump(period, nominal, due_on, calendar)
    return Derivation(period, (start, *days), due_on, reason)


def _walk(period: Period, due_on: date | None, calendar: WorkCalendar) -> Iterator[CountedDay]:
    number, day = 0, period.starts_on
    while day != due_on:
        day += timedelta(days=1)
        try:
            kind = calendar.kind(day)
        except CalendarGap:
            return
        counts = kind.working and day not in period.excluded
        number += counts
        yield _counted_day(period, day, kind, number if counts else None)


def _counted_day(period: Period, day: date, kind: DayKind, number: int | None) -> CountedDay:
    if kind.working and day in period.excluded:
        return CountedDay(day, None, period.excluded_why, period.excluded_basis)
    if not kind.working:
        return CountedDay(day, None, "休息日" if not kind.source else kind.why, kind.source)
    extended = period.extension and number is not None and number > period.amount
    why = "工作日" if not kind.source else kind.why
    return CountedDay(day, number, f"{why}，延长期内" if extended else why, kind.source)


def _jump(period: Period, nominal: date, due_on: date | None, calendar: WorkCalendar) -> Iterator[CountedDay]:
    """Yield the first day, the nominal last day and the days it is rolled over."""
    first = period.starts_on + timedelta(days=1)
    yield CountedDay(first, 1, "期限的第一日")
    number = (nominal - period.starts_on).days
    day = nominal
    while due_on is not None and day < due_on:
        yield CountedDay(day, number if day == nominal else None, f"{calendar.kind(day).why}，休息日", ROLL_BASIS)
        day += timedelta(days=1)
    yield CountedDay(day, number if day == nominal else None, "期限的最后一日")
