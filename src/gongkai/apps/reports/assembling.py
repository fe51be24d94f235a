"""A report of `core.report` out of counted cells, changes by hand and texts. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from gongkai.apps.reports.numbers import Number, filled
from gongkai.core.report.form import COMMON, Edition, edition_for_year
from gongkai.core.report.model import AnnualReport, Cell, Passage, Section, TableSeen, Value
from gongkai.core.report.reading.aspects import aspects
from gongkai.core.report.writers.json import plain_text

FIRST_YEAR: Final = 2021  # earlier reports were in a form that nobody writes any more
_FIGURES: Final = "一二三四五"


@dataclass(frozen=True, slots=True)
class Part:
    """A text of the narrative: its key, its name, the section it stands in, and whether the form asks for it."""

    key: str
    label: str
    section: str
    asked: bool = True


PARTS: Final = (
    Part("front", "开头", "", asked=False),
    Part("s1", "一、总体情况（开头的话）", "s1", asked=False),
    *(Part(aspect.id, aspect.label, "s1") for aspect in COMMON.aspects),
    Part("s2", "二、表格前的文字", "s2", asked=False),
    Part("s3", "三、表格前的文字", "s3", asked=False),
    Part("s4", "四、表格前的文字", "s4", asked=False),
    Part("s5", "五、存在的主要问题及改进情况", "s5"),
    Part("s6", "六、其他需要报告的事项", "s6"),
)


@dataclass(frozen=True, slots=True)
class Given:
    """What a report is made of."""

    organ: str
    year: int
    counted: Mapping[str, Value]
    overrides: Mapping[str, Value]
    texts: Mapping[str, str]
    numbers: Mapping[str, Number]

    @property
    def cells(self) -> dict[str, Value]:
        """The figures of the tables: those put in by hand, else those counted."""
        return {**self.counted, **self.overrides}


def report_of(given: Given) -> AnnualReport:
    """Return the report: three tables, six sections, every live number filled in."""
    form = edition_for_year(given.year)
    period = f"{given.year}年1月1日至{given.year}年12月31日"
    sections = {
        section.id: Section(section.id, section.label, _passages(given, section.id)) for section in COMMON.sections
    }
    front = filled(given.texts.get("front", ""), given.numbers) or _front(given, period)
    return AnnualReport(
        form=form.id,
        t3_form=form.id,
        kind="desk",
        encoding="utf-8",
        title=f"{given.organ}{given.year}年政府信息公开工作年度报告",
        organ=given.organ,
        year=given.year,
        period=period,
        cells=_cells(form, given.cells),
        sections=sections,
        aspects=aspects(sections["s1"]),
        front=tuple(_lines(front)),
        tables={table: TableSeen(table, 1, 1) for table in ("t2", "t3", "t4")},
        headings=tuple(sections),
    )


def _cells(form: Edition, values: Mapping[str, Value]) -> dict[str, Cell]:
    return {cell: Cell(values[cell], plain_text(values[cell])) for cell in form.cells}


def _front(given: Given, period: str) -> str:
    return f"根据《中华人民共和国政府信息公开条例》的规定编制本报告。本报告中所列数据的统计期限自{period}。"


def _passages(given: Given, section: str) -> tuple[Passage, ...]:
    number = 0
    found: list[Passage] = []
    for part in PARTS:
        text = filled(given.texts.get(part.key, ""), given.numbers).strip()
        if part.section != section or not text:
            continue
        if part.key.startswith("s1."):
            text, number = f"（{_FIGURES[number]}）{part.label}。{text}", number + 1
        found += _lines(text)
    return tuple(found)


def _lines(text: str) -> Iterator[Passage]:
    return (Passage(line.strip()) for line in text.splitlines() if line.strip())
