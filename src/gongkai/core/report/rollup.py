"""Addition over bodies (汇总): cell by cell, with a list of whose figures are missing, blank, or do not add up.

A government-level report holds the sum of the figures of all bodies that report to it (国办公开办函〔2021〕30号, 一).
A figure that is not known is never taken for 0 in silence: the cell says whose figure is not in it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final

from gongkai.core.report.checks.reconciliation import blank_totals, figures, table3, table4
from gongkai.core.report.compare import SAME_MEANING
from gongkai.core.report.gaps import Gap, Joined, joined, shortened
from gongkai.core.report.model import DASHES, AnnualReport, Cell, Note, TableSeen, Value, as_json, cell_label
from gongkai.core.report.naming import Named, named, told_apart
from gongkai.core.report.writers.balance_words import sentence
from gongkai.core.report.writers.json import plain_text
from gongkai.core.report.writers.listing import Listing

# （六）其他处理 was one row in 2019 and is three since 2021. The results still add up when it goes to “3.其他”.
_OTHER: Final = {
    f"t3.r6_other_2019.{column}": f"t3.r6_3_other.{column}"
    for column in ("natural", "enterprise", "research", "welfare", "legal", "other_org", "total")
}
_OLD: Final = ("old2.", "t3.r6_other_2019.")  # cells that only the edition of 2019 has
_NAMED: Final = 20  # bodies named in a note
_TO_2021: Final[Mapping[str, str]] = {**SAME_MEANING, **_OTHER}


@dataclass(frozen=True, slots=True)
class Imbalance:
    """A balance (勾稽关系) that does not hold in the report of one body."""

    body: str
    rule: str
    where: str
    sentence: str
    gap: int | Decimal


@dataclass
class Rollup:
    """The sum of several reports.

    `report` is the sum in the shape of a report, so that every writer can write it. `gaps` has for each cell of the
    form and each kind of gap the bodies concerned; `unreadable` the files that gave no report, with the reason.
    """

    report: AnnualReport
    bodies: list[str] = field(default_factory=list)
    gaps: dict[str, dict[Gap, list[str]]] = field(default_factory=dict)
    failing: list[Imbalance] = field(default_factory=list)
    unreadable: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell in which a parent's report is not the sum of its children's."""

    cell: str
    label: str
    parent: Value
    children: Value


def add_up(
    reports: Iterable[AnnualReport],
    *,
    unreadable: Iterable[tuple[str, str]] = (),
    organ: str = "",
    year: int | None = None,
) -> Rollup:
    """Add the reports of several bodies cell by cell.

    `unreadable` are files that gave no report, each with its reason; they stand in the result. `organ` and `year`
    name the sum; without `year`, the year of the reports is taken where they agree. The sum is in the 2021 edition
    as soon as one report is. Raises ValueError where there is no report at all.
    """
    adding = _Adding()
    for report in reports:
        adding.add(report)
    return adding.result(organ, year, list(unreadable))


class _Adding:
    """A sum in the making; it keeps figures and names, not the reports, so that thousands can be added."""

    def __init__(self) -> None:
        self._sums: dict[str, int | Decimal] = {}
        self._gaps: dict[str, dict[Gap, list[Named]]] = {}
        self._bodies: list[Named] = []
        self._forms: dict[tuple[str, str], list[Named]] = {}
        self._years: Counter[int | None] = Counter()
        self._old = Counter[str]()  # reports whose table 2 or 3 was read and is of the 2019 edition
        self._failing: list[tuple[Named, Imbalance]] = []

    def add(self, report: AnnualReport) -> None:
        name = named(report)
        self._bodies.append(name)
        self._forms.setdefault((report.edition.id, report.t3_edition.id), []).append(name)
        self._years[report.year] += 1
        self._old.update({head for head in _OLD for cell in report.cells if cell.startswith(head)})
        left_out = set(blank_totals(report))
        for cell in report.expected_cells():
            if cell in left_out:
                self._gap(cell, Gap.LEFT_OUT, name)
            else:
                self._cell(report, cell, name)
        self._failing.extend((name, found) for found in _imbalances(report, name.name))

    def _cell(self, report: AnnualReport, cell: str, name: Named) -> None:
        found = report.cells.get(cell)
        if found is None:
            self._gap(cell, Gap.MISSING, name)
        elif found.value is None or found.value in DASHES:
            self._gap(cell, Gap.BLANK, name)
        elif isinstance(found.value, str):
            self._gap(cell, Gap.WORDS, name)
        else:
            self._sums[cell] = self._sums.get(cell, 0) + found.value

    def _gap(self, cell: str, kind: Gap, name: Named) -> None:
        self._gaps.setdefault(cell, {}).setdefault(kind, []).append(name)

    def result(self, organ: str, year: int | None, unreadable: list[tuple[str, str]]) -> Rollup:
        if not self._bodies:
            raise ValueError("nothing to add up")
        form = max(pair[0] for pair in self._forms)
        t3_form = max(pair[1] for pair in self._forms)
        remarks = [*self._remarks(form, t3_form), *(f"{file} 没有计入：{reason}" for file, reason in unreadable)]
        self._note_other_editions(form, t3_form)
        self._translate(form, t3_form)
        report = self._report(organ, year or self._year(), form, t3_form)
        called = told_apart(self._bodies)
        gaps = {
            cell: {kind: [called[name] for name in names] for kind, names in self._gaps[cell].items()}
            for cell in report.expected_cells()
            if cell in self._gaps
        }
        report.notes = [Note("", "layout", text) for text in remarks]
        report.notes += [Note(place.where, "lossy", _gap_sentence(place)) for place in joined(report, gaps)]
        failing = [replace(found, body=called[name]) for name, found in self._failing]
        return Rollup(report, [called[name] for name in self._bodies], gaps, failing, unreadable, remarks)

    def _year(self) -> int | None:
        return next(iter(self._years)) if len(self._years) == 1 else None

    def _note_other_editions(self, form: str, t3_form: str) -> None:
        """Note the bodies whose edition of the form does not have a cell of the sum."""
        wanted = _cells_of(form, t3_form)
        for forms, names in self._forms.items():
            given = _cells_of(*forms)
            for cell in wanted.keys() - given.keys() - {_TO_2021.get(cell, "") for cell in given}:
                self._gaps.setdefault(cell, {}).setdefault(Gap.MISSING, []).extend(names)

    def _translate(self, form: str, t3_form: str) -> None:
        """Bring figures of the 2019 edition to their cells of the 2021 edition, where the sum is in that."""
        wanted = _cells_of(form, t3_form)
        for old, new in _TO_2021.items():
            if new in wanted and old not in wanted:
                if old in self._sums:
                    self._sums[new] = self._sums.get(new, 0) + self._sums.pop(old)
                for kind, names in self._gaps.pop(old, {}).items():
                    self._gaps.setdefault(new, {}).setdefault(kind, []).extend(names)

    def _report(self, organ: str, year: int | None, form: str, t3_form: str) -> AnnualReport:
        report = AnnualReport(form=form, t3_form=t3_form, organ=organ, year=year, kind="sum")
        when = f"{year}年" if year else ""
        report.title = f"{organ}{when}政府信息公开工作年度报告数据汇总"
        for cell in report.expected_cells():
            found = self._summed(cell)
            if found is not None:
                report.cells[cell] = found
        report.tables = {name: TableSeen(name, 1, 1) for name in ("t2", "t3", "t4")}
        return report

    def _summed(self, cell: str) -> Cell | None:
        """Return the sum of a cell; a blank where every body left it blank.

        Nothing where nobody has it, and where a body left out a total: what is known of such a sum is no total.
        """
        gaps = self._gaps.get(cell, {})
        if Gap.LEFT_OUT in gaps:
            return None
        uncertain = Gap.MISSING in gaps or Gap.WORDS in gaps
        if cell in self._sums:
            total = self._sums[cell]
            return Cell(total, plain_text(total), state="ambiguous" if uncertain else "read")
        return Cell(None) if Gap.BLANK in gaps and not uncertain else None

    def _remarks(self, form: str, t3_form: str) -> Iterator[str]:
        yield f"共汇总 {len(self._bodies)} 份报告。"
        yield from self._remarks_on_forms(form, t3_form)
        if len(self._years) > 1:
            listed = "、".join(
                f"{year}年 {count} 份" if year else f"年度不明 {count} 份" for year, count in self._years.items()
            )
            yield f"这些报告不是同一年度的：{listed}。"
        times = Counter(body.name for body in self._bodies)
        called = told_apart(self._bodies)
        twice = list(dict.fromkeys(called[body] for body in self._bodies if times[body.name] > 1))
        if twice:
            yield f"同一机关同一年度的报告出现了不止一次，可能重复计算：{'、'.join(twice)}。"

    def _remarks_on_forms(self, form: str, t3_form: str) -> Iterator[str]:
        old2, old3 = (self._old[head] for head in _OLD)
        if old2 and form != "2019":
            yield (
                f"有 {old2} 份报告的表二用的是2019年格式：行政许可、行政处罚、行政强制的处理决定数量已计入，"
                "其余各项与现行格式不是同一指标，没有计入。"
            )
        if old3 and t3_form != "2019":
            yield f"有 {old3} 份报告的表三用的是2019年格式：“（六）其他处理”只有一行，已计入“3.其他”。"


def _cells_of(form: str, t3_form: str) -> dict[str, None]:
    """Return the cells of two editions as an ordered set."""
    return dict.fromkeys(AnnualReport(form=form, t3_form=t3_form).expected_cells())


def _imbalances(report: AnnualReport, name: str) -> Iterator[Imbalance]:
    known = figures(report)
    for balance in (*table3(report.t3_edition), *table4(report.t3_edition)):
        gap = balance.difference(known)
        if gap:
            yield Imbalance(name, balance.rule, balance.where, sentence(report.t3_edition, balance), gap)


def _gap_sentence(place: Joined) -> str:
    more = "等" if len(place.bodies) > _NAMED else ""
    return f"{place.label}，{place.kind.label}：{'、'.join(place.bodies[:_NAMED])}{more}。"


def _label(report: AnnualReport, cell: str) -> str:
    return cell_label(cell, report.t3_edition if cell.startswith(("t3.", "t4.")) else report.edition)


def parent_equals_children(parent: AnnualReport, children: Rollup) -> list[Difference]:
    """Return the cells in which the parent's report is not the sum of its children's; blanks count as 0.

    A cell that one side does not have is not judged. The parent's own work must be among the children.
    """
    found: list[Difference] = []
    for cell in parent.expected_cells():
        ours, theirs = parent.count(cell), children.report.count(cell)
        if ours is not None and theirs is not None and ours != theirs:
            found.append(Difference(cell, _label(parent, cell), parent.value(cell), children.report.value(cell)))
    return found


def to_json(rollup: Rollup, differences: Sequence[Difference] | None = None) -> dict[str, Any]:
    """Return a sum as JSON values: the cells, and whose figures are not in them; `parent` where one was compared."""
    report = rollup.report
    found: dict[str, Any] = {
        "organ": report.organ or None,
        "year": report.year,
        "form": report.form,
        "t3_form": report.t3_form,
        "bodies": rollup.bodies,
        "cells": {cell: as_json(item.value) for cell, item in report.ordered_cells()},
        "gaps": {cell: {kind.value: names for kind, names in kinds.items()} for cell, kinds in rollup.gaps.items()},
        "failing": [
            {"body": item.body, "rule": item.rule, "where": item.where, "difference": as_json(item.gap)}
            for item in rollup.failing
        ],
        "unreadable": [{"file": file, "reason": reason} for file, reason in rollup.unreadable],
        "remarks": rollup.remarks,
    }
    if differences is not None:
        found["parent"] = [
            {"cell": item.cell, "label": item.label, "parent": as_json(item.parent), "children": as_json(item.children)}
            for item in differences
        ]
    return found


def listings(rollup: Rollup, differences: Sequence[Difference] = ()) -> tuple[Listing, ...]:
    """Return what has to be looked after, as tables: gaps, balances that fail, files not read, the parent's cells."""
    report = rollup.report
    gaps = tuple(
        (place.label, place.kind.label, len(place.bodies), "、".join(place.bodies))
        for place in shortened(report, joined(report, rollup.gaps))
    )
    failing = tuple((item.body, item.sentence, item.gap) for item in rollup.failing)
    parent = tuple((item.label, item.parent, item.children, _minus(item)) for item in differences)
    return (
        Listing("缺漏", ("项目", "情况", "份数", "机关"), gaps),
        Listing("勾稽不符", ("机关", "关系", "相差"), failing),
        Listing("未能读取", ("文件", "原因"), tuple(rollup.unreadable)),
        Listing("与上级报告不符", ("项目", "上级报告", "下级合计", "相差"), parent),
    )


def _minus(item: Difference) -> int | Decimal | str:
    if isinstance(item.parent, int | Decimal) and isinstance(item.children, int | Decimal):
        return item.parent - item.children
    return ""
