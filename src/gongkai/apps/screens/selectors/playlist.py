"""What a screen plays: the list it asks for every few seconds, and the mark by which it knows that nothing changed."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from gongkai.apps.channels.states import State as Sent
from gongkai.apps.publishing.words import Standing
from gongkai.apps.screens.models import Screen, Showing
from gongkai.apps.screens.states import Kind, State

AT_THE_SCREEN: Final = (Sent.WAITING, Sent.UNDER_WAY, Sent.DONE)
AHEAD: Final = timedelta(days=2)  # what begins within them is known to a screen that is cut off
MOST: Final = 40  # entries of a list
LONGEST: Final = 60_000  # characters of the HTML of one entry


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as the page on the wall wants it. `html` is cleaned HTML of the record, or nothing for plain `text`."""

    id: int
    kind: str
    title: str
    text: str
    html: str
    day: str
    address: str
    priority: int
    begins: int  # milliseconds
    ends: int  # 0: until it is taken off
    hours: tuple[str, str] | None


def allowed(screen: Screen, now: datetime) -> QuerySet[Showing]:
    """Return what a screen may play now or soon, in its order: the urgent, then by priority, then the newest."""
    found = Showing.objects.filter(
        Q(until_at=None) | Q(until_at__gt=now), screen=screen, state=State.APPROVED, from_at__lte=now + AHEAD
    )
    found = found.filter(
        Q(delivery=None)
        | Q(
            delivery__state__in=AT_THE_SCREEN,
            delivery__paused_at=None,
            delivery__disclosure__standing=Standing.PUBLISHED,
        )
    )
    return found.order_by("-priority", "-from_at", "-pk")


def mark(screen: Screen, now: datetime) -> str:
    """Return what changes whenever the list does, by two short queries."""
    rows = allowed(screen, now).values_list(
        "pk", "kind", "priority", "from_at", "until_at", "from_time", "until_time", "delivery__release",
        "delivery__disclosure__title",
    )[:MOST]  # fmt: skip
    fields = (
        screen.opens_at, screen.closes_at, screen.page_seconds, screen.most_pages, screen.numbers, screen.place,
        screen.channel.name, screen.channel.public_body.short_name, screen.channel.paused_at,
    )  # fmt: skip
    seen = json.dumps([fields, [*rows]], default=str, ensure_ascii=False)
    return sha256(seen.encode()).hexdigest()[:16]


def entries(screen: Screen, now: datetime) -> Iterator[Entry]:
    """Yield the entries of a list, the urgent first."""
    found = allowed(screen, now).select_related("delivery__disclosure__public_body")[:MOST]
    for row in sorted(found, key=lambda one: one.kind != Kind.URGENT):
        yield _entry(row)


def _entry(row: Showing) -> Entry:
    page = row.delivery.disclosure if row.delivery else None
    html = page.html if page else ""
    hours = (
        (row.from_time.strftime("%H:%M"), row.until_time.strftime("%H:%M"))
        if row.from_time and row.until_time
        else None
    )
    return Entry(
        id=row.pk,
        kind=row.kind,
        title=row.heading,
        text=row.text if page is None else page.plain_text[:LONGEST] if len(html) > LONGEST else "",
        html=html if len(html) <= LONGEST else "",
        day=_day(page.published_at if page else row.from_at),
        address=page.address if page else "",
        priority=row.priority,
        begins=_ms(row.from_at),
        ends=_ms(row.until_at) if row.until_at else 0,
        hours=hours,
    )


def as_data(entry: Entry) -> dict[str, object]:
    """Return an entry as plain data."""
    return asdict(entry)


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _day(at: datetime | None) -> str:
    return timezone.localtime(at).strftime("%Y年%-m月%-d日") if at else ""
