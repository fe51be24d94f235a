"""The columns of a body (设置栏目): opened, named, ordered, held to a limit, closed. A closed one keeps its pages."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import PublicBody, snapshot
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import day_of, lock_open, log
from gongkai.apps.publishing.models import Column, Disclosure
from gongkai.apps.publishing.selectors import public
from gongkai.apps.publishing.services.tree import add_column, home_of
from gongkai.apps.publishing.stages import Stage
from gongkai.apps.publishing.words import Section

KEPT: Final = ("title", "section", "slug", "update_days", "position", "closed_on")
_ADDRESS: Final = re.compile(r"[a-z](?:[a-z0-9-]{0,48}[a-z0-9])?")  # begins with a letter: years stand below a column


@dataclass(frozen=True, slots=True)
class Plan:
    """A column to be opened: its name, its section, its name in addresses, its longest time without news in days."""

    name: str
    section: Section
    slug: str
    update_days: int | None = None


@transaction.atomic
def open_column(*, by: By, body: PublicBody, plan: Plan, now: datetime) -> Column:
    """Open a column, behind the last one of its section (增设栏目)."""
    body = lock_open(body, by, Act.EDIT_COLUMN, now)
    home = home_of(body)
    if not _ADDRESS.fullmatch(plan.slug):
        raise RuleError(
            f"网址名“{plan.slug}”不能用。",
            "请用小写字母开头，由小写字母、数字和连字符组成，不以连字符结尾，不超过 50 个字符。",
        )
    if plan.slug in set(Section) or home.columns.filter(slug=plan.slug).exists():
        raise RuleError(f"网址名“{plan.slug}”已经有栏目用了。", "请换一个；停用的栏目可以重新启用。")
    _must_be_new(body, plan.name, plan.section)
    _number(body)
    position = home.columns.count() + 1
    made = Column(
        title=plan.name, slug=plan.slug, section=plan.section, update_days=plan.update_days, position=position
    )
    made = add_column(home, made)
    _log(made, body, by=by, now=now, told=f"增设“{made.name}”", before={})
    return made


@transaction.atomic
def change_column(*, by: By, column: Column, name: str, update_days: int | None, now: datetime) -> Column:
    """Give a column another name or another limit (改名、设最长更新间隔). Its address stays."""
    column, body = _locked(column, by, now)
    before = snapshot(column, *KEPT)
    if name != column.name:
        _must_be_new(body, name, Section(column.section))
    if column.closed_on is not None and update_days is not None:
        raise RuleError(f"栏目“{column.name}”已经停用，不能设更新间隔。", "请先重新启用。")
    column.title, column.draft_title, column.update_days = name, name, update_days
    column.save()
    _log(column, body, by=by, now=now, told=f"修改“{column.name}”", before=before)
    return column


@transaction.atomic
def shift_column(*, by: By, column: Column, up: bool, now: datetime) -> Column:
    """Put a column before, or behind, its neighbour in its section (调整次序)."""
    column, body = _locked(column, by, now)
    before = snapshot(column, *KEPT)
    _number(body)
    row = list(public.columns_of(body).filter(section=column.section, closed_on=None))
    place = next((n for n, one in enumerate(row) if one.pk == column.pk), None)
    other = None if place is None else place - 1 if up else place + 1
    if place is None or other is None or not 0 <= other < len(row):
        raise RuleError(f"栏目“{column.name}”已经在{'最前' if up else '最后'}。", "不必再移动。")
    column, neighbour = row[place], row[other]
    column.position, neighbour.position = neighbour.position, column.position
    neighbour.save(update_fields=["position"])
    column.save(update_fields=["position"])
    _log(column, body, by=by, now=now, told=f"调整“{column.name}”的次序", before=before)
    return column


@transaction.atomic
def close_column(*, by: By, column: Column, now: datetime) -> Column:
    """Close a column (停用栏目): nothing new comes into it, what is public in it stays, no limit presses any more."""
    column, body = _locked(column, by, now)
    if column.is_fixed:
        raise RuleError(f"“{column.name}”是统一版式里固定的栏目，不能停用。", "可以改它的名称或更新间隔。")
    if column.closed_on is not None:
        raise RuleError(f"栏目“{column.name}”已经停用。", "不必再停用。")
    at_work = Disclosure.objects.filter(column=column).exclude(stage=Stage.SETTLED).count()
    if at_work:
        raise RuleError(
            f"栏目“{column.name}”里还有 {at_work} 件没有办结的稿件。", "请先发布、取消，或调整到别的栏目，再停用。"
        )
    before = snapshot(column, *KEPT)
    column.closed_on, column.update_days = day_of(now), None
    column.save()
    _log(column, body, by=by, now=now, told=f"停用“{column.name}”", before=before)
    return column


@transaction.atomic
def reopen_column(*, by: By, column: Column, now: datetime) -> Column:
    """Open a closed column again (重新启用栏目)."""
    column, body = _locked(column, by, now)
    if column.closed_on is None:
        raise RuleError(f"栏目“{column.name}”正在使用。", "不必重新启用。")
    _must_be_new(body, column.name, Section(column.section))
    before = snapshot(column, *KEPT)
    column.closed_on = None
    column.save()
    _log(column, body, by=by, now=now, told=f"重新启用“{column.name}”", before=before)
    return column


def _locked(column: Column, by: By, now: datetime) -> tuple[Column, PublicBody]:
    body = lock_open(column.home.public_body, by, Act.EDIT_COLUMN, now)
    return Column.objects.select_related("home__public_body").get(pk=column.pk), body


def _must_be_new(body: PublicBody, name: str, section: Section) -> None:
    if Column.objects.filter(home__public_body=body, section=section, title=name, closed_on=None).exists():
        raise RuleError(f"“{section.label}”里已经有栏目“{name}”。", "请换一个名称。")


def _number(body: PublicBody) -> None:
    """Number the columns through, so that two neighbours can change places."""
    for number, one in enumerate(public.columns_of(body), start=1):
        if one.position != number:
            Column.objects.filter(pk=one.pk).update(position=number)


def _log(column: Column, body: PublicBody, *, by: By, now: datetime, told: str, before: dict[str, object]) -> None:
    log(Act.EDIT_COLUMN, column, by=by, now=now, body=body, told=told, before=before, after=snapshot(column, *KEPT))
