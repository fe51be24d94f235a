"""Two reports side by side: two years of one body, or two bodies in one year, with what differs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from html import escape
from typing import Any, Final

from gongkai.core.report.alignment import aligned, likeness
from gongkai.core.report.form import COMMON
from gongkai.core.report.model import AnnualReport, Value, as_json, cell_label
from gongkai.core.report.naming import file_of, name_of
from gongkai.core.report.writers.layout import UNKNOWN, cell_text, printable
from gongkai.core.report.writers.listing import Listing, to_html, to_xlsx

# Cells that mean the same in both editions though their ids differ: decisions taken in the year.
SAME_MEANING: Final[Mapping[str, str]] = {
    f"old2.{row}.decisions": f"t2.{row}.decisions" for row in ("permits", "penalties", "coercion")
}
_WITH_TABLES: Final = frozenset({"s2", "s3", "s4"})  # sections that hold a table, and seldom prose
NOT_READ: Final = "没有读出"


@dataclass(frozen=True, slots=True)
class CellPair:
    """One cell of the form in both reports.

    `left_cell` and `right_cell` are its ids, which differ between editions; "" where a form does not have the cell.
    """

    label: str
    left_cell: str
    right_cell: str
    left: Value
    right: Value
    left_known: bool
    right_known: bool

    @property
    def differs(self) -> bool:
        """Whether both are known and not the same; a blank is not the same as a zero."""
        return self.left_known and self.right_known and not _same(self.left, self.right)

    @property
    def difference(self) -> int | Decimal | None:
        """Right minus left, where both are numbers."""
        if isinstance(self.left, int | Decimal) and isinstance(self.right, int | Decimal):
            return self.right - self.left
        return None


@dataclass(frozen=True)
class SectionPair:
    """One of the six sections in both reports, and the share of text that they have in common (0 to 1).

    A text is None where the section was not read: its heading is not there, so that nothing can be said of its text.
    """

    id: str
    heading: str
    left: str | None
    right: str | None

    @cached_property
    def likeness(self) -> float | None:
        """The share of text in common; None where a side was not read, or holds its table and no prose."""
        if self.left is None or self.right is None or (self.id in _WITH_TABLES and not (self.left and self.right)):
            return None
        return likeness(self.left, self.right)


@dataclass(frozen=True)
class Comparison:
    """Two reports, cell by cell and section by section."""

    left: AnnualReport
    right: AnnualReport

    @cached_property
    def cells(self) -> tuple[CellPair, ...]:
        """The cells of both forms, in the order of the right one; what only the left one has stands at the end."""
        return tuple(_pairs(self.left, self.right))

    @cached_property
    def sections(self) -> tuple[SectionPair, ...]:
        """The sections that at least one report has."""
        return tuple(_section_pairs(self.left, self.right))

    @property
    def names(self) -> tuple[str, str]:
        """What the two are called: organ and year, or the file where these are not known."""
        left, right = name_of(self.left), name_of(self.right)
        return (
            (left, right) if left != right else (f"{left}（{file_of(self.left)}）", f"{right}（{file_of(self.right)}）")
        )

    @property
    def remarks(self) -> tuple[str, ...]:
        """What has to be known before the figures are compared."""
        return tuple(_remarks(self))


def compare(left: AnnualReport, right: AnnualReport) -> Comparison:
    """Compare two reports; the difference is always right minus left."""
    return Comparison(left, right)


def _same(left: Value, right: Value) -> bool:
    return left == right and (left is None) == (right is None)


def _pairs(left: AnnualReport, right: AnnualReport) -> Iterator[CellPair]:
    partners = _partners(left)
    met: set[str] = set()
    for cell in right.expected_cells():
        other = partners.get(cell, "")
        met.add(other)
        yield _pair(left, right, other, cell)
    for cell in left.expected_cells():
        if cell not in met:
            yield _pair(left, right, cell, "")


def _partners(report: AnnualReport) -> Mapping[str, str]:
    """Return the ids under which the cells of a report may be met in another edition."""
    back = {new: old for old, new in SAME_MEANING.items()}
    found = {cell: cell for cell in report.expected_cells()}
    for cell in report.expected_cells():
        other = SAME_MEANING.get(cell) or back.get(cell)
        if other:
            found[other] = cell
    return found


def _pair(left: AnnualReport, right: AnnualReport, left_cell: str, right_cell: str) -> CellPair:
    owner, cell = (right, right_cell) if right_cell else (left, left_cell)
    edition = owner.edition if cell.startswith(("t2.", "old2.")) else owner.t3_edition
    return CellPair(
        label=cell_label(cell, edition),
        left_cell=left_cell,
        right_cell=right_cell,
        left=left.value(left_cell) if left_cell in left.cells else None,
        right=right.value(right_cell) if right_cell in right.cells else None,
        left_known=left_cell in left.cells,
        right_known=right_cell in right.cells,
    )


def _section_pairs(left: AnnualReport, right: AnnualReport) -> Iterator[SectionPair]:
    for heading in COMMON.sections:
        found = [report.sections.get(heading.id) for report in (left, right)]
        texts = [section.text if section else None for section in found]
        if any(texts):
            yield SectionPair(heading.id, heading.label, *texts)


def _remarks(comparison: Comparison) -> Iterator[str]:
    left, right = comparison.left, comparison.right
    if left.form and right.form and left.form != right.form:
        yield (
            f"两份报告的表二格式不同（{left.edition.name}和{right.edition.name}），只有行政许可、行政处罚、行政强制的"
            "处理决定数量可以直接比较，其余各项分别列出。"
        )
    if left.t3_edition.id != right.t3_edition.id:
        yield "两份报告的表三“（六）其他处理”填法不同：一份只有一行，一份分为三行，分别列出，不作比较。"
    if left.organ != right.organ and left.year != right.year:
        yield "两份报告的机关和年度都不相同，比较结果仅供参考。"
    yield from _unread(comparison)


def _unread(comparison: Comparison) -> Iterator[str]:
    """Say what of either report was not read and therefore not compared."""
    for name, side in zip(comparison.names, ("left", "right"), strict=True):
        lost = [pair.heading for pair in comparison.sections if getattr(pair, side) is None]
        if lost:
            named = "、".join(f"“{heading}”" for heading in lost)
            yield (
                f"{name}没有读出{named}，这部分正文没有比较。标题缺失时，它的文字可能并在前一部分里，请打开原文核对。"
            )
        cells = [pair for pair in comparison.cells if pair.left_cell and pair.right_cell]
        blind = sum(not getattr(pair, f"{side}_known") for pair in cells)
        if blind:
            yield f"{name}的表格有 {blind} 格没有读出，没有比较。"


def to_json(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as JSON values; a cell that a report does not have, or that was not read, is left out."""
    sides = {"left": comparison.left, "right": comparison.right}
    about = {
        name: {"file": report.file, "organ": report.organ or None, "year": report.year, "form": report.form or None}
        for name, report in sides.items()
    }
    return {
        **about,
        "cells": [_cell_json(pair) for pair in comparison.cells],
        "sections": [_section_json(pair) for pair in comparison.sections],
        "remarks": list(comparison.remarks),
    }


def _section_json(pair: SectionPair) -> dict[str, Any]:
    """Return a section as JSON values; a text that was not read, and the likeness then, is null."""
    share = None if pair.likeness is None else round(pair.likeness, 4)
    return {"section": pair.id, "left": pair.left, "right": pair.right, "likeness": share}


def _cell_json(pair: CellPair) -> dict[str, Any]:
    found: dict[str, Any] = {"cell": pair.right_cell or pair.left_cell, "label": pair.label}
    if pair.left_known:
        found["left"] = as_json(pair.left)
    if pair.right_known:
        found["right"] = as_json(pair.right)
    return {**found, "difference": as_json(pair.difference), "differs": pair.differs}


def listings(comparison: Comparison) -> tuple[Listing, Listing]:
    """Return the cells and the sections as tables; rows that differ are marked."""
    left, right = comparison.names
    rows = tuple(_cell_row(comparison, pair) for pair in comparison.cells)
    marked = frozenset(number for number, pair in enumerate(comparison.cells) if pair.differs)
    cells = Listing("数据比较", ("项目", left, right, "相差"), rows, marked)
    prose = tuple(
        (pair.heading, _length(pair.left), _length(pair.right), _share(pair) or "没有比较")
        for pair in comparison.sections
    )
    heads = ("章节", f"{left}字数", f"{right}字数", "相同文字所占比例")
    return cells, Listing("正文比较", heads, prose)


def _length(text: str | None) -> Value:
    return NOT_READ if text is None else len(text)


def _share(pair: SectionPair) -> str:
    return "" if pair.likeness is None else f"{pair.likeness:.0%}"


def _cell_row(comparison: Comparison, pair: CellPair) -> tuple[Value, ...]:
    sides = (
        (comparison.left, pair.left_cell, pair.left),
        (comparison.right, pair.right_cell, pair.right),
    )
    shown = [_shown(report, cell, value) for report, cell, value in sides]
    gap = pair.difference
    return (pair.label, *shown, gap if gap is not None else "不同" if pair.differs else "")


def _shown(report: AnnualReport, cell: str, value: Value) -> Value:
    if not cell:
        return "无此项"
    if cell not in report.cells:
        return UNKNOWN
    return value if isinstance(value, int | Decimal) else cell_text(report, cell) or "空白"


def html(comparison: Comparison) -> bytes:
    """Return a comparison as a page: figures side by side, and the prose with what was taken out and put in."""
    left, right = comparison.names
    lines = [f"左：{left}；右：{right}。相差为右减左；有底色的行，两份报告不同。", *comparison.remarks]
    return to_html(f"{left}与{right}年度报告比较", lines, listings(comparison), _prose_html(comparison))


def _prose_html(comparison: Comparison) -> str:
    left, right = (escape(name) for name in comparison.names)
    parts = [_section_html(comparison, pair) for pair in comparison.sections]
    legend = f"<p><del>删除线</del>是{left}独有的文字，<ins>下划线</ins>是{right}独有的文字。</p>\n"
    return f"<h2>正文对照</h2>\n{legend}{''.join(parts)}" if parts else ""


def _section_html(comparison: Comparison, pair: SectionPair) -> str:
    if pair.left is None or pair.right is None:
        name = comparison.names[0 if pair.left is None else 1]
        return f"<h3>{escape(pair.heading)}</h3>\n<p>{escape(name)}{NOT_READ}这一部分，没有比较。</p>\n"
    if pair.likeness is None:
        return f"<h3>{escape(pair.heading)}</h3>\n<p>一份报告的这一部分只有表格，没有文字，没有比较。</p>\n"
    return f"<h3>{escape(pair.heading)}（相同文字占 {_share(pair)}）</h3>\n{_marked(pair.left, pair.right)}"


def _marked(left: str, right: str) -> str:
    """Return both texts as one, with `del` around what only the left and `ins` around what only the right has."""
    parts: list[str] = []
    for one, other in aligned(printable(left), printable(right)):
        if one == other:
            parts.append(_text(one))
        else:
            parts += [f"<{tag}>{_text(text)}</{tag}>" for tag, text in (("del", one), ("ins", other)) if text]
    return f"<p>{''.join(parts)}</p>\n"


def _text(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


def xlsx(comparison: Comparison) -> bytes:
    """Return a comparison as a workbook."""
    left, right = comparison.names
    return to_xlsx(f"{left}与{right}年度报告比较", listings(comparison))
