"""The brief as a letter to the leaders of a body, with the address of its page."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import By, Server, may
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import day_of, lock_open, log
from gongkai.apps.mail.services import Letter, write_mail
from gongkai.apps.oversight.errors import OversightRefused
from gongkai.apps.oversight.selectors.brief import brief_of, leaders_of
from gongkai.apps.oversight.states import Step

PURPOSE = "oversight-brief"


@transaction.atomic
def send_brief(
    *, by: By, body: PublicBody, month: tuple[int, int], link: Callable[[], str], now: datetime
) -> list[str]:
    """Write the brief of a month to the leaders of a body, once a day and leader; return their names (寄送简报)."""
    today = day_of(now)
    oversees = isinstance(by, Server) or may(by, Act.OVERSEE, body, on=today)
    body = lock_open(body, by, Act.OVERSEE if oversees else Act.DRAFT_REPORT, now)
    leaders = leaders_of(body, today)
    if not leaders:
        raise OversightRefused(
            f"{body.name}没有登记邮箱的分管领导。", "请先授予分管领导岗位并登记邮箱，或者下载 PDF 打印。"
        )
    brief = brief_of(body, *month, today)
    text = f"{brief.as_text()}\n一页简报（PDF）：{link()}\n"
    sent = []
    for leader in leaders:
        letter = Letter(leader.email, f"{brief.organ}{brief.title}", text)
        key = f"brief-{body.pk}-{month[0]}-{month[1]}-{leader.pk}-{today}"
        if write_mail(letter, key=key, purpose=PURPOSE, about=str(body.pk), now=now):
            sent.append(leader.name)
    if not sent:
        raise OversightRefused("这个月的简报今天已经寄给分管领导。", "请明天再寄，或者下载 PDF。")
    log(
        Step.SEND_BRIEF, body, by=by, now=now, body=body, told=f"{brief.title}，{'、'.join(sent)}",
        after={"year": month[0], "month": month[1], "to": sent},
    )  # fmt: skip
    return sent
