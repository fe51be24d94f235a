"""What is done to many cases at once: rebuild the cache, follow the days, erase, change keys."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from gongkai.apps.applications.law import law_for, settings_of
from gongkai.apps.applications.models import (
    Applicant,
    Application,
    Consultation,
    Delivery,
    EventNote,
    IncomingFile,
    IncomingMail,
    LateEntry,
    Letter,
    Message,
    OutgoingMail,
    Paper,
    PaperContent,
)
from gongkai.apps.applications.models.application import MOVING
from gongkai.apps.applications.models.handling import Sealed
from gongkai.apps.applications.sealing import opened, seal, sealed_with_first
from gongkai.apps.applications.services.acting import day_of, keep_projection, locked, log, refold
from gongkai.apps.applications.words import Deed
from gongkai.apps.audit.services import Change, append
from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.core.law.derivation import add_months


def rebuild(today: date, numbers: Iterator[int] | None = None) -> tuple[int, int]:
    """Fold every case anew; return how many there are and how many of their cached columns were wrong."""
    seen = changed = 0
    asked = (
        numbers if numbers is not None else Application.objects.order_by("pk").values_list("pk", flat=True).iterator()
    )
    for number in asked:
        seen += 1
        changed += _rebuild(number, today)
    return seen, changed


@transaction.atomic
def _rebuild(number: int, today: date) -> bool:
    """Fold a case anew; tell whether its columns were wrong for the day they were made on."""
    application = locked(number)
    law = law_for(application)
    right = asdict(refold(application, application.projected_on, law))
    wrong = any(getattr(application, name) != value for name, value in right.items())
    keep_projection(application, refold(application, today, law))
    return wrong


def follow_the_days(body_id: int | None, today: date) -> int:
    """Bring the cases up to today whose due date moves from day to day, such as those in consultation."""
    stale = Application.objects.filter(state__in=MOVING, projected_on__lt=today)
    if body_id is not None:
        stale = stale.filter(body_id=body_id)
    numbers = list(stale.values_list("pk", flat=True))
    for number in numbers:
        _rebuild(number, today)
    return len(numbers)


def erase_old(now: datetime) -> int:
    """Erase what is personal of cases that ended longer ago than the body keeps it; return how many."""
    today, done = day_of(now), 0
    for body in PublicBody.objects.filter(applications__isnull=False).distinct():
        months = settings_of(body, today).get(Key.APPLICANT_RETENTION)
        if months is None:
            continue
        near = add_months(today, -months) + timedelta(days=3)  # ends of months differ by some days: looked at below
        ended = Application.objects.filter(body=body, is_open=False, counted_on__lt=near)
        kept = ended.filter(applicant__erased_on__isnull=True).values_list("pk", "counted_on", "answered_on")
        for number, counted_on, answered_on in list(kept):
            last = max(day for day in (counted_on, answered_on) if day is not None)
            if add_months(last, months) < today:
                erase(number, now)
                done += 1
    return done


@transaction.atomic
def erase(application_id: int, now: datetime) -> None:
    """Erase what is personal of one case: applicant, words, parties, files, mail. Entries and counts stay."""
    application, today = locked(application_id), day_of(now)
    Applicant.objects.filter(application=application).update(
        sealed=b"", name_index="", person_index="", erased_on=today
    )
    application.wanted = application.assistance = ""
    application.save(update_fields=["wanted", "assistance"])
    application.items.update(text="")
    EventNote.objects.filter(event__application=application).update(sealed=b"")
    for rows in (
        Consultation.objects,
        Delivery.objects,
        LateEntry.objects,
        Message.objects,
        Letter.objects,
        OutgoingMail.objects,
    ):
        rows.filter(application=application).update(sealed=b"")
    PaperContent.objects.filter(paper__application=application).update(sealed=b"")
    application.papers.update(sealed_name=b"", erased_on=today)
    log(Deed.ERASE_APPLICANT, application, by=SERVER, now=now, told="保存期限届满，清除申请人信息")


def rotate_keys(now: datetime, seen: Callable[[int], None] = lambda _number: None) -> int:
    """Seal anew with the first key whatever another one sealed; return how many rows. May be stopped and run again."""
    done = 0
    for row in Applicant.objects.select_related("application").iterator():
        if not sealed_with_first(row.sealed):
            row.keep(row.particulars())
            row.save()
            done += 1
            seen(done)
    done += _reseal(EventNote.objects.select_related("event__application"), "sealed", _note_about)
    done += _reseal(Paper.objects.all(), "sealed_name", lambda row: f"paper-name:{row.uid}")
    done += _reseal(PaperContent.objects.select_related("paper"), "sealed", lambda row: f"paper:{row.paper.uid}")
    done += _reseal(IncomingFile.objects.all(), "sealed_name", lambda row: f"incoming-name:{row.uid}")
    done += _reseal(IncomingFile.objects.all(), "sealed", lambda row: f"incoming:{row.uid}")
    kinds: tuple[type[Sealed], ...] = (Consultation, Delivery, LateEntry, Message, Letter, OutgoingMail, IncomingMail)
    for kind in kinds:
        done += _reseal(kind._default_manager.all(), "sealed", lambda row: row.about)  # noqa: SLF001 Django's own name
    with transaction.atomic():
        append(
            by=SERVER.as_actor(),
            at=now,
            act=Deed.ROTATE_KEYS,
            change=Change("applications:keys", {}, {"rows": done}),
            summary=f"更换申请人信息密钥，重新加密{done}条",
        )
    return done


def _note_about(row: EventNote) -> str:
    return EventNote.about(row.event.application, row.event.number)


def _reseal(rows: Any, column: str, about: Callable[[Any], str]) -> int:
    done = 0
    for row in rows.iterator():
        held = getattr(row, column)
        if not sealed_with_first(held):
            setattr(row, column, seal(opened(held, about(row)), about(row)))
            row.save(update_fields=[column])
            done += 1
    return done


def days_due(*, now: datetime) -> int:
    """Follow the days in every body, for the worker; return how many cases were taken up."""
    return follow_the_days(None, day_of(now))


_erased: dict[str, date] = {}  # of this process: the last day on which it looked


def erasures_due(*, now: datetime) -> int:
    """Erase what is past its time, for the worker, once a day; return how many."""
    if _erased.get("on") == day_of(now):
        return 0
    _erased["on"] = day_of(now)
    return erase_old(now)
