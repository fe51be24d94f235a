"""The report as PDF in the layout of official documents (GB/T 9704-2012), set by typst; PDF/UA, with bookmarks."""

import json
import threading
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, cast

import typst

from gongkai.core.report.model import AnnualReport
from gongkai.core.report.writers import fonts
from gongkai.core.report.writers.flow import Piece, flow, title_lines
from gongkai.core.report.writers.layout import Table, printable, shares

ACCESSIBLE: Final = "ua-1"  # PDF/UA: structure, language and reading order for those who listen


def render(report: AnnualReport) -> bytes:
    """Return the report as PDF."""
    return _compiler().compile(_data(report))


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


@dataclass(frozen=True)
class _Compiler:
    """A compiler that has found its fonts, and a lock: it holds the inputs of one document at a time."""

    typst: typst.Compiler
    template: bytes
    fonts: dict[str, list[str]]
    lock: threading.Lock

    def compile(self, data: dict[str, Any]) -> bytes:
        inputs = {"report": json.dumps({**data, "fonts": self.fonts}, ensure_ascii=False)}
        with self.lock:
            try:
                made = self.typst.compile(self.template, format="pdf", sys_inputs=inputs, pdf_standards=ACCESSIBLE)
            except typst.TypstError:
                # The standard refuses, for one, characters that no font of this machine has. The report is written
                # all the same; a fault of the template or the data fails here again.
                made = self.typst.compile(self.template, format="pdf", sys_inputs=inputs, pdf_standards=[])
        return cast("bytes", made)  # one file: only pictures come page by page


@cache
def _compiler() -> _Compiler:
    """Return the compiler of this process; looking through the fonts takes longer than setting a report."""
    known = typst.Fonts(include_embedded_fonts=False, font_paths=fonts.packaged_folders())
    template = (files(__package__) / "data" / "report.typ").read_bytes()
    made = typst.Compiler(font_paths=known, ignore_system_fonts=True)
    return _Compiler(made, template, fonts.present(known.families()), threading.Lock())
