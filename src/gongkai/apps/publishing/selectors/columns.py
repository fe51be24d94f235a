"""The columns of a body as the desk shows them: in their sections, with what stands in each and whether it is late."""

from datetime import date

from django.db.models import Count, Max, Q
from django.utils import timezone

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.models import Column
from gongkai.apps.publishing.words import Section, Standing


def columns_by_section(body: PublicBody, on: date) -> list[tuple[Section, list[Column]]]:
    """Return every column of a body, closed ones last, each told whether it may be moved and whether it is late."""
    public = Q(disclosures__standing=Standing.PUBLISHED)
    found = Column.objects.filter(home__public_body=body).select_related("home").order_by("position", "pk")
    rows = list(
        found.annotate(
            public_count=Count("disclosures", filter=public), newest_at=Max("disclosures__published_at", filter=public)
        )
    )
    sections = []
    for section in Section:
        still = [one for one in rows if one.section == section and one.closed_on is None]
        for number, one in enumerate(still):
            one.is_first, one.is_last = number == 0, number == len(still) - 1
            one.is_late = _is_late(one, on)
        sections.append((section, [*still, *(one for one in rows if one.section == section and one.closed_on)]))
    return sections


def _is_late(column: Column, on: date) -> bool:
    """Tell whether a column has had nothing new for longer than its limit; one that never had anything is late too."""
    if column.update_days is None:
        return False
    newest = column.newest_at
    return newest is None or (on - timezone.localdate(newest)).days > column.update_days
