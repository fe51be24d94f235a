"""Indicators: taken over, added, changed by a new row from a day on, ended."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import lock_open, log
from gongkai.apps.oversight.errors import OversightRefused
from gongkai.apps.oversight.models import Indicator
from gongkai.apps.oversight.selectors.rules import in_force
from gongkai.apps.oversight.states import Step
from gongkai.core.oversight.shipped import shipped


@dataclass(frozen=True, slots=True)
class Given:
    """What an indicator says."""

    name: str
    measure: str
    target: Decimal
    points: Decimal
    source: str
    from_on: date


@transaction.atomic
def adopt(*, by: By, district: PublicBody, from_on: date, now: datetime) -> list[Indicator]:
    """Take over the indicators that come with the system (采用常用指标), those whose measure is not yet in force."""
    district = lock_open(district, by, Act.KEEP_INDICATORS, now)
    used = set(in_force(district, from_on).values_list("measure", flat=True))
    later = set(Indicator.objects.filter(district=district, from_on__gte=from_on).values_list("measure", flat=True))
    made = [
        _made(district, Given(**asdict(one), from_on=from_on), by, now)
        for one in shipped()
        if one.measure not in used | later
    ]
    if not made:
        raise OversightRefused("常用指标都已经在用。", "需要调整时，请在各项指标上修改。")
    told = f"{district.short_name}，自{from_on}起，{len(made)} 项"
    after = {"indicators": [one.pk for one in made], "from_on": from_on}
    log(Step.ADOPT_INDICATORS, district, by=by, now=now, body=district, told=told, after=after)
    return made


@transaction.atomic
def keep(*, by: By, district: PublicBody, given: Given, now: datetime) -> Indicator:
    """Add an indicator (新增考核指标)."""
    district = lock_open(district, by, Act.KEEP_INDICATORS, now)
    made = _made(district, given, by, now)
    _log(Step.KEEP_INDICATOR, made, by, now)
    return made


@transaction.atomic
def replace(*, by: By, indicator: Indicator, given: Given, now: datetime) -> Indicator:
    """Change an indicator from a day on: the row up to then stays for its days (修改考核指标)."""
    old = _locked(indicator, by, now)
    if old.until_on is not None:
        raise OversightRefused("这项指标已经停用或者改过。", "请打开它最新的一版。")
    if given.from_on <= old.from_on:
        raise OversightRefused(
            f"新的起算日期 {given.from_on} 不在原来的起算日期 {old.from_on} 之后。",
            "以前的考核按当时的指标算，不能改；请填写以后的日期。",
        )
    old.until_on = given.from_on
    old.save(update_fields=["until_on"])
    made = _made(old.district, given, by, now, replaces=old)
    _log(Step.KEEP_INDICATOR, made, by, now)
    return made


@transaction.atomic
def end(*, by: By, indicator: Indicator, from_on: date, now: datetime) -> Indicator:
    """End an indicator: from the day on it is in force no longer (停用考核指标)."""
    old = _locked(indicator, by, now)
    if old.until_on is not None:
        raise OversightRefused("这项指标已经停用或者改过。", "不必重复办理。")
    if from_on < old.from_on:
        raise OversightRefused(f"停用日期早于起算日期 {old.from_on}。", "请填写起算日期当日或者以后的日期。")
    old.until_on = from_on
    old.save(update_fields=["until_on"])
    _log(Step.END_INDICATOR, old, by, now)
    return old


def _locked(indicator: Indicator, by: By, now: datetime) -> Indicator:
    lock_open(indicator.district, by, Act.KEEP_INDICATORS, now)
    return Indicator.objects.select_for_update(of=("self",)).select_related("district").get(pk=indicator.pk)


def _made(district: PublicBody, given: Given, by: By, now: datetime, replaces: Indicator | None = None) -> Indicator:
    made = Indicator(district=district, **asdict(given), replaces=replaces, made_at=now, made_by=by.as_actor().name)
    made.full_clean(exclude=["district", "replaces"])
    made.save()
    return made


def _log(step: Step, row: Indicator, by: By, now: datetime) -> None:
    after: dict[str, Any] = {
        "name": row.name, "measure": row.measure, "target": row.target, "points": row.points,
        "source": row.source, "from_on": row.from_on, "until_on": row.until_on,
    }  # fmt: skip
    told = f"“{row.name}”，目标 {row.target.normalize():f}，满分 {row.points.normalize():f}，自{row.from_on}起"
    log(step, row, by=by, now=now, body=row.district, told=told, after=after)
