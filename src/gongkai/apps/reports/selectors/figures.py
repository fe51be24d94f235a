"""The figures of the three tables out of ledgers and cases, the rows behind each, and the rule that counts it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse

from gongkai.apps.applications.models import Application
from gongkai.apps.applications.selectors import counts as cases
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.ledgers.selectors import cells as ledgers
from gongkai.apps.remedies import counts as remedies
from gongkai.apps.remedies.models import Remedy
from gongkai.core.report.form import COMMON
from gongkai.core.report.model import Value

MOST_ROWS: Final = 200
_ROW_RULES: Final[Mapping[str, str]] = {
    "t3.new": "收到申请之日在统计期限内的申请，一件申请计一件",
    "t3.carried_in": "上一年12月31日还没有办结的申请",
    "t3.r7_total": "在统计期限内办结的申请，分部分办理的只计一件",
    "t3.carried_out": "到12月31日还没有办结的申请",
}
_COLUMN_RULES: Final[Mapping[str, str]] = {
    "upheld": "在统计期限内作出维持或者驳回请求的决定、裁判",
    "corrected": "在统计期限内作出变更、撤销、确认违法或者无效、责令履行的决定、裁判",
    "other": "在统计期限内以不予受理、驳回申请、撤回、终止、调解等其他方式结案",
    "pending": "到12月31日还没有审结",
    "total": "统计期限内受理或者立案的，加上年没有审结的，一案计一件",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing behind a figure."""

    on: date | None
    number: str
    title: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a figure: how many, the first of them, the rule, and the page that shows them all."""

    count: int
    rows: tuple[Row, ...]
    rule: str
    address: str


def counted(body: PublicBody, year: int) -> dict[str, Value]:
    """Return every cell of tables 2, 3 and 4 of a body for a year."""
    return {
        **ledgers.table2(body, ledgers.Period.of_year(year)),
        **cases.table3(cases.within(body), cases.Period.of_year(year)),
        **remedies.table4(Remedy.objects.filter(body=body), cases.Period.of_year(year)),
    }


def behind(body: PublicBody, year: int, cell: str) -> Behind:
    """Return what stands behind a cell. Raises RuleError or KeyError for a cell that is not of the form."""
    if cell.startswith("t2."):
        return _entries(body, year, cell)
    return _cases(body, year, cell) if cell.startswith("t3.") else _remedies(body, year, cell)


def _entries(body: PublicBody, year: int, cell: str) -> Behind:
    found = ledgers.rows(body, cell, ledgers.Period.of_year(year))
    rows = tuple(Row(entry.on, entry.number, entry.title) for entry in found[:MOST_ROWS])
    address = f"{reverse('ledgers:cell', args=[body.slug, cell])}?year={year}"
    return Behind(found.count(), rows, ledgers.RULES[cell].words, address)


def _cases(body: PublicBody, year: int, cell: str) -> Behind:
    found = cases.cases_of_cell(cases.within(body), cases.Period.of_year(year), cell).order_by("counted_from", "pk")
    address = f"{reverse('applications:cell', args=[body.slug, cell])}?{_span(year)}"
    return Behind(found.count(), tuple(_case(one) for one in found[:MOST_ROWS]), rule_of(cell), address)


def _case(one: Application) -> Row:
    return Row(one.counted_from, one.number, "", reverse("applications:case", args=[one.pk]))


def _remedies(body: PublicBody, year: int, cell: str) -> Behind:
    found = remedies.cases_of_cell(Remedy.objects.filter(body=body), cases.Period.of_year(year), cell)
    rows = tuple(
        Row(one.came_on, one.number, one.subject, reverse("remedies:case", args=[one.pk])) for one in found[:MOST_ROWS]
    )
    address = f"{reverse('remedies:statistics', args=[body.slug])}?{_span(year)}&{urlencode({'cell': cell})}"
    return Behind(found.count(), rows, rule_of(cell), address)


def rule_of(cell: str) -> str:
    """Return the rule that counts a cell, in words."""
    if cell.startswith("t2."):
        return ledgers.RULES[cell].words
    row, _dot, column = cell.rpartition(".")
    if row.startswith("t4."):
        return _COLUMN_RULES[column]
    rule = _ROW_RULES.get(row, "在统计期限内按这一结果办结的申请；区分处理的只计入“部分公开”")
    head = next(one.label for one in COMMON.t3_columns if one.id == column)
    return rule if column == "total" else f"{rule}；申请人是{head}"


def _span(year: int) -> str:
    return urlencode({"first": f"{year}-01-01", "last": f"{year}-12-31"})
