"""What is not in a sum of reports (缺漏), joined to whole tables and rows so that a person can look after it."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from gongkai.core.report.form import COMMON
from gongkai.core.report.model import AnnualReport, short

_TABLES: Final = {"t2": "表二", "t3": "表三", "t4": "表四"}
_WHOLE_ROW: Final = "整行"
_LONG_RUN: Final = 3  # rows in succession that are told as one


class Gap(StrEnum):
    """Why a body's figure is not in a sum."""

    MISSING = "missing"  # not recovered from the file, or not in the body's edition of the form
    BLANK = "blank"  # a printed blank or dash, counted as 0
    LEFT_OUT = "left_out"  # a blank total over figures: it was not filled in, so it is not 0
    WORDS = "words"  # words instead of a figure

    @property
    def label(self) -> str:
        """The Chinese words shown to users."""
        return {
            "missing": "没有读出或没有这一项",
            "blank": "空白，按 0 计",
            "left_out": "总计漏填（各分项有数），不能相加",
            "words": "不是数字，没有计入",
        }[self.value]


class Joined(NamedTuple):
    """One place of the form, a table, a row or some cells of a row, and the bodies whose figures are not in its sums.

    `where` is the id of the table, of the row, or of the first of the cells; `label` is what a person calls the place.
    """

    where: str
    label: str
    kind: Gap
    bodies: tuple[str, ...]


def joined(report: AnnualReport, gaps: Mapping[str, Mapping[Gap, Sequence[str]]]) -> list[Joined]:
    """Return the gaps of a sum, whole tables and whole rows as one, in the order of the form."""
    found: dict[tuple[str, str, Gap], list[str]] = {}
    for (body, kind), cells in _by_body(gaps).items():
        for where, label in _places(report, cells):
            found.setdefault((where, label, kind), []).append(body)
    order = {place: number for number, place in enumerate(_ids(report))}
    kinds = list(Gap)
    keys = sorted(found, key=lambda key: (order[key[0]], kinds.index(key[2]), key[1]))
    return [Joined(*key, bodies=tuple(found[key])) for key in keys]


def shortened(report: AnnualReport, places: Sequence[Joined]) -> list[Joined]:
    """Return gaps with three or more whole rows of a table in succession, of the same bodies, as one for reading."""
    rows = [row for own in _rows(report).values() for row in own]
    found: list[Joined] = []
    taken: set[Joined] = set()
    for place in places:
        if place in taken:
            continue
        run = _run(place, places, rows)
        taken.update(run)
        found.append(_as_one(report, run) if len(run) >= _LONG_RUN else place)
        found += run[1:] if 1 < len(run) < _LONG_RUN else []
    return found


def _run(first: Joined, places: Sequence[Joined], rows: Sequence[str]) -> list[Joined]:
    """Return the whole rows that follow each other from the first one on, with the same gap of the same bodies."""
    alike = {one.where: one for one in places if (one.kind, one.bodies) == (first.kind, first.bodies)}
    run = [first]
    if first.where in rows and first.label.endswith(_WHOLE_ROW):
        for row in rows[rows.index(first.where) + 1 :]:
            follows = alike.get(row)
            if follows is None or row.split(".")[0] != first.where.split(".")[0]:
                break
            run.append(follows)
    return run


def _as_one(report: AnnualReport, run: Sequence[Joined]) -> Joined:
    first, last = run[0], run[-1]
    table = _TABLES["t2" if first.where.startswith("old2") else first.where.partition(".")[0]]
    label = f"{table}{_row_name(report, first.where)}至{_row_name(report, last.where)}共 {len(run)} 行"
    return first._replace(label=label)


def _by_body(gaps: Mapping[str, Mapping[Gap, Sequence[str]]]) -> dict[tuple[str, Gap], set[str]]:
    """Turn bodies by cell into cells by body."""
    found: dict[tuple[str, Gap], set[str]] = {}
    for cell, kinds in gaps.items():
        for kind, bodies in kinds.items():
            for body in bodies:
                found.setdefault((body, kind), set()).add(cell)
    return found


def _rows(report: AnnualReport) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return for each table its rows and their cells, in the order of the form."""
    third = report.t3_edition
    tables = {"t2": report.edition.t2_rows, "t3": third.table3, "t4": third.table4}
    return {table: {row.id: row.cells for row in rows} for table, rows in tables.items()}


def _ids(report: AnnualReport) -> Iterator[str]:
    for table, rows in _rows(report).items():
        yield table
        for row, cells in rows.items():
            yield row
            yield from cells


def _places(report: AnnualReport, cells: set[str]) -> Iterator[tuple[str, str]]:
    """Yield id and name of the places that cells make up: whole tables, whole rows, parts of rows."""
    for table, rows in _rows(report).items():
        if all(cell in cells for own in rows.values() for cell in own):
            yield table, f"{_TABLES[table]}整表"
            continue
        for row, own in rows.items():
            here = [cell for cell in own if cell in cells]
            if not here:
                continue
            name = f"{_TABLES[table]}{_row_name(report, row)}"
            whole = len(here) == len(own)
            yield (
                (row, f"{name}{_WHOLE_ROW}")
                if whole and len(own) > 1
                else (here[0], f"{name}{_columns(report, row, here)}")
            )


def _row_name(report: AnnualReport, row: str) -> str:
    group = next((one for one in COMMON.t4_groups if one.id == row), None)
    if group:
        return f"“{group.parent}{'：' if group.parent else ''}{group.label}”"
    rows = {**report.t3_edition.row_by_id, **report.edition.row_by_id}
    return f"“{short(rows[row].label)}”"


def _columns(report: AnnualReport, row: str, cells: Sequence[str]) -> str:
    """Name the columns of cells of one row: “自然人”“商业企业”."""
    if row.startswith(("t3.", "t4.")):
        columns = COMMON.t3_columns if row.startswith("t3.") else COMMON.t4_columns
        heads = {head.id: head.label for head in columns}
    else:
        block = next(block for block in report.edition.table2 if row in {one.id for one in block.rows})
        heads = dict(zip(block.columns, block.heads, strict=True))
    return "".join(f"“{heads[cell.rpartition('.')[2]]}”" for cell in cells)
