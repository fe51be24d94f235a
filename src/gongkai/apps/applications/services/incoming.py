"""Letters to the address that takes applications: taken once, registered by an officer, or put aside with a reason."""

import logging
from collections.abc import Iterable
from datetime import datetime
from email.utils import parseaddr
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction

from gongkai.apps.applications.errors import RuleError
from gongkai.apps.applications.files import Upload
from gongkai.apps.applications.incoming_mail import LARGEST, BadLetter, Incoming, read_letter
from gongkai.apps.applications.models import Application, IncomingFile, IncomingMail
from gongkai.apps.applications.sealing import keys, seal, seal_text
from gongkai.apps.applications.services import mails
from gongkai.apps.applications.services.acting import day_of
from gongkai.apps.applications.words import Deed
from gongkai.apps.audit.services import Change, append
from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.models import BodySetting, PublicBody
from gongkai.apps.bodies.permissions import SERVER, By, require
from gongkai.apps.bodies.roles import Act as Right
from gongkai.apps.bodies.selectors import setting_on
from gongkai.apps.mail.bounces import take_bounce

_log: Final = logging.getLogger(__name__)


class NobodysAddress(RuleError):
    """A letter to an address that no body has set."""

    def __init__(self) -> None:
        super().__init__(
            "没有机关把这个地址设为接收申请的电子邮箱。", "请在机关设置中填写“接收申请的电子邮箱”，再重新投递。"
        )


def receive(data: bytes, *, now: datetime, to: Iterable[str] = ()) -> IncomingMail | None:
    """Take one letter as the mail system hands it over; None for a notice of a letter of ours that came back.

    The same letter is taken once. Raises BadLetter, NobodysAddress, NoKeys.
    """
    if len(data) <= LARGEST and (take_bounce(data, now=now) or mails.take_bounce(data, now=now)):
        return None
    keys()
    letter = read_letter(data)
    body = body_at([*(each.lower() for each in to)] or letter.recipients, now)
    return _keep(body, letter, now)


def body_at(addresses: Iterable[str], now: datetime) -> PublicBody:
    """Return the body whose address one of these is. Raises NobodysAddress."""
    for address in addresses:
        plain = parseaddr(address)[1].lower()
        rows = BodySetting.objects.filter(key=Key.APPLICATIONS_ADDRESS, value=plain, body__closed_on=None)
        for row in rows.select_related("body").order_by("-from_on"):
            if setting_on(row.body, Key.APPLICATIONS_ADDRESS, day_of(now)) == plain:
                return row.body
    raise NobodysAddress


@transaction.atomic
def _keep(body: PublicBody, letter: Incoming, now: datetime) -> IncomingMail:
    PublicBody.objects.select_for_update().get(pk=body.pk)  # of two that bring the same letter one waits
    known = IncomingMail.objects.filter(body=body, key=letter.key).first()
    if known is not None:
        return known
    mail = IncomingMail(body=body, key=letter.key, received_at=now)
    mail.keep(
        sender=letter.sender,
        address=letter.address,
        subject=letter.subject,
        text=letter.text,
        left_out="\n".join(letter.left_out),
    )
    mail.save(force_insert=True)
    for upload in letter.files:
        row = IncomingFile(mail=mail)
        row.sealed_name = seal_text(upload.name, f"incoming-name:{row.uid}")
        row.sealed = seal(upload.data, f"incoming:{row.uid}")
        row.save(force_insert=True)
    _note(Deed.TAKE_MAIL, mail, by=SERVER, now=now, told=Deed.TAKE_MAIL.label)
    return mail


def files_of(mail: IncomingMail) -> tuple[Upload, ...]:
    """Return the files of a letter."""
    return tuple(Upload(row.name, row.data()) for row in mail.files.all() if row.sealed)


@transaction.atomic
def waiting(mail_id: int, *, by: By, now: datetime) -> IncomingMail:
    """Lock a letter that waits. Raises RuleError for one that is settled."""
    mail = IncomingMail.objects.select_for_update(of=("self",)).select_related("body").get(pk=mail_id)
    require(by, Right.REGISTER_APPLICATION, mail.body, on=day_of(now))
    if mail.settled_at is not None:
        raise RuleError("这封来信已经处理过了。", "请返回来信列表查看。")
    return mail


@transaction.atomic
def note_registered(mail: IncomingMail, application: Application, *, by: By, now: datetime) -> None:
    """Note in the transaction of the registration which application a letter became; nothing of it is kept twice."""
    mail.application = application
    _settle(mail, by=by, now=now)
    _note(Deed.REGISTER_MAIL, mail, by=by, now=now, told=f"来信登记为申请 {application.number}")


@transaction.atomic
def put_aside(*, by: By, mail_id: int, why: str, now: datetime) -> IncomingMail:
    """Put a letter aside that is no application (不作为申请), with the reason; nothing of it is kept."""
    mail = waiting(mail_id, by=by, now=now)
    mail.why = why.strip()[:200]
    _settle(mail, by=by, now=now)
    _note(Deed.DROP_MAIL, mail, by=by, now=now, told=f"{Deed.DROP_MAIL.label}：{mail.why}")
    return mail


@transaction.atomic
def see_mail(mail: IncomingMail, *, by: By, now: datetime) -> dict[str, str]:
    """Return what a letter says; the log keeps who looked."""
    _note(Deed.SEE_MAIL, mail, by=by, now=now, told=Deed.SEE_MAIL.label)
    return mail.told()


def _settle(mail: IncomingMail, *, by: By, now: datetime) -> None:
    mail.settled_at, mail.settled_by, mail.sealed = now, by.as_actor().name, b""
    mail.save()
    mail.files.update(sealed=b"", sealed_name=b"")


def _note(act: Deed, mail: IncomingMail, *, by: By, now: datetime, told: str) -> None:
    append(
        by=by.as_actor(),
        at=now,
        act=act,
        change=Change(f"applications.incomingmail:{mail.pk}", {}, {"mail": mail.pk}),
        summary=f"{mail.body.short_name}申请邮箱来信 {mail.pk}：{told}",
        body_id=mail.body_id,
    )


def maildir_due(*, now: datetime) -> int:
    """Take what a mail system put into the folder of the setting GONGKAI_MAILDIR, for the worker.

    A letter that was taken moves from `new` to `cur`; one that is refused is flagged there (`T`) and stays.
    """
    if settings.MAILDIR is None:
        return 0
    folder, done = Path(settings.MAILDIR), 0
    for path in sorted((folder / "new").glob("*"))[:50]:
        flag = "S"
        try:
            with path.open("rb") as held:
                receive(held.read(LARGEST + 1), now=now)
        except (BadLetter, NobodysAddress) as error:
            _log.warning("a letter in the maildir was refused: %s", error.problem)
            flag = "T"
        (folder / "cur").mkdir(exist_ok=True)
        path.rename(folder / "cur" / f"{path.name}:2,{flag}")
        done += 1
    return done
