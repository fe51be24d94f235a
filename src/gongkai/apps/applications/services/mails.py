"""Letters by e-mail: written in the transaction of the act, sent by a worker with retries."""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from gongkai.apps.applications.models import Application, OutgoingMail

LEASE: Final = timedelta(minutes=5)  # how long one worker may take; then another one tries
WAITS: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720, 1440))
logger = logging.getLogger(__name__)


def write_mail(application: Application, *, to: str, subject: str, text: str, now: datetime) -> OutgoingMail | None:
    """Write a letter to an address; nothing where there is none."""
    if not to:
        return None
    mail = OutgoingMail(application=application, body=application.body, made_at=now, next_at=now)
    mail.keep(to=to, subject=subject, text=text)
    mail.save()
    return mail


def send_due_mails(now: datetime, most: int = 100) -> tuple[int, int]:
    """Send the letters that are due; return how many went out and how many did not.

    Each is taken by a lease before it is sent, so that two workers do not send it both, and one that died leaves it to
    the next.
    """
    done = failed = 0
    for _ in range(most):
        mail = _take(now)
        if mail is None:
            break
        if _send(mail, now):
            done += 1
        else:
            failed += 1
    return done, failed


@transaction.atomic
def _take(now: datetime) -> OutgoingMail | None:
    due = OutgoingMail.objects.select_for_update(skip_locked=True).filter(next_at__lte=now).order_by("next_at", "pk")
    mail = due.first()
    if mail is not None:
        mail.next_at = now + LEASE
        mail.save(update_fields=["next_at"])
    return mail


def _send(mail: OutgoingMail, now: datetime) -> bool:
    words = mail.told()
    refused, error = False, ""
    try:
        EmailMessage(words["subject"], words["text"], settings.DEFAULT_FROM_EMAIL, [words["to"]]).send()
    except SMTPRecipientsRefused as raised:
        refused, error = True, type(raised).__name__
    except (SMTPException, OSError) as raised:
        error = type(raised).__name__
    mail.tries += 1
    mail.error = error
    if not error:
        mail.next_at, mail.sent_at = None, now
        mail.sealed = b""  # sent: nothing of it needs to be kept
    elif refused or mail.tries > len(WAITS):
        mail.next_at = None  # the desk shows it
    else:
        mail.next_at = now + WAITS[mail.tries - 1]
    mail.save(update_fields=["tries", "error", "next_at", "sent_at", "sealed"])
    if error:
        logger.warning("mail %s was not sent (%s), try %s", mail.pk, error, mail.tries)
    return not error


def mails_due(*, now: datetime) -> int:
    """Send what is due, for the worker; return how many were taken up."""
    return sum(send_due_mails(now))
