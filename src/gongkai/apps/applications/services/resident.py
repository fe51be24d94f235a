"""What the applicant does on line with number and check word: supplement, reasons, contact, withdrawal, words."""

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db import transaction

from gongkai.apps.applications.check_words import new_check_word, printed
from gongkai.apps.applications.errors import RuleError
from gongkai.apps.applications.files import Upload
from gongkai.apps.applications.models import Application, Delivery, Message, Paper
from gongkai.apps.applications.personal import Particulars
from gongkai.apps.applications.services.acting import RESIDENT, Doer, day_of, locked, log, record, require_right
from gongkai.apps.applications.services.deliveries import REPLY, enter_signature
from gongkai.apps.applications.services.mails import write_mail
from gongkai.apps.applications.services.papers import put_papers
from gongkai.apps.applications.words import Deed, MessageKind, PaperKind, ServiceKind
from gongkai.apps.bodies.roles import Act as Right
from gongkai.core.law.casework import Act


@transaction.atomic
def supplement_online(*, application_id: int, text: str, files: tuple[Upload, ...], now: datetime) -> Application:
    """Take the supplement (补正): the period starts anew."""
    application = locked(application_id)
    record(application, Act.SUPPLEMENT, by=RESIDENT, on=day_of(now), now=now, note=text)
    put_papers(application, PaperKind.SUPPLEMENT, files, by=RESIDENT, now=now)
    return application


@transaction.atomic
def give_reasons_online(*, application_id: int, text: str, files: tuple[Upload, ...], now: datetime) -> Application:
    """Take the reasons that were asked for (说明理由, art. 35)."""
    application = locked(application_id)
    record(application, Act.RECEIVE_REASONS, by=RESIDENT, on=day_of(now), now=now, note=text)
    put_papers(application, PaperKind.REASONS, files, by=RESIDENT, now=now)
    return application


@transaction.atomic
def change_contact(*, by: Doer, application_id: int, contact: dict[str, str], now: datetime) -> Application:
    """Change how the applicant can be reached (变更联系方式); name and proof of identity stay."""
    application = locked(application_id)
    applicant = application.applicant
    old = applicant.particulars()
    allowed = {"contact_person", "phone", "email", "address", "postcode"}
    new = replace(old, **{name: value for name, value in contact.items() if name in allowed})
    if not (new.phone or new.email or new.address):
        raise RuleError("没有留下联系方式。", "请至少填写电话、电子邮箱、通信地址中的一项。")
    if new == old:
        raise RuleError("联系方式没有改动。", "请修改后再保存。")
    record(application, Act.CHANGE_CONTACT, by=by, on=day_of(now), now=now)
    applicant.sealed = b""
    kept = applicant.person_index, applicant.name_index
    applicant.keep(new)
    if not old.identity_number:  # whoever is known by the contact alone stays the same person
        applicant.person_index, applicant.name_index = kept
    applicant.save()
    return application


@transaction.atomic
def withdraw(*, application_id: int, reason: str, now: datetime) -> Application:
    """Withdraw the application (撤回申请)."""
    application = locked(application_id)
    record(application, Act.WITHDRAW, by=RESIDENT, on=day_of(now), now=now, note=reason)
    return application


@transaction.atomic
def write_message(*, application_id: int, kind: MessageKind, text: str, now: datetime) -> Message:
    """Take a complaint (投诉, art. 51) or a question; the desk shows it until it is answered."""
    application = locked(application_id)
    if not text.strip():
        raise RuleError("没有写内容。", "请写明要投诉或咨询的事情。")
    row = Message(application=application, body=application.body, kind=kind, at=now)
    row.keep(text=text)
    row.save()
    log(Deed.WRITE_MESSAGE, application, by=RESIDENT, now=now, told=kind.label, after={"message": row.pk})
    return row


@transaction.atomic
def answer_message(*, by: Doer, message_id: int, text: str, now: datetime) -> Message:
    """Answer a complaint or a question; the applicant reads it on the progress page."""
    row = Message.objects.select_for_update().get(pk=message_id)
    application = locked(row.application_id)
    require_right(by, Right.HANDLE_APPLICATION, application, now)
    if row.answered_at is not None:
        raise RuleError("这条留言已经回复。", "不必重复回复。")
    row.keep(**{**row.told(), "answer": text})
    row.answered_at, row.answered_by = now, by.as_actor().name
    row.save()
    log(Deed.ANSWER_MESSAGE, application, by=by, now=now, told=MessageKind(row.kind).label, after={"message": row.pk})
    return row


@transaction.atomic
def fetch_paper(*, application_id: int, paper_id: int, address: str, now: datetime) -> Paper:
    """Hand a file to the applicant, and enter the service that this proves (电子送达)."""
    application = locked(application_id)
    paper = Paper.objects.get(pk=paper_id, application=application, for_applicant=True)
    for row in Delivery.objects.filter(application=application, signed_on__isnull=True, returned_on__isnull=True):
        if row.service == ServiceKind.ELECTRONIC and _concerns(row, paper):
            enter_signature(application, row, day_of(now), f"申请人在网上取得（{address}）", by=RESIDENT, now=now)
    log(Deed.FETCH_ANSWER, application, by=RESIDENT, now=now, told=f"取得文件 {paper.pk}", after={"paper": paper.pk})
    return paper


def _concerns(row: Delivery, paper: Paper) -> bool:
    """Whether fetching a file is getting this delivery: its letter, or the files that go with the answer."""
    if row.letter is not None and paper.pk in {row.letter.pdf_id, row.letter.docx_id}:
        return True
    return row.subject == REPLY and paper.kind == PaperKind.REPLY_FILE


@transaction.atomic
def send_check_word(*, application: Application, email: str, now: datetime) -> None:
    """Send number and check word again to the address of the application, and to no other; silent where it differs."""
    who = application.applicant.particulars()
    if not who.email or who.email.casefold() != email.strip().casefold():
        return
    text = (
        f"登记编号：{application.number}\n查询码：{printed(who.check_word)}\n"
        f"查询办理进度：{settings.SITE_ADDRESS}/{application.body.slug}/apply/track/\n"
    )
    write_mail(application, to=who.email, subject=f"政府信息公开申请回执 {application.number}", text=text, now=now)
    log(Deed.RENEW_CHECK_WORD, application, by=RESIDENT, now=now, told="补发查询码")


@transaction.atomic
def renew_check_word(*, by: Doer, application_id: int, now: datetime) -> Particulars:
    """Give another check word, for an applicant who lost the receipt and proved who they are at the counter."""
    application = locked(application_id)
    require_right(by, Right.REGISTER_APPLICATION, application, now)
    applicant = application.applicant
    indexes = applicant.name_index, applicant.person_index
    applicant.keep(replace(applicant.particulars(), check_word=new_check_word()))
    applicant.name_index, applicant.person_index = indexes
    applicant.save()
    log(Deed.RENEW_CHECK_WORD, application, by=by, now=now, told=Deed.RENEW_CHECK_WORD.label)
    return applicant.particulars()
