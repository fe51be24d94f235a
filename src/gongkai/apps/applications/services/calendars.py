"""Working days: the yearly notice for all bodies, local days of one; running terms are recomputed, changes logged."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from gongkai.apps.applications.errors import RuleError
from gongkai.apps.applications.law import law_for
from gongkai.apps.applications.models import Application, HolidayNotice, LocalDay
from gongkai.apps.applications.services.acting import day_of, keep_projection, locked, log, refold
from gongkai.apps.applications.words import Deed
from gongkai.apps.audit.services import Change, append
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import By, Server, may, require
from gongkai.apps.bodies.roles import Act as Right
from gongkai.core.law.notices import parse_notice
from gongkai.core.law.words import chinese_date


def may_add_notice(by: By, on: date) -> bool:
    """Tell whether somebody may enter the notice of a year, which binds every body: at the top alone."""
    tops = PublicBody.objects.filter(parent=None, closed_on=None)
    return isinstance(by, Server) or any(may(by, Right.EDIT_CALENDAR, top, on=on) for top in tops)


@transaction.atomic
def add_notice(*, by: By, data: Mapping[str, Any], now: datetime) -> list[str]:
    """Take the holidays of a year (放假安排) and recompute what runs; return a sentence for each due date that moved.

    Raises WrongNotice; RuleError for who looks after one body only.
    """
    if not may_add_notice(by, day_of(now)):
        raise RuleError(
            "全国的放假安排对所有机关有效，您不能录入。", "请由区级的平台管理员录入；本机关的放假日可以单独登记。"
        )
    notice = parse_notice(data)
    before = _due(Application.objects.filter(is_open=True))
    row = HolidayNotice.objects.create(year=notice.year, data=_plain(data), at=now, actor_name=by.as_actor().name)
    append(
        by=by.as_actor(),
        at=now,
        act=Deed.ADD_NOTICE,
        change=Change(f"applications.holidaynotice:{row.pk}", {}, {"year": notice.year, "number": notice.number}),
        summary=f"录入{notice.year}年放假安排：{notice.number}",
    )
    return _recomputed(before, by=by, now=now)


@transaction.atomic
def add_local_day(
    *, by: By, body: PublicBody, on: date, working: bool, why: str, source: str, now: datetime
) -> list[str]:
    """Enter a day that a body and those below it have off or work (地方放假日); return what moved by it."""
    require(by, Right.EDIT_CALENDAR, body, on=day_of(now))
    if not (why.strip() and source.strip()):
        raise RuleError("没有写明原因和依据。", "请写明放假或上班的原因，以及依据的文件。")
    if LocalDay.objects.filter(body=body, on=on).exists():
        raise RuleError(f"{chinese_date(on)}已经登记过。", "要改动的，请先删去原来的一条。")
    before = _due(_running(body))
    row = LocalDay.objects.create(body=body, on=on, working=working, why=why.strip()[:60], source=source.strip()[:100])
    _log(Deed.ADD_LOCAL_DAY, row, Change(f"applications.localday:{row.pk}", {}, _shown(row)), by=by, now=now)
    return _recomputed(before, by=by, now=now)


@transaction.atomic
def remove_local_day(*, by: By, local_day: LocalDay, now: datetime) -> list[str]:
    """Take a local day back that was entered by mistake; return what moved by it."""
    row = LocalDay.objects.select_for_update(of=("self",)).select_related("body").get(pk=local_day.pk)
    require(by, Right.EDIT_CALENDAR, row.body, on=day_of(now))
    before = _due(_running(row.body))
    _log(Deed.REMOVE_LOCAL_DAY, row, Change(f"applications.localday:{row.pk}", _shown(row), {}), by=by, now=now)
    row.delete()
    return _recomputed(before, by=by, now=now)


def _running(body: PublicBody) -> QuerySet[Application]:
    return Application.objects.filter(is_open=True, body__path__startswith=body.path)


def _due(running: QuerySet[Application]) -> dict[int, date | None]:
    return dict(running.order_by("pk").values_list("pk", "due_on"))


def _recomputed(before: Mapping[int, date | None], *, by: By, now: datetime) -> list[str]:
    """Fold the running cases anew; log each due date that moved, and return a sentence for it."""
    moved = []
    for number, old_due in before.items():
        application = locked(number)
        keep_projection(application, refold(application, day_of(now), law_for(application)))
        if application.due_on != old_due:
            told = f"放假安排变动，答复期限由{old_due or '未知'}改为{application.due_on or '未知'}"
            moved.append(f"{application.body.name} {application.number}：{told}")
            shown = {"due_on": old_due}, {"due_on": application.due_on}
            log(Deed.MOVE_DUE, application, by=by, now=now, told=told, before=shown[0], after=shown[1])
    return moved


def _shown(row: LocalDay) -> dict[str, Any]:
    return {"on": row.on, "working": row.working, "why": row.why, "source": row.source}


def _log(act: Deed, row: LocalDay, change: Change, *, by: By, now: datetime) -> None:
    day = f"{chinese_date(row.on)}{'上班' if row.working else '放假'}（{row.why}）"
    told = f"{row.body.short_name}：{act.label}，{day}"
    append(by=by.as_actor(), at=now, act=act, change=change, summary=told, body_id=row.body_id)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(held) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(held) for held in value]
    return value.isoformat() if isinstance(value, date) else value
