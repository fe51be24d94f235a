"""How the services write a step into the log."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model

from gongkai.apps.audit.services import Change, append
from gongkai.apps.bodies.models import PublicBody, kind_and_number
from gongkai.apps.bodies.permissions import By
from gongkai.apps.oversight.states import Step


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
