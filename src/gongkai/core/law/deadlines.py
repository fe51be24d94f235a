"""Due dates: the term, the days counted, and the answer "unknown" with its reason where the calendar ends.

Sources: 《条例》 arts. 26, 30 to 35; 国办函〔2020〕109号; 行政复议法; 行政诉讼法; `data/terms.toml` holds the terms.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final

from gongkai.core.law.derivation import Derivation, Period, derive, nominal_end
from gongkai.core.law.errors import CalendarGap, ExtensionTooLong, WrongEntry
from gongkai.core.law.settings import DEFAULTS, LawSettings
from gongkai.core.law.terms import Unit, term
from gongkai.core.law.words import chinese_date
from gongkai.core.law.workdays import WorkCalendar

LONGEST_EXTENSION: Final = 20  # working days, 《条例》 art. 33 ¶2


class Status(StrEnum):
    """How sure a due date is."""

    FIRM = "firm"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Due:
    """A due date (期限届满日), inclusive; `due_on` None with its `reason` where the calendar does not reach."""

    period: Period
    due_on: date | None
    calendar: WorkCalendar
    reason: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def status(self) -> Status:
        """Firm or unknown."""
        return Status.UNKNOWN if self.due_on is None else Status.FIRM

    @property
    def certain(self) -> str:
        """What can be told of an end that lies in a year not announced, to somebody who cannot enter its holidays.

        A term of calendar days or months has its last day without any notice; only its moving on (顺延) waits for it.
        """
        unknown = self.period.starts_on.year
        while unknown in self.calendar.years:
            unknown += 1
        year = f"{unknown}年的放假安排尚未公布"
        nominal = nominal_end(self.period)
        if nominal is not None:
            last = f"最后一天是{chinese_date(nominal)}"
            return f"{last}；遇法定休息日的顺延，{year}，请按这一天办理。" if self.period.rolled else f"{last}。"
        count = self.period.total + len(self.period.excluded)
        return f"自{chinese_date(self.period.starts_on)}的次日起算的第{count}个工作日（{year}，公布后确定日期）"

    @cached_property
    def derivation(self) -> Derivation:
        """Every day of the way, made when it is asked for."""
        return derive(self.period, self.due_on, self.calendar, self.reason)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A consultation (征求意见): the working days after `sent_on` up to and including `closed_on` are not counted."""

    sent_on: date
    closed_on: date

    def __post_init__(self) -> None:
        if self.closed_on < self.sent_on:
            raise WrongEntry(
                f"征求意见结束的日期{chinese_date(self.closed_on)}早于发出的日期{chinese_date(self.sent_on)}。",
                "请核对这两个日期。",
            )


def due(period: Period, calendar: WorkCalendar, warnings: Sequence[str] = ()) -> Due:
    """Return when a period ends."""
    try:
        due_on = _end(period, calendar)
    except CalendarGap as gap:
        return Due(period, None, calendar, str(gap), tuple(warnings))
    told = [*warnings, *_early(period)]
    if calendar.may_still_change(due_on):
        told.append(f"{due_on.year + 1}年的放假安排尚未录入，其中的元旦调休可能改变这一天。")
    return Due(period, due_on, calendar, warnings=tuple(told))


def _early(period: Period) -> tuple[str, ...]:
    """Tell of a term that was not yet in force on the first day."""
    if period.starts_on >= period.term.valid_from:
        return ()
    return (f"起算日早于现行规定的施行日期{chinese_date(period.term.valid_from)}，这里按现行规定计算。",)


def _end(period: Period, calendar: WorkCalendar) -> date:
    nominal = nominal_end(period)
    if nominal is None:
        return calendar.add(period.starts_on, period.total + len(period.excluded))
    return calendar.roll(nominal) if period.rolled else nominal


def term_due(
    id_: str, starts_on: date, calendar: WorkCalendar, *, amount: int | None = None, settings: LawSettings = DEFAULTS
) -> Due:
    """Return when a term of the law ends that started after a day.

    `amount` is for terms whose number the body sets itself. Raises UnknownCode, or WrongEntry for a date of the year.
    """
    found = term(id_, starts_on)
    number = amount if amount is not None else found.amount
    if found.unit in {Unit.JANUARY, Unit.MARCH}:
        raise WrongEntry(f"{found.label}是每年固定的日期，不从某一天起算。", "请直接查看年度报告的期限。")
    if number < 1:
        raise WrongEntry(f"{found.label}没有法定的天数。", "请填写本机关确定的天数。")
    return due(Period(found, starts_on, number, rolled=settings.roll_to_working_day), calendar)


def report_due(year: int, *, government: bool) -> date:
    """Return the day by which the annual report of a year is due: 31 January or 31 March after it, never rolled."""
    return date(year + 1, 3 if government else 1, 31)


def publication_due(formed_on: date, calendar: WorkCalendar, *, other_workdays: int | None = None) -> Due:
    """Return when information must be published (主动公开期限), art. 26; another law may set another number."""
    return term_due("PUBLISH_20", formed_on, calendar, amount=other_workdays)


def check_extension(days: int) -> None:
    """Raise ExtensionTooLong unless an extension is of 1 to 20 working days."""
    if not 1 <= days <= LONGEST_EXTENSION:
        raise ExtensionTooLong(days, LONGEST_EXTENSION)


def excluded_days(
    exclusions: Iterable[Exclusion], starts_on: date, calendar: WorkCalendar, *, conservative: bool = False
) -> frozenset[date]:
    """Return the union of the excluded working days after the start; `conservative` counts each closing day.

    Raises CalendarGap.
    """
    found: set[date] = set()
    for exclusion in exclusions:
        after = max(exclusion.sent_on, starts_on)
        days = calendar.between(after, exclusion.closed_on)
        found.update(day for day in days if day > after and not (conservative and day == exclusion.closed_on))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class ReplyClock:
    """The time a public body has to reply to one application (答复期限).

    Source: 《条例》 arts. 31 and 33.
    """

    starts_on: date  # received, or the day on which the count started anew
    extended_by: int = 0
    exclusions: tuple[Exclusion, ...] = ()
    term_id: str = "ANSWER_20"
    amount: int = 0  # working days; 0: as many as the law has
    reasons: tuple[Exclusion, ...] = ()  # only where the body's settings stop the clock for reasons, art. 35

    def __post_init__(self) -> None:
        if self.extended_by:
            check_extension(self.extended_by)

    def due(self, calendar: WorkCalendar, settings: LawSettings = DEFAULTS) -> Due:
        """Return the due date with what is excluded."""
        found = term(self.term_id, self.starts_on)
        plain = Period(found, self.starts_on, self.amount or found.amount, self.extended_by)
        warnings: list[str] = []
        try:
            period = self._excluding(plain, calendar, settings, warnings)
        except CalendarGap as gap:
            return Due(plain, None, calendar, str(gap))
        return due(period, calendar, warnings)

    def _excluding(self, period: Period, calendar: WorkCalendar, settings: LawSettings, warnings: list[str]) -> Period:
        """Add the consultations one after the other; one sent after the period had run out excludes nothing."""
        taken: list[Exclusion] = []
        for exclusion in sorted((*self.exclusions, *self.reasons), key=lambda each: (each.sent_on, each.closed_on)):
            if exclusion.sent_on > _end(period, calendar):
                warnings.append(
                    f"{chinese_date(exclusion.sent_on)}发出的征求意见书已过答复期限，征求意见的时间应当计入。"
                )
                continue
            taken.append(exclusion)
            conservative = settings.consultation_conservative
            days = excluded_days(taken, self.starts_on, calendar, conservative=conservative)
            period = replace(period, excluded=days)
        return period

    def formal(self, calendar: WorkCalendar, settings: LawSettings = DEFAULTS) -> Due:
        """Return the due date as if nothing were excluded, which the page shows beside the other."""
        return replace(self, exclusions=(), reasons=()).due(calendar, settings)

    def strict(self, calendar: WorkCalendar, settings: LawSettings = DEFAULTS) -> Due:
        """Return the due date in the conservative mode, whatever the settings say."""
        return self.due(calendar, replace(settings, consultation_conservative=True))


@dataclass(frozen=True, slots=True)
class DueChange:
    """A running deadline that another calendar moves; `before` and `after` None where unknown."""

    key: str
    before: date | None
    after: date | None

    @property
    def sentence(self) -> str:
        """What changed, for the log."""
        before = chinese_date(self.before) if self.before else "未知"
        after = chinese_date(self.after) if self.after else "未知"
        return f"放假安排变动，期限由{before}改为{after}。"


def changed_by_calendar(
    running: Iterable[tuple[str, Callable[[WorkCalendar], Due]]], before: WorkCalendar, after: WorkCalendar
) -> tuple[DueChange, ...]:
    """Return the running deadlines that a new notice changes; each is its key and how it is counted in a calendar."""
    changes = []
    for key, count in running:
        old, new = count(before).due_on, count(after).due_on
        if old != new:
            changes.append(DueChange(key, old, new))
    return tuple(changes)
