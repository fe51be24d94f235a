"""A delivery to a screen becomes an entry of its list, inside the transaction that publishes."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from gongkai.apps.channels.kinds import ChannelKind
from gongkai.apps.channels.models import Delivery
from gongkai.apps.channels.signals import made
from gongkai.apps.screens.models import Screen, Showing, ShowingStep
from gongkai.apps.screens.states import Kind, State, Step


def connect() -> None:
    """Hear of every delivery that is made."""
    made.connect(_made, sender=Delivery, dispatch_uid="gongkai.apps.screens")


def _made(*, deliveries: Iterable[Delivery], now: datetime, **more: Any) -> None:
    rows = [row for row in deliveries if row.channel.kind == ChannelKind.SCREEN]
    if rows:
        screens = {one.channel_id: one for one in Screen.objects.filter(channel__in=[row.channel_id for row in rows])}
        take_up([(screens[row.channel_id], row) for row in rows if row.channel_id in screens], now)


def take_up(wanted: Iterable[tuple[Screen, Delivery]], now: datetime) -> list[Showing]:
    """Put deliveries on the lists of their screens; the review of a record is that of its publication."""
    showings = Showing.objects.bulk_create(
        [
            Showing(
                screen=screen,
                kind=Kind.RECORD,
                delivery=row,
                from_at=now,
                until_at=row.release.at + timedelta(days=screen.record_days),
                state=State.APPROVED,
            )
            for screen, row in wanted
        ]
    )
    ShowingStep.objects.bulk_create(
        [
            ShowingStep(
                showing=one, step=Step.WITH_RECORD, at=now, by=one.delivery.release.by,
                note=f"索引号 {one.delivery.disclosure.index_number}",
            )
            for one in showings
            if one.delivery
        ]
    )  # fmt: skip
    return showings
