"""By which day a report must be published (公布期限): the body's dated setting, else the day of the form."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from gongkai.apps.bodies.body_settings import Key, month_and_day
from gongkai.apps.bodies.models import Kind, PublicBody
from gongkai.apps.bodies.selectors import setting_on
from gongkai.core.report.checks import Settings
from gongkai.core.report.form.publication import Body, due

_KINDS: Final[dict[str, Body]] = {
    Kind.DISTRICT: "government",
    Kind.TOWNSHIP: "township",
    Kind.SUBDISTRICT_OFFICE: "township",
    Kind.BUREAU: "department",
}
WARNED_FROM: Final = 12  # the month from which the desk warns


@dataclass(frozen=True, slots=True)
class ReportDue:
    """The last day, inclusive. It is a calendar day and is not moved by holidays (《条例》第四十九条)."""

    on: date
    source: str
    is_local: bool

    def left(self, today: date) -> int:
        """Return how many days are left; below zero when it has passed."""
        return (self.on - today).days


def report_due(body: PublicBody, year: int) -> ReportDue:
    """Return the last day for a body's report of a year; a setting in force by the following 31 January counts."""
    local = setting_on(body, Key.REPORT_DUE, date(year + 1, 1, 31))
    if local:
        month, day = month_and_day(str(local))
        return ReportDue(date(year + 1, month, day), "本机关设置的期限（当地通知）", is_local=True)
    term = due(_KINDS.get(body.kind, "department"), year)
    return ReportDue(date(year + 1, term.month, term.day), term.source, is_local=False)


def settings_of(body: PublicBody, year: int) -> Settings:
    """Return the settings of the checks for a body: the day set for the place, if there is one."""
    found = report_due(body, year)
    if not found.is_local:
        return Settings()
    day = (found.on.month, found.on.day)
    return Settings(
        organ_due_month_day=day, government_due_month_day=day, township_due_month_day=day, township_due_binds=True
    )


def current_year(today: date) -> int:
    """Return the year whose report is at hand: this year's from December on, else last year's."""
    return today.year if today.month >= WARNED_FROM else today.year - 1
