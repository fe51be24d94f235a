"""An answer as a disclosure (转为主动公开, art. 44): prepared without personal data, then reviewed like any other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from gongkai.apps.applications.errors import RuleError
from gongkai.apps.applications.models import Application, Letter, Paper, PublishedAnswer
from gongkai.apps.applications.personal import Particulars
from gongkai.apps.applications.services.acting import locked, log, require_right
from gongkai.apps.applications.services.replies import content_of
from gongkai.apps.applications.words import Deed, LetterState, PaperKind
from gongkai.apps.bodies.models import User
from gongkai.apps.bodies.roles import Act as Right
from gongkai.apps.publishing.arriving import Typed, arrive
from gongkai.apps.publishing.models import Column, Disclosure
from gongkai.core.guard import inspect_text, mask
from gongkai.core.letters.kinds import kind

OPENED: Final = ("granted", "partial")  # outcomes by which something was made public
LONGEST_TITLE: Final = 60
APPLICANT: Final = "申请人"
LEFT_OUT: Final = "（略）"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A draft of the disclosure, to be changed by the officer."""

    title: str
    text: str
    files: tuple[Paper, ...]


def prepare(application: Application) -> Prepared:
    """Return what a disclosure of the answer would say: the question and the answer, nothing of the applicant."""
    letter = sent_reply(application)
    who = application.applicant.particulars()
    wanted = without_person(application.wanted, who)
    details = content_of(letter).details if letter.kind != "reply_supplementary" else {}
    hints = {detail.key: detail.place for detail in kind(letter.kind).details}
    told = [f"{hints.get(key, key)}：{without_person(str(value), who)}" for key, value in details.items() if value]
    parts = ["申请公开的内容：", wanted, "本机关的答复：", f"{application.outcome_label}。", *told]
    return Prepared(f"关于“{wanted[:LONGEST_TITLE]}”的答复", "\n\n".join(parts), tuple(publishable(application)))


def sent_reply(application: Application) -> Letter:
    """Return the answer that was sent. Raises RuleError where nothing was opened by it."""
    letter = application.letters.filter(kind__startswith="reply", state=LetterState.SENT).order_by("pk").first()
    if letter is None or not application.outcome.startswith(OPENED):
        raise RuleError("这件申请没有公开任何信息。", "只有答复予以公开或者部分公开的，才能转为主动公开。")
    return letter


def publishable(application: Application) -> Iterable[Paper]:
    """Return the files that went with the answer: what the applicant has got, redacted where that was needed."""
    return application.papers.filter(kind=PaperKind.REPLY_FILE, erased_on=None)


def without_person(text: str, who: Particulars) -> str:
    """Return a text without what it says of the applicant, and with other personal data masked."""
    for word in (who.name, who.contact_person):
        if len(word.strip()) > 1:
            text = text.replace(word.strip(), APPLICANT)
    for word in (who.identity_number, who.phone, who.email, who.address):
        if len(word.strip()) > 3:
            text = text.replace(word.strip(), LEFT_OUT)
    return mask(text, inspect_text(text), strict=True)


@transaction.atomic
def publish_answer(
    *,
    by: User,
    application_id: int,
    column: Column,
    title: str,
    text: str,
    files: tuple[int, ...],
    made_on: date,
    now: datetime,
) -> Disclosure:
    """Hand in a disclosure made of the answer (转为主动公开); it is inspected and reviewed like any other."""
    application = locked(application_id)
    require_right(by, Right.HANDLE_APPLICATION, application, now)
    sent_reply(application)
    who = application.applicant.particulars()
    for word in (who.name, who.identity_number, who.phone, who.email):
        if len(word) > 1 and (word in text or word in title):
            raise RuleError("稿件里还有申请人的信息。", "请删去申请人的姓名、证件号码和联系方式，再报送。")
    papers = application.papers.filter(kind=PaperKind.REPLY_FILE, erased_on=None, pk__in=files)
    uploads = [SimpleUploadedFile(paper.name, paper.data(), paper.media_type) for paper in papers]
    typed = Typed(title=title, text=text, made_on=made_on)
    made, _notes = arrive(by=by, column=column, typed=typed, files=uploads, unit=None, now=now)
    PublishedAnswer.objects.create(application=application, disclosure=made, at=now, by=by.as_actor().name)
    after = {"disclosure": made.public_id}
    log(
        Deed.PUBLISH_ANSWER, application, by=by, now=now, told=f"{Deed.PUBLISH_ANSWER.label}：{made.title}", after=after
    )
    return made
