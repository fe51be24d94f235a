"""How these services lock what they change, and write it into the log."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from gongkai.apps.audit.services import Change, append
from gongkai.apps.bodies.errors import BodyIsClosed
from gongkai.apps.bodies.models import PublicBody, kind_and_number
from gongkai.apps.bodies.permissions import By, require
from gongkai.apps.bodies.roles import Act, Labelled


def day_of(now: datetime) -> date:
    """Return the Beijing date of an instant."""
    return timezone.localdate(now)


def lock_open(body: PublicBody, by: By, act: Act, now: datetime) -> PublicBody:
    """Lock a body's row for the rest of the transaction; raise NotAllowed or BodyIsClosed."""
    locked = PublicBody.objects.select_for_update().get(pk=body.pk)
    require(by, act, locked, on=day_of(now))
    if locked.closed_on is not None:
        raise BodyIsClosed(locked.name)
    return locked


def log(  # noqa: PLR0913 what a row of the log holds
    act: Labelled,
    thing: Model,
    *,
    by: By,
    now: datetime,
    body: PublicBody | None,
    told: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any],
) -> None:
    """Write one act, or one step of an app, into the log."""
    append(
        by=by.as_actor(),
        at=now,
        act=act,
        change=Change(kind_and_number(thing), before or {}, after),
        summary=f"{act.label}：{told}",
        body_id=body.pk if body else None,
    )
