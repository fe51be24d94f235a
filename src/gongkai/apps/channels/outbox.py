"""Deliveries are made in the transaction that publishes: either both are kept or neither."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.channels.kinds import BY_WORKER, ChannelKind, Mode
from gongkai.apps.channels.models import Channel, Delivery
from gongkai.apps.channels.signals import made
from gongkai.apps.channels.states import TRANSITIONS, State, Step
from gongkai.apps.publishing import signals
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.words import Standing


def connect() -> None:
    """Hear every change of what is public."""
    for signal, hears in (
        (signals.published, _published),
        (signals.corrected, _corrected),
        (signals.moved, _moved),
        (signals.withdrawn, _withdrawn),
    ):
        signal.connect(hears, sender=Disclosure, dispatch_uid="gongkai.apps.channels")


def website_of(body: PublicBody) -> Channel:
    """Return the channel that every body has: its own pages here."""
    website, _ = Channel.objects.get_or_create(
        public_body=body,
        kind=ChannelKind.WEBSITE,
        defaults={"name": "政府信息公开平台", "mode": Mode.API, "opened_on": timezone.localdate(), "silence_days": 0},
    )
    return website


def required(disclosure: Disclosure) -> list[Channel]:
    """Return the open channels to which a disclosure must go: the website, those of its column and of its matter."""
    wanted = Q(required_for__column=disclosure.column_id)
    if disclosure.matter:
        wanted |= Q(required_for__matter=disclosure.matter)
    found = Channel.objects.filter(wanted, public_body=disclosure.public_body_id, closed_on=None)
    return [website_of(disclosure.public_body), *found.exclude(kind=ChannelKind.WEBSITE).distinct()]


def make(disclosure: Disclosure, channels: Iterable[Channel], now: datetime) -> list[Delivery]:
    """Make what a published disclosure still lacks: one delivery for each channel of the version that is public."""
    release = disclosure.releases.last()
    if release is None or disclosure.standing != Standing.PUBLISHED:
        return []
    there = set(Delivery.objects.filter(release=release).values_list("channel", flat=True))
    rows = Delivery.objects.bulk_create(
        [_new(disclosure, release, channel, now) for channel in channels if channel.pk not in there]
    )
    made.send(sender=Delivery, deliveries=rows, now=now)
    return rows


def _new(disclosure: Disclosure, release: Any, channel: Channel, now: datetime) -> Delivery:
    by_worker = Mode(channel.mode) in BY_WORKER
    return Delivery(
        disclosure=disclosure,
        release=release,
        channel=channel,
        made_at=now,
        state=State.WAITING if by_worker else State.BY_HAND,
        next_at=now if by_worker else None,
    )


@transaction.atomic
def take_back(deliveries: Iterable[Delivery], *, why: str, now: datetime) -> None:
    """Let go what was not sent, and have removed what is at a channel. A worker that holds one lets it go first."""
    for row in deliveries:
        step = Step.TAKE_BACK if row.at_the_channel else Step.CANCEL
        state = TRANSITIONS.get((State(row.state), step))
        if state is None:  # gone already, or never sent
            continue
        row.state, row.next_at = state, now if state is State.REMOVING else None
        row.reason, row.tries, row.paused_at = why[:300], 0, None
        row.save(update_fields=["state", "next_at", "reason", "tries", "paused_at"])


def _published(*, disclosure: Disclosure, **more: Any) -> None:
    make(disclosure, required(disclosure), timezone.now())


def _moved(*, disclosure: Disclosure, **more: Any) -> None:
    make(disclosure, required(disclosure), timezone.now())


def _corrected(*, disclosure: Disclosure, **more: Any) -> None:
    """Send the new version everywhere; what bears the old one is taken back where a channel keeps copies."""
    now, release = timezone.now(), disclosure.releases.last()
    rows = Delivery.objects.select_for_update().filter(disclosure=disclosure).exclude(release=release)
    channels = [*required(disclosure), *Channel.objects.filter(deliveries__in=rows, closed_on=None).distinct()]
    take_back(rows.exclude(channel__kind=ChannelKind.WEBSITE), why="内容已经更正，旧的一版撤下", now=now)
    rows.filter(channel__kind=ChannelKind.WEBSITE, state=State.WAITING).update(state=State.CANCELLED, next_at=None)
    make(disclosure, {channel.pk: channel for channel in channels}.values(), now)


def _withdrawn(*, disclosure: Disclosure, **more: Any) -> None:
    rows = Delivery.objects.select_for_update().filter(disclosure=disclosure)
    take_back(rows, why="稿件已经撤下", now=timezone.now())
