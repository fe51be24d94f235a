"""The list of cases as a sheet (申请台账) or CSV. Names are masked; nothing typed can become a formula."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from gongkai.apps.applications.models import Application
from gongkai.apps.applications.selectors.desk import Days, Wanted, filtered
from gongkai.apps.applications.words import ApplicantKind, Deed
from gongkai.apps.audit.services import Change, append
from gongkai.apps.bodies.models import PublicBody, User
from gongkai.core.law.casework import State

HEADS: Final = (
    *("登记编号", "申请人类别", "申请人", "申请渠道", "提交时间", "收到日期", "答复期限", "状态"),
    *("办理结果", "答复日期", "是否按期", "承办科室", "所需信息"),
)
SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STATES: Final = {state.value: state.label for state in State}


def _line(case: Application) -> list[Any]:
    in_time = {True: "是", False: "否", None: ""}[case.in_time]
    return [
        case.number,
        ApplicantKind(case.kind).label,
        case.applicant.particulars().masked().name,
        case.channel_label,
        timezone.localtime(case.submitted_at).strftime("%Y-%m-%d %H:%M"),
        _day(case.received_on),
        _day(case.due_on),
        _STATES.get(case.state, case.state),
        case.outcome_label,
        _day(case.answered_on),
        in_time,
        case.office.name if case.office else "",
        case.wanted,
    ]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def exported(body: PublicBody, wanted: Wanted, days: Days, form: str, *, by: User, now: datetime) -> HttpResponseBase:
    """Return the cases asked for as "xlsx" or "csv"; the log keeps who took them."""
    if form not in {"xlsx", "csv"}:
        raise Http404
    rows = filtered(body, wanted, days).select_related("applicant", "office").order_by("year", "serial")
    with transaction.atomic():
        change = Change(f"bodies.publicbody:{body.pk}", {}, {"form": form, "cases": rows.count()})
        summary = f"{Deed.EXPORT_CASES.label}：{body}"
        append(by=by.as_actor(), at=now, act=Deed.EXPORT_CASES, change=change, summary=summary, body_id=body.pk)
    lines = (_line(case) for case in rows.iterator(chunk_size=500))
    name = f"applications-{body.slug}-{timezone.localdate(now)}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if form == "csv":
        return StreamingHttpResponse(_csv(lines), content_type="text/csv; charset=utf-8", headers=headers)
    return HttpResponse(_xlsx(lines), content_type=SHEET, headers=headers)


def _csv(lines: Iterator[list[Any]]) -> Iterator[str]:
    held = io.StringIO()
    writer = csv.writer(held)
    yield "\ufeff"  # so that sheets read it as UTF-8
    for line in (HEADS, *lines):
        writer.writerow([_no_formula(str(value)) for value in line])
        yield held.getvalue()
        held.seek(0)
        held.truncate()


def _no_formula(text: str) -> str:
    """Put a mark before what a sheet would take for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _xlsx(lines: Iterator[list[Any]]) -> bytes:
    import xlsxwriter  # loaded when somebody takes a sheet

    held = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(held, options)
    sheet = book.add_worksheet("申请台账")
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, HEADS, bold)
    for place, line in enumerate(lines, 1):
        for column, value in enumerate(line):
            sheet.write_string(place, column, str(value))
    sheet.set_column(0, len(HEADS) - 2, 14)
    sheet.set_column(len(HEADS) - 1, len(HEADS) - 1, 60)
    book.close()
    return held.getvalue()
