"""How screens are doing: which of them are silent, what waits for a decision, the ledger of a month."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Max, Min, QuerySet, Sum
from django.utils import timezone

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.screens.models import Screen, Showing
from gongkai.apps.screens.states import State


def screens_of(bodies: Iterable[PublicBody]) -> QuerySet[Screen]:
    """Return the screens in use of some bodies, with when each answered last."""
    found = Screen.objects.filter(channel__public_body__in=list(bodies), channel__closed_on=None)
    return found.select_related("channel__public_body").annotate(last_seen=Max("devices__last_seen_at")).order_by("pk")


def is_silent(screen: Screen, now: datetime) -> bool:
    """Tell whether a screen that should be playing has not answered for longer than it may."""
    if not screen.is_open(timezone.localtime(now).time()) or screen.channel.closed_on is not None:
        return False
    last = screen.devices.aggregate(at=Max("last_seen_at"))["at"]
    return last is None or last < now - timedelta(minutes=screen.silent_minutes)


def silent(bodies: Iterable[PublicBody], now: datetime) -> list[Screen]:
    """Return the screens that are silent."""
    return [one for one in screens_of(bodies) if is_silent(one, now)]


def waiting(bodies: Iterable[PublicBody], state: State) -> QuerySet[Showing]:
    """Return the requests that wait in a state, oldest first."""
    found = Showing.objects.filter(screen__channel__public_body__in=list(bodies), state=state, delivery=None)
    return found.select_related("screen__channel__public_body", "requested_by").order_by("pk")


def ledger(screen: Screen, start: datetime, end: datetime) -> QuerySet[Showing]:
    """Return what was asked for, allowed or played in a span of time, with how often (播放台账)."""
    found = Showing.objects.filter(screen=screen, from_at__gte=start, from_at__lt=end)
    return (
        found.select_related("delivery__disclosure", "requested_by")
        .prefetch_related("steps")
        .annotate(times=Sum("plays__times"), first_at=Min("plays__first_at"), last_at=Max("plays__last_at"))
        .order_by("from_at", "pk")
    )
