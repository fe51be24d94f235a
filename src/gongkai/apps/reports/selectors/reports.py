"""A report as it stands: its numbers, its whole text, last year's beside it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.urls import reverse

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.reports.assembling import Given, report_of
from gongkai.apps.reports.models import Override, ReportDraft, ReportFile
from gongkai.apps.reports.numbers import Number, numbers
from gongkai.apps.reports.selectors.facts import facts
from gongkai.apps.reports.selectors.figures import counted
from gongkai.apps.reports.states import FROZEN, State
from gongkai.core.report.exchange import from_json
from gongkai.core.report.model import AnnualReport, Value
from gongkai.core.report.writers.json import as_mapping, line


@dataclass(frozen=True, slots=True)
class Known:
    """A report at hand, with the page where it can be looked at, and where it comes from in words."""

    report: AnnualReport
    address: str
    source: str


class Standing:
    """A draft with all that is counted for it, asked for once."""

    def __init__(self, draft: ReportDraft) -> None:
        self.draft, self.body, self.year = draft, draft.public_body, draft.year

    @cached_property
    def counted(self) -> dict[str, Value]:
        """What ledgers and cases give now."""
        return counted(self.body, self.year)

    @cached_property
    def overrides(self) -> dict[str, Override]:
        """The changes by hand that are in force, by their cell."""
        return {row.cell: row for row in self.draft.overrides.filter(dropped_at=None)}

    @cached_property
    def given(self) -> Given:
        """What the report is made of now."""
        changed: dict[str, Value] = {cell: _as_of(cell, row) for cell, row in self.overrides.items()}
        cells = {**self.counted, **changed}
        known = numbers(cells, facts(self.body, self.year))
        return Given(self.body.name, self.year, self.counted, changed, self.draft.texts, known)

    @property
    def numbers(self) -> Mapping[str, Number]:
        """The live numbers."""
        return self.given.numbers

    @cached_property
    def live(self) -> AnnualReport:
        """The report as it would be now."""
        return report_of(self.given)

    @cached_property
    def report(self) -> AnnualReport:
        """The report: as it was sealed, else as it would be now."""
        return sealed_report(self.draft) if self.draft.frozen else self.live

    @cached_property
    def previous(self) -> Known | None:
        """Last year's report."""
        return previous(self.body, self.year)


def _as_of(cell: str, row: Override) -> Value:
    return row.value.normalize() + 0 if cell.startswith("t2.fees") else int(row.value)


def sealed_report(draft: ReportDraft) -> AnnualReport:
    """Return the report as it was sealed."""
    return from_mapping(draft.sealed)


def from_mapping(found: Any) -> AnnualReport:
    """Return a report out of the JSON values in which it is kept."""
    return from_json(json.dumps(found, ensure_ascii=False).encode())


def to_mapping(report: AnnualReport) -> dict[str, Any]:
    """Return a report as the JSON values in which it is kept."""
    return as_mapping(report)


def digest_of(report: AnnualReport) -> str:
    """Return the digest of all that a report says."""
    return sha256(line(report).encode()).hexdigest()


def versions(body: PublicBody, year: int) -> list[ReportDraft]:
    """Return the versions of a body's report for a year, the newest last."""
    return list(ReportDraft.objects.filter(public_body=body, year=year).select_related("public_body", "disclosure"))


def latest(body: PublicBody, year: int) -> ReportDraft | None:
    """Return the newest version."""
    return ReportDraft.objects.filter(public_body=body, year=year).select_related("public_body", "disclosure").last()


def in_force(body: PublicBody, year: int) -> ReportDraft | None:
    """Return the newest sealed version that no other has replaced; what is still being drafted is nobody else's."""
    rows = ReportDraft.objects.filter(public_body=body, year=year, state__in=FROZEN - {State.SUPERSEDED})
    return rows.select_related("public_body", "disclosure").last()


def previous(body: PublicBody, year: int) -> Known | None:
    """Return the report of the year before: the sealed one of this system, else the file that was handed in."""
    own = in_force(body, year - 1)
    if own is not None:
        source = f"本系统{_called(own)}"
        return Known(sealed_report(own), reverse("reports:report", args=[body.slug, year - 1]), source)
    file = file_of(body, body, year - 1)
    return None if file is None else known_file(file)


def _called(draft: ReportDraft) -> str:
    return f"{draft.year}年报告（第{draft.version}版，{State(draft.state).label}）"


def known_file(file: ReportFile) -> Known:
    """Return the report of a file."""
    return Known(from_mapping(file.report), reverse("reports:file", args=[file.pk]), f"存入的文件“{file.name}”")


def file_of(keeper: PublicBody, body: PublicBody, year: int, *, whole: bool = False) -> ReportFile | None:
    """Return the newest file in use that a body keeps of a body's report for a year.

    `whole` asks for the report of a whole district; the figures of the district's own work are another report.
    """
    rows = ReportFile.objects.filter(keeper=keeper, public_body=body, year=year, is_whole=whole, dropped_at=None)
    return rows.last()
