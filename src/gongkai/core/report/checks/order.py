"""The order in which findings are shown: errors first, then by their place in the form."""

from collections.abc import Iterable
from typing import Final

from gongkai.core.report.checks.base import Finding, Severity
from gongkai.core.report.checks.doubt import table_of
from gongkai.core.report.model import AnnualReport

_GRAVITY: Final = {severity: place for place, severity in enumerate(Severity)}
_PARTS: Final = {"s1": 1, "s2": 2, "t2": 2, "s3": 3, "t3": 3, "s4": 4, "t4": 4, "s5": 5, "s6": 6}


def in_order(report: AnnualReport, findings: Iterable[Finding]) -> list[Finding]:
    """Return findings sorted by severity, part of the form, cell and rule."""
    cells = {cell: place for place, cell in enumerate(report.expected_cells())}

    def key(finding: Finding) -> tuple[int, int, int, str, str]:
        part = _part(finding)
        first = min((cells[cell] for cell in finding.cells if cell in cells), default=-1)
        return _GRAVITY[finding.severity], part, first, finding.rule, finding.where

    return sorted(findings, key=key)


def _part(finding: Finding) -> int:
    where = finding.where.partition(".")[0]
    if where in _PARTS:
        return _PARTS[where]
    tables = [table_of(cell) for cell in (finding.where, *finding.cells)]
    return next((_PARTS[table] for table in tables if table), 0)
