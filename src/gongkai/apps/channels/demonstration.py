"""Channels of the demonstration (演示渠道): accounts on the stand-ins, and the last notices on their way to them."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.channels import outbox, services
from gongkai.apps.channels.kinds import ChannelKind, Mode, Secret
from gongkai.apps.channels.models import Channel
from gongkai.apps.channels.services import Account
from gongkai.apps.publishing.selectors import public

BODY: Final = "xiguan"
COLUMNS: Final = ("notices", "news")
SENT: Final = 6  # of the newest records, so that the queue is not empty
# What the stand-ins know; they are no secrets.
APP_ID: Final = "wx0000000000standin"
KNOWN: Final = {
    ChannelKind.WECHAT: {Secret.APP_SECRET: "stand-in-app-secret-0000", Secret.CALLBACK_TOKEN: "stand-in-callback"},
    ChannelKind.WECOM: {Secret.ROBOT_KEY: "stand-in-robot-key-0000"},
    ChannelKind.SUPERIOR: {Secret.SIGNING_KEY: "stand-in-signing-key-0000"},
}
ACCOUNTS: Final = (
    (ChannelKind.WECHAT, Account("老城西关（演示）", Mode.API, APP_ID, "西关街道办事处", "演示备案 1 号")),
    (ChannelKind.WECOM, Account("西关社区工作群（演示）", Mode.API, owner="西关街道办事处")),
    (ChannelKind.DOUYIN, Account("西关街道（演示）", Mode.PACKAGE, "xiguan-demo", "西关街道办事处", "演示备案 2 号")),
    (
        ChannelKind.SUPERIOR,
        Account("区政府网站（演示）", Mode.API, "https://interface.example", "老城区人民政府办公室"),
    ),
    (ChannelKind.BOARD, Account("办事大厅公示栏（演示）", Mode.BY_HAND, "一楼大厅", "党政办公室")),
)


@transaction.atomic
def make_demonstration(now: datetime) -> bool:
    """Register the accounts and send them the newest notices; False without stand-ins, or where accounts are there."""
    body = PublicBody.objects.filter(slug=BODY).first()
    if body is None or not settings.STAND_INS:
        return False
    if Channel.objects.filter(public_body=body).exclude(kind=ChannelKind.WEBSITE).exists():
        return False
    columns = [one for one in public.columns_of(body) if one.slug in COLUMNS]
    for kind, account in ACCOUNTS:
        made = services.open_channel(by=SERVER, body=body, kind=kind, account=account, now=now)
        if kind in KNOWN:
            services.set_secrets(by=SERVER, channel=made, secrets=KNOWN[kind], now=now)
        services.require_for(by=SERVER, channel=made, columns=columns, now=now)
    for page in public.whole(body=body).filter(column__in=columns).order_by("-published_at")[:SENT]:
        outbox.make(page, outbox.required(page), now)
    return True
