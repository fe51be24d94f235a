"""What is asked about bodies and people."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.apps.bodies.body_settings import KINDS, Key, roles_named
from gongkai.apps.bodies.models import (
    BodySetting,
    CodeApp,
    Passkey,
    PublicBody,
    RoleGrant,
    StaffSession,
    Substitution,
    User,
)
from gongkai.apps.bodies.roles import REACHES_BELOW, Role


def held(on: date) -> Q:
    """The grants that are held on a day."""
    return Q(from_on__lte=on) & (Q(until_on__isnull=True) | Q(until_on__gt=on))


def acting(on: date) -> Q:
    """The substitutions that are in force on a day."""
    return Q(from_on__lte=on, until_on__gte=on) & (Q(ended_on__isnull=True) | Q(ended_on__gt=on))


def substitutions_ahead(on: date) -> QuerySet[Substitution]:
    """Return the substitutions that are in force on a day or will be."""
    found = Substitution.objects.filter(until_on__gte=on, ended_on__isnull=True).filter(held_grant(on))
    return found.select_related("substitute", "grant__user", "grant__body", "grant__office", "grant__community")


def held_grant(on: date) -> Q:
    """The substitutions of grants that are held on a day."""
    return Q(grant__from_on__lte=on) & (Q(grant__until_on__isnull=True) | Q(grant__until_on__gt=on))


def held_by(user: User, on: date) -> QuerySet[RoleGrant]:
    """Return the grants a person may act on that day: own ones, and those of people they substitute."""
    substitutes = Q(substitutions__in=Substitution.objects.filter(acting(on), substitute=user))
    found = RoleGrant.objects.filter(held(on)).filter(Q(user=user) | substitutes)
    return found.select_related("user", "body", "office", "community").distinct()


def roles_in(user: User, body: PublicBody, on: date) -> frozenset[Role]:
    """Return the roles of a person in a body on a day, with those from above that reach below."""
    if not user.is_active:
        return frozenset()
    from_above = Q(body_id__in=body.above(), role__in=REACHES_BELOW)
    found = held_by(user, on).filter(Q(body=body) | from_above)
    return frozenset(Role(role) for role in found.values_list("role", flat=True))


def bodies_of(person: User) -> list[PublicBody]:
    """Return the bodies a person belongs to: where roles are held, else were held, else of the invitation."""
    for grants in (Q(grants__user=person, grants__until_on__isnull=True), Q(grants__user=person)):
        found = list(PublicBody.objects.filter(grants).distinct())
        if found:
            return found
    return list(PublicBody.objects.filter(invitations__user=person))


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


def second_factors_of(user: User) -> list[str]:
    """Return the second factors a person has set up, by kind; passkeys by their number."""
    passkeys = Passkey.objects.filter(user=user).count()
    app = ["code_app"] if CodeApp.objects.filter(user=user).exists() else []
    return [*app, *(["passkey"] * passkeys)]


def second_factor_required(user: User, on: date) -> bool:
    """Tell whether any role of a person asks for a second factor on a day: by the body's setting or one above it.

    A body may ask for more than those above it, never for less.
    """
    rows = BodySetting.objects.filter(key=Key.SECOND_FACTOR_ROLES, from_on__lte=on).order_by("from_on")
    asked = {row.body_id: row.value for row in rows}
    if not asked:
        return False
    return any(
        Role(grant.role) in roles_named(asked.get(number, ""))
        for grant in held_by(user, on)
        for number in (grant.body_id, *grant.body.above())
    )


def login_before(session: StaffSession) -> StaffSession | None:
    """Return the login before this one, for the last-login notice."""
    return StaffSession.objects.filter(user=session.user, pk__lt=session.pk).first()
