"""Publication at a time set before (定时发布)."""

import logging
from datetime import datetime
from typing import Final

from django.db import transaction

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.permissions import SERVER, By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.publishing.acting import lock, log
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.services.publication import publish
from gongkai.apps.publishing.stages import Stage, advance

LOGGER: Final = logging.getLogger(__name__)


@transaction.atomic
def schedule(*, by: By, disclosure: Disclosure, at: datetime, now: datetime) -> Disclosure:
    """Set the time at which an approved disclosure is published; set it again to change it."""
    page = lock(disclosure, by, Act.SCHEDULE, now)
    stage = advance(Stage(page.stage), Act.SCHEDULE)
    if at <= now:
        raise RuleError("定时发布的时间已经过去。", "请填写将来的时间，或直接发布。")
    before = {"stage": page.stage, "go_live_at": page.go_live_at}
    page.stage, page.go_live_at = stage, at
    page.save(update_fields=["stage", "go_live_at"])
    page.revisions.exclude(pk=page.latest_revision_id).update(approved_go_live_at=None)
    page.revisions.filter(pk=page.latest_revision_id).update(approved_go_live_at=at)
    log(Act.SCHEDULE, page, by=by, now=now, before=before, after={"stage": page.stage, "go_live_at": at})
    return page


def publish_due(now: datetime) -> list[Disclosure]:
    """Publish what is due, each in a transaction of its own: one that fails is logged and keeps no other back."""
    due = Disclosure.objects.filter(stage=Stage.SCHEDULED, go_live_at__lte=now).order_by("go_live_at", "pk")
    done = []
    for one in due:
        try:
            done.append(publish(by=SERVER, disclosure=one, now=now))
        except RuleError as refused:
            LOGGER.warning("scheduled disclosure %s was not published: %s", one.public_id, refused)
    return done


def schedules_due(*, now: datetime) -> int:
    """Publish what is due, for the worker; return how many were published."""
    return len(publish_due(now))
