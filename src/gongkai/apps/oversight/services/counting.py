"""Counts facts and keeps them: by the worker every half hour for the running year, every night for those before."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.oversight.models import YearFacts
from gongkai.apps.oversight.selectors.counting import facts_of
from gongkai.apps.oversight.selectors.years import years_kept
from gongkai.core.oversight import facts_to_json

FRESH: Final = timedelta(minutes=30)
AT_ONCE: Final = 50  # bodies counted in one round, so that the worker soon turns to its other jobs


@transaction.atomic
def count(*, bodies: Iterable[PublicBody], year: int, now: datetime) -> int:
    """Count the facts of bodies for a year, and keep them; return of how many bodies."""
    found = facts_of(bodies, year, timezone.localdate(now))
    rows = [
        YearFacts(public_body_id=body, year=year, facts=facts_to_json(facts), counted_at=now)
        for body, facts in found.items()
    ]
    YearFacts.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["public_body", "year"],
        update_fields=["facts", "counted_at"],
    )
    return len(rows)


def facts_due(*, now: datetime) -> int:
    """Count what was never counted or is no longer fresh, one year at a time, for the worker."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    for year in reversed(years_kept(now)):
        since = now - FRESH if year == timezone.localdate(now).year else midnight
        fresh = YearFacts.objects.filter(year=year, counted_at__gte=since).values("public_body")
        due = list(PublicBody.objects.filter(closed_on=None).exclude(pk__in=fresh).order_by("pk")[:AT_ONCE])
        if due:
            return count(bodies=due, year=year, now=now)
    return 0
