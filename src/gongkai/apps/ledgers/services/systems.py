"""Entries of business systems: each with a key of its own, so that what is sent twice is entered once."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from gongkai.apps.bodies.models import PublicBody, snapshot
from gongkai.apps.bodies.permissions import SERVER, By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import lock_open, log
from gongkai.apps.ledgers.errors import WrongEntry
from gongkai.apps.ledgers.kinds import LedgerKind, Source
from gongkai.apps.ledgers.models import BusinessSystem, LedgerEntry
from gongkai.apps.ledgers.models.entry import CONTENT
from gongkai.apps.ledgers.services.entries import Entry, check


def digest_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def add_system(*, by: By, body: PublicBody, name: str, now: datetime) -> tuple[BusinessSystem, str]:
    """Let a business system enter into a body's ledgers; return it and its token, which is told this once."""
    body = lock_open(body, by, Act.EDIT_BODY, now)
    if not name.strip():
        raise WrongEntry("没有填写系统名称。", "请填写业务系统的名称。")
    token = secrets.token_urlsafe(32)
    made = BusinessSystem.objects.create(
        public_body=body, name=name.strip(), token_digest=digest_of(token), made_at=now
    )
    log(Act.EDIT_BODY, made, by=by, now=now, body=body, told=f"启用业务系统“{made}”", after={"name": made.name})
    return made, token


@transaction.atomic
def end_system(*, by: By, system: BusinessSystem, now: datetime) -> BusinessSystem:
    """Take a system's token back; what it entered stays."""
    body = lock_open(system.public_body, by, Act.EDIT_BODY, now)
    system = BusinessSystem.objects.select_for_update().get(pk=system.pk)
    if system.ended_at is not None:
        raise WrongEntry(f"“{system}”已经停用。", "不必重复停用。")
    system.ended_at = now
    system.save(update_fields=["ended_at"])
    log(Act.EDIT_BODY, system, by=by, now=now, body=body, told=f"停用业务系统“{system}”", after={"name": system.name})
    return system


@transaction.atomic
def enter_from_system(
    *, system: BusinessSystem, key: str, kind: LedgerKind, entry: Entry, now: datetime
) -> tuple[LedgerEntry, bool]:
    """Put what a system decided into a ledger; return the entry and whether it is new.

    The same key again gives the entry of the first time; with other content it is refused, so that nothing is lost.
    """
    body = PublicBody.objects.select_for_update().get(pk=system.public_body_id)
    found = LedgerEntry.objects.filter(system=system, key=key).first()
    if found is not None:
        if found.kind != kind or any(getattr(found, name) != value for name, value in entry.fields().items()):
            raise WrongEntry(f"编号“{key}”已经用于另一条内容。", "每一件用自己的编号；更正请在台账中办理。")
        return found, False
    check(body, kind, entry, now)
    made = LedgerEntry.objects.create(
        public_body=body, kind=kind, source=Source.SYSTEM, system=system, key=key,
        entered_at=now, entered_by=system.name, **entry.fields(),
    )  # fmt: skip
    told = f"{system.name}报送{kind.label}“{made.title}”"
    log(Act.KEEP_LEDGER, made, by=SERVER, now=now, body=body, told=told, after=snapshot(made, "kind", "key", *CONTENT))
    return made, True
