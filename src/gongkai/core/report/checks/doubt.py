"""Whether a finding may come from the reading instead of the report, and where to look in the original."""

from collections.abc import Iterable, Iterator
from typing import Final

from gongkai.core.report.document import Place
from gongkai.core.report.form import COMMON
from gongkai.core.report.model import AnnualReport, Note, cell_label, short

_NAMED: Final = 3  # cells named in one sentence; more would not be read
_DOUBTFUL_KINDS: Final = frozenset({"repaired", "ambiguous", "unreadable", "lossy"})
_TABLES: Final = {"t2": "表二", "t3": "表三", "t4": "表四"}


def doubt(report: AnnualReport, cells: Iterable[str]) -> str:
    """Return a sentence on why the reading of these cells may be at fault, or "" where it gives no cause for doubt."""
    concerned = list(cells)
    unsure = [cell for cell in concerned if cell in report.cells and report.cells[cell].state != "read"]
    notes = list(notes_for(report, concerned))
    if not unsure and not notes:
        return ""
    named = unsure or [cell for cell in concerned if any(_covers(note, cell) for note in notes)]
    texts = list(dict.fromkeys(note.text.rstrip("。") for note in notes if note.text))[:_NAMED]
    evidence = f"（{'；'.join(texts)}）" if texts else ""
    return f"也可能是读取有误：{places(report, named)}不是照原样读出的{evidence}，请先与原文核对。"


def notes_for(report: AnnualReport, cells: Iterable[str]) -> Iterator[Note]:
    """Yield the notes that throw doubt on any of these cells, on their rows or their tables."""
    concerned = list(cells)
    for note in report.notes:
        if note.kind in _DOUBTFUL_KINDS and any(_covers(note, cell) for cell in concerned):
            yield note


def places(report: AnnualReport, cells: Iterable[str]) -> str:
    """Name cells and where they stand in the original, at most three of them."""
    concerned = list(dict.fromkeys(cells))
    named = "、".join(_named(report, cell) for cell in concerned[:_NAMED])
    return f"{named}等 {len(concerned)} 处" if len(concerned) > _NAMED else named


def label(report: AnnualReport, cell: str) -> str:
    """Return how a person calls a cell of this report."""
    return cell_label(cell, report.edition if cell.startswith(("t2.", "old2.")) else report.t3_edition)


def row_name(report: AnnualReport, row: str) -> str:
    """Return how a person calls a row of a table, or a group of table 4."""
    groups = {group.id: f"{group.parent}{group.label}" for group in COMMON.t4_groups}
    rows = {**report.t3_edition.row_by_id, **report.edition.row_by_id}
    return groups.get(row) or short(rows[row].label)


def table_of(cell: str) -> str:
    """Return the table ("t2", "t3", "t4") of a cell or row id, "" for none."""
    head = cell.partition(".")[0]
    return {"old2": "t2"}.get(head, head if head in _TABLES else "")


def table_name(table: str) -> str:
    """Return the Chinese name of a table id."""
    return _TABLES[table]


def quoted(text: str) -> str:
    """Put a text in Chinese quotation marks; those inside it become single ones."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def located(place: Place) -> str:
    """Return a place in the original in words, such as “第2页第1个表格第5行第3列”; "" where it is not known."""
    parts = (
        ("第{}页", place.page),
        ("第{}个表格", place.table),
        ("第{}行", place.row or place.line),
        ("第{}列", place.column if place.row else 0),
        ("第{}个字", place.character if place.line else 0),
    )
    return "".join(text.format(value) for text, value in parts if value)


def _named(report: AnnualReport, cell: str) -> str:
    found = report.cells.get(cell)
    where = located(found.place) if found else ""
    return f"{label(report, cell)}（原文{where}）" if where else label(report, cell)


def _covers(note: Note, cell: str) -> bool:
    if not note.cell:
        return False
    whole_table = note.cell == table_of(cell)
    return whole_table or cell == note.cell or cell.startswith(f"{note.cell}.")
