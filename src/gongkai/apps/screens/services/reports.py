"""What a screen reports of itself (屏幕心跳): it is the proof that something was shown, and that it is gone.

The address of a screen is known to its own devices alone; whoever knows it may report. Nothing else can be done by it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import log
from gongkai.apps.channels.models import Delivery
from gongkai.apps.channels.states import State, Step, advance
from gongkai.apps.screens.models import Device, Play, Screen, Showing

MOST_DEVICES: Final = 8  # of one screen; the one that was silent longest makes room
MOST_TIMES: Final = 10_000  # shown since the last report


@dataclass(frozen=True, slots=True)
class Heard:
    """One report: the device, the numbers in its list, how often each was shown since the last one, what is on now."""

    device: str
    holds: frozenset[int]
    plays: Mapping[int, int] = field(default_factory=dict)
    told: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def hear(*, screen: Screen, heard: Heard, now: datetime) -> Device:
    """Keep what a device reports; deliveries that it settles become due for the worker at once."""
    own = set(screen.showings.filter(pk__in=[*heard.holds, *heard.plays]).values_list("pk", flat=True))
    device, made = Device.objects.update_or_create(
        screen=screen,
        key=heard.device,
        defaults={"last_seen_at": now, "holds": sorted(own & heard.holds), "told": dict(heard.told)},
        create_defaults={
            "first_seen_at": now, "last_seen_at": now, "holds": sorted(own & heard.holds), "told": dict(heard.told),
        },
    )  # fmt: skip
    if made:
        _make_room(screen)
    _count(own, heard.plays, now)
    waiting = Delivery.objects.filter(channel=screen.channel, showing__isnull=False)
    waiting.filter(state=State.UNDER_WAY, showing__plays__isnull=False, next_at__gt=now).update(next_at=now)
    waiting.filter(state=State.REMOVING, next_at__gt=now).exclude(showing__in=heard.holds).update(next_at=now)
    _confirm(screen, waiting.filter(state=State.REMOVE_BY_HAND).exclude(showing__in=heard.holds), device, now)
    return device


def _make_room(screen: Screen) -> None:
    kept = screen.devices.order_by("-last_seen_at").values_list("pk", flat=True)[:MOST_DEVICES]
    screen.devices.exclude(pk__in=list(kept)).delete()


def _count(own: Iterable[int], plays: Mapping[int, int], now: datetime) -> None:
    on = timezone.localdate(now)
    for number in sorted(set(own) & set(plays)):
        times = max(0, min(plays[number], MOST_TIMES))
        if not times:
            continue
        row, _ = Play.objects.get_or_create(showing_id=number, on=on, defaults={"first_at": now, "last_at": now})
        Play.objects.filter(pk=row.pk).update(times=F("times") + times, last_at=now)


def _confirm(screen: Screen, rows: Iterable[Delivery], device: Device, now: datetime) -> None:
    """Settle what a person was asked to take down, once the screen answers again and no device has it."""
    others = {number for one in screen.devices.exclude(pk=device.pk) for number in one.holds}
    gone = Showing.objects.filter(delivery__in=[row.pk for row in rows]).exclude(pk__in=others)
    for row in Delivery.objects.select_for_update().filter(showing__in=gone).select_related("disclosure", "channel"):
        row.state, row.removed_at = advance(State(row.state), Step.REMOVE), now
        row.reason, row.next_at = "屏幕回应：播放单里已经没有", None
        row.save(update_fields=["state", "removed_at", "reason", "next_at"])
        told = f"{row.disclosure.title}，{row.channel}：已撤下，{row.reason}"
        body = row.channel.public_body
        log(Act.DELIVER, row, by=SERVER, now=now, body=body, told=told, after={"state": row.state})
