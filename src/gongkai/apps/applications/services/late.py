"""Late entries (补录): asked for with reason and proof, entered when another person has confirmed them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.apps.applications.doings import DOINGS
from gongkai.apps.applications.errors import RuleError
from gongkai.apps.applications.files import Upload
from gongkai.apps.applications.models import LateEntry
from gongkai.apps.applications.services import correct
from gongkai.apps.applications.services.acting import Confirmed, locked, log, require_right
from gongkai.apps.applications.services.papers import put_papers
from gongkai.apps.applications.words import Deed, LateState, PaperKind
from gongkai.apps.bodies.models import User
from gongkai.apps.bodies.roles import Act as Right
from gongkai.core.law.casework import Act

CORRECT = "correct"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Why an act is entered late, and what shows that it was done on its day."""

    why: str
    reference: str
    files: tuple[Upload, ...] = ()


@transaction.atomic
def ask_late(
    *, by: User, application_id: int, doing: str, on: date, form: Mapping[str, str], proof: Proof, now: datetime
) -> LateEntry:
    """Put a late entry before a second person. Raises RuleError where it lacks proof, or the law is against the act."""
    application = locked(application_id)
    require_right(by, Right.HANDLE_APPLICATION, application, now)
    if not proof.why.strip() or not proof.reference.strip():
        raise RuleError("补录没有写明理由和凭据。", "请写明为什么没有当天录入，以及凭据是什么、存在哪里。")
    if application.late_entries.filter(state=LateState.WAITING, doing=doing).exists():
        raise RuleError("同一事项已经有一条补录等待核对。", "请等分管领导核对以后再提交。")
    label = Act.CORRECT.label if doing == CORRECT else DOINGS[doing].label
    row = LateEntry(
        application=application, body=application.body, doing=doing, label=label, on=on, asked_by=by, asked_at=now
    )
    row.keep(form=json.dumps(dict(form), ensure_ascii=False), why=proof.why, reference=proof.reference)
    papers = put_papers(application, PaperKind.PROOF, proof.files, by=by, now=now)
    row.proof = papers[0] if papers else None
    row.save()
    _try(lambda: _run(row, by.as_actor().name, now))
    log(Deed.ASK_LATE, application, by=by, now=now, told=f"{on}的{label}，等待核对", after={"late": row.pk})
    return row


def _try(run: Callable[[], object]) -> None:
    """Do an act and undo it, so that what the law has against it is told at once."""
    here = transaction.savepoint()
    run()
    transaction.savepoint_rollback(here)


@transaction.atomic
def settle_late(*, by: User, late_id: int, agreed: bool, why: str, now: datetime) -> LateEntry:
    """Confirm a late entry after looking at its proof: the act is entered on its day. Or refuse it, with the reason."""
    application = locked(LateEntry.objects.get(pk=late_id).application_id)
    row = LateEntry.objects.select_for_update(of=("self",)).select_related("asked_by", "proof").get(pk=late_id)
    require_right(by, Right.APPROVE_REPLY, application, now)
    if row.asked_by_id == by.pk:
        raise RuleError("补录要由另一个人核对。", "请由没有提交这条补录的分管领导核对。")
    if row.state != LateState.WAITING:
        raise RuleError("这条补录已经核对过。", "不必重复核对。")
    if not agreed and not why.strip():
        raise RuleError("没有写明不同意的原因。", "请写明原因，提交人会看到。")
    row.state = LateState.CONFIRMED if agreed else LateState.REFUSED
    row.settled_by, row.settled_at = by.as_actor().name, now
    if why:
        row.keep(**{**row.told(), "refusal": why})
    row.save()
    told = f"{row.on}的{row.label}，{row.get_state_display()}"
    log(Deed.SETTLE_LATE, application, by=by, now=now, told=told, after={"late": row.pk})
    if agreed:
        _run(row, row.settled_by, now)
    return row


def _run(row: LateEntry, confirmed_by: str, now: datetime) -> None:
    """Do the act as it was filled in, on its day."""
    told = row.told()
    by = Confirmed(row.asked_by, confirmed_by, told["why"], told["reference"], row.proof)
    given = json.loads(told["form"])
    number = row.application_id
    if row.doing == CORRECT:
        correct(by=by, application_id=number, number=int(given["number"]), reason=given["reason"], now=now)
        return
    doing = DOINGS[row.doing]
    form = doing.form(given, application=row.application, today=row.on)
    if not form.is_valid():
        raise RuleError("补录的内容不完整。", "请不同意这条补录，由提交人重新填写。")
    doing.do(by=by, application_id=number, now=now, given=form.given())
