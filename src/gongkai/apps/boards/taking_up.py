"""A delivery to a board becomes a posting of its plan, inside the transaction that publishes."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from gongkai.apps.boards.models import Board, Posting
from gongkai.apps.channels.kinds import ChannelKind
from gongkai.apps.channels.models import Delivery
from gongkai.apps.channels.signals import made


def connect() -> None:
    """Hear of every delivery that is made."""
    made.connect(_made, sender=Delivery, dispatch_uid="gongkai.apps.boards")


def _made(*, deliveries: Iterable[Delivery], now: datetime, **more: Any) -> None:
    rows = [row for row in deliveries if row.channel.kind == ChannelKind.BOARD]
    if not rows:
        return
    boards = {one.channel_id: one for one in Board.objects.filter(channel__in=[row.channel_id for row in rows])}
    day = timezone.localdate(now)
    Posting.objects.bulk_create(
        [
            Posting(board=board, delivery=row, from_on=day, until_on=_end(board, day))
            for row in rows
            if (board := boards.get(row.channel_id))
        ]
    )


def _end(board: Board, day: Any) -> Any:
    """Return the last day: the day of the beginning does not count (Civil Code art. 201 ¶1)."""
    return day + timedelta(days=board.days) if board.days else None
