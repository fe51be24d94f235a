"""Service of papers (送达) by each way, with its proof."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from gongkai.apps.applications.errors import RuleError
from gongkai.apps.applications.files import Upload
from gongkai.apps.applications.law import law_for
from gongkai.apps.applications.models import Application, Consultation, Delivery, Letter
from gongkai.apps.applications.services.acting import (
    Confirmed,
    Doer,
    Particular,
    day_of,
    locked,
    log,
    record,
    require_right,
)
from gongkai.apps.applications.services.papers import put_papers
from gongkai.apps.applications.words import Deed, PaperKind, ServiceKind
from gongkai.apps.bodies.roles import Act as Right
from gongkai.core.law.casework import Act, State
from gongkai.core.law.deadlines import term_due
from gongkai.core.law.events import LETTERS
from gongkai.core.law.words import chinese_date

REPLY: Final = "reply"  # the subject of a delivery that is the answer
POST: Final = ("邮政", "EMS", "邮局")  # 国办公开办函〔2016〕235号: letters go by the post
AT_ONCE: Final = frozenset({ServiceKind.DIRECT})  # signed for when it is handed over


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """How a paper goes out."""

    kind: ServiceKind
    carrier: str = ""
    tracking: str = ""
    address: str = ""


def send_paper(
    application: Application,
    subject: str,
    title: str,
    service: Service,
    *,
    by: Doer,
    on: date,
    now: datetime,
    letter: Letter | None = None,
) -> Delivery:
    """Note that a paper went out, in the transaction of its act; what is handed over is signed for at once."""
    if service.kind is ServiceKind.POST and service.carrier and not any(one in service.carrier.upper() for one in POST):
        raise RuleError(
            f"“{service.carrier}”不是邮政企业，不能作为邮寄送达的承运机构。",
            "请交邮政企业寄递，例如中国邮政（EMS）。",
        )
    row = Delivery(
        application=application,
        body=application.body,
        subject=subject,
        title=title,
        letter=letter,
        service=service.kind,
        carrier=service.carrier,
        tracking=service.tracking,
        handed_over_on=on,
        proof=by.proof if isinstance(by, Confirmed) else None,
    )
    row.keep(address=service.address)
    row.save()
    if service.kind in AT_ONCE:
        enter_signature(application, row, on, "", by=by, now=now)
    return row


def enter_signature(application: Application, row: Delivery, on: date, signer: str, *, by: Doer, now: datetime) -> None:
    """Enter what the law makes of the delivery."""
    if on < row.handed_over_on:
        raise RuleError(
            f"签收日期{chinese_date(on)}早于发出日期{chinese_date(row.handed_over_on)}。", "请核对这两个日期。"
        )
    row.signed_on = on
    row.keep(**{**row.told(), "signer": signer})
    row.save()
    if row.subject == REPLY:
        if application.state == State.SENT:
            record(application, Act.SERVE, by=by, on=on, now=now)
        return
    asked = Consultation.objects.filter(application=application, key=row.subject).first()
    if asked is not None:
        record(application, Act.RECORD_DELIVERY, by=by, on=on, now=now, particular=Particular(key=row.subject))
        lapses = term_due(asked.term_id, on, law_for(application).calendar)
        asked.delivered_on, asked.until = on, lapses.due_on
        asked.save(update_fields=["delivered_on", "until"])
    elif row.subject in LETTERS:
        record(application, Act.RECORD_DELIVERY, by=by, on=on, now=now, particular=Particular(key=row.subject))


@transaction.atomic
def prove_delivery(
    *,
    by: Doer,
    delivery_id: int,
    signed_on: date,
    signer: str,
    now: datetime,
    files: tuple[Upload, ...] = (),
    tracking: str = "",
) -> Delivery:
    """Enter that a paper was signed for, with its proof (送达凭证)."""
    row = Delivery.objects.select_related("application").get(pk=delivery_id)
    application = locked(row.application_id)
    row = Delivery.objects.select_for_update().get(pk=delivery_id)
    if row.signed_on is not None:
        raise RuleError(f"“{row.title}”的送达已经登记。", "如果登记有误，请更正办理记录。")
    if signed_on > day_of(now):
        raise RuleError(f"日期{chinese_date(signed_on)}还没有到。", "请填写实际签收的日期。")
    require_right(by, Right.HANDLE_APPLICATION, application, now)
    if files:
        row.proof = put_papers(application, PaperKind.PROOF, files, by=by, now=now)[0]
    row.tracking = tracking or row.tracking
    enter_signature(application, row, signed_on, signer, by=by, now=now)
    log(
        Deed.ENTER_DELIVERY,
        application,
        by=by,
        now=now,
        told=f"{row.title}于{signed_on}签收",
        after={"delivery": row.pk},
    )
    return row


@transaction.atomic
def return_delivery(*, by: Doer, delivery_id: int, returned_on: date, reason: str, now: datetime) -> Delivery:
    """Enter that a paper came back (退回): it must go out again."""
    row = Delivery.objects.select_for_update().get(pk=delivery_id)
    application = locked(row.application_id)
    require_right(by, Right.HANDLE_APPLICATION, application, now)
    if row.signed_on is not None or row.returned_on is not None:
        raise RuleError(f"“{row.title}”已经签收或退回。", "请核对后选择另一次送达。")
    row.returned_on = returned_on
    row.keep(**{**row.told(), "return_reason": reason})
    row.save()
    log(
        Deed.ENTER_DELIVERY,
        application,
        by=by,
        now=now,
        told=f"{row.title}于{returned_on}退回",
        after={"delivery": row.pk},
    )
    return row


@transaction.atomic
def send_again(*, by: Doer, delivery_id: int, service: Service, on: date, now: datetime) -> Delivery:
    """Send a paper once more, after it came back."""
    row = Delivery.objects.select_for_update().get(pk=delivery_id)
    application = locked(row.application_id)
    require_right(by, Right.HANDLE_APPLICATION, application, now)
    if row.signed_on is not None:
        raise RuleError(f"“{row.title}”已经签收。", "不必再次送达。")
    made = send_paper(application, row.subject, row.title, service, by=by, on=on, now=now, letter=row.letter)
    log(Deed.ENTER_DELIVERY, application, by=by, now=now, told=f"再次送达{row.title}", after={"delivery": made.pk})
    return made
