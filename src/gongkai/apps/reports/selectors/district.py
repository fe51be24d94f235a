"""A district's reports of a year: who handed in what, what is found in it, and the sum over the bodies."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Q
from django.urls import reverse

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.reports.due import settings_of
from gongkai.apps.reports.models import ReportDraft, ReportFile
from gongkai.apps.reports.overseeing import changes, copies
from gongkai.apps.reports.selectors.findings import Point
from gongkai.apps.reports.selectors.reports import (
    Known,
    file_of,
    from_mapping,
    in_force,
    known_file,
    previous,
    sealed_report,
)
from gongkai.apps.reports.states import Filing
from gongkai.core.report.checks import Context, Finding, Severity, check
from gongkai.core.report.model import AnnualReport, cell_label
from gongkai.core.report.rollup import Rollup, add_up, parent_equals_children

_IN_SUM = frozenset({Filing.ACCEPTED})
_SEEN = frozenset({Filing.SUBMITTED, Filing.ACCEPTED, Filing.RETURNED})


@dataclass(slots=True)
class Line:
    """One body of the district, or one outside the system: its report, if there is one, and what is found in it."""

    name: str
    address: str
    body: PublicBody | None = None
    draft: ReportDraft | None = None
    file: ReportFile | None = None
    report: AnnualReport | None = None
    previous: Known | None = None
    findings: tuple[Finding, ...] = ()
    is_own: bool = False

    @property
    def stands(self) -> str:
        """Where the report is, in words."""
        if self.file is not None:
            return "以文件报送"
        if self.draft is None:
            return "没有封存" if not self.is_own else "本级没有封存"
        return "本级" if self.is_own else Filing(self.draft.filing).label

    @property
    def is_missing(self) -> bool:
        """Whether the district has nothing of it."""
        return self.report is None

    @property
    def errors(self) -> int:
        """How many findings break the form."""
        return sum(one.severity is Severity.ERROR for one in self.findings)

    @property
    def warnings(self) -> int:
        """How many findings ask for a look."""
        return sum(one.severity is Severity.WARNING for one in self.findings)

    @property
    def is_in_sum(self) -> bool:
        """Whether it is added up: accepted, handed in as a file, or the district's own."""
        accepted = self.draft is not None and (self.is_own or self.draft.filing in _IN_SUM)
        return self.report is not None and (self.file is not None or accepted)


class District:
    """The reports below one body for a year, asked for once."""

    def __init__(self, body: PublicBody, year: int) -> None:
        self.body, self.year = body, year

    @cached_property
    def lines(self) -> list[Line]:
        """The district's own report first, then every body below it, then those outside the system."""
        below = PublicBody.objects.filter(path__startswith=self.body.path).exclude(pk=self.body.pk)
        open_then = below.filter(Q(closed_on=None) | Q(closed_on__year__gt=self.year)).order_by("path")
        found = [self._own(), *(self._of_body(one) for one in open_then), *self._outside()]
        return [self._judged(line) for line in found]

    def _own(self) -> Line:
        draft, address = in_force(self.body, self.year), reverse("reports:report", args=[self.body.slug, self.year])
        report = sealed_report(draft) if draft else None
        return Line(f"{self.body.name}（本级）", address, self.body, draft, None, report, is_own=True)

    def _of_body(self, body: PublicBody) -> Line:
        address = reverse("reports:report", args=[body.slug, self.year])
        draft = in_force(body, self.year)
        if draft is not None and draft.filing in _SEEN:
            found = sealed_report(draft)
            return Line(body.name, address, body, draft, None, found, previous(body, self.year))
        file = file_of(self.body, body, self.year)
        if file is not None:
            return self._of_file(file, body)
        return Line(body.name, address, body, draft)

    def _outside(self) -> Iterator[Line]:
        rows = ReportFile.objects.filter(keeper=self.body, public_body=None, year=self.year, dropped_at=None)
        return (self._of_file(row, None) for row in rows)

    def _of_file(self, file: ReportFile, body: PublicBody | None) -> Line:
        before = ReportFile.objects.filter(
            keeper=self.body, public_body=body, organ=file.organ, year=self.year - 1, dropped_at=None
        ).last()
        last = known_file(before) if before else previous(body, self.year) if body else None
        address = reverse("reports:file", args=[file.pk])
        return Line(file.organ, address, body, None, file, from_mapping(file.report), last)

    def _judged(self, line: Line) -> Line:
        if line.report is None:
            return line
        context = Context(
            previous=line.previous.report if line.previous else None, settings=settings_of(self.body, self.year)
        )
        found = [one for one in check(line.report, context) if one.severity is not Severity.INFO]
        return replace(line, findings=tuple(found))

    @cached_property
    def rollup(self) -> Rollup | None:
        """The sum over the district's own report, those accepted, and those handed in as files; None for no report."""
        return self._sum([line for line in self.lines if line.is_in_sum])

    @cached_property
    def below(self) -> Rollup | None:
        """The sum without the district's own report."""
        return self._sum([line for line in self.lines if line.is_in_sum and not line.is_own])

    def _sum(self, lines: list[Line]) -> Rollup | None:
        found = [line.report for line in lines if line.report is not None]
        return add_up(found, organ=self.body.name, year=self.year) if found else None

    @cached_property
    def parent(self) -> Known | None:
        """The published report of the whole district, handed in as a file."""
        file = file_of(self.body, self.body, self.year, whole=True)
        return None if file is None else known_file(file)

    @cached_property
    def points(self) -> list[Point]:
        """What is found between reports; what is found within one stands on its line."""
        return [*self._parent(), *self._carried(), *self._changes(), *self._copies()]

    def _parent(self) -> Iterator[Point]:
        if self.parent is None or self.rollup is None:
            return
        for gap in parent_equals_children(self.parent.report, self.rollup):
            sides = ((f"{self.body.name}的报告", self.parent.address), ("各机关的数据", self._cell(gap.cell)))
            yield Point(
                Severity.ERROR, gap.label, f"全区报告是 {gap.parent}，各机关合计是 {gap.children}。",
                "请核对有没有机关没有计入或者重复计入，再改正全区报告或者退回机关。", links=sides,
            )  # fmt: skip

    def _carried(self) -> Iterator[Point]:
        for line in self.lines:
            for found in line.findings:
                if found.rule == "AR-X-CARRY" and line.previous is not None:
                    sides = ((line.name, line.address), (f"{self.year - 1}年报告", line.previous.address))
                    yield Point(found.severity, line.name, found.problem, found.remedy, found.source, sides)

    def _changes(self) -> Iterator[Point]:
        for line in self.lines:
            if line.report is None or line.previous is None:
                continue
            for change in changes(line.report, line.previous.report):
                sides = ((line.name, line.address), (f"{self.year - 1}年报告", line.previous.address))
                yield Point(
                    Severity.WARNING, line.name,
                    f"{change.label}：{self.year - 1}年是 {change.before}，{self.year}年是 {change.now}。",
                    "请机关核对有没有漏报、错报或者单位填错；确实如此的，写明原因。", links=sides,
                )  # fmt: skip

    def _copies(self) -> Iterator[Point]:
        lines = [line for line in self.lines if line.report is not None]
        for copy in copies([line.report for line in lines if line.report is not None]):
            left, right = lines[copy.left], lines[copy.right]
            yield Point(
                Severity.WARNING, copy.section,
                f"{left.name}与{right.name}的这一部分有 {copy.share:.0%} 的文字相同：“{copy.passage[:60]}”。",
                "请退回照抄的机关，按本机关的实际情况重写。",
                links=((left.name, left.address), (right.name, right.address)),
            )  # fmt: skip

    def _cell(self, cell: str) -> str:
        return reverse("reports:district-cell", args=[self.body.slug, self.year, cell])

    def by_body(self, cell: str) -> list[tuple[Line, object]]:
        """Return the figure of each body in a cell; None where its report has none."""
        return [(line, line.report.cells[cell].value if cell in line.report.cells else None)
                for line in self.lines if line.is_in_sum and line.report is not None]  # fmt: skip

    def layers(self) -> list[tuple[str, str, object, object, object]]:
        """Return each cell of the sum with its label and three layers: the district's own, those below, together."""
        if self.rollup is None:
            return []
        own, total = self.lines[0].report, self.rollup.report
        below = self.below.report if self.below else None
        return [
            (cell, cell_label(cell, total.edition), _value(own, cell), _value(below, cell), total.cells[cell].value)
            for cell in total.expected_cells()
            if cell in total.cells
        ]


def _value(report: AnnualReport | None, cell: str) -> object:
    found = report.cells.get(cell) if report else None
    return found.value if found else None
