"""Screens, plainly invented."""

import itertools
from datetime import UTC, datetime, time, timedelta

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.channels import services as channels
from gongkai.apps.screens import services
from gongkai.apps.screens.models import Screen, Showing
from gongkai.apps.screens.services import Heard, Screening, Wanted
from gongkai.apps.screens.states import Kind
from tests.apps.publishing.factories import column

NOON = datetime(2026, 6, 1, 4, tzinfo=UTC)
DEVICE = "0123456789abcdef01234567"
_numbers = itertools.count(1)


def screen(body: PublicBody, *, now: datetime = NOON, **given: object) -> Screen:
    """A screen that plays all day, to which the notices of its body must go."""
    screening = Screening(**{"place": "虚构的大厅", "opens_at": time(0), "closes_at": time(23, 59), **given})
    made = services.open_screen(by=SERVER, body=body, name=f"演示屏{next(_numbers)}", screening=screening, now=now)
    channels.require_for(by=SERVER, channel=made.channel, columns=[column(body)], now=now)
    return made


def wanted(now: datetime = NOON, **given: object) -> Wanted:
    defaults = {
        "kind": Kind.NOTICE, "title": "虚构的通知", "text": "虚构的内容。", "from_at": now,
        "until_at": now + timedelta(days=1),
    }  # fmt: skip
    return Wanted(**{**defaults, **given})


def playing(of: Screen, now: datetime = NOON, **given: object) -> Showing:
    """A notice that was asked for, reviewed and approved."""
    made = services.request_showing(by=SERVER, screen=of, wanted=wanted(now, **given), now=now)
    made = services.review(by=SERVER, showing=made, now=now)
    return services.approve(by=SERVER, showing=made, now=now)


def heard(*holds: Showing, plays: dict[int, int] | None = None, device: str = DEVICE) -> Heard:
    return Heard(device, frozenset(one.pk for one in holds), plays or {}, {"title": "某", "width": 1920})
