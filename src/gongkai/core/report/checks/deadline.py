"""Whether the report was published in time. A deadline on a weekend or a holiday is not moved."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from gongkai.core.report.checks.base import Context, Finding, Severity, rule
from gongkai.core.report.checks.organ import Level, is_government, level
from gongkai.core.report.model import AnnualReport

_ARTICLE: Final = "《中华人民共和国政府信息公开条例》第四十九条"


@rule(
    "AR-DATE",
    severity=Severity.ERROR,
    source=f"{_ARTICLE}；乡镇、街道的期限为约定",
    title="部门1月31日前、政府3月31日前公布上一年度报告",
)
def published_in_time(report: AnnualReport, context: Context) -> Iterator[Finding]:
    """Published by 31 January, or by 31 March for a government of county level or above, ends included (art. 49)."""
    published_on = publication(report, context)
    if published_on is None or report.year is None:
        return
    due_on, body, source = _due(report, context, report.year + 1)
    late = (published_on - due_on).days
    if late <= 0:
        return
    yield Finding(
        rule="AR-DATE",
        severity=Severity.ERROR,
        where="",
        place="发布日期",
        problem=f"{report.year}年度报告发布于{_said(published_on)}，{body}的期限是{_said(due_on)}，迟了 {late} 天。",
        remedy="请核对实际发布日期；确已逾期的，请向政府信息公开工作主管部门说明，明年提前准备（期限遇节假日不顺延）。",
        source=source,
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


def _due(report: AnnualReport, context: Context, year: int) -> tuple[date, str, str]:
    """Return the last day, who it holds for, and its source; the later day where the name leaves the body open."""
    organ_due_on = date(year, *context.settings.organ_due_month_day)
    government_due_on = date(year, *context.settings.government_due_month_day)
    government = is_government(report.organ)
    if government is None:
        return max(organ_due_on, government_due_on), "行政机关最迟", f"{_ARTICLE}第二款"
    if government:
        return government_due_on, "县级以上人民政府", f"{_ARTICLE}第二款"
    if level(report.organ) is Level.TOWNSHIP:
        return organ_due_on, "乡镇、街道参照部门（以当地通知为准）", f"约定（参照{_ARTICLE}第一款，以当地通知为准）"
    return organ_due_on, "政府部门", f"{_ARTICLE}第一款"


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
