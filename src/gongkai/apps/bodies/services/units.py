"""What belongs to a body: offices, communities, document words, settings."""

from datetime import date, datetime

from django.db import transaction

from gongkai.apps.bodies.body_settings import KINDS, Key
from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import BodySetting, Community, DocumentWord, Office, PublicBody, snapshot
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import lock_open, log


@transaction.atomic
def add_office(*, by: By, body: PublicBody, name: str, address: str = "", phone: str = "", now: datetime) -> Office:
    """Add an office (科室) to a body."""
    body = lock_open(body, by, Act.ADD_OFFICE, now)
    if body.offices.filter(name=name).exists():
        raise RuleError(f"{body.name}已经有科室“{name}”。", "请换一个名称。")
    office = Office.objects.create(body=body, name=name, address=address, phone=phone)
    after = snapshot(office, "name", "address", "phone")
    log(Act.ADD_OFFICE, office, by=by, now=now, body=body, told=name, after=after)
    return office


@transaction.atomic
def add_community(
    *, by: By, body: PublicBody, name: str, address: str = "", phone: str = "", now: datetime
) -> Community:
    """Add a community (社区) to a body."""
    body = lock_open(body, by, Act.ADD_COMMUNITY, now)
    if body.communities.filter(name=name).exists():
        raise RuleError(f"{body.name}已经有社区“{name}”。", "请换一个名称。")
    community = Community.objects.create(body=body, name=name, address=address, phone=phone)
    after = snapshot(community, "name", "address", "phone")
    log(Act.ADD_COMMUNITY, community, by=by, now=now, body=body, told=name, after=after)
    return community


@transaction.atomic
def add_document_word(*, by: By, body: PublicBody, word: str, now: datetime) -> DocumentWord:
    """Take a document word (机关代字) into use; no two bodies share one."""
    body = lock_open(body, by, Act.ADD_DOCUMENT_WORD, now)
    other = DocumentWord.objects.select_related("body").filter(word=word).first()
    if other is not None:
        raise RuleError(f"机关代字“{word}”已由{other.body}使用。", "请核对代字，换一个未用过的。")
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
        raise RuleError(f"“{key.label}”的值“{value}”不能用。", f"应为{KINDS[key].takes}。") from None
    found = BodySetting.objects.filter(body=body, key=key, from_on=from_on).first()
    before = snapshot(found, "value", "from_on") if found else None
    row, _made = BodySetting.objects.update_or_create(body=body, key=key, from_on=from_on, defaults={"value": value})
    after = snapshot(row, "value", "from_on")
    told = f"{key.label}自 {from_on} 起为“{value}”"
    log(Act.SET_SETTING, row, by=by, now=now, body=body, told=told, before=before, after=after)
    return row
