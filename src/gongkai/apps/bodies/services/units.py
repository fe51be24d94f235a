"""What belongs to a body: offices, communities, document words, settings."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from gongkai.apps.bodies.body_settings import KINDS, Key
from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import BodySetting, Community, DocumentWord, Office, PublicBody, RoleGrant, snapshot
from gongkai.apps.bodies.models.bodies import OPEN
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.questions import open_work_of
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.selectors import held
from gongkai.apps.bodies.services.logged import day_of, lock_open, log
from gongkai.apps.bodies.signals import body_changed


@transaction.atomic
def add_office(*, by: By, body: PublicBody, name: str, address: str = "", phone: str = "", now: datetime) -> Office:
    """Add an office (科室) to a body."""
    body = lock_open(body, by, Act.ADD_OFFICE, now)
    if body.offices.filter(OPEN, name=name).exists():
        raise RuleError(_("{body}已经有科室“{name}”。").format(body=body, name=name), _("请换一个名称。"))
    office = Office.objects.create(body=body, name=name, address=address, phone=phone)
    body_changed.send(sender=PublicBody, body=body)
    after = snapshot(office, "name", "address", "phone")
    log(Act.ADD_OFFICE, office, by=by, now=now, body=body, told=name, after=after)
    return office


@transaction.atomic
def add_community(
    *, by: By, body: PublicBody, name: str, address: str = "", phone: str = "", now: datetime
) -> Community:
    """Add a community (社区) to a body."""
    body = lock_open(body, by, Act.ADD_COMMUNITY, now)
    if body.communities.filter(OPEN, name=name).exists():
        raise RuleError(_("{body}已经有社区“{name}”。").format(body=body, name=name), _("请换一个名称。"))
    community = Community.objects.create(body=body, name=name, address=address, phone=phone)
    body_changed.send(sender=PublicBody, body=body)
    after = snapshot(community, "name", "address", "phone")
    log(Act.ADD_COMMUNITY, community, by=by, now=now, body=body, told=name, after=after)
    return community


@transaction.atomic
def close_unit(*, by: By, unit: Office | Community, now: datetime) -> Office | Community:
    """Close an office or a community (撤销): its row and what it handed in stay; nobody is given a role there any more.

    Refused while anybody holds a role there or it has open work; the refusal names them.
    """
    act = Act.CLOSE_OFFICE if isinstance(unit, Office) else Act.CLOSE_COMMUNITY
    body = lock_open(unit.body, by, act, now)
    unit = type(unit).objects.select_for_update().get(pk=unit.pk)
    if unit.closed_on is not None:
        raise RuleError(_("{unit}已经撤销。").format(unit=unit), _("不必重复撤销。"))
    own = Q(office=unit) if isinstance(unit, Office) else Q(community=unit)
    people = [grant.shown for grant in RoleGrant.objects.filter(held(day_of(now)), own).select_related("user")]
    if people:
        raise RuleError(
            _("{unit}还有人员任职：{people}。").format(unit=unit, people="、".join(people)),
            _("请先调整或解除他们的岗位。"),
        )
    left = [str(line) for line in open_work_of(unit)]
    if left:
        raise RuleError(
            _("{unit}还有未办结的工作：{work}。").format(unit=unit, work="、".join(left)), _("请先办结或转交。")
        )
    before = snapshot(unit, "closed_on")
    unit.closed_on = day_of(now)
    unit.save(update_fields=["closed_on"])
    body_changed.send(sender=PublicBody, body=body)
    log(act, unit, by=by, now=now, body=body, told=unit.name, before=before, after=snapshot(unit, "closed_on"))
    return unit


@transaction.atomic
def add_document_word(*, by: By, body: PublicBody, word: str, now: datetime) -> DocumentWord:
    """Take a document word (机关代字) into use; no two bodies share one."""
    body = lock_open(body, by, Act.ADD_DOCUMENT_WORD, now)
    other = DocumentWord.objects.select_related("body").filter(word=word).first()
    if other is not None:
        raise RuleError(
            _("机关代字“{word}”已由{body}使用。").format(word=word, body=other.body), _("请核对代字，换一个未用过的。")
        )
    made = DocumentWord.objects.create(body=body, word=word)
    log(Act.ADD_DOCUMENT_WORD, made, by=by, now=now, body=body, told=word, after={"word": word})
    return made


@transaction.atomic
def set_setting(*, by: By, body: PublicBody, key: Key, value: str, from_on: date, now: datetime) -> BodySetting:
    """Set a setting of a body from a day on; a value of the same day is replaced, earlier ones stay."""
    body = lock_open(body, by, Act.SET_SETTING, now)
    try:
        value = str(KINDS[key].read(value))
    except ValueError:
        raise RuleError(
            _("“{key}”的值“{value}”不能用。").format(key=key.shown, value=value),
            _("应为{takes}。").format(takes=_(KINDS[key].takes)),
        ) from None
    found = BodySetting.objects.filter(body=body, key=key, from_on=from_on).first()
    before = snapshot(found, "value", "from_on") if found else None
    row, _made = BodySetting.objects.update_or_create(body=body, key=key, from_on=from_on, defaults={"value": value})
    body_changed.send(sender=PublicBody, body=body)
    after = snapshot(row, "value", "from_on")
    told = f"{key.label}自 {from_on} 起为“{value}”"
    log(Act.SET_SETTING, row, by=by, now=now, body=body, told=told, before=before, after=after)
    return row
