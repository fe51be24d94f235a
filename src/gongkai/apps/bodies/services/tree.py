"""The tree of bodies: make, rename, edit, move, close. Deleted is only what was made by mistake."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from gongkai.apps.bodies.addresses import is_reserved
from gongkai.apps.bodies.errors import NotAllowed, RuleError
from gongkai.apps.bodies.models import FormerName, Kind, PublicBody, columns, snapshot
from gongkai.apps.bodies.permissions import By, Server, require
from gongkai.apps.bodies.questions import content_of
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import day_of, lock_open, log
from gongkai.apps.bodies.signals import body_changed

PROFILE: Final = (
    "site_code", "icp", "police_record", "address", "postcode", "hours", "phone", "fax", "email",
)  # fmt: skip


@transaction.atomic
def create_body(
    *, by: By, parent: PublicBody | None, slug: str, kind: Kind, name: str, short_name: str, now: datetime
) -> PublicBody:
    """Make a body below another. A body at the top is made on the server only."""
    if parent is not None:
        parent = lock_open(parent, by, Act.CREATE_BODY, now)
    elif not isinstance(by, Server):
        raise NotAllowed(Act.CREATE_BODY, _("最上一级"), [])
    if is_reserved(slug):
        raise RuleError(
            _("“{slug}”是网站自己要用的网址，机关不能用它作网址名。").format(slug=slug),
            _("请换一个网址名，例如机关名称的拼音。"),
        )
    if PublicBody.objects.filter(slug=slug).exists():
        raise RuleError(_("网址名“{slug}”已经被别的机关使用。").format(slug=slug), _("请换一个网址名。"))
    body = PublicBody.objects.create(parent=parent, slug=slug, kind=kind, name=name, short_name=short_name)
    body.path = f"{parent.path if parent else '/'}{body.pk}/"
    body.save(update_fields=["path"])
    after = snapshot(body, "slug", "kind", "name", "short_name", "parent")
    log(Act.CREATE_BODY, body, by=by, now=now, body=body, told=name, after=after)
    return body


@transaction.atomic
def rename_body(*, by: By, body: PublicBody, name: str, short_name: str, now: datetime) -> PublicBody:
    """Give a body another name; the one it had stays among its former names."""
    body = lock_open(body, by, Act.RENAME_BODY, now)
    before = snapshot(body, "name", "short_name")
    if before == {"name": name, "short_name": short_name}:
        raise RuleError(_("新名称与现在的名称相同。"), _("请填写新的全称或简称。"))
    FormerName.objects.create(body=body, name=body.name, short_name=body.short_name, until_on=day_of(now))
    body.name, body.short_name = name, short_name
    body.save(update_fields=["name", "short_name"])
    body_changed.send(sender=PublicBody, body=body)
    after = snapshot(body, "name", "short_name")
    told = f"{before['name']}改为{name}"
    log(Act.RENAME_BODY, body, by=by, now=now, body=body, told=told, before=before, after=after)
    return body


@transaction.atomic
def edit_body(*, by: By, body: PublicBody, profile: Mapping[str, str], now: datetime) -> PublicBody:
    """Change identity marks, address and contacts; `profile` holds some of PROFILE.

    Raises Django's ValidationError, by field, for a mark that is not written as such marks are.
    """
    body = lock_open(body, by, Act.EDIT_BODY, now)
    changed = [name for name in PROFILE if name in profile and getattr(body, name) != profile[name]]
    if not changed:
        raise RuleError(_("资料没有改动。"), _("请修改后再保存。"))
    before = snapshot(body, *changed)
    for name in changed:
        setattr(body, name, profile[name])
    check_profile(body)
    body.save(update_fields=changed)
    body_changed.send(sender=PublicBody, body=body)
    after = snapshot(body, *changed)
    log(Act.EDIT_BODY, body, by=by, now=now, body=body, told=body.name, before=before, after=after)
    return body


def check_profile(body: PublicBody) -> None:
    """Raise ValidationError, by field, unless identity marks and contacts are written as they should be."""
    body.clean_fields(exclude=columns(PublicBody) - set(PROFILE))


@transaction.atomic
def move_body(*, by: By, body: PublicBody, parent: PublicBody, now: datetime) -> PublicBody:
    """Put a body, with all below it, under another superior."""
    # the whole tree is locked: two moves at once could otherwise hang two bodies under each other
    list(PublicBody.objects.select_for_update().order_by("pk").values_list("pk"))
    body, parent = lock_open(body, by, Act.MOVE_BODY, now), lock_open(parent, by, Act.MOVE_BODY, now)
    if parent.path.startswith(body.path):
        raise RuleError(
            _("{parent}就是{body}或它的下级机关。").format(parent=parent, body=body), _("请选择其他上级机关。")
        )
    if body.parent_id == parent.pk:
        raise RuleError(_("{body}已经隶属于{parent}。").format(parent=parent, body=body), _("请选择其他上级机关。"))
    before, old = snapshot(body, "parent"), body.path
    new = f"{parent.path}{body.pk}/"
    below = PublicBody.objects.filter(path__startswith=old)
    below.update(path=Concat(Value(new), Substr(F("path"), len(old) + 1)))
    body.parent, body.path = parent, new
    body.save(update_fields=["parent"])
    body_changed.send(sender=PublicBody, body=body)
    told = f"{body.name}改属{parent.name}"
    log(Act.MOVE_BODY, body, by=by, now=now, body=body, told=told, before=before, after=snapshot(body, "parent"))
    return body


@transaction.atomic
def close_body(*, by: By, body: PublicBody, successor: PublicBody | None, now: datetime) -> PublicBody:
    """Close a body (撤销): its pages, people and log stay and may be read; nothing new begins there."""
    body = lock_open(body, by, Act.CLOSE_BODY, now)
    open_below = list(body.below.filter(closed_on__isnull=True).values_list("name", flat=True))
    if open_below:
        raise RuleError(
            _("{body}还有下级机关：{below}。").format(body=body, below="、".join(open_below)),
            _("请先撤销它们，或改属其他机关。"),
        )
    if successor is not None and (successor.pk == body.pk or successor.closed_on is not None):
        raise RuleError(
            _("{successor}不能承接{body}。").format(successor=successor, body=body), _("请选择另一个没有撤销的机关。")
        )
    made = content_of(body)
    if successor is None and made:
        raise RuleError(
            _("{body}有自己的内容：{content}。").format(body=body, content="、".join(map(str, made))),
            _("请指定承接机关，由它继续管理。"),
        )
    if body.parent is not None:
        require(by, Act.CLOSE_BODY, body.parent, on=day_of(now))
    body.closed_on, body.successor = day_of(now), successor
    body.save(update_fields=["closed_on", "successor"])
    body_changed.send(sender=PublicBody, body=body)
    before, after = {"closed_on": None, "successor": None}, snapshot(body, "closed_on", "successor")
    log(Act.CLOSE_BODY, body, by=by, now=now, body=body, told=body.name, before=before, after=after)
    return body


@transaction.atomic
def delete_body(*, by: By, body: PublicBody, now: datetime) -> None:
    """Delete a body that was made by mistake: one to which nothing belongs yet. Its rows of the log stay."""
    body = lock_open(body, by, Act.DELETE_BODY, now)
    if body.parent is not None:
        require(by, Act.DELETE_BODY, body.parent, on=day_of(now))
    standing = [*belongings(body), *map(str, content_of(body))]
    if standing:
        raise RuleError(
            _("{body}已经有{things}，不能删除。").format(body=body, things="、".join(standing)),
            _("请改为撤销，并指定承接机关。"),
        )
    before = snapshot(body, "slug", "kind", "name", "short_name", "parent")
    log(Act.DELETE_BODY, body, by=by, now=now, body=body, told=body.name, before=before, after={})
    body.delete()


def belongings(body: PublicBody) -> list[str]:
    """Return what belongs to a body in any table, as people call it, with its number."""
    found = []
    for relation in PublicBody._meta.related_objects:  # noqa: SLF001 Django's own documented name
        number = relation.related_model._default_manager.filter(**{relation.field.name: body.pk}).count()  # noqa: SLF001
        if number:
            found.append(f"{relation.related_model._meta.verbose_name} {number}")  # noqa: SLF001
    return found
