"""The processing fee (信息处理费): proposed with both scales and the figures beside it, demanded once, paid."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.apps.applications.errors import RuleError
from gongkai.apps.applications.models import Application, FeeNotice
from gongkai.apps.applications.services.acting import Doer, locked, record
from gongkai.apps.applications.services.asking import send_letter
from gongkai.apps.applications.services.deliveries import Service
from gongkai.core.law.casework import Act, State
from gongkai.core.law.events import FEE_LETTER
from gongkai.core.law.fees import Fee, Ranked, alternatives, item_fee, pages_fee, ranks


@dataclass(frozen=True, slots=True)
class FeeChoice:
    """What one application could bear, both ways, and the rank that decides the one of them."""

    rank: int
    per_item: Fee
    per_volume: Fee


def rank_of(application: Application, *, counts_withdrawn: bool) -> int:
    """Return the place of an application among those of its applicant received in the same natural month."""
    index, received = application.applicant.person_index, application.received_on
    if received is None:
        raise RuleError("还没有确认收到申请，不能计算当月的件数。", "请先确认收到。")
    same = Application.objects.filter(
        body=application.body_id, received_on__year=received.year, received_on__month=received.month
    )
    same = same.filter(applicant__person_index=index) if index else same.filter(pk=application.pk)
    rows = [
        Ranked(
            id=str(each.pk),
            applicant="same",
            received_on=each.received_on or received,
            no=each.pk,
            matters=fee.matters if (fee := getattr(each, "fee", None)) else 1,
            withdrawn=each.state == State.WITHDRAWN,
        )
        for each in same.select_related("fee")
    ]
    return ranks(rows, counts_withdrawn=counts_withdrawn)[str(application.pk)]


def choices_for(application: Application, *, pages: int, matters: int, counts_withdrawn: bool = True) -> FeeChoice:
    """Return both alternatives, to be shown before anybody decides."""
    rank = rank_of(application, counts_withdrawn=counts_withdrawn)
    per_item, per_volume = alternatives(rank, pages, matters=matters, on=application.received_on)
    return FeeChoice(rank, per_item, per_volume)


@transaction.atomic
def propose_fee(
    *, by: Doer, application_id: int, on: date, scale: str, pages: int, matters: int, reason: str, now: datetime
) -> FeeNotice:
    """Propose a fee on one of the scales (提出收费意见), with why number or frequency is beyond reason (art. 42)."""
    application = locked(application_id)
    rank = rank_of(application, counts_withdrawn=True)
    received = application.received_on
    found = item_fee(rank, matters=matters, on=received) if scale == "items" else pages_fee(pages, on=received)
    if found.yuan == 0:
        raise RuleError(f"按这一方式计算，信息处理费是0元：{found.sentence()}", "不必收费，请继续办理。")
    record(application, Act.PROPOSE_FEE, by=by, on=on, now=now, note=f"{reason}\n{found.sentence()}")
    row, _made = FeeNotice.objects.update_or_create(
        application=application,
        defaults={
            "scale": scale,
            "rank": rank,
            "matters": matters,
            "pages": pages,
            "yuan": found.yuan,
            "sentence": found.sentence(),
            "reason": reason,
            "proposed_by": by.as_actor().name,
            "proposed_on": on,
        },
    )
    return row


@transaction.atomic
def demand_fee(
    *,
    by: Doer,
    application_id: int,
    on: date,
    decided_by: str,
    way: str,
    service: Service,
    now: datetime,
    why_late: str = "",
) -> FeeNotice:
    """Send the fee notice (收费通知), within the period of the answer."""
    application = locked(application_id)
    row = FeeNotice.objects.filter(application=application).first()
    if row is None:
        raise RuleError("还没有提出收费意见。", "请先“提出收费意见”，写明计收方式和理由。")
    note = f"{row.sentence}\n决定人：{decided_by}"
    record(application, Act.DEMAND_FEE, by=by, on=on, now=now, note=note, why_late=why_late)
    row.decided_by, row.decided_on = decided_by, on
    row.save(update_fields=["decided_by", "decided_on"])
    details = {"figures": row.reason, "way": way}
    send_letter(application, FEE_LETTER, "letter_fee_notice", details, service, by=by, on=on, now=now)
    return row


@transaction.atomic
def enter_payment(*, by: Doer, application_id: int, on: date, yuan: int, now: datetime, note: str = "") -> FeeNotice:
    """Enter that the whole fee is paid (缴费完毕): the period starts anew on the next day."""
    application = locked(application_id)
    row = FeeNotice.objects.get(application=application)
    if yuan != row.yuan:
        raise RuleError(f"应缴{row.yuan}元，填写的是{yuan}元。", "缴清以后再登记；多缴的请退还后按应缴数登记。")
    record(application, Act.PAY, by=by, on=on, now=now, note=note)
    row.paid_on, row.paid_yuan = on, yuan
    row.save(update_fields=["paid_on", "paid_yuan"])
    return row
