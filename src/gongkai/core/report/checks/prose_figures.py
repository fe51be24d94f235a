"""The two sides of a check of prose against a table: the figure the table gives, and the sentences that speak of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from gongkai.core.report.checks.base import RULES, Finding
from gongkai.core.report.checks.doubt import doubt
from gongkai.core.report.checks.organ import plain
from gongkai.core.report.form import COMMON
from gongkai.core.report.model import AnnualReport, short
from gongkai.core.report.reading.prose.statement import Statement
from gongkai.core.report.reading.prose.statements import statements
from gongkai.core.report.reading.prose.subjects import Subject

Figure = int | Decimal


@dataclass(frozen=True, slots=True)
class Side:
    """What a table says of something: its figure, other figures it may be taken to say, its cells and its name.

    `formula` shows how the figure came about where it is a sum, "" otherwise.
    """

    value: Figure
    also: frozenset[Figure]
    cells: tuple[str, ...]
    name: str
    formula: str = ""

    def agrees(self, value: Figure) -> bool:
        """Whether a figure of the prose is one that the table can be taken to say."""
        return value == self.value or value in self.also

    @property
    def shown(self) -> str:
        """The figure, with the sum it comes from."""
        return f"{self.formula} = {self.value}" if self.formula else f"{self.value}"


_GOVERNMENT: Final = re.compile(r"(?P<area>[省市县区州旗])(?:人民政府)?$")
_WIDE: Final = re.compile(r"全(?:(?P<area>[省市县区州旗])|系统)|各")
_OFFICE: Final = re.compile(r"办公|本级|政府办")
_LONGEST_PASSAGE: Final = 160  # characters of a sentence that are quoted whole
_WORDS_BEFORE: Final = 16
_WORDS_AFTER: Final = 10
_SECTIONS: Final[Mapping[str, str]] = {section.id: section.label for section in COMMON.sections}


def row_side(report: AnnualReport, row: str) -> Side | None:
    """Return what the column 总计 of a row of table 3 says, the six columns added up where it is blank.

    None where the row was not read, or is blank throughout.
    """
    total = f"{row}.total"
    parts = [f"{row}.{column.id}" for column in COMMON.t3_columns[:-1]]
    counts = [report.count(cell) for cell in parts]
    added = sum(count for count in counts if count is not None) if None not in counts else None
    name = f"表三“{short(report.t3_edition.row_by_id[row].label)}”"
    printed = report.number(total)
    if printed is not None:
        return Side(printed, frozenset() if added in (None, 0) else frozenset({added}), (total,), name)
    if added and all(cell in report.cells for cell in parts):
        shown = [str(count) for count in counts if count]
        return Side(added, frozenset(), tuple(parts), name, "+".join(shown) if len(shown) > 1 else "")
    return None


def sum_side(report: AnnualReport, rows: Sequence[str], name: str) -> Side | None:
    """Return what several rows of table 3 say together; None where one was not read.

    A row that is blank throughout counts as 0 as long as another row has figures.
    """
    sides = {row: row_side(report, row) for row in rows}
    blank = {row for row, side in sides.items() if side is None}
    if any(f"{row}.{column.id}" not in report.cells for row in blank for column in COMMON.t3_columns):
        return None
    known = [side for side in sides.values() if side is not None]
    if not known or any(not isinstance(report.count(f"{row}.total"), int | Decimal) for row in blank):
        return None
    value = sum((side.value for side in known), start=0)
    shown = [str(side.value) for side in known if side.value]
    cells = tuple(cell for side in known for cell in side.cells)
    return Side(value, frozenset(), cells, name, "+".join(shown) if len(shown) > 1 else "")


def group_side(report: AnnualReport, group: str) -> Side | None:
    """Return the rows of a group of table 3 such as （三）不予公开 added up."""
    rows = [row.id for row in report.t3_edition.children(group)]
    if group == "t3.r6" and not rows:
        return row_side(report, "t3.r6_other_2019")
    label = next(head.label for head in COMMON.t3_groups if head.id == group)
    return sum_side(report, rows, f"表三“{label}”各项") if rows else None


def remedy_side(report: AnnualReport, groups: Sequence[str], column: str, name: str) -> Side | None:
    """Return a column of one or more groups of table 4 added up; None where a cell was not read or all are blank."""
    value: Figure = 0
    shown: list[str] = []
    cells: list[str] = []
    for group in groups:
        own = [f"{group}.{head.id}" for head in COMMON.t4_columns]
        cell = f"{group}.{column}"
        if any(report.count(one) is None for one in own):
            return None
        found = report.count(cell)
        if column == "total" and report.number(cell) is None:
            found = sum((report.count(one) or 0) for one in own[:-1])
        value += found or 0
        shown.append(f"{found or 0}")
        cells.append(cell)
    if all(report.value(f"{group}.{head.id}") is None for group in groups for head in COMMON.t4_columns):
        return None
    return Side(value, frozenset(), tuple(cells), name, "+".join(shown) if len(shown) > 1 else "")


def cell_side(report: AnnualReport, cells: Sequence[str], name: str) -> Side | None:
    """Return what single cells say; the first is the figure, the others are readings just as good."""
    numbers = [report.number(cell) for cell in cells]
    known = [number for number in numbers if number is not None]
    return Side(known[0], frozenset(known[1:]), tuple(cells), name) if known else None


def said_of(report: AnnualReport, *subjects: Subject) -> list[Statement]:
    """Return the exact figures of the report year that the prose gives for these subjects, zeros left aside."""
    return [
        statement
        for statement in statements(report)
        if statement.subject in subjects and statement.exact and not statement.none
        if of_this_year(report, statement) and of_this_body(report, statement)
    ]


def of_this_year(report: AnnualReport, statement: Statement) -> bool:
    """Whether a statement speaks of the report year: its sentence names that year or none."""
    return statement.year is None or report.year is None or statement.year == report.year


def of_this_body(report: AnnualReport, statement: Statement) -> bool:
    """Whether a statement speaks of the body that reports, as far as its sentence says whose figure it is.

    全市 is no figure of a bureau, 市政府办公室 none of the government; without a name of the body neither can be told.
    """
    scope = statement.scope
    government = _GOVERNMENT.search(report.organ)
    wide = _WIDE.match(scope)
    if wide:
        return government is not None and wide["area"] in {None, government["area"]}
    if _OFFICE.search(scope):
        return bool(report.organ) and government is None
    return True


def unsettled(said: Sequence[Statement], side: Side) -> list[Statement]:
    """Return the statements that differ from the table, unless one of another scope (全市, 市本级) agrees with it."""
    if len(said) > 1 and side.agrees(sum((one.value for one in said), start=0)):
        return []  # parts that make up the table's figure, each said on its own
    agreeing = {one.scope for one in said if side.agrees(one.value)}
    return [one for one in said if not side.agrees(one.value) and not agreeing - {one.scope}]


def place_of(statement: Statement) -> str:
    """Return where a statement stands, for people."""
    label = _SECTIONS.get(statement.section)
    return f"{f'“{label}”' if label else '开头部分'}第 {statement.passage + 1} 段"


def about(rule: str, statement: Statement, problem: str, remedy: str) -> Finding:
    """Return a finding on a sentence, with severity and source of its rule."""
    known = RULES[rule]
    return Finding(
        rule=rule,
        severity=known.severity,
        where=statement.section,
        place=place_of(statement),
        problem=problem,
        remedy=remedy,
        source=known.source,
        passage=_passage(statement),
    )


def _passage(statement: Statement) -> str:
    """Return the sentence word for word; of a text without full stops only the clauses around the number."""
    sentence = statement.sentence
    if len(sentence) <= _LONGEST_PASSAGE:
        return sentence
    places = [found.start() for found in re.finditer(re.escape(statement.text), sentence)] if statement.text else []
    beside = statement.left[-4:]
    at = next((one for one in places if plain(sentence[:one]).endswith(beside)), places[0] if places else 0)
    start = max(at - _LONGEST_PASSAGE // 2, 0)
    piece = sentence[start : start + _LONGEST_PASSAGE]
    first = re.search(r"[，,；;：:、\n]", piece[: at - start])
    return piece[first.end() :] if first else piece


def against(
    report: AnnualReport, rule: str, statement: Statement, side: Side, *, note: str = "", remedy: str = ""
) -> Finding:
    """Return the finding that a figure of the prose and the table differ, with both figures and the difference."""
    gap = abs(statement.value - side.value)
    unit = statement.unit or "件"
    problem = (
        f"文中“{quoted(statement)}”是 {statement.value} {unit}，{side.name}是 {side.shown} 件，相差 {gap} 件。{note}"
    )
    usual = "请核对台账，把文字和表格改成一致；统计范围或者口径不同的，请在文中写明。"
    return with_cells(report, about(rule, statement, problem, remedy or usual), side.cells)


def with_cells(report: AnnualReport, finding: Finding, cells: Sequence[str]) -> Finding:
    """Return a finding that points at cells of the tables too, with their values and any doubt about their reading."""
    values = {cell: report.value(cell) for cell in cells}
    return replace(finding, cells=tuple(cells), values=values, doubt=doubt(report, cells))


def quoted(statement: Statement) -> str:
    """Return the number with the words beside it, short enough for a sentence."""
    words = statement.left[-_WORDS_BEFORE:]
    cut = "…" if len(statement.left) > _WORDS_BEFORE else ""
    shown = f"{cut}{words}{''.join(statement.text.split())}{statement.right[:_WORDS_AFTER]}"
    return shown.replace("“", "‘").replace("”", "’")
