"""How often one network address may try something within a window of time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F

from gongkai.apps.applications.errors import TooMany
from gongkai.apps.applications.models import Attempt


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries within so many minutes."""

    name: str
    most: int
    minutes: int


TRACKING: Final = Limit("track", 10, 15)  # wrong ones
SUBMITTING: Final = Limit("submit", 30, 60)  # a service hall may share one address
LOST: Final = Limit("lost", 5, 60)


def _window(limit: Limit, now: datetime) -> datetime:
    length = limit.minutes * 60
    return now - timedelta(seconds=now.timestamp() % length)


def refuse_if_too_many(limit: Limit, who: str, now: datetime) -> None:
    """Raise TooMany where an address has used up its tries."""
    row = Attempt.objects.filter(bucket=f"{limit.name}:{who}"[:100], window=_window(limit, now)).first()
    if row is not None and row.count >= limit.most:
        raise TooMany(limit.minutes)


@transaction.atomic
def count_attempt(limit: Limit, who: str, now: datetime) -> None:
    """Count one try; windows that are over are forgotten."""
    window = _window(limit, now)
    bucket = f"{limit.name}:{who}"[:100]
    if not Attempt.objects.filter(bucket=bucket, window=window).update(count=F("count") + 1):
        Attempt.objects.filter(window__lt=now - timedelta(days=1)).delete()
        row, made = Attempt.objects.get_or_create(bucket=bucket, window=window, defaults={"count": 1})
        if not made:
            Attempt.objects.filter(pk=row.pk).update(count=F("count") + 1)
