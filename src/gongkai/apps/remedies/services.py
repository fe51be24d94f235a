"""Every act on a remedy: one call, one transaction, one row of the log."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.apps.applications.errors import RuleError
from gongkai.apps.applications.models import Application
from gongkai.apps.applications.services import reopen
from gongkai.apps.audit.services import Change, append
from gongkai.apps.bodies.models import PublicBody, kind_and_number, snapshot
from gongkai.apps.bodies.permissions import By, require
from gongkai.apps.bodies.roles import Act as Right
from gongkai.apps.remedies.models import Remedy
from gongkai.apps.remedies.words import COLUMN, Deed, Kind, Procedure, Result
from gongkai.core.law.words import chinese_date


@transaction.atomic
def enter_remedy(  # noqa: PLR0913 what the register holds
    *,
    by: By,
    body: PublicBody,
    kind: Kind,
    subject: str,
    forum: str,
    came_on: date,
    now: datetime,
    number: str = "",
    copy_on: date | None = None,
    procedure: Procedure = Procedure.ORDINARY,
    application: Application | None = None,
) -> Remedy:
    """Register a reconsideration or a lawsuit, about an application or about something else."""
    require(by, Right.HANDLE_APPLICATION, body, on=timezone.localdate(now))
    _not_to_come(now, came_on, copy_on)
    if application is not None and application.body_id != body.pk:
        raise RuleError(f"申请 {application.number} 不是{body}的。", "请选择本机关的申请。")
    if application is not None and came_on < timezone.localdate(application.submitted_at):
        raise RuleError(f"受理日期{chinese_date(came_on)}早于提交申请的日期。", "请核对受理日期，或者选择另一件申请。")
    row = Remedy.objects.create(
        body=body,
        application=application,
        kind=kind,
        subject=subject,
        forum=forum,
        number=number,
        came_on=came_on,
        copy_on=copy_on,
        procedure=procedure,
    )
    _log(Deed.ENTER_REMEDY, row, by, now, {}, snapshot(row, "kind", "number", "came_on", "copy_on", "application"))
    return row


@transaction.atomic
def enter_answer(*, by: By, remedy_id: int, on: date, copy_on: date, procedure: Procedure, now: datetime) -> Remedy:
    """Enter that the answer with its evidence went to the organ or the court (复议答复、答辩)."""
    row = _locked(by, remedy_id, now)
    _not_to_come(now, on, copy_on)
    if row.answered_on is not None or row.decided_on is not None:
        raise RuleError("已经登记过答复，或者案件已经审结。", "不必重复登记。")
    if on < copy_on or copy_on < row.came_on:
        raise RuleError("日期的先后不对。", "请按受理、收到副本、提交答复的先后核对日期。")
    before = snapshot(row, "copy_on", "procedure", "answered_on")
    row.copy_on, row.procedure, row.answered_on = copy_on, procedure, on
    row.save(update_fields=["copy_on", "procedure", "answered_on"])
    _log(Deed.ENTER_ANSWER, row, by, now, before, snapshot(row, *before))
    return row


@transaction.atomic
def enter_hearing(*, by: By, remedy_id: int, on: date, now: datetime) -> Remedy:
    """Enter the day of a hearing, which may be to come."""
    row = _locked(by, remedy_id, now)
    before = snapshot(row, "hearing_on")
    row.hearing_on = on
    row.save(update_fields=["hearing_on"])
    _log(Deed.ENTER_HEARING, row, by, now, before, snapshot(row, *before))
    return row


@transaction.atomic
def enter_result(  # noqa: PLR0913 what the register holds
    *,
    by: By,
    remedy_id: int,
    result: Result,
    decided_on: date,
    served_on: date,
    duty_until: date | None,
    answer_anew: bool,
    now: datetime,
) -> Remedy:
    """Enter how it ended for good; where it was corrected, the application may be reopened in the same transaction."""
    row = _locked(by, remedy_id, now)
    _not_to_come(now, decided_on, served_on)
    if row.decided_on is not None:
        raise RuleError("这件案件已经登记了结果。", "一件案件只登记最终生效的结果。")
    if decided_on < row.came_on or served_on < decided_on:
        raise RuleError(
            "日期的先后不对。", f"结果的日期不能早于受理日期{chinese_date(row.came_on)}，也不能晚于收到的日期。"
        )
    if answer_anew and (COLUMN[result] != "corrected" or row.application is None):
        raise RuleError("只有结果纠正并且关联了申请的案件，才重新办理申请。", "请核对结果和有关的申请。")
    before = snapshot(row, "result", "decided_on", "served_on", "duty_until")
    row.result, row.decided_on, row.served_on, row.duty_until = result, decided_on, served_on, duty_until
    row.save(update_fields=list(before))
    _log(Deed.ENTER_RESULT, row, by, now, before, snapshot(row, *before))
    if answer_anew and row.application is not None:
        reason = f"{Kind(row.kind).label}{row.number}：{result.label}"
        reopen(by=by, application_id=row.application.pk, on=served_on, until=duty_until, reason=reason, now=now)
    return row


@transaction.atomic
def enter_opinion(*, by: By, remedy_id: int, opinion_on: date, reported_on: date | None, now: datetime) -> Remedy:
    """Enter an opinion letter (行政复议意见书) and, within 60 days, what was reported on it."""
    row = _locked(by, remedy_id, now)
    _not_to_come(now, opinion_on, reported_on)
    if reported_on is not None and reported_on < opinion_on:
        raise RuleError("反馈的日期早于收到意见书的日期。", "请核对这两个日期。")
    before = snapshot(row, "opinion_on", "reported_on")
    row.opinion_on, row.reported_on = opinion_on, reported_on
    row.save(update_fields=["opinion_on", "reported_on"])
    _log(Deed.REPORT_CORRECTION, row, by, now, before, snapshot(row, *before))
    return row


def _locked(by: By, remedy_id: int, now: datetime) -> Remedy:
    row = Remedy.objects.select_for_update(of=("self",)).select_related("body", "application").get(pk=remedy_id)
    require(by, Right.HANDLE_APPLICATION, row.body, on=timezone.localdate(now))
    return row


def _not_to_come(now: datetime, *days: date | None) -> None:
    late = [day for day in days if day is not None and day > timezone.localdate(now)]
    if late:
        raise RuleError(f"日期{chinese_date(late[0])}还没有到。", "请填写事情实际发生的日期。")


def _log(deed: Deed, row: Remedy, by: By, now: datetime, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    append(
        by=by.as_actor(),
        at=now,
        act=deed,
        change=Change(kind_and_number(row), before, after),
        summary=f"{deed.label}：{row}",
        body_id=row.body_id,
    )
