"""When an application is received (收到申请之日), by the channel it came through. Source: 《条例》 art. 31."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from gongkai.core.law.errors import CalendarGap, WrongEntry
from gongkai.core.law.settings import DEFAULTS, LawSettings
from gongkai.core.law.words import chinese_date
from gongkai.core.law.workdays import WorkCalendar


class Channel(StrEnum):
    """How an application comes in (申请渠道)."""

    COUNTER = "counter"
    EMS = "ems"
    REGISTERED = "registered"
    ORDINARY_LETTER = "ordinary_letter"
    INTERNET = "internet"
    FAX = "fax"
    EMAIL = "email"
    ORAL = "oral"

    @property
    def label(self) -> str:
        """The channel in Chinese."""
        return _RULES[self][0]


_PERSON: Final = "《条例》第三十一条第一项"
_POST: Final = "《条例》第三十一条第二项"
_NET: Final = "《条例》第三十一条第三项"

# Label, what the deciding day is, basis.
_RULES: Final = {
    Channel.COUNTER: ("当面提交", "当面提交之日", _PERSON),
    Channel.EMS: ("邮政特快专递", "本机关签收之日", _POST),
    Channel.REGISTERED: ("挂号信", "本机关签收之日", _POST),
    Channel.ORDINARY_LETTER: ("平常信函", "与申请人确认之日", _POST),
    Channel.INTERNET: ("互联网", "双方确认之日", _NET),
    Channel.FAX: ("传真", "双方确认之日", _NET),
    Channel.EMAIL: ("电子邮件", "双方确认之日", _NET),
    Channel.ORAL: ("口头申请", "工作人员填好、申请人同意之日", "《条例》第二十九条、" + _PERSON[4:]),
}
_CONFIRMED: Final = frozenset({Channel.ORDINARY_LETTER, Channel.INTERNET, Channel.FAX, Channel.EMAIL})


@dataclass(frozen=True, slots=True)
class Receipt:
    """The day of receipt, or None while it waits for confirmation; `conservative_on` is the day it arrived.

    Delay by the body must not lengthen the period, so a second due date is counted from `conservative_on`.
    """

    channel: Channel
    received_on: date | None
    conservative_on: date
    rule: str
    basis: str
    warnings: tuple[str, ...] = ()


def needs_confirmation(channel: Channel, settings: LawSettings = DEFAULTS) -> bool:
    """Whether the period starts with a confirmation (确认) and not with the arrival."""
    if channel is Channel.EMAIL:
        return not settings.email_counts_on_arrival
    if channel is Channel.ORAL:
        return not settings.oral_counts_on_filling
    return channel in _CONFIRMED


def receipt(
    channel: Channel,
    arrived_on: date,
    confirmed_on: date | None = None,
    *,
    calendar: WorkCalendar,
    settings: LawSettings = DEFAULTS,
) -> Receipt:
    """Return the day of receipt.

    `arrived_on`: handed in, signed for, filled in, or arrived. Raises WrongEntry for a confirmation before the arrival.
    """
    _, rule, basis = _RULES[channel]
    if not needs_confirmation(channel, settings):
        rule = "邮件系统收到之日" if channel is Channel.EMAIL else rule
        return Receipt(channel, arrived_on, arrived_on, rule, basis)
    if confirmed_on is not None and confirmed_on < arrived_on:
        raise WrongEntry(
            f"确认日期{chinese_date(confirmed_on)}早于来件日期{chinese_date(arrived_on)}。", "请核对这两个日期。"
        )
    warnings = _late(channel, arrived_on, confirmed_on, calendar, settings)
    return Receipt(channel, confirmed_on, arrived_on, rule, basis, warnings)


def _late(
    channel: Channel, arrived_on: date, confirmed_on: date | None, calendar: WorkCalendar, settings: LawSettings
) -> tuple[str, ...]:
    if confirmed_on is None:
        return ("还没有与申请人确认，答复期限尚未起算。请尽快确认；迟延确认不应延长期限。",)
    if channel is Channel.ORDINARY_LETTER and confirmed_on > arrived_on:
        return ("平常信函应当在收到当日与申请人确认（《条例》第三十一条第二项）。请按来件之日从严掌握答复期限。",)
    try:
        waited = len(calendar.between(arrived_on, confirmed_on)) - calendar.is_working(arrived_on)
    except CalendarGap as gap:
        return (gap.problem,)
    if waited <= settings.confirm_within:
        return ()
    return (f"来件后过了{waited}个工作日才确认。迟延确认不应延长期限，请按来件之日从严掌握答复期限。",)
