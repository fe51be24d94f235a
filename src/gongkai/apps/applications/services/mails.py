"""Letters by e-mail to applicants: written in the transaction of the act, sent by a worker with retries.

They lie apart from other letters (`apps.mail`, which hands them to the mail server), for they are sealed with the keys
of applicants' data and erased with it.
"""

import logging
from datetime import datetime
from typing import Final

from django.db import transaction

from gongkai.apps.applications.errors import RuleError
from gongkai.apps.applications.models import Application, OutgoingMail
from gongkai.apps.applications.services.acting import Doer, locked, log, require_right
from gongkai.apps.applications.words import Deed
from gongkai.apps.bodies.roles import Act as Right
from gongkai.apps.mail.bounces import returned
from gongkai.apps.mail.services import WAITS, Letter, post, take

logger: Final = logging.getLogger(__name__)


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
        mail = take(OutgoingMail.objects.all(), now)
        if mail is None:
            break
        if _send(mail, now):
            done += 1
        else:
            failed += 1
    return done, failed


def _send(mail: OutgoingMail, now: datetime) -> bool:
    words = mail.told()
    failure = post(Letter(words["to"], words["subject"], words["text"]), mail.key)
    mail.tries += 1
    mail.error = failure.why if failure else ""
    if failure is None:
        mail.next_at, mail.sent_at = None, now
        mail.sealed = b""  # sent: nothing of it needs to be kept
    elif failure.final or mail.tries > len(WAITS):
        mail.next_at = None  # the desk shows it
    else:
        mail.next_at = now + WAITS[mail.tries - 1]
    mail.save(update_fields=["tries", "error", "next_at", "sent_at", "sealed"])
    if failure is not None:
        logger.warning("mail %s was not sent (%s), try %s", mail.pk, failure.why, mail.tries)
    return failure is None


def mails_due(*, now: datetime) -> int:
    """Send what is due, for the worker; return how many were taken up."""
    return sum(send_due_mails(now))


@transaction.atomic
def take_bounce(data: bytes, *, now: datetime) -> OutgoingMail | None:
    """Note which letter to an applicant came back for good (退信): the desk shows it; None where none did."""
    found = returned(data)
    uid = OutgoingMail.uid_of(found[0]) if found else None
    if found is None or uid is None:
        return None
    mail = OutgoingMail.objects.select_for_update().filter(uid=uid, bounced_at=None).first()
    if mail is not None:
        mail.bounced_at, mail.error, mail.next_at, mail.sealed = now, f"bounced {found[1]}", None, b""
        mail.save(update_fields=["bounced_at", "error", "next_at", "sealed"])
    return mail


@transaction.atomic
def settle_mails(*, by: Doer, application_id: int, how: str, now: datetime) -> Application:
    """Note that the applicant was told in another way what the letters that did not arrive had said."""
    application = locked(application_id)
    require_right(by, Right.HANDLE_APPLICATION, application, now)
    lost = OutgoingMail.lost().filter(application=application)
    if not lost.update(settled_at=now, settled_how=how.strip()[:200]):
        raise RuleError("没有需要处理的退信。", "不必登记。")
    log(Deed.SETTLE_MAIL, application, by=by, now=now, told=f"邮件没有寄到，已用其他方式告知：{how.strip()[:100]}")
    return application
