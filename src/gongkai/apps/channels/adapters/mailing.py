"""A record submitted by e-mail (邮件报送): text, Word file and pictures to the address of the superior's editors.

A mail server can be asked nothing: where the connection broke after the letter was handed over, a person looks.
In the training world the letter goes to the stand-in's box, never to a mail server.
"""

from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from gongkai.apps.channels.adapters.contract import Job, Outcome, Refused
from gongkai.apps.channels.kinds import ChannelKind
from gongkai.apps.channels.outbound import Call, ask, training
from gongkai.apps.channels.package import address_of, docx_of, pictures_in
from gongkai.apps.channels.states import Step
from gongkai.apps.mail.services import message_id
from gongkai.apps.publishing.models import Disclosure

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
GOOD: Final = 500  # codes of SMTP from here on are final


def hand_in_by_mail(job: Job) -> Outcome:
    """Send the letter; where an earlier attempt was cut off, leave it to a person."""
    if job.has("sent"):
        return Outcome(Step.SUBMIT)
    if job.has("sending"):
        return Outcome(Step.DOUBT, told="发送邮件时连接中断，请在发件箱或者向上级核对")
    letter = letter_of(job)
    if training():
        _into_the_box(letter)
    else:
        _over_smtp(job, letter)
    job.keep(sending=None, sent=True)
    return Outcome(Step.SUBMIT, told=f"已发到 {job.channel.account}")


def letter_of(job: Job) -> EmailMessage:
    """Return the letter: the text in it, the Word file and the pictures with it."""
    page = job.disclosure
    letter = EmailMessage(
        f"报送：{page.title}", _text(page), settings.DEFAULT_FROM_EMAIL, [job.channel.account],
        headers={"Message-ID": message_id(job.delivery.key)},
    )  # fmt: skip
    pictures = dict(pictures_in(page)).values()
    letter.attach("稿件.docx", docx_of(page, [data for _, data in pictures]), WORD)
    for name, data in pictures:
        letter.attach(name, data, "image/jpeg" if name.endswith("jpg") else "image/png")
    return letter


def _text(page: Disclosure) -> str:
    end = f"原文：{address_of(page)}\n报送单位：{page.public_body.name}\n采用、修改标题或者不采用，请回复本邮件。"
    return f"{page.title}\n\n{page.plain_text}\n\n{end}\n"


def _over_smtp(job: Job, letter: EmailMessage) -> None:
    connection = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError):
        raise Refused("连不上邮件服务器。", again=True) from None
    job.keep(sending=True)
    letter.connection = connection
    try:
        letter.send()
    except SMTPRecipientsRefused as refused:
        job.keep(sending=None)
        codes = [code for code, _text in refused.recipients.values()]
        raise Refused("邮件服务器不接受收件的邮箱。", str(codes[0]), again=codes[0] < GOOD) from None
    except SMTPResponseException as refused:
        job.keep(sending=None)
        code = refused.smtp_code
        raise Refused("邮件服务器没有接受邮件。", str(code), again=code < GOOD) from None
    except (SMTPException, OSError):
        raise Refused("发送邮件时连接中断。", again=True) from None  # the next attempt finds the mark
    finally:
        connection.close()


def _into_the_box(letter: EmailMessage) -> None:
    names = [str(part[0]) for part in letter.attachments if isinstance(part, tuple)]
    data = {"to": letter.to[0], "subject": letter.subject, "text": letter.body, "attachments": names}
    ask(Call(ChannelKind.SUPERIOR, "/letters", data={**data, "id": letter.extra_headers["Message-ID"]}))
