"""Who sees what of cases at the desk."""

from datetime import date
from typing import Final

from django.shortcuts import get_object_or_404

from gongkai.apps.applications.models import Application
from gongkai.apps.bodies.errors import NotAllowed
from gongkai.apps.bodies.models import PublicBody, RoleGrant, Substitution, User
from gongkai.apps.bodies.permissions import may
from gongkai.apps.bodies.roles import ALLOWED, Act, Role
from gongkai.apps.bodies.selectors import acting, held, held_by, roles_in

# Whoever handles or signs sees cases; the district's overseer sees lists and counts, without names.
CASES: Final = (Act.HANDLE_APPLICATION, Act.REGISTER_APPLICATION, Act.APPROVE_REPLY)
LISTS: Final = (*CASES, Act.OVERSEE)


def require_any(user: User, acts: tuple[Act, ...], body: PublicBody, on: date) -> None:
    """Raise NotAllowed unless somebody may do one of some acts in a body."""
    if not any(may(user, act, body, on=on) for act in acts):
        raise NotAllowed(acts[0], body.name, [role for role in Role if ALLOWED[role] & set(acts)])


def listed_body(user: User, slug: str, on: date) -> PublicBody:
    """Return a body whose list of cases somebody may see."""
    body = get_object_or_404(PublicBody, slug=slug)
    require_any(user, LISTS, body, on)
    return body


def seen_case(user: User, pk: int, on: date) -> Application:
    """Return a case that somebody may see."""
    rows = Application.objects.select_related("body", "applicant", "office", "repeats")
    found = get_object_or_404(rows, pk=pk)
    require_any(user, CASES, found.body, on)
    return found


def bodies_of(user: User, on: date) -> list[PublicBody]:
    """Return the bodies whose cases somebody works on by a role of their own there."""
    grants = [grant for grant in held_by(user, on) if ALLOWED[Role(grant.role)] & set(LISTS)]
    return list({grant.body_id: grant.body for grant in grants}.values())


def workers_of(body: PublicBody, on: date) -> list[tuple[User, frozenset[Act]]]:
    """Return who works on the cases of a body on a day, substitutes too, with what each may do there."""
    roles = [role for role in Role if ALLOWED[role] & set(CASES)]
    grants = RoleGrant.objects.filter(held(on), body=body, role__in=roles)
    substitutes = Substitution.objects.filter(acting(on), grant__in=grants).values("substitute")
    people = User.objects.filter(pk__in=grants.values("user")) | User.objects.filter(pk__in=substitutes)
    found = []
    for person in people.order_by("pk"):
        rights = frozenset(act for role in roles_in(person, body, on) for act in ALLOWED[role]) & set(CASES)
        if rights:
            found.append((person, rights))
    return found
