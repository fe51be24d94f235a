"""What is asked about bodies and people."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.apps.bodies.body_settings import KINDS, Key
from gongkai.apps.bodies.models import BodySetting, PublicBody, RoleGrant, StaffSession, User
from gongkai.apps.bodies.roles import REACHES_BELOW, Role


def held(on: date) -> Q:
    """The grants that are held on a day."""
    return Q(from_on__lte=on) & (Q(until_on__isnull=True) | Q(until_on__gt=on))


def held_by(user: User, on: date) -> QuerySet[RoleGrant]:
    """Return the grants a person may act on that day: own ones, and those of people they substitute."""
    substitutes = Q(substitutions__substitute=user, substitutions__from_on__lte=on, substitutions__until_on__gte=on)
    found = RoleGrant.objects.filter(held(on)).filter(Q(user=user) | substitutes)
    return found.select_related("user", "body", "office", "community").distinct()


def roles_in(user: User, body: PublicBody, on: date) -> frozenset[Role]:
    """Return the roles of a person in a body on a day, with those from above that reach below."""
    if not user.is_active:
        return frozenset()
    from_above = Q(body_id__in=body.above(), role__in=REACHES_BELOW)
    found = held_by(user, on).filter(Q(body=body) | from_above)
    return frozenset(Role(role) for role in found.values_list("role", flat=True))


def within(bodies: Iterable[PublicBody]) -> QuerySet[PublicBody]:
    """Return the bodies given and all below them, each before those below it."""
    inside = Q(pk__in=())
    for body in bodies:
        inside |= Q(path__startswith=body.path)
    return PublicBody.objects.filter(inside).order_by("path")


def setting_on(body: PublicBody, key: Key, on: date) -> int | str | None:
    """Return the value of a setting on a day: the body's own, else that of the nearest body above, else None."""
    asked = [body.pk, *reversed(body.above())]
    rows = BodySetting.objects.filter(body_id__in=asked, key=key, from_on__lte=on).order_by("from_on")
    latest = {row.body_id: row.value for row in rows}
    for number in asked:
        if number in latest:
            return KINDS[key].read(latest[number])
    return None


def login_before(session: StaffSession) -> StaffSession | None:
    """Return the login before this one, for the last-login notice."""
    return StaffSession.objects.filter(user=session.user, pk__lt=session.pk).first()
