"""Asking for letters, confirming, leaving."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from gongkai.apps.applications.errors import TooMany
from gongkai.apps.applications.services.throttle import Limit, count_attempt, refuse_if_too_many
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.mail.services import Letter, write_mail
from gongkai.apps.publishing.models import Column
from gongkai.portal.subscriptions import letters
from gongkai.portal.subscriptions.models import Interest, Subscriber

PURPOSE: Final = "subscription"
VALID_FOR: Final = timedelta(hours=48)  # a letter that asks to confirm
TO_ONE: Final = Limit("subscribe-to", 3, 24 * 60)  # letters to one address that may be a stranger's
MOST: Final = 20  # interests of one address


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to hear of."""

    body: PublicBody
    column: Column | None = None
    word: str = ""


@transaction.atomic
def ask_for(wanted: Wanted, address: str, now: datetime) -> None:
    """Keep an interest that is to be confirmed, and write the letter that asks for it.

    Whatever stands against it (too many letters to this address, too many interests, an interest that is confirmed
    already) only the address's owner learns, by letter or by none: whoever typed it may be somebody else.
    """
    index = Subscriber.index_of(address)
    try:
        refuse_if_too_many(TO_ONE, index, now)
    except TooMany:
        return
    count_attempt(TO_ONE, index, now)
    subscriber = _subscriber(address, index, now)
    found = subscriber.interests.filter(public_body=wanted.body, column=wanted.column, word=wanted.word).first()
    if found is None and subscriber.interests.count() >= MOST:
        return
    if found is None:
        found = Interest(subscriber=subscriber, public_body=wanted.body, column=wanted.column, word=wanted.word)
    found.asked_at = now
    found.save()
    write = letters.already if found.confirmed_at else letters.confirmation
    subject, text = write(found, settings.SITE_ADDRESS)
    letter = Letter(address, subject, text, letters.headers(settings.SITE_ADDRESS, ""))
    key = f"confirm-{found.token[:16]}-{int(now.timestamp() * 1_000_000)}"
    write_mail(letter, key=key, purpose=PURPOSE, about=str(subscriber.pk), now=now)


def _subscriber(address: str, index: str, now: datetime) -> Subscriber:
    made = Subscriber(made_at=now)
    made.keep(address)
    Subscriber.objects.bulk_create([made], ignore_conflicts=True)
    return Subscriber.objects.select_for_update().get(index=index)


@transaction.atomic
def confirm(interest: Interest, now: datetime) -> None:
    """Confirm an interest; doing so twice is the same."""
    row = Interest.objects.select_for_update().filter(pk=interest.pk, confirmed_at=None).first()
    if row is not None:
        row.confirmed_at = now
        row.save(update_fields=["confirmed_at"])


def waiting(token: str, now: datetime) -> Interest | None:
    """Return the interest that a letter asks to confirm, or that was confirmed by it; None when it is too late."""
    found = Interest.objects.filter(token=token).select_related("public_body", "column").first()
    if found is None or (found.confirmed_at is None and now - found.asked_at > VALID_FOR):
        return None
    return found


@transaction.atomic
def leave(interest: Interest) -> None:
    """Forget one interest, and the address with its last one."""
    subscriber = Subscriber.objects.select_for_update().get(pk=interest.subscriber_id)
    Interest.objects.filter(pk=interest.pk).delete()
    if not subscriber.interests.exists():
        subscriber.delete()


def leave_all(subscriber: Subscriber) -> None:
    """Forget an address and all that it wanted."""
    Subscriber.objects.filter(pk=subscriber.pk).delete()


def forget_unconfirmed(now: datetime) -> None:
    """Forget what nobody confirmed, and addresses that have nothing else."""
    late = Interest.objects.filter(confirmed_at=None, asked_at__lt=now - VALID_FOR)
    for one in late.select_related("subscriber")[:100]:
        leave(one)
