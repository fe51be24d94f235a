"""The plan of a board: what to put up and take down on a day, what hangs, what a month holds, what the public sees."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from gongkai.apps.boards.models import Board, Objection, Posting
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.channels.states import State
from gongkai.apps.publishing.words import Standing

GOING = (State.REMOVING, State.REMOVE_BY_HAND)
ENDED_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Today:
    """What is to be done at a board on a day, and what hangs there besides."""

    up: list[Posting]
    down: list[Posting]
    hanging: list[Posting]


def postings(board: Board) -> QuerySet[Posting]:
    """Return what was ever planned or hung on a board, with what it shows."""
    found = Posting.objects.filter(board=board)
    return found.select_related("delivery__disclosure__public_body", "matter", "board__channel")


def today(board: Board, on: date) -> Today:
    """Return the work of a day. What is over before it was put up needs no paper any more."""
    open_ones = postings(board).filter(down_at=None).order_by("from_on", "pk")
    waiting = Q(up_at=None, from_on__lte=on) & (Q(until_on=None) | Q(until_on__gte=on))
    live = Q(delivery=None) | Q(delivery__state=State.BY_HAND)
    over = Q(up_at__isnull=False) & (Q(until_on__lt=on) | Q(delivery__state__in=GOING))
    down = list(open_ones.filter(over))
    going = {one.pk for one in down}
    hanging = [one for one in open_ones.filter(up_at__isnull=False) if one.pk not in going]
    return Today(list(open_ones.filter(waiting & live)), down, hanging)


def month(board: Board, first: date) -> list[tuple[date, list[Posting], list[Posting]]]:
    """Return the plan of a month: by day, what goes up and what comes down on the day after its last."""
    end = (first + timedelta(days=32)).replace(day=1)
    days: dict[date, tuple[list[Posting], list[Posting]]] = {}
    spans = Q(from_on__gte=first, from_on__lt=end) | Q(until_on__gte=first - timedelta(days=1), until_on__lt=end)
    for one in postings(board).filter(spans).order_by("from_on", "pk"):
        if first <= one.from_on < end:
            days.setdefault(one.from_on, ([], []))[0].append(one)
        if one.until_on is not None and first <= (off := one.until_on + timedelta(days=1)) < end:
            days.setdefault(off, ([], []))[1].append(one)
    return [(day, *days[day]) for day in sorted(days)]


def shown(board: Board, on: date) -> list[Posting]:
    """Return what the public sees as running: records that are public, and matters that hang."""
    records = Q(delivery__state__in=[State.BY_HAND, State.DONE], delivery__disclosure__standing=Standing.PUBLISHED)
    matters = Q(delivery=None, up_at__isnull=False)
    running = Q(until_on=None) | Q(until_on__gte=on)
    return list(postings(board).filter(records | matters, running, down_at=None, from_on__lte=on))


def ended(board: Board, on: date) -> list[Posting]:
    """Return the records whose period is over, or that were taken down: they stay on the web."""
    over = Q(until_on__lt=on) | Q(down_at__isnull=False)
    found = postings(board).filter(over, delivery__disclosure__standing=Standing.PUBLISHED)
    return list(found.exclude(delivery__state=State.CANCELLED, up_at__isnull=True)[:ENDED_SHOWN])


def objections(bodies: Iterable[PublicBody]) -> QuerySet[Objection]:
    """Return the objections that wait for an answer, oldest first."""
    found = Objection.objects.filter(posting__board__channel__public_body__in=list(bodies), answered_at=None)
    return found.select_related("posting__board__channel", "posting__delivery__disclosure").order_by(
        "received_on", "pk"
    )
