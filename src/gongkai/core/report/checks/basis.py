"""Which letter on the form (年度报告格式文件) a finding rests on: the one in force for the report's own year.

Rules name the letter in force now; what is found in a report of an earlier year cites the letter of that year.
"""

from dataclasses import replace
from typing import Final

from gongkai.core.report.checks.base import Finding
from gongkai.core.report.form import EDITIONS, Edition, edition, edition_for_year
from gongkai.core.report.model import AnnualReport

_NOW: Final = max(EDITIONS.values(), key=lambda known: known.first_year)
LETTER: Final = _NOW.source
ASPECTS: Final = _NOW.basis["aspects"]
ACCOUNTABILITY: Final = _NOW.basis["accountability"]


def form_in_force(report: AnnualReport) -> Edition:
    """Return the edition that the report had to use: that of its year, of its own tables where no year is known."""
    if report.year is not None:
        return edition_for_year(report.year)
    used = report.form or report.t3_form
    return edition(used) if used else _NOW


def on_its_basis(report: AnnualReport, finding: Finding) -> Finding:
    """Return a finding that cites the letter of the report's year."""
    then = form_in_force(report)
    if then is _NOW:
        return finding
    source = finding.source.replace(ASPECTS, then.basis["aspects"]).replace(
        ACCOUNTABILITY, then.basis["accountability"]
    )
    return replace(finding, source=source.replace(LETTER, then.source))
