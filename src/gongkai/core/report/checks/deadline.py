"""Whether the report was published in time. A deadline on a weekend or a holiday is not moved."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from gongkai.core.report.checks.base import Context, Finding, Settings, Severity, rule
from gongkai.core.report.checks.organ import Level, is_government, standing
from gongkai.core.report.form import Due, due
from gongkai.core.report.form.publication import Body
from gongkai.core.report.model import AnnualReport

_ARTICLE: Final = "《中华人民共和国政府信息公开条例》第四十九条"
_REMEDY: Final = {
    True: "请核对实际发布日期；确已逾期的，请向政府信息公开工作主管部门说明，明年提前准备（期限遇节假日不顺延）。",
    False: "请核对实际发布日期和当地通知规定的期限；当地没有另行规定的，建议明年在这一天之前发布（遇节假日不顺延）。",
}


@rule(
    "AR-DATE",
    severity=Severity.ERROR,
    source=f"{_ARTICLE}；乡镇、街道的期限为约定，逾期为提醒",
    title="部门1月31日前、政府3月31日前公布上一年度报告",
)
def published_in_time(report: AnnualReport, context: Context) -> Iterator[Finding]:
    """Published by the day set for the kind of body, that day included (art. 49); a reminder where no law sets it."""
    published_on = publication(report, context)
    if published_on is None or report.year is None:
        return
    term = _term(report, context.settings, report.year)
    due_on = date(report.year + 1, term.month, term.day)
    late = (published_on - due_on).days
    if late <= 0:
        return
    yield Finding(
        rule="AR-DATE",
        severity=Severity.ERROR if term.binds else Severity.WARNING,
        where="",
        place="发布日期",
        problem=f"{report.year}年度报告发布于{_said(published_on)}，{term.called}的期限是{_said(due_on)}，"
        f"迟了 {late} 天。",
        remedy=_REMEDY[term.binds],
        source=term.source,
        values={"published_on": published_on.isoformat(), "due_on": due_on.isoformat()},
    )


def publication(report: AnnualReport, context: Context) -> date | None:
    """Return the day of publication, the caller's knowledge first; None where it is not known or is no date."""
    if context.published_on is not None:
        return context.published_on
    try:
        return date.fromisoformat(report.published_on)
    except ValueError:
        return None  # nothing printed, or a day that does not exist: nothing can be said of it


def body_of(report: AnnualReport) -> Body:
    """Return the kind of body that reports, as far as its name, or without one its own words (我镇), tell."""
    if standing(report)[0] is Level.TOWNSHIP:
        return "township"
    government = is_government(report.organ)
    if government is None:
        return "unknown"
    return "government" if government else "department"


def _term(report: AnnualReport, settings: Settings, year: int) -> Due:
    """Return the term of the body that reports: the one of law or convention, or the one set for the place."""
    body = body_of(report)
    local = {
        "department": settings.organ_due_month_day,
        "government": settings.government_due_month_day,
        "township": settings.township_due_month_day or settings.organ_due_month_day,
        "unknown": settings.government_due_month_day,
    }[body]
    term = due(body, year)
    if local is not None:
        term = replace(term, month=local[0], day=local[1])
    if body == "township" and settings.township_due_binds:
        term = replace(term, binds=True, called="乡镇、街道（当地通知）", source="当地关于年度报告的通知")
    return term


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
