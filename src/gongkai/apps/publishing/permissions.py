"""Who may do what with a disclosure: `bodies.permissions.may`, and for people of an office or community their own."""

from datetime import date

from django.db.models import Q, QuerySet

from gongkai.apps.bodies.errors import NotAllowed
from gongkai.apps.bodies.models import PublicBody, RoleGrant, User
from gongkai.apps.bodies.permissions import By, Server, may
from gongkai.apps.bodies.roles import ALLOWED, Act, Role
from gongkai.apps.bodies.selectors import held_by
from gongkai.apps.publishing.models import Disclosure

WRITERS = frozenset({Act.HAND_IN, Act.EDIT_DRAFT, Act.SUBMIT, Act.TAKE_BACK, Act.FIRST_REVIEW, Act.SEND_BACK})


def bodies_where(by: User, act: Act, on: date) -> list[PublicBody]:
    """Return the bodies where a person holds a role for an act themselves or as a substitute (not from above)."""
    found = {grant.body_id: grant.body for grant in held_by(by, on) if act in ALLOWED[Role(grant.role)]}
    return [found[number] for number in sorted(found)]


def may_see(by: By, disclosure: Disclosure, *, on: date) -> bool:
    """Tell whether somebody may see a disclosure that is not public: all of a body, or that of one's own unit."""
    if may(by, Act.SEE_UNPUBLISHED, disclosure.public_body, on=on):
        return True
    return may(by, Act.HAND_IN, disclosure.public_body, on=on) and _of_own_unit(by, Act.HAND_IN, disclosure, on)


def may_do(by: By, act: Act, disclosure: Disclosure, *, on: date) -> bool:
    """Tell whether somebody may do an act with a disclosure, whatever its stage."""
    if not may(by, act, disclosure.public_body, on=on):
        return False
    return act not in WRITERS or _of_own_unit(by, act, disclosure, on)


def require_do(by: By, act: Act, disclosure: Disclosure, *, on: date) -> None:
    """Raise NotAllowed, which names the roles that may, unless somebody may do an act with a disclosure."""
    if not may_do(by, act, disclosure, on=on):
        raise NotAllowed(act, disclosure.public_body.name, [role for role in Role if act in ALLOWED[role]])


def stands_in_for(by: By, act: Act, disclosure: Disclosure, *, on: date) -> str:
    """Return the name of the person for whom somebody acts as a substitute; empty for who holds the role."""
    if isinstance(by, Server):
        return ""
    grants = [
        grant
        for grant in held_by(by, on)
        if grant.body_id == disclosure.public_body_id and act in ALLOWED[Role(grant.role)] and covers(grant, disclosure)
    ]
    return "" if any(grant.user_id == by.pk for grant in grants) else "、".join(grant.user.name for grant in grants[:1])


def visible_to(by: User, on: date) -> QuerySet[Disclosure]:
    """Return the disclosures a person may see on the desk, public or not, in one query."""
    wanted, grants = Q(pk__in=()), held_by(by, on)
    for grant in grants:
        acts = ALLOWED[Role(grant.role)]
        if Act.SEE_UNPUBLISHED in acts:
            wanted |= Q(public_body=grant.body_id)
        elif Act.HAND_IN in acts:
            wanted |= Q(public_body=grant.body_id) & (_units(grant) | Q(owner=grant.user_id))
    found: QuerySet[Disclosure] = Disclosure.objects.filter(wanted)
    return found


def _of_own_unit(by: By, act: Act, disclosure: Disclosure, on: date) -> bool:
    """Tell whether a role for the act is held for the whole body, for the unit of the disclosure, or by its author."""
    if isinstance(by, Server):
        return True
    grants = [
        grant
        for grant in held_by(by, on)
        if grant.body_id == disclosure.public_body_id and act in ALLOWED[Role(grant.role)]
    ]
    return any(covers(grant, disclosure) for grant in grants)


def covers(grant: RoleGrant, disclosure: Disclosure) -> bool:
    """Tell whether a grant is for the whole body, or for the unit or by the author of a disclosure."""
    if grant.office_id is None and grant.community_id is None:
        return True
    if grant.office_id is not None and grant.office_id == disclosure.office_id:
        return True
    if grant.community_id is not None and grant.community_id == disclosure.community_id:
        return True
    return bool(grant.user_id == disclosure.owner_id)


def _units(grant: RoleGrant) -> Q:
    if grant.office_id is not None:
        return Q(office=grant.office_id)
    if grant.community_id is not None:
        return Q(community=grant.community_id)
    return Q()
