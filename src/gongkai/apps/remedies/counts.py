"""Table 4 of the annual report out of the cases, for any period; every cell opens.

Every case that was open at any time in the period is counted once: by its result if it ended in the period, as pending
if it had not. So for each group the four columns add up to the total, and what is pending is in next year's total.
"""

from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from gongkai.apps.applications.errors import RuleError
from gongkai.apps.applications.selectors.counts import Period
from gongkai.apps.remedies.models import Remedy
from gongkai.apps.remedies.words import COLUMN, Kind, Result

COLUMNS: Final = ("upheld", "corrected", "other", "pending", "total")


def _concerned(cases: QuerySet[Remedy], period: Period) -> QuerySet[Remedy]:
    return cases.filter(came_on__lte=period.last).filter(Q(decided_on__isnull=True) | Q(decided_on__gte=period.first))


def _pending(period: Period) -> Q:
    return Q(decided_on__isnull=True) | Q(decided_on__gt=period.last)


def table4(cases: QuerySet[Remedy], period: Period) -> dict[str, int]:
    """Return every cell of table 4 by its id, zeros too; one query."""
    cells = {f"t4.{kind}.{column}": 0 for kind in Kind for column in COLUMNS}
    pending = _pending(period)
    groups: Any = (
        _concerned(cases, period)
        .order_by()
        .values("kind", "result")
        .annotate(pending=Count("pk", filter=pending), ended=Count("pk", filter=~pending))
    )
    for group in groups:
        start = f"t4.{group['kind']}"
        cells[f"{start}.pending"] += group["pending"]
        if group["ended"]:
            cells[f"{start}.{COLUMN[Result(group['result'])]}"] += group["ended"]
        cells[f"{start}.total"] += group["pending"] + group["ended"]
    return cells


def cases_of_cell(cases: QuerySet[Remedy], period: Period, cell: str) -> QuerySet[Remedy]:
    """Return the cases behind a cell of table 4. Raises RuleError for a cell that is not there."""
    table, _dot, rest = cell.partition(".")
    kind, _dot, column = rest.partition(".")
    if table != "t4" or kind not in set(Kind) or column not in COLUMNS:
        raise RuleError(f"表四没有“{cell}”这一格。", "请从统计表中点选。")
    found = _concerned(cases, period).filter(kind=kind)
    if column == "total":
        return found
    if column == "pending":
        return found.filter(_pending(period))
    results = [result.value for result, counted in COLUMN.items() if counted == column]
    return found.exclude(_pending(period)).filter(result__in=results)
