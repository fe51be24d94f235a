"""An annual report as read, written and checked.

Values keep apart what a form keeps apart: `0` a printed zero, `None` a printed blank, text such as “/” or “未增未减” as
printed. A cell that could not be recovered is not there at all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, Literal

from gongkai.core.report.document import NOWHERE, Place
from gongkai.core.report.form import COMMON, Edition, edition

Value = int | Decimal | str | None
State = Literal["read", "repaired", "ambiguous"]
NoteKind = Literal["repaired", "ambiguous", "unreadable", "lossy", "layout", "wording"]

# What a note of the whole report says where its file ends in a table.
CUT_IN_TABLE: Final = "文件在表格中间就结束了，后面的内容可能没有保存下来。"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the form as printed (`printed`), its value, how sure the reading is, and where it stood."""

    value: Value
    printed: str = ""
    place: Place = NOWHERE
    state: State = "read"


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader should know of one cell, row or part: repaired, ambiguous, unreadable; `text` is the evidence.

    `cell` is a cell id, a row id (`t3.r7_total`), a table ("t2", "t3", "t4") or "" for the whole report.
    """

    cell: str
    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a section, with its place."""

    text: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six sections (s1 … s6): its heading as printed ("" where it was lost) and its paragraphs."""

    id: str
    heading: str
    passages: tuple[Passage, ...] = ()
    place: Place = NOWHERE

    @property
    def text(self) -> str:
        """The paragraphs joined by newlines, without the heading."""
        return "\n".join(passage.text for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Aspect:
    """One of the five aspects of section 1 (主动公开, 依申请公开, …): heading as printed and text below it."""

    id: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class TableSeen:
    """How often the heads of table 2, 3 or 4 were met, and whether figures were found below them."""

    id: str  # "t2", "t3", "t4"
    times: int = 0
    figures: int = 0


@dataclass
class AnnualReport:
    """One report (年度报告) of one public body for one year.

    `form` is the generation of table 2 ("2019", "2021"); `t3_form` that of table 3, which differs in mixtures.
    `cells` maps cell ids to cells, in no particular order. `front` holds what stands before section 1.
    """

    form: str = ""
    t3_form: str = ""
    file: str = ""
    kind: str = ""
    encoding: str = ""
    title: str = ""
    organ: str = ""
    year: int | None = None
    period: str = ""  # statistical period (统计期限) as printed
    published_on: str = ""  # ISO date, "" where the report does not say
    cells: dict[str, Cell] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)
    aspects: dict[str, Aspect] = field(default_factory=dict)
    front: tuple[Passage, ...] = ()
    tables: dict[str, TableSeen] = field(default_factory=dict)
    headings: tuple[str, ...] = ()  # section ids in the order in which their headings were met, doubles included
    notes: list[Note] = field(default_factory=list)

    @property
    def edition(self) -> Edition:
        """The edition of table 2; the 2021 edition where the report holds no table 2."""
        return edition(self.form or "2021")

    @property
    def t3_edition(self) -> Edition:
        """The edition of table 3."""
        return edition(self.t3_form or self.form or "2021")

    def value(self, cell: str) -> Value:
        """Return the value of a cell; KeyError where it was not recovered."""
        return self.cells[cell].value

    def number(self, cell: str) -> int | Decimal | None:
        """Return the cell as a number; a blank or a slash has none, nor has a cell that was not recovered."""
        found = self.cells.get(cell)
        return found.value if found is not None and isinstance(found.value, int | Decimal) else None

    def count(self, cell: str) -> int | Decimal | None:
        """Return the number that enters a sum: blanks and dashes count as 0; None where the cell is unknown."""
        found = self.cells.get(cell)
        if found is None:
            return None
        if found.value is None or found.value in DASHES:
            return 0
        return found.value if isinstance(found.value, int | Decimal) else None

    def expected_cells(self) -> tuple[str, ...]:
        """All cell ids of the forms this report uses, in order."""
        t2 = tuple(cell for row in self.edition.t2_rows for cell in row.cells)
        rest = tuple(cell for row in (*self.t3_edition.table3, *self.t3_edition.table4) for cell in row.cells)
        return (*t2, *rest)

    def ordered_cells(self) -> Iterator[tuple[str, Cell]]:
        """Yield the cells that are there in the order of the form."""
        for cell in self.expected_cells():
            if cell in self.cells:
                yield cell, self.cells[cell]


# Marks that stand for "nothing" in a cell of figures.
DASHES = frozenset({"/", "／", "-", "—", "——", "－", "–", "無", "无", "\\"})


def cell_label(cell: str, report_edition: Edition) -> str:
    """Return how a person calls a cell, such as “表三‘（一）予以公开’行‘自然人’列”."""
    row_id, _, column = cell.rpartition(".")
    row = report_edition.row_by_id.get(row_id)
    if row is None:
        return cell
    if row_id.startswith("t3."):
        head = next(item.label for item in COMMON.t3_columns if item.id == column)
        return f"表三“{short(row.label)}”行“{head}”列"
    if row_id.startswith("t4."):
        head = next(item.label for item in COMMON.t4_columns if item.id == column)
        group = next(item for item in COMMON.t4_groups if item.id == row_id)
        return f"表四“{group.parent}{'：' if group.parent else ''}{group.label}”“{head}”"
    block = next(block for block in report_edition.table2 if row in block.rows)
    head = block.heads[block.columns.index(column)]
    return f"表二“{row.label}”“{head}”"


def short(label: str) -> str:
    """Return a row label without its bracketed explanation and numbers' dots kept, at most 24 characters."""
    head = label.partition("（区分处理")[0]
    return head if len(head) <= 24 else head[:23] + "…"


def as_json(value: Value) -> int | str | None:
    """Return a value as it stands in JSON: decimals as strings, blanks as null."""
    return format(value, "f") if isinstance(value, Decimal) else value


def plain_cells(report: AnnualReport) -> Mapping[str, Any]:
    """Return cell id to JSON value, in the order of the form."""
    return {cell: as_json(found.value) for cell, found in report.ordered_cells()}
