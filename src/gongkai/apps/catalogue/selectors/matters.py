"""Which matters stand in a catalogue."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.catalogue.models import Matter


def standing(bodies: Iterable[PublicBody]) -> QuerySet[Matter]:
    """Return every version of the matters of some bodies, those voided aside."""
    found = Matter.objects.filter(public_body__in=list(bodies), voided_at=None)
    return found.select_related("office", "community")


def in_force(body: PublicBody, on: date) -> QuerySet[Matter]:
    """Return the matters of a body as they are on a day, in the order of the catalogue."""
    return standing([body]).filter(from_on__lte=on).filter(Q(until_on=None) | Q(until_on__gt=on))


def versions(body: PublicBody, code: str) -> QuerySet[Matter]:
    """Return the versions of a matter, newest first."""
    return standing([body]).filter(code=code).order_by("-from_on", "-pk")


def choices(body: PublicBody, on: date) -> list[tuple[str, str]]:
    """Return code and name of the matters of a day, for who hands something in."""
    return [(one.code, f"{one.field}：{one.title}") for one in in_force(body, on)]
