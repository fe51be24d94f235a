"""The years in which a body published."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.words import Standing


def years_of_bodies() -> Iterator[tuple[str, range]]:
    """Yield each body's name in addresses with the years from its first publication to its last."""
    own = Disclosure.objects.filter(standing=Standing.PUBLISHED, public_body=OuterRef("pk")).values("published_at")
    found = PublicBody.objects.filter(home__isnull=False).annotate(
        first=Subquery(own.order_by("published_at", "page_ptr")[:1]),
        last=Subquery(own.order_by("-published_at", "-page_ptr")[:1]),
    )
    for body in found:
        if body.first is not None:
            yield body.slug, range(timezone.localtime(body.first).year, timezone.localtime(body.last).year + 1)


def year_of(found: QuerySet[Disclosure], year: int) -> QuerySet[Disclosure]:
    """Return what was published in a year."""
    start, end = (datetime(n, 1, 1, tzinfo=timezone.get_default_timezone()) for n in (year, year + 1))
    return found.filter(published_at__gte=start, published_at__lt=end)
