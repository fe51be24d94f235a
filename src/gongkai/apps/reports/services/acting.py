"""How the services lock a report, judge a step, and write it into the log."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model

from gongkai.apps.audit.services import Change, append
from gongkai.apps.bodies.errors import BodyIsClosed
from gongkai.apps.bodies.models import PublicBody, User, kind_and_number
from gongkai.apps.bodies.permissions import By, Server, require
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import day_of
from gongkai.apps.reports.models import ReportDraft
from gongkai.apps.reports.states import Step


def lock(draft: ReportDraft, by: By, act: Act, now: datetime) -> ReportDraft:
    """Lock a version for the rest of the transaction; raise NotAllowed or BodyIsClosed."""
    locked = ReportDraft.objects.select_for_update(of=("self",)).select_related("public_body").get(pk=draft.pk)
    require(by, act, locked.public_body, on=day_of(now))
    if locked.public_body.closed_on is not None:
        raise BodyIsClosed(locked.public_body.name)
    return locked


def log(
    step: Step, thing: Model, *, by: By, now: datetime, body: PublicBody, told: str, after: Mapping[str, Any]
) -> None:
    """Write one step into the log of a body."""
    append(
        by=by.as_actor(),
        at=now,
        act=step,
        change=Change(kind_and_number(thing), {}, after),
        summary=f"{step.label}：{told}",
        body_id=body.pk,
    )


def person(by: By) -> User | None:
    """Return the account of whoever acts; none for the server."""
    return None if isinstance(by, Server) else by
