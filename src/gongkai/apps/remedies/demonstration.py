"""A reconsideration and a lawsuit for the demonstration, invented. Never on a real site."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from gongkai.apps.applications.models import Application
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.remedies.models import Remedy
from gongkai.apps.remedies.services import enter_remedy, enter_result
from gongkai.apps.remedies.words import Kind, Result

BODY: Final = "xiguan"


@transaction.atomic
def make_demonstration(now: datetime) -> bool:
    """Make a reconsideration about a refusal, and a lawsuit that ended; False where there is nothing to attack."""
    body = PublicBody.objects.filter(slug=BODY).first()
    refused = Application.objects.filter(body=body, outcome="refused_deliberative").first()
    if body is None or refused is None or Remedy.objects.filter(body=body).exists():
        return False
    today = timezone.localdate(now)
    enter_remedy(
        by=SERVER,
        body=body,
        kind=Kind.REVIEW,
        subject="不予公开讨论记录的答复",
        forum="老城区人民政府",
        number="老复议〔演示〕7号",
        came_on=today - timedelta(days=12),
        copy_on=today - timedelta(days=8),
        application=refused,
        now=now,
    )
    ended = enter_remedy(
        by=SERVER,
        body=body,
        kind=Kind.SUIT_DIRECT,
        subject="信息不存在的答复",
        forum="老城区人民法院",
        number="（演示）行初3号",
        came_on=today - timedelta(days=150),
        now=now,
    )
    enter_result(
        by=SERVER,
        remedy_id=ended.pk,
        result=Result.CLAIM_REJECTED,
        decided_on=today - timedelta(days=60),
        served_on=today - timedelta(days=55),
        duty_until=None,
        answer_anew=False,
        now=now,
    )
    return True
