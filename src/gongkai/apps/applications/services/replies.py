"""The answer (答复): outcome of every matter, draft, approval by another person, sending; supplementary answers."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from gongkai.apps.applications.errors import NeedsProof, RuleError
from gongkai.apps.applications.files import Upload
from gongkai.apps.applications.models import Application, Letter, Paper
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
from gongkai.apps.applications.services.deliveries import REPLY, Service, send_paper
from gongkai.apps.applications.services.letters import Content, dates, issue, make_final
from gongkai.apps.applications.services.mails import write_mail
from gongkai.apps.applications.services.papers import put_papers
from gongkai.apps.applications.words import Deed, LetterState, PaperKind, ServiceKind
from gongkai.apps.bodies.roles import Act as Right
from gongkai.core.law.casework import Act
from gongkai.core.law.items import overall
from gongkai.core.law.outcomes import outcome
from gongkai.core.law.words import chinese_date
from gongkai.core.letters import facts as pure
from gongkai.core.letters.kinds import kind, letter_for

BY_ITEM: Final = "reply_by_item"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAnswer:
    """What becomes of one matter: its outcome, what the letter of that outcome asks for, what is withheld of it."""

    outcome: str
    details: Mapping[str, str] = field(default_factory=dict)
    withheld: tuple[pure.Withheld, ...] = ()


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
    dated_on: date,
    by_internet: bool = False,
    now: datetime,
    files: tuple[Upload, ...] = (),
    why_late: str = "",
) -> Letter:
    """Draft the answer (拟稿): an outcome for every matter, what its letter needs, and the files to be handed over."""
    application = locked(application_id)
    items = list(application.items.all())
    if {item.place for item in items} != set(answers):
        raise RuleError("有事项没有填写结果。", "请逐项选择办理结果。")
    code = overall([answer.outcome for answer in answers.values()], main)
    for item in items:
        item.outcome = answers[item.place].outcome
        item.save(update_fields=["outcome"])
    record(application, Act.DRAFT, by=by, on=on, now=now, note=outcome(code).label, why_late=why_late)
    put_papers(application, PaperKind.REPLY_FILE, files, by=by, now=now)
    kind_id = letter_for(answers[items[0].place].outcome) if len(items) == 1 else BY_ITEM
    actor = by.as_actor()
    letter = Letter(
        application=application,
        kind=kind_id,
        title=kind(kind_id).title,
        dated_on=dated_on,
        drafted_by=actor.name,
        drafted_by_id=actor.id,
    )
    kept = {str(place): asdict(answer) for place, answer in answers.items()}
    annexes = [_annex(paper) for paper in application.papers.filter(kind=PaperKind.REPLY_FILE, for_applicant=False)]
    letter.keep(
        outcome=code,
        answers=json.dumps(kept, ensure_ascii=False),
        annexes=json.dumps(annexes, ensure_ascii=False),
        by_internet="yes" if by_internet else "",
    )
    letter.save()
    return letter


def _annex(paper: Paper) -> dict[str, Any]:
    """Return a file as the letter lists it; only the pages of a PDF can be told."""
    return {"title": paper.name.rpartition(".")[0], "pages": _pages(paper)}


def _pages(paper: Paper) -> int | None:
    if paper.media_type != "application/pdf":
        return None
    import pypdfium2  # loaded when a PDF is annexed

    try:
        with pypdfium2.PdfDocument(paper.data()) as document:
            return len(document)
    except pypdfium2.PdfiumError:
        return None


def content_of(letter: Letter) -> Content:
    """Return what a drafted answer says besides the facts of the case."""
    told = letter.told()
    answers = {int(place): answer for place, answer in json.loads(told.get("answers", "{}")).items()}
    annexes = tuple(pure.Annex(**each) for each in json.loads(told.get("annexes", "[]")))
    by_internet = bool(told.get("by_internet"))
    withheld = tuple(pure.Withheld(**part) for answer in answers.values() for part in answer["withheld"])
    if letter.kind != BY_ITEM:
        only: dict[str, Any] = next(iter(answers.values()), {"details": {}})
        return Content(details=only["details"], withheld=withheld, annexes=annexes, by_internet=by_internet)
    texts = dict(letter.application.items.values_list("place", "text"))
    items = tuple(
        pure.Item(content=texts.get(place, ""), outcome=answer["outcome"], details=answer["details"])
        for place, answer in sorted(answers.items())
    )
    return Content(items=items, withheld=withheld, annexes=annexes, by_internet=by_internet, outcome=told["outcome"])


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
    record(application, Act.RETURN_DRAFT, by=by, on=on, now=now, note=reason)
    letter.state = LetterState.DROPPED
    letter.save(update_fields=["state"])
    application.papers.filter(kind=PaperKind.REPLY_FILE, for_applicant=False).update(kind=PaperKind.OTHER)
    return application


@transaction.atomic
def approve_reply(*, by: Doer, application_id: int, on: date, note: str, now: datetime, why_late: str = "") -> Letter:
    """Sign the answer (审签): somebody else than who drafted it. A letter that lacks a part is refused."""
    application = locked(application_id)
    letter = current_reply(application)
    actor = by.as_actor()
    if actor.id and actor.id == letter.drafted_by_id:
        raise RuleError("拟稿人不能审签自己起草的答复。", "请由分管领导审签。")
    record(application, Act.APPROVE, by=by, on=on, now=now, note=note, why_late=why_late)
    letter.dated_on = max(letter.dated_on, day_of(now))  # a letter is made when it is signed, never before
    letter.state, letter.approved_by, letter.approved_at = LetterState.APPROVED, actor.name, now
    make_final(application, letter, content_of(letter), by=by, now=now, for_applicant=False, sealed=True)
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
    on_paper = letter.approved_at is not None and on < day_of(letter.approved_at)
    if on_paper and not isinstance(by, Confirmed):
        raise NeedsProof(Act.SEND.label, chinese_date(on))
    code = letter.told()["outcome"]
    record(application, Act.SEND, by=by, on=on, now=now, particular=Particular(outcome=code), why_late=why_late)
    letter.state, letter.sent_on = LetterState.SENT, on
    letter.save(update_fields=["state", "sent_on"])
    if on_paper:  # another sheet than the one made here went out
        send_paper(application, REPLY, letter.title, service, by=by, on=on, now=now)
    else:
        hand_over(application, letter, service, by=by, on=on, now=now)
    return letter


def hand_over(application: Application, letter: Letter, service: Service, *, by: Doer, on: date, now: datetime) -> None:
    """Send a final letter with its files, and tell the applicant by e-mail that it is there."""
    if service.kind is ServiceKind.ELECTRONIC:
        files = [number for number in (letter.pdf_id, letter.docx_id) if number]
        application.papers.filter(pk__in=files).update(for_applicant=True)
        application.papers.filter(kind=PaperKind.REPLY_FILE).update(for_applicant=True)
    send_paper(application, REPLY, letter.title, service, by=by, on=on, now=now, letter=letter)
    text = f"您的政府信息公开申请（{application.number}）已经答复。请凭登记编号和查询码，在“查询办理进度”页面查看。\n"
    who = application.applicant.particulars()
    write_mail(application, to=who.email, subject=f"政府信息公开申请 {application.number} 已答复", text=text, now=now)


@transaction.atomic
def supplement_reply(
    *,
    by: Doer,
    application_id: int,
    on: date,
    code: str,
    cause: str,
    content: str,
    basis: str,
    signed_by: str,
    service: Service,
    now: datetime,
    files: tuple[Upload, ...] = (),
) -> Letter:
    """Answer once more to an answer given (补充答复); the day of the first answer stays."""
    application = locked(application_id)
    if on != day_of(now):
        raise RuleError("补充答复的文书现在才制作，不能写以前的日期。", "日期请填今天。")
    first = application.letters.filter(kind__startswith="reply", state=LetterState.SENT).order_by("pk").first()
    note = f"{cause}\n签发人：{signed_by}"
    record(application, Act.SUPPLEMENT_REPLY, by=by, on=on, now=now, particular=Particular(outcome=code), note=note)
    put_papers(application, PaperKind.REPLY_FILE, files, by=by, now=now)
    details = {
        "first_date": dates(application.answered_on),
        "first_number": first.number if first else "",
        "cause": cause,
        "content": content,
        "basis": basis,
    }
    given = Content(
        details=details, outcome=code or application.outcome, by_internet=service.kind is ServiceKind.ELECTRONIC
    )
    letter = issue(application, "reply_supplementary", given, dated_on=on, by=by, now=now)
    hand_over(application, letter, service, by=by, on=on, now=now)
    return letter
