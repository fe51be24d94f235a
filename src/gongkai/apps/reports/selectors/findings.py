"""What is wrong with a report, or worth a look, while it is written: the checks of the form, and those of the desk."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from django.urls import reverse

from gongkai.apps.reports.due import settings_of
from gongkai.apps.reports.numbers import unknown
from gongkai.apps.reports.selectors.facts import BEIJING, by_month
from gongkai.apps.reports.selectors.reports import Standing
from gongkai.core.report.checks import Context, Severity, check
from gongkai.core.report.checks.copied import section_prose
from gongkai.core.report.checks.shingles import likeness
from gongkai.core.report.form import edition_for_year
from gongkai.core.report.model import AnnualReport, as_json, cell_label

_LAST_YEARS: Final = frozenset({"AR-X-CARRY", "AR-X-INFORCE", "AR-X-PENDING", "AR-DUP"})
_PROMISE: Final = re.compile(
    r"每月(?:发布|公开|更新)?[^。；，]{0,12}?(?:至少|不少于|不低于)[^。；，\d]{0,8}(\d{1,3})\s*[篇条件]"
)


@dataclass(frozen=True, slots=True)
class Point:
    """One finding with the pages on which its sides can be looked at."""

    severity: Severity
    place: str
    problem: str
    remedy: str
    source: str = ""
    links: tuple[tuple[str, str], ...] = field(default=())

    @property
    def label(self) -> str:
        """The word for its gravity."""
        return self.severity.label


def points(standing: Standing) -> list[Point]:
    """Return all findings, errors first."""
    found = [*_own(standing), *_of_form(standing)]
    order = list(Severity)
    return sorted(found, key=lambda one: order.index(one.severity))


def errors_of(standing: Standing) -> list[Point]:
    """Return the findings that break the form."""
    return [one for one in points(standing) if one.severity is Severity.ERROR]


def _of_form(standing: Standing) -> Iterator[Point]:
    previous, draft = standing.previous, standing.draft
    published_on = draft.published_at.astimezone(BEIJING).date() if draft.published_at else None
    context = Context(
        previous=previous.report if previous else None,
        published_on=published_on,
        settings=settings_of(standing.body, standing.year),
    )
    for found in check(standing.report, context):
        links = [(cell_label(cell, standing.report.edition), _cell(standing, cell)) for cell in found.cells[:7]]
        if previous is not None and found.rule in _LAST_YEARS:
            links.append((f"{standing.year - 1}年报告", previous.address))
        yield Point(found.severity, found.place, found.problem, found.remedy, found.source, tuple(links))


def _own(standing: Standing) -> Iterator[Point]:
    yield from _placeholders(standing)
    if standing.previous is None:
        yield Point(
            Severity.WARNING,
            f"{standing.year - 1}年报告",
            f"没有{standing.year - 1}年的报告，“上年结转”和雷同都没有核对。",
            "请存入上一年已经公布的报告，任何格式都可以；上一年不用编报的，不必理会。",
            links=(("存入上年报告", reverse("reports:new-file", args=[standing.body.slug, standing.year])),),
        )
    if standing.draft.frozen:
        yield from drift(standing)
    yield from _promise(standing)


def _placeholders(standing: Standing) -> Iterator[Point]:
    if standing.draft.frozen:
        return
    for name in unknown(standing.draft.texts.values(), standing.numbers):
        yield Point(
            Severity.ERROR,
            "正文",
            f"正文里的“{{{{{name}}}}}”不是可用的数据名称。",
            "请改成“可用的数据”里的名称，或者直接写数字。",
        )


def drift(standing: Standing) -> Iterator[Point]:
    """Yield where what is counted now is no longer what was counted when the report was sealed."""
    form, sealed = edition_for_year(standing.year), standing.draft.counted or {}
    for cell, value in standing.counted.items():
        if (
            cell in sealed
            and as_json(value) != sealed[cell]
            and Decimal(str(as_json(value))) != Decimal(str(sealed[cell]))
        ):
            yield Point(
                Severity.WARNING,
                cell_label(cell, form),
                f"封存时按台账算出的是 {sealed[cell]}，现在算出的是 {as_json(value)}；封存的报告没有改动。",
                "请查明封存以后补记、更正或者办结了什么；已公布的数字有误的，请发布更正。",
                links=((cell_label(cell, form), _cell(standing, cell)),),
            )


def _promise(standing: Standing) -> Iterator[Point]:
    for section in ("s1", "s5"):
        found = _PROMISE.search(_text(standing.report, section))
        if found is None:
            continue
        months = by_month(standing.body, standing.year)
        short = [f"{month}月 {number} 条" for month, number in enumerate(months, 1) if number < int(found[1])]
        if short:
            yield Point(
                Severity.WARNING,
                "一、总体情况" if section == "s1" else "五、存在的主要问题及改进情况",
                f"正文写“{found[0]}”，实际没有达到的月份：{'、'.join(short)}。",
                "请按实际情况改写，或者写明没有做到的原因。",
                links=(
                    (
                        "全年发布的信息",
                        reverse("reports:number", args=[standing.body.slug, standing.year, "主动公开.总数"]),
                    ),
                ),
            )


def _text(report: AnnualReport, section: str) -> str:
    found = report.sections.get(section)
    return found.text if found else ""


def similarity(standing: Standing) -> list[tuple[str, int]]:
    """Return for sections 1 and 5 how much of the text stood in last year's report, in per cent."""
    if standing.previous is None:
        return []
    before = standing.previous.report
    labels = {"s1": "一、总体情况", "s5": "五、存在的主要问题及改进情况"}
    return [
        (label, round(likeness(section_prose(standing.report, key), section_prose(before, key)).share * 100))
        for key, label in labels.items()
    ]


def _cell(standing: Standing, cell: str) -> str:
    return reverse("reports:cell", args=[standing.body.slug, standing.year, cell])
