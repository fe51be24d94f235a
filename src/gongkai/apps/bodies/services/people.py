"""People come, change their name, move, and go: one call each, and their open work is named when they go."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.apps.bodies.errors import NotAllowed, RuleError
from gongkai.apps.bodies.models import PublicBody, RoleGrant, Substitution, Unit, User, snapshot
from gongkai.apps.bodies.permissions import By, Server, require
from gongkai.apps.bodies.questions import open_work_of
from gongkai.apps.bodies.roles import Act, Role
from gongkai.apps.bodies.selectors import bodies_of
from gongkai.apps.bodies.services.logged import day_of, lock_open, log
from gongkai.apps.bodies.services.roles import FIELDS, make_grant, require_another_administrator, require_grantable
from gongkai.apps.bodies.services.sessions import end_sessions


@transaction.atomic
def rename_person(*, by: By, person: User, name: str, now: datetime) -> User:
    """Write a person's name anew; what the log says of the past keeps the name of then."""
    person = lock_person(person, by, Act.RENAME_PERSON, now)
    if person.name == name:
        raise RuleError(_("新姓名与现在的姓名相同。"), _("请填写新的姓名。"))
    before = snapshot(person, "name")
    person.name = name
    person.save(update_fields=["name"])
    told = f"{before['name']}改为{name}"
    _log(Act.RENAME_PERSON, person, by=by, now=now, told=told, before=before, after=snapshot(person, "name"))
    return person


@transaction.atomic
def close_account(*, by: By, person: User, now: datetime) -> User:
    """Close the account of somebody who goes (停用): roles, substitutions and logins end at once; every row stays."""
    person = lock_person(person, by, Act.CLOSE_ACCOUNT, now)
    if person == by:
        raise RuleError(_("不能停用自己的账号。"), _("请由另一位平台管理员办理。"))
    if person.closed_on is not None:
        raise RuleError(_("{person}的账号已经停用。").format(person=person), _("不必重复停用。"))
    left = [str(line) for line in open_work_of(person)]
    day, bodies = day_of(now), bodies_of(person)
    grants = list(RoleGrant.objects.select_for_update().filter(user=person, until_on__isnull=True))
    for grant in grants:
        require_another_administrator(grant, grant.body, day)
    RoleGrant.objects.filter(pk__in=[grant.pk for grant in grants]).update(until_on=day)
    Substitution.objects.filter(substitute=person, until_on__gte=day, ended_on__isnull=True).update(ended_on=day)
    end_sessions(person, now)
    before = snapshot(person, "is_active", "closed_on")
    person.is_active, person.closed_on = False, day
    person.save(update_fields=["is_active", "closed_on"])
    after = {
        **snapshot(person, "is_active", "closed_on"),
        "roles": [f"{one.body}{one.label}" for one in grants],
        "left": left,
    }
    told = f"{person}（未办结：{'、'.join(left)}）" if left else person.name
    log(Act.CLOSE_ACCOUNT, person, by=by, now=now, body=_first(bodies), told=told, before=before, after=after)
    return person


@transaction.atomic
def reopen_account(*, by: By, person: User, now: datetime) -> User:
    """Open an account again; roles are to be granted anew. Who never took up the invitation is sent it again."""
    person = lock_person(person, by, Act.REOPEN_ACCOUNT, now)
    if person.closed_on is None:
        raise RuleError(_("{person}的账号没有停用。").format(person=person), _("不必恢复。"))
    before = snapshot(person, "is_active", "closed_on")
    never = hasattr(person, "invitation") and person.invitation.accepted_at is None
    person.is_active, person.closed_on = not never, None
    person.save(update_fields=["is_active", "closed_on"])
    after = snapshot(person, "is_active", "closed_on")
    _log(Act.REOPEN_ACCOUNT, person, by=by, now=now, told=person.name, before=before, after=after)
    return person


@transaction.atomic
def move_person(*, by: By, grant: RoleGrant, body: PublicBody, unit: Unit | None, now: datetime) -> RoleGrant:
    """Let a person go on in the same role elsewhere: in another office or community, or in another body."""
    # both bodies are locked in one order, so that two moves at once do not wait for each other
    list(PublicBody.objects.select_for_update().filter(pk__in=[grant.body_id, body.pk]).order_by("pk"))
    old, new = grant.body, lock_open(body, by, Act.MOVE_PERSON, now)
    grant = RoleGrant.objects.select_for_update(of=("self",)).get(pk=grant.pk)
    require(by, Act.MOVE_PERSON, old, on=day_of(now))
    require_grantable(by, old, Role(grant.role), Act.MOVE_PERSON, day_of(now))
    if not grant.is_held(day_of(now)):
        raise RuleError(_("{grant}的岗位已经解除。").format(grant=grant.shown), _("请直接授予新的岗位。"))
    made = make_grant(by, grant.user, new, Role(grant.role), unit, now)
    require_another_administrator(grant, old, day_of(now))
    before = snapshot(grant, *FIELDS)
    grant.until_on = day_of(now)
    grant.save(update_fields=["until_on"])
    told = f"{grant.user}由{old}{grant.label}改任{new}{made.label}"
    after = snapshot(made, *FIELDS)
    log(Act.MOVE_PERSON, made, by=by, now=now, body=old, told=told, before=before, after=after)
    return made


def lock_person(person: User, by: By, act: Act, now: datetime) -> User:
    """Lock a person's row; raise NotAllowed unless the act is allowed in every body the person belongs to."""
    person = User.objects.select_for_update().get(pk=person.pk)
    require_over(by, person, act, now)
    return person


def require_over(by: By, person: User, act: Act, now: datetime) -> None:
    """Raise NotAllowed unless somebody may do an act in every body a person belongs to."""
    bodies = bodies_of(person)
    for body in bodies:
        require(by, act, body, on=day_of(now))
    if not bodies and not isinstance(by, Server):
        raise NotAllowed(act, person.name, [])


def _log(act: Act, person: User, *, by: By, now: datetime, told: str, **change: dict[str, object]) -> None:
    log(act, person, by=by, now=now, body=_first(bodies_of(person)), told=told, **change)


def _first(bodies: list[PublicBody]) -> PublicBody | None:
    return bodies[0] if bodies else None
