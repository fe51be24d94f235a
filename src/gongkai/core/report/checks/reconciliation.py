"""The identities of tables 3 and 4 (勾稽关系) as data, and the figures that enter them.

A blank counts as 0, except a blank total over figures: it was left out, so that nothing is added up with it.
Source: 国办公开办函〔2021〕30号，表三、表四.
"""

from collections.abc import Iterator
from typing import Final

from gongkai.core.report.checks.mend import Balance, Figure
from gongkai.core.report.form import COMMON, Edition
from gongkai.core.report.model import DASHES, AnnualReport

T3_COLUMNS: Final = tuple(column.id for column in COMMON.t3_columns)
TOTAL: Final = "t3.r7_total"


def table3(edition: Edition) -> tuple[Balance, ...]:
    """Return the balances of table 3: seven of the columns' identity, seven of the results' sum, one for each row."""
    leaves = edition.leaf_rows
    taken = tuple(
        Balance("AR-T3-ID", c, (f"t3.new.{c}", f"t3.carried_in.{c}"), (f"{TOTAL}.{c}", f"t3.carried_out.{c}"))
        for c in T3_COLUMNS
    )
    results = tuple(
        Balance("AR-T3-SUM", c, (f"{TOTAL}.{c}",), tuple(f"{row.id}.{c}" for row in leaves)) for c in T3_COLUMNS
    )
    rows = tuple(Balance("AR-T3-ROW", row.id, row.cells[-1:], row.cells[:-1]) for row in edition.table3)
    return (*taken, *results, *rows)


def table4(edition: Edition) -> tuple[Balance, ...]:
    """Return the balances of table 4: one for each group of five cells."""
    return tuple(Balance("AR-T4-SUM", row.id, row.cells[-1:], row.cells[:-1]) for row in edition.table4)


def figures(report: AnnualReport) -> dict[str, Figure]:
    """Return what enters the sums: blanks and dashes as 0; cells not known and totals left out are not there."""
    left_out = set(blank_totals(report))
    counted = ((cell, report.count(cell)) for cell in report.cells if cell not in left_out)
    return {cell: count for cell, count in counted if count is not None}


def blank_totals(report: AnnualReport) -> Iterator[str]:
    """Yield the totals that are blank though what they add up is not nothing, or not known to be nothing."""
    balances = (*table3(report.t3_edition), *table4(report.t3_edition))
    totals: dict[str, list[tuple[str, ...]]] = {}
    for balance in balances:
        if balance.rule != "AR-T3-ID":
            totals.setdefault(balance.left[0], []).append(balance.right)
    for total, parts in totals.items():
        if is_blank(report, total) and any(not _nothing(report, part) for cells in parts for part in cells):
            yield total


def is_blank(report: AnnualReport, cell: str) -> bool:
    """Tell whether a cell was printed without a figure: a blank, a slash, a dash."""
    found = report.cells.get(cell)
    return found is not None and (found.value is None or found.value in DASHES)


def _nothing(report: AnnualReport, cell: str) -> bool:
    return report.count(cell) == 0
