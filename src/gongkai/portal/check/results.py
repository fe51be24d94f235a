"""From files to checked reports: what the page shows, and what its downloads are made from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongkai.core.report.checks import Context, Finding, check
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.naming import name_of
from gongkai.core.report.together import contexts


@dataclass(frozen=True, slots=True)
class Checked:
    """One report after the check. `beside` tells, in Chinese, which reports it was compared with."""

    report: AnnualReport
    findings: tuple[Finding, ...]
    beside: tuple[str, ...] = ()
    published_on: date | None = None  # told by the visitor, where the report does not say

    @property
    def name(self) -> str:
        """Organ and year of the report, or its file."""
        return name_of(self.report)


def check_all(reports: Sequence[AnnualReport], published_on: date | None = None) -> list[Checked]:
    """Check reports together: years of one body and bodies of one year are compared."""
    return [
        check_one(report, context, published_on) for report, context in zip(reports, contexts(reports), strict=True)
    ]


def check_one(report: AnnualReport, context: Context, published_on: date | None = None) -> Checked:
    """Check one report in its context; `published_on` holds where the report does not say when it was published."""
    told = None if report.published_on else published_on
    findings = check(report, replace(context, published_on=told))
    return Checked(report, tuple(findings), tuple(_beside(context)), told)


def _beside(context: Context) -> Iterator[str]:
    if context.previous is not None:
        yield f"已与{name_of(context.previous)}的报告核对结转、现行有效件数和文字雷同。"
    if context.others:
        names = "、".join(name_of(other) for other in context.others[:3])
        more = f"等 {len(context.others)} 份" if len(context.others) > 3 else ""
        yield f"已与{names}{more}报告比对文字雷同。"
