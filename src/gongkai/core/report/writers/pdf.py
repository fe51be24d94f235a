"""The report as PDF in the layout of official documents (GB/T 9704-2012), set by typst; PDF/UA, with bookmarks."""

from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.core.report.model import AnnualReport
from gongkai.core.report.writers.flow import Piece, flow, title_lines
from gongkai.core.report.writers.layout import Table, printable, shares
from gongkai.core.typesetting import set_pdf


def render(report: AnnualReport) -> bytes:
    """Return the report as PDF."""
    return set_pdf(_template(), "report", _data(report), accessible=True)


def _data(report: AnnualReport) -> dict[str, Any]:
    pieces = [_piece(piece) for piece in flow(report)]
    title = printable(report.title) or "政府信息公开工作年度报告"
    return {"title": title, "organ": printable(report.organ), "pieces": pieces}


def _piece(piece: Piece) -> dict[str, Any]:
    if piece.table is not None:
        return {"kind": "table", "table": _table(piece.table)}
    text = "\n".join(title_lines(piece.text)) if piece.kind == "title" else piece.text.removeprefix(piece.lead)
    return {"kind": piece.kind, "text": text, "lead": piece.lead}


def _table(table: Table) -> dict[str, Any]:
    slots = [
        {
            "text": slot.text,
            "kind": slot.kind,
            "row": slot.row,
            "column": slot.column,
            "colspan": slot.colspan,
            "rowspan": slot.rowspan,
        }
        for row in table.rows
        for slot in row
    ]
    return {"id": table.id, "columns": shares(table), "head": table.head_rows, "slots": slots}


@cache
def _template() -> bytes:
    return (files(__package__) / "data" / "report.typ").read_bytes()
