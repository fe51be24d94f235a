"""Several reports checked together: which one is last year's of the same body, and which are of other bodies."""

from collections.abc import Sequence
from dataclasses import replace

from gongkai.core.report.checks import Context
from gongkai.core.report.checks.neighbours import neighbours
from gongkai.core.report.model import AnnualReport


def contexts(reports: Sequence[AnnualReport], around: Context | None = None) -> list[Context]:
    """Return for each report, in their order, what its check may look at.

    `previous` is the report of the same body for the year before, where it is among them; `others` are the reports of
    other bodies for the same year that share most text with it. `around` is what holds for all.
    """
    common = around or Context()
    others = _others(reports)
    return [
        replace(common, previous=common.previous or last_year(report, reports), others=others[place])
        for place, report in enumerate(reports)
    ]


def last_year(report: AnnualReport, among: Sequence[AnnualReport]) -> AnnualReport | None:
    """Return the report of the same body for the year before, None where there is none or a name or year is unknown."""
    if not report.organ or report.year is None:
        return None
    return next((one for one in among if one.organ == report.organ and one.year == report.year - 1), None)


def _others(reports: Sequence[AnnualReport]) -> list[list[AnnualReport]]:
    """Return for each report those of the same year that share most text with it.

    The same body and year again is the same report in another form, and no copy.
    """
    found: list[list[AnnualReport]] = [[] for _ in reports]
    for year in {report.year for report in reports}:
        places = [place for place, report in enumerate(reports) if report.year == year]
        near = neighbours([reports[place] for place in places])
        for place, beside in zip(places, near, strict=True):
            own = reports[place].organ
            candidates = [reports[places[other]] for other in beside]
            found[place] = [one for one in candidates if not own or one.organ != own]
    return found
