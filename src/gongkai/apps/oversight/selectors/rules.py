"""Which indicators are in force on a day, and whose they are."""

from datetime import date

from django.db.models import Q, QuerySet

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.oversight.models import Indicator
from gongkai.core.oversight import Rule


def in_force(district: PublicBody, on: date) -> QuerySet[Indicator]:
    """Return the indicators of a district on a day."""
    return Indicator.objects.filter(district=district, from_on__lte=on).filter(
        Q(until_on__isnull=True) | Q(until_on__gt=on)
    )


def rules(district: PublicBody, on: date) -> list[Rule]:
    """Return the indicators of a day as the scoring takes them."""
    return [row.as_rule() for row in in_force(district, on)]


def district_of(body: PublicBody) -> PublicBody:
    """Return who watches over a body: the nearest body above, or itself, that has indicators; else the top of all."""
    numbers = [*body.above(), body.pk]
    found = (
        Indicator.objects.filter(district__in=numbers).order_by("-district__path").values_list("district", flat=True)
    )
    return PublicBody.objects.get(pk=found.first() or numbers[0])


def as_of(year: int, today: date) -> date:
    """Return the day as of which a year is judged: today, or the last day of a year that has passed."""
    return min(today, date(year, 12, 31))
