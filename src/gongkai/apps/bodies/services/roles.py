"""Who holds which role in which body, and who acts in whose place."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from gongkai.apps.bodies.errors import NotAllowed, RuleError
from gongkai.apps.bodies.models import Community, Office, PublicBody, RoleGrant, Substitution, Unit, User, snapshot
from gongkai.apps.bodies.permissions import By, grantable, require
from gongkai.apps.bodies.roles import GRANTABLE, Act, Role
from gongkai.apps.bodies.selectors import held
from gongkai.apps.bodies.services.logged import day_of, lock_open, log

FIELDS = ("user", "body", "role", "office", "community", "from_on", "until_on")


@transaction.atomic
def grant_role(
    *, by: By, user: User, body: PublicBody, role: Role, unit: Unit | None = None, now: datetime
) -> RoleGrant:
    """Give a person a role in a body from today on."""
    body = lock_open(body, by, Act.GRANT_ROLE, now)
    grant = make_grant(by, user, body, role, unit, now)
    told = f"{user}任{body}{grant.label}"
    log(Act.GRANT_ROLE, grant, by=by, now=now, body=body, told=told, after=snapshot(grant, *FIELDS))
    return grant


def make_grant(by: By, user: User, body: PublicBody, role: Role, unit: Unit | None, now: datetime) -> RoleGrant:
    """Make the row of a grant, inside the transaction of the act it belongs to."""
    require_grantable(by, body, role, Act.GRANT_ROLE, day_of(now))
    if user.closed_on is not None:
        raise RuleError(_("{person}的账号已经停用。").format(person=user), _("请先恢复账号，再授予岗位。"))
    office = unit if isinstance(unit, Office) else None
    community = unit if isinstance(unit, Community) else None
    for one in (office, community):
        if one is not None and one.body_id != body.pk:
            raise RuleError(
                _("{unit}不属于{body}。").format(unit=one, body=body), _("请选择{body}的科室或社区。").format(body=body)
            )
        if one is not None and one.closed_on is not None:
            raise RuleError(_("{unit}已经撤销。").format(unit=one), _("请选择{body}的科室或社区。").format(body=body))
    same = RoleGrant.objects.filter(held(day_of(now)), user=user, body=body, role=role)
    if same.filter(office=office, community=community).exists():
        raise RuleError(
            _("{person}已经在{body}担任{role}。").format(person=user, body=body, role=role.shown), _("不必重复授予。")
        )
    return RoleGrant.objects.create(
        user=user, body=body, role=role, office=office, community=community, from_on=day_of(now)
    )


@transaction.atomic
def end_role(*, by: By, grant: RoleGrant, now: datetime) -> RoleGrant:
    """Take a role away from today on; the row stays."""
    body = PublicBody.objects.select_for_update().get(pk=grant.body_id)
    grant = RoleGrant.objects.select_for_update().get(pk=grant.pk)
    require(by, Act.END_ROLE, body, on=day_of(now))
    require_grantable(by, body, Role(grant.role), Act.END_ROLE, day_of(now))
    if grant.until_on is not None:
        raise RuleError(
            _("{grant}的岗位已于 {day} 解除。").format(grant=grant.shown, day=grant.until_on), _("不必重复解除。")
        )
    require_another_administrator(grant, body, day_of(now))
    before = snapshot(grant, *FIELDS)
    grant.until_on = day_of(now)
    grant.save(update_fields=["until_on"])
    after = snapshot(grant, *FIELDS)
    told = f"{grant.user}不再任{body}{grant.label}"
    log(Act.END_ROLE, grant, by=by, now=now, body=body, told=told, before=before, after=after)
    return grant


@transaction.atomic
def name_substitute(
    *, by: By, grant: RoleGrant, substitute: User, from_on: date, until_on: date, now: datetime
) -> Substitution:
    """Let somebody act in a role while its holder is away. The holder may name one, and so may an administrator."""
    grant = RoleGrant.objects.select_for_update().get(pk=grant.pk)
    if grant.user != by:
        require(by, Act.NAME_SUBSTITUTE, grant.body, on=day_of(now))
    if not grant.is_held(day_of(now)):
        raise RuleError(_("{grant}的岗位已经解除。").format(grant=grant.shown), _("不能再指定代办人。"))
    if substitute == grant.user or not substitute.is_active:
        raise RuleError(
            _("{substitute}不能代{person}办理。").format(substitute=substitute, person=grant.user),
            _("请选择另一位已启用账号的人员。"),
        )
    if until_on < from_on or until_on < day_of(now):
        raise RuleError(_("代办的截止日期早于开始日期，或已经过去。"), _("请改正日期。"))
    made = Substitution.objects.create(grant=grant, substitute=substitute, from_on=from_on, until_on=until_on)
    told = f"{from_on} 至 {until_on} 由{substitute}代{grant.user}任{grant.body}{grant.label}"
    after = snapshot(made, "grant", "substitute", "from_on", "until_on")
    log(Act.NAME_SUBSTITUTE, made, by=by, now=now, body=grant.body, told=told, after=after)
    return made


@transaction.atomic
def end_substitution(*, by: By, substitution: Substitution, now: datetime) -> Substitution:
    """End a substitution early, from today on, as the holder is back. The holder may, and so may an administrator."""
    substitution = Substitution.objects.select_for_update(of=("self",)).get(pk=substitution.pk)
    grant = substitution.grant
    if grant.user != by:
        require(by, Act.END_SUBSTITUTION, grant.body, on=day_of(now))
    if substitution.ended_on is not None or substitution.until_on < day_of(now):
        raise RuleError(_("这次代办已经结束。"), _("不必再结束。"))
    before = snapshot(substitution, "ended_on")
    substitution.ended_on = day_of(now)
    substitution.save(update_fields=["ended_on"])
    told = f"{substitution.substitute}不再代{grant.user}任{grant.body}{grant.label}"
    after = snapshot(substitution, "ended_on")
    log(Act.END_SUBSTITUTION, substitution, by=by, now=now, body=grant.body, told=told, before=before, after=after)
    return substitution


def require_grantable(by: By, body: PublicBody, role: Role, act: Act, on: date) -> None:
    """Raise NotAllowed unless somebody may give and take a role in a body."""
    if role not in grantable(by, body, on=on):
        raise NotAllowed(act, body.name, [who for who in Role if role in GRANTABLE.get(who, ())])


def require_another_administrator(grant: RoleGrant, body: PublicBody, on: date) -> None:
    """Raise RuleError where a grant is that of the last administrator who reaches a body."""
    if grant.role != Role.PLATFORM_ADMINISTRATOR:
        return
    reaching = Q(body_id__in=[body.pk, *body.above()], role=Role.PLATFORM_ADMINISTRATOR, user__is_active=True)
    # locked, so that two administrators cannot take each other's role at once
    others = RoleGrant.objects.select_for_update(of=("self",)).filter(held(on), reaching)
    if not list(others.exclude(pk=grant.pk).exclude(user=grant.user)):
        raise RuleError(
            _("{person}是能管理{body}的最后一位平台管理员。").format(person=grant.user, body=body),
            _("请先授予另一位人员平台管理员的岗位。"),
        )
