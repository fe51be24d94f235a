"""A letter is written in the transaction of its act and sent by the worker with retries."""

import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from email.utils import parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Final, TypeVar

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Model, QuerySet

from gongkai.apps.bodies.sealing import SealBroken
from gongkai.apps.mail.models import OutgoingMail
from gongkai.apps.mail.signals import undelivered

LEASE: Final = timedelta(minutes=5)  # how long one worker may take; then another one tries
WAITS: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720, 1440))
KEPT: Final = timedelta(days=60)  # bounces come within days; afterwards a letter that is out is forgotten
MOST: Final = 100  # letters of one round
_log = logging.getLogger(__name__)
Mail = TypeVar("Mail", bound=Model)


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent, and to whom."""

    to: str
    subject: str
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)


def write_mail(letter: Letter, *, key: str, purpose: str, now: datetime, about: str = "") -> bool:
    """Write a letter, to be sent at once; False where one of this key was written before."""
    if OutgoingMail.objects.filter(key=key).exists():
        return False
    mail = OutgoingMail(key=key, purpose=purpose, about=about, made_at=now, next_at=now)
    mail.keep(**asdict(letter))
    OutgoingMail.objects.bulk_create([mail], ignore_conflicts=True)
    return True


def mails_due(*, now: datetime) -> int:
    """Send the letters that are due, for the worker, over one connection; return how many were taken up."""
    done, connection = 0, None
    for _ in range(MOST):
        mail = take(OutgoingMail.objects.all(), now)
        if mail is None:
            break
        connection = connection or get_connection()
        _send(mail, connection, now)
        done += 1
    if connection is not None:
        connection.close()
    return done


def forget_old(*, now: datetime) -> int:
    """Delete letters that went out long ago, for the worker."""
    old = OutgoingMail.objects.filter(made_at__lt=now - KEPT, next_at=None)
    deleted, _ = OutgoingMail.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:MOST])).delete()
    return deleted


def message_id(key: str) -> str:
    """Return the Message-ID of a letter: a bounce names it, and mail systems drop what comes twice."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{key}@{host}>"


@transaction.atomic
def take(outbox: QuerySet[Mail], now: datetime) -> Mail | None:
    """Take the next letter of an outbox that is due, by a lease: no other worker takes it till that ends."""
    due = outbox.select_for_update(skip_locked=True).filter(next_at__lte=now)
    mail = due.order_by("next_at", "pk").first()
    if mail is not None:
        mail.next_at = now + LEASE  # type: ignore[attr-defined]  # an outbox has this column
        mail.save(update_fields=["next_at"])
    return mail


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a letter did not go out; `final`: no later try would fare better."""

    why: str
    final: bool = False


def post(letter: Letter, key: str, connection: BaseEmailBackend | None = None) -> Failure | None:
    """Hand a letter to the mail server; None: it took it."""
    try:
        EmailMessage(
            letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [letter.to],
            headers={"Message-ID": message_id(key), **letter.headers}, connection=connection,
        ).send()  # fmt: skip
    except SMTPRecipientsRefused as raised:
        codes = [code for code, _text in raised.recipients.values()]
        return Failure(f"{type(raised).__name__} {codes[:1]}", final=all(code >= 500 for code in codes))
    except SMTPResponseException as raised:
        return Failure(f"{type(raised).__name__} {raised.smtp_code}")
    except (SMTPException, OSError, ValueError) as raised:  # ValueError: a header that cannot be written
        return Failure(type(raised).__name__, final=isinstance(raised, ValueError))
    return None


def _send(mail: OutgoingMail, connection: BaseEmailBackend, now: datetime) -> None:
    try:
        failure = post(Letter(**mail.told()), mail.key, connection)
    except SealBroken:
        failure = Failure("SealBroken", final=True)
    _settle(mail, failure, now=now)


@transaction.atomic
def _settle(mail: OutgoingMail, failure: Failure | None, *, now: datetime) -> None:
    mail.tries, mail.error = mail.tries + 1, failure.why if failure else ""
    if failure is None:
        mail.next_at, mail.sent_at, mail.sealed = None, now, b""
    elif failure.final or mail.tries > len(WAITS):
        mail.next_at, mail.sealed = None, b""
    else:
        mail.next_at = now + WAITS[mail.tries - 1]
    mail.save(update_fields=["tries", "error", "next_at", "sent_at", "sealed"])
    if failure is None:
        return
    _log.warning("mail %s was not sent (%s), try %s", mail.pk, failure.why, mail.tries)
    if mail.next_at is None:
        undelivered.send(sender=OutgoingMail, mail=mail, at=now)
