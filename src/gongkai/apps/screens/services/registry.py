"""Screens set up and changed."""

from dataclasses import asdict, dataclass
from datetime import datetime, time
from typing import Any, Final

from django.db import transaction

from gongkai.apps.bodies.models import PublicBody, snapshot
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import lock_open, log
from gongkai.apps.channels.kinds import ChannelKind, Mode
from gongkai.apps.channels.services import Account, open_channel
from gongkai.apps.screens.errors import ScreenError
from gongkai.apps.screens.models import Screen

FIELDS: Final = (
    "place", "opens_at", "closes_at", "page_seconds", "most_pages", "record_days", "silent_minutes", "numbers",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Screening:
    """Where a screen hangs, when it plays, how fast, how long a record stays, after what silence it warns."""

    place: str
    opens_at: time = time(8, 30)
    closes_at: time = time(17, 30)
    page_seconds: int = 15
    most_pages: int = 8
    record_days: int = 14
    silent_minutes: int = 10
    numbers: str = ""


@transaction.atomic
def open_screen(*, by: By, body: PublicBody, name: str, screening: Screening, now: datetime) -> Screen:
    """Set up a screen (接入电子屏): its account in the registry of channels, and the address of its page."""
    _possible(screening)
    account = Account(name, Mode.API, screening.place[:80], body.name, silence_days=0)
    channel = open_channel(by=by, body=body, kind=ChannelKind.SCREEN, account=account, now=now)
    made = Screen.objects.create(channel=channel, **asdict(screening))
    log(Act.KEEP_CHANNELS, made, by=by, now=now, body=body, told=f"接入{made}", after=_kept(made))
    return made


@transaction.atomic
def change_screen(*, by: By, screen: Screen, screening: Screening, now: datetime) -> Screen:
    """Change where and how a screen plays (修改电子屏)."""
    body = lock_open(screen.channel.public_body, by, Act.KEEP_CHANNELS, now)
    _possible(screening)
    row = Screen.objects.select_for_update(of=("self",)).get(pk=screen.pk)
    before = _kept(row)
    for name, value in asdict(screening).items():
        setattr(row, name, value)
    row.save(update_fields=FIELDS)
    log(Act.KEEP_CHANNELS, row, by=by, now=now, body=body, told=f"修改{row}", before=before, after=_kept(row))
    return row


def _kept(row: Screen) -> dict[str, Any]:
    return {name: str(value) for name, value in snapshot(row, *FIELDS).items()}


def _possible(screening: Screening) -> None:
    if screening.closes_at <= screening.opens_at:
        raise ScreenError("结束播放的时间不晚于开始的时间。", "请改正时间。")
