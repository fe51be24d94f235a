"""Signatures on a report, its return, its sealing (签字、退回、封存)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction

from gongkai.apps.bodies.body_settings import YES, Key
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.selectors import setting_on
from gongkai.apps.bodies.services.logged import day_of, log
from gongkai.apps.reports.errors import ChangedSinceSigned, ReportRefused
from gongkai.apps.reports.models import ReportDraft, Signature
from gongkai.apps.reports.numbers import unknown
from gongkai.apps.reports.selectors.findings import errors_of
from gongkai.apps.reports.selectors.reports import Standing, digest_of, to_mapping
from gongkai.apps.reports.services.acting import lock, person
from gongkai.apps.reports.states import SIGNATURES, State, Step, advance
from gongkai.core.report.model import as_json

RIGHTS: Final[Mapping[Step, Act]] = {
    Step.SIGN_AS_OFFICER: Act.DRAFT_REPORT,
    Step.SIGN_AS_OFFICE: Act.REVIEW_REPORT,
    Step.SIGN_AS_LEADER: Act.SIGN_REPORT,
}
SIGNED_AT: Final[Mapping[State, Step]] = {
    State.DRAFTING: Step.SIGN_AS_OFFICER,
    State.OFFICER_SIGNED: Step.SIGN_AS_OFFICE,
    State.OFFICE_SIGNED: Step.SIGN_AS_LEADER,
}


def in_force(draft: ReportDraft) -> list[Signature]:
    """Return the signatures that stand: those after the last return."""
    rows: list[Signature] = []
    for row in draft.signatures.all():
        rows = [] if row.step == Step.SEND_BACK else [*rows, row]
    return rows


@transaction.atomic
def sign(*, by: By, draft: ReportDraft, note: str = "", now: datetime) -> ReportDraft:
    """Sign the step at which a report is: officer, general office, leader, each another person."""
    state = State(ReportDraft.objects.only("state").get(pk=draft.pk).state)
    step = SIGNED_AT.get(state, Step.SIGN_AS_LEADER)
    draft = lock(draft, by, RIGHTS[step], now)
    after = advance(State(draft.state), step)
    standing, before = Standing(draft), in_force(draft)
    _complete(standing)
    _another(by, draft, before, now)
    digest = digest_of(standing.live)
    if before and before[-1].digest != digest:
        raise ChangedSinceSigned
    Signature.objects.create(
        draft=draft, step=step, by=by.as_actor().name, person=person(by), at=now, note=note.strip(), digest=digest
    )
    draft.state = after
    draft.save(update_fields=["state"])
    told = f"{draft.year}年度第{draft.version}版"
    log(step, draft, by=by, now=now, body=draft.public_body, told=told, after={"digest": digest, "note": note.strip()})
    return draft


def _complete(standing: Standing) -> None:
    texts = standing.draft.texts
    bad = unknown(texts.values(), standing.numbers)
    if bad:
        raise ReportRefused(f"正文里有不认识的数据名称：{'、'.join(bad)}。", "请从“可用的数据”里选择，或者删去。")
    if not any(text.strip() for text in texts.values()):
        raise ReportRefused("报告还没有正文。", "请先写总体情况、存在的问题和改进情况。")


def _another(by: By, draft: ReportDraft, before: list[Signature], now: datetime) -> None:
    own = person(by)
    if own is None or setting_on(draft.public_body, Key.OWN_WORK, day_of(now)) == YES:
        return
    if any(row.person_id == own.pk for row in before):
        raise ReportRefused("您已经在前一步签过字。", "本机关规定由不同的人签字，请由另一位办理。")


@transaction.atomic
def send_back(*, by: By, draft: ReportDraft, reason: str, now: datetime) -> ReportDraft:
    """Return a report that is not sealed to its writer; signatures given so far no longer stand."""
    state = State(ReportDraft.objects.only("state").get(pk=draft.pk).state)
    right = Act.SIGN_REPORT if state is State.OFFICE_SIGNED else Act.REVIEW_REPORT
    draft = lock(draft, by, right, now)
    draft.state = advance(State(draft.state), Step.SEND_BACK)
    if not reason.strip():
        raise ReportRefused("没有填写退回的原因。", "请写明哪里要改。")
    Signature.objects.create(
        draft=draft, step=Step.SEND_BACK, by=by.as_actor().name, person=person(by), at=now, note=reason.strip()
    )
    draft.save(update_fields=["state"])
    log(
        Step.SEND_BACK,
        draft,
        by=by,
        now=now,
        body=draft.public_body,
        told=reason.strip(),
        after={"reason": reason.strip()},
    )
    return draft


@transaction.atomic
def seal(*, by: By, draft: ReportDraft, reason: str = "", now: datetime) -> ReportDraft:
    """Freeze numbers and texts (封存). Errors of the checks need a reason; what is sealed is what the leader signed."""
    draft = lock(draft, by, Act.DRAFT_REPORT, now)
    after_it = advance(State(draft.state), Step.SEAL)
    standing = Standing(draft)
    signed = in_force(draft)
    if [row.step for row in signed] != list(SIGNATURES) or signed[-1].digest != digest_of(standing.live):
        raise ChangedSinceSigned
    errors = errors_of(standing)
    if errors and not reason.strip():
        raise ReportRefused(
            f"检查还有 {len(errors)} 处错误：{errors[0].problem}", "请改正；确实无误的，写明理由再封存。"
        )
    draft.state, draft.sealed = after_it, to_mapping(standing.live)
    draft.counted = {cell: as_json(value) for cell, value in standing.counted.items()}
    draft.digest, draft.sealed_at = digest_of(standing.live), now
    draft.save(update_fields=["state", "sealed", "counted", "digest", "sealed_at"])
    told = f"{draft.year}年度第{draft.version}版{'，' + reason.strip() if reason.strip() else ''}"
    after = {"digest": draft.digest, "reason": reason.strip(), "errors": [one.problem for one in errors]}
    log(Step.SEAL, draft, by=by, now=now, body=draft.public_body, told=told, after=after)
    return draft
