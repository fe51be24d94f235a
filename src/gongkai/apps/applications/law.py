"""The law as it is for one body: the calendar with what was typed in, and the body's settings of a day."""

from datetime import date
from functools import lru_cache
from typing import Any, Final

from gongkai.apps.applications.models import Application, HolidayNotice, LocalDay
from gongkai.apps.bodies.body_settings import KINDS, YES, Key
from gongkai.apps.bodies.models import BodySetting, PublicBody
from gongkai.core.law import notices
from gongkai.core.law.fold import Law
from gongkai.core.law.settings import LawSettings
from gongkai.core.law.workdays import WorkCalendar, national

SUPPLEMENT_DAYS: Final = {"least": 5, "most": 30}


def calendar_of(body: PublicBody) -> WorkCalendar:
    """Return the working days of a body: shipped notices, those typed in, local days of the body and those above."""
    typed = tuple(HolidayNotice.objects.order_by("pk").values_list("pk", flat=True))
    rows = LocalDay.objects.filter(body_id__in=[body.pk, *body.above()]).order_by("on", "body__path")
    local = tuple(notices.LocalDay(day.on, day.working, day.why, day.source) for day in rows)
    return _calendar(typed, local)


@lru_cache(maxsize=64)
def _calendar(numbers: tuple[int, ...], local: tuple[notices.LocalDay, ...]) -> WorkCalendar:
    """Keep calendars, as one counts its days when it is first asked. Rows of notices are never changed."""
    found = national()
    for row in HolidayNotice.objects.filter(pk__in=numbers).order_by("pk"):
        found = found.with_notice(notices.parse_notice(row.data))
    return found.with_local(local) if local else found


def settings_of(body: PublicBody, on: date) -> dict[Key, Any]:
    """Return every setting of a body on a day: its own, else that of the nearest body above."""
    asked = [*body.above(), body.pk]  # from the top down, so that the nearer one is written last
    rows = BodySetting.objects.filter(body_id__in=asked, from_on__lte=on).order_by("from_on")
    latest = {(row.body_id, row.key): row.value for row in rows}
    found: dict[Key, Any] = {}
    for number in asked:
        for (holder, key), value in latest.items():
            if holder == number:
                found[Key(key)] = KINDS[Key(key)].read(value)
    return found


def law_settings(given: dict[Key, Any]) -> LawSettings:
    """Return the settings of the law out of those of a body; what is not set is as `LawSettings` has it."""
    chosen: dict[str, Any] = {
        "email_counts_on_arrival": given.get(Key.EMAIL_ON_ARRIVAL) == YES,
        "consultation_conservative": given.get(Key.CONSULTATION_STRICT) == YES,
    }
    days = given.get(Key.SUPPLEMENT_TERM)
    if days is not None:
        chosen |= {
            "supplement_days": days,
            "supplement_days_least": min(days, SUPPLEMENT_DAYS["least"]),
            "supplement_days_most": max(days, SUPPLEMENT_DAYS["most"]),
        }
    return LawSettings(**chosen)


def law_of(body: PublicBody, on: date) -> Law:
    """Return what acts are judged by in a body on a day."""
    return Law(calendar_of(body), law_settings(settings_of(body, on)))


def law_for(application: Application) -> Law:
    """Return what a case is judged by: the settings of the day it came, so that later ones move no running term."""
    from django.utils import timezone

    return law_of(application.body, timezone.localdate(application.submitted_at))
