"""Which years are counted and shown beside each other."""

from datetime import datetime
from typing import Final

from django.utils import timezone

YEARS: Final = 5  # how many years stand side by side, the running one included


def years_kept(now: datetime) -> range:
    """Return the years that are counted, the oldest first."""
    year = timezone.localdate(now).year
    return range(year - YEARS + 1, year + 1)
