"""Which months are closed."""

from datetime import date

from django.db.models import QuerySet

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.ledgers.models import MonthClosing


def closed_months(body: PublicBody, year: int) -> set[int]:
    """Return the months of a year that are closed."""
    found = MonthClosing.objects.filter(public_body=body, year=year, opened_at=None)
    return set(found.values_list("month", flat=True))


def closed_of(body: PublicBody) -> set[tuple[int, int]]:
    """Return year and month of every closed month."""
    return set(MonthClosing.objects.filter(public_body=body, opened_at=None).values_list("year", "month"))


def is_closed(body: PublicBody, day: date) -> bool:
    """Tell whether the month of a day is closed."""
    return MonthClosing.objects.filter(public_body=body, year=day.year, month=day.month, opened_at=None).exists()


def history(body: PublicBody, year: int) -> QuerySet[MonthClosing]:
    """Return every closing of the months of a year, those opened again included."""
    return MonthClosing.objects.filter(public_body=body, year=year)
