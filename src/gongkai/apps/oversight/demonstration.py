"""Indicators and tasks of the demonstration district, invented. Never on a real site."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.oversight.models import Indicator
from gongkai.apps.oversight.services import adopt, answer, assign
from gongkai.apps.oversight.services.tasks import Assignment

FROM: Final = date(2021, 1, 1)


@transaction.atomic
def make_demonstration(now: datetime) -> bool:
    """Take over the common indicators and give two tasks; False where there are indicators, or no such body."""
    body = PublicBody.objects.select_related("parent").filter(slug="xiguan").first()
    if body is None or body.parent is None or Indicator.objects.exists():
        return False
    adopt(by=SERVER, district=body.parent, from_on=FROM, now=now)
    by_measure = {one.measure: one for one in Indicator.objects.filter(district=body.parent)}
    first = Assignment(
        "补发空白栏目的内容",
        "（演示）有更新期限的栏目从来没有发布过内容，请在期限以内各补发一条，或者说明为什么没有内容。",
        (now + timedelta(days=10)).date(),
        by_measure["never_filled"],
    )
    second = Assignment(
        "补齐各科室的供稿",
        "（演示）今年有科室没有报送过信息，请督促报送。",
        (now + timedelta(days=3)).date(),
        by_measure["offices"],
    )
    assign(by=SERVER, district=body.parent, body=body, given=first, now=now)
    task = assign(by=SERVER, district=body.parent, body=body, given=second, now=now)
    answer(by=SERVER, task=task, words="（演示）已经通知各科室，下周例会上逐一核对。", now=now)
    return True
