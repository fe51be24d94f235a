"""What may change while a disclosure stays as it is: whether it is in force, and the column in which it stands."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from gongkai.apps.bodies.day_field import check_day
from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import snapshot
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.publishing.acting import again, lock, log
from gongkai.apps.publishing.models import Column, Disclosure, FormerPlace
from gongkai.apps.publishing.signals import moved, validity_changed
from gongkai.apps.publishing.words import Standing, Validity
from gongkai.core.law.words import chinese_date

FIELDS: Final = ("validity", "effective_on", "expires_on", "ended_on", "successor")


@dataclass(frozen=True, slots=True)
class Force:
    """Whether and how long a document is in force (有效性): `ended_on` and `successor` where it no longer is."""

    validity: Validity
    effective_on: date | None = None
    expires_on: date | None = None
    ended_on: date | None = None
    successor: Disclosure | None = None


@transaction.atomic
def change_validity(*, by: By, disclosure: Disclosure, force: Force, now: datetime) -> Disclosure:
    """Say that a document is in force, until when, or that it was repealed, expired or amended (变更有效性)."""
    page = lock(disclosure, by, Act.CHANGE_VALIDITY, now)
    if page.standing == Standing.WITHDRAWN:
        raise RuleError("稿件已经撤下。", "撤下的稿件不再变更有效性。")
    before = snapshot(page, *FIELDS)
    _possible(page, force)
    for name in FIELDS:
        setattr(page, name, getattr(force, name))
    after = snapshot(page, *FIELDS)
    if before == after:
        raise RuleError("有效性没有改动。", "请修改后再保存。")
    page.save(update_fields=FIELDS)
    if page.standing == Standing.PUBLISHED:
        validity_changed.send(sender=Disclosure, disclosure=page)
    log(Act.CHANGE_VALIDITY, page, by=by, now=now, told=force.validity.label, before=before, after=after)
    return page


@transaction.atomic
def move(*, by: By, disclosure: Disclosure, column: Column, now: datetime) -> Disclosure:
    """Put a disclosure into another column of its body (调整栏目); what was its address there leads on."""
    page = lock(disclosure, by, Act.MOVE_DISCLOSURE, now)
    if column.home.public_body_id != page.public_body_id:
        raise RuleError(f"栏目“{column.name}”属于别的机关。", f"请选择{page.public_body}的栏目。")
    if column.closed_on is not None:
        raise RuleError(f"栏目“{column.name}”已经停用。", "请选择别的栏目。")
    old = page.column
    if old.pk == column.pk:
        raise RuleError(f"稿件已经在栏目“{column.name}”。", "请选择另一个栏目。")
    if page.standing == Standing.PUBLISHED:
        FormerPlace.objects.create(disclosure=page, column=old, until_at=now)
    page.column = column
    page.save(update_fields=["column"])
    page.move(Column.objects.get(pk=column.pk), pos="last-child")
    page = again(page)
    if page.standing == Standing.PUBLISHED:
        moved.send(sender=Disclosure, disclosure=page)
    told = f"从“{old.name}”到“{column.name}”"
    after = snapshot(page, "column")
    log(Act.MOVE_DISCLOSURE, page, by=by, now=now, told=told, before={"column": old.pk}, after=after)
    return page


def _possible(page: Disclosure, force: Force) -> None:
    for day, name in (
        (force.effective_on, "施行日期"),
        (force.expires_on, "有效期的截止日"),
        (force.ended_on, "废止、失效或修改日期"),
    ):
        check_day(day, name)
    for day, name in ((force.expires_on, "有效期的截止日"), (force.ended_on, "废止、失效或修改日期")):
        if day is not None and page.made_on is not None and day < page.made_on:
            raise RuleError(f"{name}早于成文日期{chinese_date(page.made_on)}。", "请改正日期。")
    in_force = force.validity is Validity.IN_FORCE
    if not in_force and force.ended_on is None:
        raise RuleError(f"没有填写{force.validity.label}的日期。", "请填写日期。")
    if in_force and (force.ended_on is not None or force.successor is not None):
        raise RuleError("现行有效的文件不能有废止日期或替代文件。", "请清空这两项，或改选有效性。")
    if force.effective_on and force.expires_on and force.expires_on < force.effective_on:
        raise RuleError("有效期的截止日早于施行日期。", "请改正日期。")
    if force.successor is not None and force.successor.pk == page.pk:
        raise RuleError("替代文件不能是它自己。", "请选择另一件。")
