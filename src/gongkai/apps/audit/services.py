"""The one way to write into the log."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from gongkai.apps.audit.chain import Link, canonical
from gongkai.apps.audit.models import Entry, Head


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted: the number of the account and the person's name at that time."""

    id: str
    name: str


SYSTEM: Final = Actor("", "系统")  # a command on the server, or the clock


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed: the thing, and what it held before and after; nothing before for what is new."""

    subject: str  # app.model:number
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def append(*, by: Actor, at: datetime, act: StrEnum, change: Change, summary: str, body_id: int | None = None) -> Entry:
    """Append one act to the log, inside the transaction of the act itself: either both are kept or neither.

    Call it last in the transaction. It locks the end of the chain until the transaction ends, so that concurrent acts
    wait for each other here and nowhere else. Raises TransactionManagementError outside a transaction, and TypeError
    for a value without a canonical form.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an act and its row of the log belong into one transaction")
    head = Head.objects.select_for_update().get()
    link = Link(
        number=head.number + 1,
        at=at,
        actor_id=by.id,
        actor_name=by.name,
        body_id=body_id,
        act=act.value,
        subject=change.subject,
        summary=summary[:500],  # whole in `after`
        before=canonical(change.before),
        after=canonical(change.after),
        algorithm=settings.AUDIT_HASH,
        previous=head.digest,
    )
    fields = {name: getattr(link, name) for name in Link.__dataclass_fields__}
    entry = Entry.objects.create(**fields, digest=link.digest())
    Head.objects.filter(pk=head.pk).update(number=entry.number, digest=entry.digest)
    return entry
