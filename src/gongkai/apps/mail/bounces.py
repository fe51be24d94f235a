"""Letters that came back (退信): a notification of a mail system (RFC 3464) names the letter by its Message-ID."""

import re
from datetime import datetime
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from typing import Final

from django.db import transaction

from gongkai.apps.mail.models import OutgoingMail
from gongkai.apps.mail.signals import undelivered

_KEY: Final = re.compile(r"<([^@<>\s]{1,100})@[^<>\s]+>")


def returned(data: bytes) -> tuple[str, str] | None:
    """Return the key of the letter that came back for good, and the status; None where nothing did."""
    read = BytesParser(policy=policy.default).parsebytes(data)
    key, status = _key_of(read), _status_of(read)
    return (key, status) if key and status.startswith("5") else None


def take_bounce(data: bytes, *, now: datetime) -> OutgoingMail | None:
    """Note which letter came back for good; None where it is none of ours, or may still arrive."""
    found = returned(data)
    if found is None:
        return None
    key, status = found
    with transaction.atomic():
        mail = OutgoingMail.objects.select_for_update().filter(key=key, bounced_at=None).first()
        if mail is None:
            return None
        mail.bounced_at, mail.error, mail.next_at, mail.sealed = now, f"bounced {status}", None, b""
        mail.save(update_fields=["bounced_at", "error", "next_at", "sealed"])
        undelivered.send(sender=OutgoingMail, mail=mail, at=now)
    return mail


def _status_of(read: EmailMessage) -> str:
    """Return the status of the first recipient, as 5.1.1; empty where the letter is no notification."""
    for part in read.walk():
        if part.get_content_type() == "message/delivery-status":
            blocks = part.get_payload()
            for block in blocks if isinstance(blocks, list) else []:
                if isinstance(block, Message) and block.get("Status"):
                    return str(block["Status"]).strip()[:20]
    return ""


def _key_of(read: EmailMessage) -> str:
    """Return the key of the letter that is quoted in the notification, whole or by its headers."""
    for part in read.walk():
        if part is read:
            continue
        if part.get_content_type() == "text/rfc822-headers":
            found = re.search(r"(?im)^Message-ID:\s*(\S+)", str(part.get_payload()))
            quoted = found[1] if found else ""
        else:
            quoted = str(part.get("Message-ID", ""))
        key = _KEY.fullmatch(quoted.strip())
        if key:
            return key[1]
    return ""
