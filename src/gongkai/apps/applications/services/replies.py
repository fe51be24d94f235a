"""The answer (答复): outcome of every matter, draft, approval by another person, sending; supplementary answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.apps.applications.errors import RuleError
from gongkai.apps.applications.files import Upload
from gongkai.apps.applications.models import Application, Letter
from gongkai.apps.applications.services.acting import (
    Doer,
    Particular,
    day_of,
    locked,
    log,
    record,
    require_right,
)
from gongkai.apps.applications.services.deliveries import REPLY, Service, send_paper
from gongkai.apps.applications.services.mails import write_mail
from gongkai.apps.applications.services.papers import put_papers
from gongkai.apps.applications.words import Deed, LetterState, Manner, PaperKind, ServiceKind
from gongkai.apps.bodies.errors import NotAllowed
from gongkai.apps.bodies.roles import Act as Right
from gongkai.core.law.casework import Act
from gongkai.core.law.items import overall
from gongkai.core.law.outcomes import outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAnswer:
    """What becomes of one matter."""

    outcome: str
    reason: str = ""
    withheld: str = ""


@transaction.atomic
def split_items(*, by: Doer, application_id: int, texts: tuple[str, ...], now: datetime) -> Application:
    """Name the matters of an application, so that each gets its own outcome."""
    application = locked(application_id)
    require_right(by, Right.HANDLE_APPLICATION, application, now)
    if not application.is_open or not all(text.strip() for text in texts) or not texts:
        raise RuleError("不能这样分项。", "请为办理中的申请逐项写明事项。")
    application.items.all().delete()
    for place, text in enumerate(texts, 1):
        application.items.create(place=place, text=text.strip())
    log(Deed.PROPOSE_OUTCOME, application, by=by, now=now, told=f"分为{len(texts)}项", after={"items": len(texts)})
    return application


@transaction.atomic
def draft_reply(
    *,
    by: Doer,
    application_id: int,
    on: date,
    answers: Mapping[int, ItemAnswer],
    main: str,
    findings: Mapping[str, str],
    dated_on: date,
    now: datetime,
    files: tuple[Upload, ...] = (),
    why_late: str = "",
) -> Letter:
    """Draft the answer (拟稿): an outcome for every matter, what was found, and the files to be handed over."""
    application = locked(application_id)
    items = list(application.items.all())
    if {item.place for item in items} != set(answers):
        raise RuleError("有事项没有填写结果。", "请逐项选择办理结果。")
    code = overall([answer.outcome for answer in answers.values()], main)
    for item in items:
        given = answers[item.place]
        item.outcome, item.reason, item.withheld = given.outcome, given.reason, given.withheld
        item.save(update_fields=["outcome", "reason", "withheld"])
    record(application, Act.DRAFT, by=by, on=on, now=now, note=outcome(code).label, why_late=why_late)
    put_papers(application, PaperKind.REPLY_FILE, files, by=by, now=now)
    actor = by.as_actor()
    letter = Letter(
        application=application,
        kind=outcome(code).letter or "reply_other",
        title=outcome(code).title or outcome(code).label,
        dated_on=dated_on,
        drafted_by=actor.name,
        drafted_by_id=actor.id,
    )
    letter.keep(**{**findings, "outcome": code})
    letter.save()
    return letter


def current_reply(application: Application) -> Letter:
    """Return the letter of the answer that is in hand."""
    found = application.letters.filter(kind__startswith="reply", state__in=[LetterState.DRAFT, LetterState.APPROVED])
    letter = found.order_by("pk").last()
    if letter is None:
        raise RuleError("没有正在办理的答复。", "请先拟稿。")
    return letter


@transaction.atomic
def return_draft(*, by: Doer, application_id: int, on: date, reason: str, now: datetime) -> Application:
    """Send a draft back to be changed (退回修改)."""
    application = locked(application_id)
    letter = current_reply(application)
    if by.as_actor().id != letter.drafted_by_id:
        _may_sign_or_handle(by, application, now)
    record(application, Act.RETURN_DRAFT, by=by, on=on, now=now, note=reason)
    letter.state = LetterState.DROPPED
    letter.save(update_fields=["state"])
    return application


def _may_sign_or_handle(by: Doer, application: Application, now: datetime) -> None:
    try:
        require_right(by, Right.APPROVE_REPLY, application, now)
    except NotAllowed:
        require_right(by, Right.HANDLE_APPLICATION, application, now)


@transaction.atomic
def approve_reply(*, by: Doer, application_id: int, on: date, note: str, now: datetime) -> Letter:
    """Sign the answer (审签): somebody else than who drafted it, after the letter was found complete."""
    application = locked(application_id)
    letter = current_reply(application)
    actor = by.as_actor()
    if actor.id and actor.id == letter.drafted_by_id:
        raise RuleError("拟稿人不能审签自己起草的答复。", "请由分管领导审签。")
    record(application, Act.APPROVE, by=by, on=on, now=now, note=note)
    letter.state, letter.approved_by, letter.approved_at = LetterState.APPROVED, actor.name, now
    letter.save(update_fields=["state", "approved_by", "approved_at"])
    return letter


@transaction.atomic
def send_reply(
    *, by: Doer, application_id: int, on: date, service: Service, now: datetime, why_late: str = ""
) -> Letter:
    """Send the answer (发出答复). `on` decides whether it is in time: posted, signed for, or sent on line."""
    application = locked(application_id)
    letter = current_reply(application)
    if letter.state != LetterState.APPROVED:
        raise RuleError("答复还没有审签，不能发出。", "请先由分管领导审签。")
    code = letter.told()["outcome"]
    record(application, Act.SEND, by=by, on=on, now=now, particular=Particular(outcome=code), why_late=why_late)
    _sent(application, letter, service, by=by, on=on, now=now)
    return letter


def _sent(application: Application, letter: Letter, service: Service, *, by: Doer, on: date, now: datetime) -> None:
    letter.state, letter.sent_on = LetterState.SENT, on
    letter.save(update_fields=["state", "sent_on"])
    send_paper(application, REPLY, letter.title, service, by=by, on=on, now=now)
    if service.kind is ServiceKind.ELECTRONIC or application.manner == Manner.ONLINE:
        application.papers.filter(kind=PaperKind.REPLY_FILE).update(for_applicant=True)
        for paper in (letter.pdf, letter.docx):
            if paper is not None:
                paper.for_applicant = True
                paper.save(update_fields=["for_applicant"])
    text = (
        f"您的政府信息公开申请（{application.number}）已经答复。请凭登记编号和查询码，"
        f"在本机关网站的“查询办理进度”页面查看。\n"
    )
    who = application.applicant.particulars()
    write_mail(application, to=who.email, subject=f"政府信息公开申请 {application.number} 已答复", text=text, now=now)


@transaction.atomic
def supplement_reply(
    *,
    by: Doer,
    application_id: int,
    on: date,
    code: str,
    text: str,
    service: Service,
    now: datetime,
    files: tuple[Upload, ...] = (),
) -> Letter:
    """Answer once more to an answer given (补充答复); the day of the first answer stays."""
    application = locked(application_id)
    if code:  # another outcome is another decision
        require_right(by, Right.APPROVE_REPLY, application, now)
    record(application, Act.SUPPLEMENT_REPLY, by=by, on=on, now=now, particular=Particular(outcome=code), note=text)
    put_papers(application, PaperKind.REPLY_FILE, files, by=by, now=now)
    actor = by.as_actor()
    letter = Letter(
        application=application,
        kind="reply_supplement",
        title="政府信息公开补充答复",
        dated_on=day_of(now),
        drafted_by=actor.name,
        drafted_by_id=actor.id,
        approved_by=actor.name,
        approved_at=now,
    )
    letter.keep(text=text)
    letter.save()
    _sent(application, letter, service, by=by, on=on, now=now)
    return letter
