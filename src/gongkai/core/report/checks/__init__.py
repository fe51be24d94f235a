"""Checks of annual reports: every rule is a function in a module of this package, found by walking it.

>>> findings = check(report, Context(previous=last_year))
"""

import importlib
import pkgutil
from collections.abc import Sequence
from dataclasses import replace

from gongkai.core.report.checks.base import RULES, Context, Finding, Rule, Settings, Severity, rule
from gongkai.core.report.checks.basis import on_its_basis
from gongkai.core.report.checks.order import in_order
from gongkai.core.report.model import AnnualReport

for _module in pkgutil.walk_packages(__path__, f"{__name__}."):
    importlib.import_module(_module.name)

from gongkai.core.report.checks.neighbours import neighbours  # noqa: E402  (rules first)
from gongkai.core.report.checks.privacy import masked  # noqa: E402

__all__ = ["RULES", "Context", "Finding", "Rule", "Settings", "Severity", "check", "check_many", "rule"]


def check(report: AnnualReport, context: Context | None = None) -> list[Finding]:
    """Return what is wrong, or worth a look, in a report: errors first, then in the order of the form.

    Each cites the letter on the form that was in force for the report's year. No finding shows personal data: what a
    passage or a sentence quotes is masked.
    """
    around = context or Context()
    editions = {form for form in (report.form, report.t3_form) if form} or {"2021"}
    found = [finding for known in RULES.values() if editions & known.editions for finding in known.run(report, around)]
    return [_without_personal_data(on_its_basis(report, finding)) for finding in in_order(report, found)]


def check_many(reports: Sequence[AnnualReport], context: Context | None = None) -> list[list[Finding]]:
    """Check the reports of several bodies for one year together, so that copied prose and foreign names show.

    Returns one list of findings for each report, in their order. Each report is compared with those that share
    most text with it; `context` is what holds for all of them.
    """
    around = context or Context()
    near = neighbours(reports)
    return [
        check(report, replace(around, others=[reports[i] for i in near[place]])) for place, report in enumerate(reports)
    ]


def _without_personal_data(finding: Finding) -> Finding:
    values = {key: masked(value) if isinstance(value, str) else value for key, value in finding.values.items()}
    return replace(finding, passage=masked(finding.passage), problem=masked(finding.problem), values=values)
