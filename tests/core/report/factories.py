"""Reports made by hand: `report()` is valid and all zero, and each argument changes what the case speaks of.

>>> report(year=2023, cells={"t3.new.total": 3}, s1="……")
>>> report(cells=table3(natural={"new": 5, "carried_in": 1, "r1_granted": 4}))
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from gongkai.core.report.form import COMMON, Edition, edition
from gongkai.core.report.model import AnnualReport, Cell, Note, Passage, Section, TableSeen, Value
from gongkai.core.report.reading.aspects import aspects

ORGAN = "云川市样例区清河街道办事处"
SECTION_1 = """（一）主动公开。通过区政府网站公开各类政府信息12条。
（二）依申请公开。按照规定做好政府信息公开申请的登记、审核、办理和答复工作。
（三）政府信息管理。落实信息发布审核制度，及时清理过期内容。
（四）政府信息公开平台建设。维护政务公开专栏，完善栏目设置。
（五）监督保障。明确专人负责，将政务公开纳入年度考核，没有发生责任追究。"""
SECTION_5 = """存在的主要问题：公开内容还不够细，更新还不够及时。
改进情况：已经梳理公开事项，完善公开目录，组织业务培训。"""
SECTION_6 = "按照《政府信息公开信息处理费管理办法》，本年度发出收费通知0件，总金额0元，实际收取0元。"


def report(  # every argument has a default that makes a valid report
    *,
    year: int = 2023,
    organ: str = ORGAN,
    form: str = "2021",
    t3_form: str = "",
    cells: Mapping[str, Value | Cell] | None = None,
    without: Sequence[str] = (),
    title: str | None = None,
    period: str | None = None,
    published_on: str | None = None,
    front: str | None = None,
    s1: str = SECTION_1,
    s2: str = "",
    s3: str = "",
    s4: str = "",
    s5: str = SECTION_5,
    s6: str = SECTION_6,
    notes: Sequence[Note] = (),
    headings: Sequence[str] = ("s1", "s2", "s3", "s4", "s5", "s6"),
    file: str = "report.html",
) -> AnnualReport:
    """Return a report that breaks no rule unless an argument makes it.

    `cells` replaces values (or whole cells, with state and place) of the all-zero form; `without` names cells, rows or
    tables that were not recovered; a line of a section is a passage; `title`, `period` and `front` follow from the
    year and the organ unless given.
    """
    table2, rest = edition(form), edition(t3_form or form)
    prose = {"s1": s1, "s2": s2, "s3": s3, "s4": s4, "s5": s5, "s6": s6}
    sections = {head: section(head, prose[head]) for head in dict.fromkeys(headings)}
    period = f"{year}年1月1日至{year}年12月31日" if period is None else period
    front = f"现将{organ}{year}年政府信息公开工作年度报告公布如下。统计期限自{period}。" if front is None else front
    return AnnualReport(
        form=form,
        t3_form=t3_form or form,
        file=file,
        kind="html",
        encoding="utf-8",
        title=f"{organ}{year}年政府信息公开工作年度报告" if title is None else title,
        organ=organ,
        year=year,
        period=period,
        published_on=f"{year + 1}-01-18" if published_on is None else published_on,
        cells=_cells(table2, rest, cells or {}, without),
        sections=sections,
        aspects=aspects(sections["s1"]) if "s1" in sections else {},
        front=tuple(Passage(line) for line in front.splitlines() if line.strip()),
        tables={table: TableSeen(table, times=1, figures=1) for table in ("t2", "t3", "t4") if table not in without},
        headings=tuple(headings),
        notes=list(notes),
    )


def section(section_id: str, text: str) -> Section:
    """Return a section with the official heading; each line is a passage."""
    heading = next(head.label for head in COMMON.sections if head.id == section_id)
    return Section(section_id, heading, tuple(Passage(line) for line in text.splitlines() if line.strip()))


def table3(form: str = "2021", **columns: Mapping[str, int]) -> dict[str, Value]:
    """Return the cells of table 3 with all sums right: `table3(natural={"new": 5, "r1_granted": 4, "carried_out": 1})`.

    Row ids are given without `t3.`; （七）总计 and the column 总计 are added up here, the rest is 0.
    """
    form_edition = edition(form)
    leaves = {row.id for row in form_edition.leaf_rows}
    found: dict[str, Value] = {cell: 0 for row in form_edition.table3 for cell in row.cells}
    for column, rows in columns.items():
        for name, value in rows.items():
            found[f"t3.{name}.{column}"] = value
        found[f"t3.r7_total.{column}"] = sum(v for name, v in rows.items() if f"t3.{name}" in leaves)
    for row in form_edition.table3:
        found[f"{row.id}.total"] = sum(int(str(found[cell])) for cell in row.cells[:-1])
    return found


def table4(**groups: Mapping[str, int]) -> dict[str, Value]:
    """Return the cells of table 4 with all sums right: `table4(review={"upheld": 2, "pending": 1})`."""
    found: dict[str, Value] = {cell: 0 for row in edition("2021").table4 for cell in row.cells}
    for group, values in groups.items():
        found |= {f"t4.{group}.{column}": value for column, value in values.items()}
        found[f"t4.{group}.total"] = sum(values.values())
    return found


def _cells(
    table2: Edition, rest: Edition, changes: Mapping[str, Value | Cell], without: Sequence[str]
) -> dict[str, Cell]:
    blank = [cell for row in (*table2.t2_rows, *rest.table3, *rest.table4) for cell in row.cells]
    unknown = set(changes) - set(blank)
    if unknown:
        raise KeyError(sorted(unknown))
    made = {cell: _cell(changes.get(cell, 0)) for cell in blank}
    return {cell: made[cell] for cell in made if not any(cell == w or cell.startswith(f"{w}.") for w in without)}


def _cell(value: Value | Cell) -> Cell:
    if isinstance(value, Cell):
        return value
    printed = "" if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)
    return Cell(value, printed)
