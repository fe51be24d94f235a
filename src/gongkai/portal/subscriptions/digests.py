"""One letter a day to each subscriber, with what was published since the last one: each record once, never again."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gongkai.apps.applications.errors import UnknownKey
from gongkai.apps.applications.sealing import sealed_with_first
from gongkai.apps.mail.services import Letter, write_mail
from gongkai.apps.publishing.selectors import public
from gongkai.portal.subscriptions import letters
from gongkai.portal.subscriptions.models import Interest, Subscriber
from gongkai.portal.subscriptions.services import PURPOSE, forget_unconfirmed

HOUR: Final = 8  # of Beijing, from which the letters of the day are written
SETTLES: Final = timedelta(minutes=2)  # a publication that began before now may still be on its way into the database
A_ROUND: Final = 200


def digests_due(*, now: datetime) -> int:
    """Write the letters of the day, for the worker; return how many subscribers were looked after."""
    forget_unconfirmed(now)
    local = timezone.localtime(now)
    if local.hour < HOUR or not settings.APPLICANT_KEYS:
        return 0
    due = Subscriber.objects.filter(Q(digest_on=None) | Q(digest_on__lt=local.date()))
    due = due.filter(interests__confirmed_at__isnull=False).distinct()
    numbers = list(due.order_by("pk").values_list("pk", flat=True)[:A_ROUND])
    for number in numbers:
        _digest(number, now)
    return len(numbers)


@transaction.atomic
def _digest(number: int, now: datetime) -> None:
    on, until = timezone.localdate(now), now - SETTLES
    subscriber = Subscriber.objects.select_for_update().filter(pk=number).exclude(digest_on=on).first()
    if subscriber is None:
        return
    wanted = list(
        subscriber.interests.filter(confirmed_at__isnull=False).select_related("public_body", "column").order_by("pk")
    )
    found = _published(subscriber, wanted, until)
    subscriber.digest_on, subscriber.sent_until = on, until
    try:
        address = subscriber.address()
    except UnknownKey:  # the key is gone, and with it the address: it can be told nothing
        subscriber.delete()
        return
    if not sealed_with_first(subscriber.sealed):
        subscriber.keep(address)
    subscriber.save()
    if found:
        subject, text = letters.digest(subscriber, found, wanted, settings.SITE_ADDRESS, on)
        leaving = f"{settings.SITE_ADDRESS}/subscribe/leave/{subscriber.token}/"
        letter = Letter(address, subject, text, letters.headers(settings.SITE_ADDRESS, leaving))
        key = f"digest-{subscriber.token[:16]}-{on}"
        write_mail(letter, key=key, purpose=PURPOSE, about=str(subscriber.pk), now=now)


def _published(subscriber: Subscriber, wanted: list[Interest], until: datetime) -> list[public.Entry]:
    """Return what was published since the last letter and is of interest, newest first, each once."""
    any_of = Q(pk__in=[])
    for one in wanted:
        since = max(filter(None, [subscriber.sent_until, one.confirmed_at]))
        this = Q(public_body=one.public_body_id, published_at__gt=since)
        if one.column_id:
            this &= Q(column=one.column_id)
        if one.word:
            this &= Q(title__icontains=one.word) | Q(plain_text__icontains=one.word)
        any_of |= this
    return public.entries(public.published().filter(any_of, published_at__lte=until))
