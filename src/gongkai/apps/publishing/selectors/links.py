"""Which links of public disclosures cannot be opened."""

from collections.abc import Iterable

from django.db.models import QuerySet

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.models import Link
from gongkai.apps.publishing.models.links import DEAD_AFTER


def dead_links(bodies: Iterable[PublicBody]) -> QuerySet[Link]:
    """Return the links of bodies that failed on several days in a row, longest first."""
    found: QuerySet[Link] = (
        Link.objects.filter(disclosure__public_body__in=bodies, failures__gte=DEAD_AFTER)
        .select_related("disclosure")
        .order_by("failing_since", "pk")
    )
    return found
