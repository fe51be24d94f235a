"""Table 3 of the annual report (收到和处理政府信息公开申请情况) out of the cases, for any period; every cell opens.

One query counts everything; `projection` says which days a case counts by. Every balance of the form holds by
construction: what is new or carried in has either ended in the period or is carried out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from gongkai.apps.applications.errors import RuleError
from gongkai.apps.applications.models import Application
from gongkai.apps.applications.words import ApplicantKind
from gongkai.apps.bodies.models import PublicBody
from gongkai.core.law.outcomes import outcomes
from gongkai.core.report.form import Edition, edition_for_year

NEW: Final = "t3.new"
CARRIED_IN: Final = "t3.carried_in"
TOTAL: Final = "t3.r7_total"
CARRIED_OUT: Final = "t3.carried_out"
OTHERWISE_2019: Final = "t3.r6_other_2019"  # one row for all of （六） in the edition of 2019


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included."""

    first: date
    last: date

    @classmethod
    def of_year(cls, year: int) -> "Period":
        """Return the year of a report."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise RuleError("统计的截止日期早于起始日期。", "请改正日期。")


def within(body: PublicBody, *, below: bool = False) -> QuerySet[Application]:
    """Return the cases of a body, or of it and all below it."""
    if below:
        return Application.objects.filter(body__path__startswith=body.path)
    return Application.objects.filter(body=body)


def _not_ended_before(period: Period) -> Q:
    return Q(counted_on__isnull=True) | Q(counted_on__gte=period.first)


def _conditions(period: Period) -> dict[str, Q]:
    return {
        NEW: Q(counted_from__gte=period.first, counted_from__lte=period.last),
        CARRIED_IN: Q(counted_from__lt=period.first) & _not_ended_before(period),
        TOTAL: Q(counted_on__gte=period.first, counted_on__lte=period.last),
        CARRIED_OUT: Q(counted_from__lte=period.last) & (Q(counted_on__isnull=True) | Q(counted_on__gt=period.last)),
    }


def row_of(code: str, edition: Edition) -> str:
    """Return the row of table 3 in which an outcome counts."""
    row = outcomes()[code].row
    return row if row in edition.row_by_id else OTHERWISE_2019


def table3(cases: QuerySet[Application], period: Period) -> dict[str, int]:
    """Return every cell of table 3 by its id, zeros too."""
    edition = edition_for_year(period.last.year)
    cells = {cell: 0 for row in edition.table3 for cell in row.cells}
    conditions = _conditions(period)
    counts = {name.partition(".")[2]: Count("pk", filter=condition) for name, condition in conditions.items()}
    # what is new or carried in: a case never ended before it was new
    concerned = cases.filter(_not_ended_before(period), counted_from__lte=period.last).order_by()
    groups: Any = concerned.values("kind", "counted_outcome").annotate(**counts)
    for group in groups:
        for name in conditions:
            _add(cells, name, group["kind"], group[name.partition(".")[2]])
        if group["counted_outcome"]:
            _add(cells, row_of(group["counted_outcome"], edition), group["kind"], group["r7_total"])
    return cells


def _add(cells: dict[str, int], row: str, kind: str, number: int) -> None:
    cells[f"{row}.{kind}"] += number
    cells[f"{row}.total"] += number


def cases_of_cell(cases: QuerySet[Application], period: Period, cell: str) -> QuerySet[Application]:
    """Return the cases behind a cell of table 3. Raises RuleError for a cell that is not there."""
    edition = edition_for_year(period.last.year)
    row, _dot, column = cell.rpartition(".")
    if cell not in edition.cells or not row.startswith("t3."):
        raise RuleError(f"表三没有“{cell}”这一格。", "请从统计表中点选。")
    conditions = _conditions(period)
    found = cases.filter(conditions.get(row, conditions[TOTAL]))
    if row not in conditions:
        found = found.filter(counted_outcome__in=[code for code in outcomes() if row_of(code, edition) == row])
    return found if column == "total" else found.filter(kind=column)


def unbalanced(cells: Mapping[str, int], columns: Iterable[str] = (*ApplicantKind, "total")) -> list[str]:
    """Return the columns in which the balances of the form do not hold: none, unless the cache of cases is wrong."""
    wrong = []
    for column in columns:
        parts = {row: cells[f"{row}.{column}"] for row in (NEW, CARRIED_IN, TOTAL, CARRIED_OUT)}
        leaves = sum(
            number
            for cell, number in cells.items()
            if cell.endswith(f".{column}") and cell.rpartition(".")[0] not in parts
        )
        if parts[NEW] + parts[CARRIED_IN] != parts[TOTAL] + parts[CARRIED_OUT] or leaves != parts[TOTAL]:
            wrong.append(column)
    return wrong
