"""Which deliveries wait, and for whom."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.channels.kinds import NEW_MEDIA
from gongkai.apps.channels.models import Channel, Delivery
from gongkai.apps.channels.states import OF_A_PERSON, WORKED, State


def of_body(body: PublicBody) -> QuerySet[Delivery]:
    """Return the deliveries of a body, newest first."""
    return Delivery.objects.filter(channel__public_body=body).select_related("channel", "disclosure__public_body")


def for_a_person(bodies: Iterable[PublicBody]) -> QuerySet[Delivery]:
    """Return what waits for a person, oldest first."""
    found = Delivery.objects.filter(channel__public_body__in=list(bodies), state__in=OF_A_PERSON)
    return found.select_related("channel", "disclosure__public_body").order_by("made_at", "pk")


def for_the_worker(bodies: Iterable[PublicBody]) -> QuerySet[Delivery]:
    """Return what waits for the worker, what is due first."""
    found = Delivery.objects.filter(channel__public_body__in=list(bodies), state__in=WORKED)
    return found.select_related("channel", "disclosure__public_body").order_by("next_at", "pk")


def submitted(bodies: Iterable[PublicBody]) -> QuerySet[Delivery]:
    """Return what was submitted to superior sites and not decided yet, oldest first."""
    found = Delivery.objects.filter(channel__public_body__in=list(bodies), state=State.SUBMITTED)
    return found.select_related("channel", "disclosure__public_body").order_by("submitted_at", "pk")


def channels_of(body: PublicBody) -> QuerySet[Channel]:
    """Return the accounts of a body with their open deliveries counted, closed ones last."""
    waits = Count("deliveries", filter=Q(deliveries__state__in=[*OF_A_PERSON, *WORKED]))
    return Channel.objects.filter(public_body=body).annotate(waits=waits).order_by("closed_on", "pk")


def is_silent(channel: Channel, now: datetime) -> bool:
    """Tell whether an open account of the new media has had nothing new for longer than it may."""
    if channel.kind not in NEW_MEDIA or channel.closed_on is not None or not channel.silence_days:
        return False
    limit = now - timedelta(days=channel.silence_days)
    if channel.last_post_at is None:
        return channel.opened_on < limit.date()
    return channel.last_post_at < limit


def silent(bodies: Iterable[PublicBody], now: datetime) -> list[Channel]:
    """Return the accounts that have been silent for too long."""
    found = Channel.objects.filter(public_body__in=list(bodies), closed_on=None, kind__in=NEW_MEDIA)
    return [channel for channel in found if is_silent(channel, now)]
