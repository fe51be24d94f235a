"""Acts of the officer that need no more than an entry: receipt, supplement, extension, reasons, closing, correction."""

from datetime import date, datetime

from django.db import transaction

from gongkai.apps.applications.errors import RuleError
from gongkai.apps.applications.models import Application
from gongkai.apps.applications.selectors.cases import case
from gongkai.apps.applications.services.acting import Doer, Particular, day_of, locked, record
from gongkai.apps.applications.services.asking import send_letter
from gongkai.apps.applications.services.deliveries import Service
from gongkai.apps.applications.services.handling_rows import agree_with_entries
from gongkai.apps.applications.services.letters import dates, period_words
from gongkai.apps.bodies.models import Office
from gongkai.core.law.casework import Act


@transaction.atomic
def confirm_receipt(
    *, by: Doer, application_id: int, on: date, now: datetime, note: str = "", why_late: str = ""
) -> Application:
    """Confirm with the applicant that the application is here (确认收到, art. 31): the clock starts."""
    application = locked(application_id)
    record(application, Act.CONFIRM_RECEIPT, by=by, on=on, now=now, note=note, why_late=why_late)
    return application


@transaction.atomic
def accept(
    *, by: Doer, application_id: int, on: date, now: datetime, note: str = "", why_late: str = ""
) -> Application:
    """Take a case in hand (转入办理)."""
    application = locked(application_id)
    record(application, Act.ACCEPT, by=by, on=on, now=now, note=note, why_late=why_late)
    return application


@transaction.atomic
def return_application(*, by: Doer, application_id: int, on: date, reason: str, now: datetime) -> Application:
    """Return what is no application, before its receipt is confirmed (退回)."""
    application = locked(application_id)
    record(application, Act.RETURN, by=by, on=on, now=now, note=reason)
    return application


@transaction.atomic
def receive_supplement(
    *, by: Doer, application_id: int, on: date, text: str, now: datetime, why_late: str = ""
) -> Application:
    """Enter the supplement that came (收到补正, art. 30): the period starts anew."""
    application = locked(application_id)
    record(application, Act.SUPPLEMENT, by=by, on=on, now=now, note=text, why_late=why_late)
    return application


@transaction.atomic
def extend(
    *,
    by: Doer,
    application_id: int,
    on: date,
    days: int,
    reason: str,
    consented_by: str,
    service: Service,
    now: datetime,
    why_late: str = "",
) -> Application:
    """Extend the period (延期答复, art. 33 ¶2) before it is over, with the consent of the head of the unit."""
    application = locked(application_id)
    note = f"理由：{reason}\n同意延期的负责人：{consented_by}"
    particular = Particular(days=days)
    record(application, Act.EXTEND, by=by, on=on, now=now, particular=particular, note=note, why_late=why_late)
    send_letter(application, "extension", "letter_extension", {"reason": reason}, service, by=by, on=on, now=now)
    return application


@transaction.atomic
def receive_reasons(*, by: Doer, application_id: int, on: date, text: str, now: datetime) -> Application:
    """Enter the reasons that the applicant gave (收到说明, art. 35)."""
    application = locked(application_id)
    record(application, Act.RECEIVE_REASONS, by=by, on=on, now=now, note=text)
    return application


@transaction.atomic
def defer(
    *, by: Doer, application_id: int, on: date, until: date, reason: str, service: Service, now: datetime
) -> Application:
    """Fix a reasonable later day for the answer (延迟答复, art. 35) and tell the applicant."""
    application = locked(application_id)
    record(application, Act.DEFER, by=by, on=on, now=now, particular=Particular(until=until), note=reason)
    send_letter(application, "deferral", "letter_deferred", {"reason": reason}, service, by=by, on=on, now=now)
    return application


@transaction.atomic
def note_transfer(*, by: Doer, application_id: int, on: date, note: str, now: datetime) -> Application:
    """Note that a copy went to another body (登记转送)."""
    application = locked(application_id)
    record(application, Act.NOTE_TRANSFER, by=by, on=on, now=now, note=note)
    return application


@transaction.atomic
def assign(*, by: Doer, application_id: int, on: date, office: Office, note: str, now: datetime) -> Application:
    """Make an office inside responsible for the case (转承办科室)."""
    application = locked(application_id)
    if office.body_id != application.body_id:
        raise RuleError(f"{office}不属于{application.body}。", f"请选择{application.body}的科室。")
    application.office = office
    record(application, Act.HAND_OVER, by=by, on=on, now=now, note=f"承办科室：{office}\n{note}".strip())
    return application


@transaction.atomic
def abandon(*, by: Doer, application_id: int, on: date, note: str, service: Service, now: datetime) -> Application:
    """Close a case whose applicant neither supplemented nor paid in time (按放弃申请办结), and tell the applicant."""
    application = locked(application_id)
    before = case(application, day_of(now))
    record(application, Act.ABANDON, by=by, on=on, now=now, note=note)
    law, clock = before.law, before.clock
    if application.outcome == "closed_unpaid":
        due = clock.payment_due(law.calendar)
        details = {"ended_on": dates(due.due_on if due else None)}
        send_letter(application, "closing", "reply_abandoned_fee", details, service, by=by, on=on, now=now)
        return application
    letter = clock.supplement
    details = {
        "served_on": dates(letter.delivered_on if letter else None),
        "period": period_words(application, letter.days if letter else 0),
    }
    send_letter(application, "closing", "reply_abandoned_supplement", details, service, by=by, on=on, now=now)
    return application


@transaction.atomic
def enter_withdrawal(*, by: Doer, application_id: int, on: date, note: str, now: datetime) -> Application:
    """Enter that the applicant withdrew (撤回申请)."""
    application = locked(application_id)
    record(application, Act.WITHDRAW, by=by, on=on, now=now, note=note)
    return application


@transaction.atomic
def close(*, by: Doer, application_id: int, on: date, reason: str, now: datetime) -> Application:
    """Close a case for a reason that no outcome has (其他办结); the reason is obligatory."""
    application = locked(application_id)
    record(application, Act.CLOSE, by=by, on=on, now=now, note=reason)
    return application


@transaction.atomic
def archive(*, by: Doer, application_id: int, on: date, note: str, now: datetime) -> Application:
    """Put a closed case into the archive (归档, art. 45)."""
    application = locked(application_id)
    record(application, Act.ARCHIVE, by=by, on=on, now=now, note=note)
    return application


@transaction.atomic
def reopen(*, by: Doer, application_id: int, on: date, until: date | None, reason: str, now: datetime) -> Application:
    """Take a case up anew after reconsideration or a lawsuit (重新办理); `until` is the day set there."""
    application = locked(application_id)
    record(application, Act.REOPEN, by=by, on=on, now=now, particular=Particular(until=until), note=reason)
    return application


@transaction.atomic
def correct(*, by: Doer, application_id: int, number: int, reason: str, now: datetime) -> Application:
    """Cancel a mistaken entry by a new one (更正记录); the mistaken one stays to be seen. The reason is obligatory."""
    application = locked(application_id)
    record(application, Act.CORRECT, by=by, on=day_of(now), now=now, particular=Particular(cancels=number), note=reason)
    agree_with_entries(application, now)
    return application
