"""A letter as PDF, set by typst with the fonts of the report writers; PDF/UA where the machine's fonts allow."""

import json
import threading
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, cast

import typst

from gongkai.core.letters.letter import Table
from gongkai.core.letters.writers.code import matrix
from gongkai.core.letters.writers.copy import DRAFT_MARK, DRAFT_NOTE, SEAL_WIDTH, Copy
from gongkai.core.report.writers import fonts

ACCESSIBLE: Final = "ua-1"


def render(copy: Copy) -> bytes:
    """Return a copy as PDF."""
    return _compiler().compile(_data(copy))


def _data(copy: Copy) -> dict[str, Any]:
    letter = copy.letter
    return {
        "name": copy.name,
        "title": list(letter.title),
        "number": letter.number,
        "addressee": letter.addressee,
        "pieces": [_piece(piece) for piece in copy.pieces()],
        "organ": letter.organ,
        "date": copy.date,
        "draft": {"mark": DRAFT_MARK, "note": DRAFT_NOTE} if copy.draft else None,
        "seal": {"png": list(copy.seal.png), "width": SEAL_WIDTH, "ratio": copy.seal.ratio} if copy.seal else None,
        "code": matrix(letter.tracking.address) if letter.tracking else None,
    }


def _piece(piece: tuple[str, str] | Table) -> dict[str, Any]:
    if isinstance(piece, tuple):
        return {"kind": piece[0], "text": piece[1]}
    rows = [[{"text": cell.text, "label": cell.label, "columns": cell.columns} for cell in row] for row in piece.rows]
    return {"kind": "table", "rows": rows, "columns": piece.columns, "heights": piece.heights}


@dataclass(frozen=True)
class _Compiler:
    """A compiler that has found its fonts, and a lock: it holds the inputs of one document at a time."""

    typst: typst.Compiler
    template: bytes
    fonts: dict[str, list[str]]
    lock: threading.Lock

    def compile(self, data: dict[str, Any]) -> bytes:
        inputs = {"letter": json.dumps({**data, "fonts": self.fonts}, ensure_ascii=False)}
        with self.lock:
            try:
                made = self.typst.compile(self.template, format="pdf", sys_inputs=inputs, pdf_standards=ACCESSIBLE)
            except typst.TypstError:
                # A character that no font of this machine has is against the standard, but no reason not to write.
                made = self.typst.compile(self.template, format="pdf", sys_inputs=inputs, pdf_standards=[])
        return cast("bytes", made)


@cache
def _compiler() -> _Compiler:
    known = typst.Fonts(include_embedded_fonts=False, font_paths=fonts.packaged_folders())
    template = (files(__package__) / "data" / "letter.typ").read_bytes()
    made = typst.Compiler(font_paths=known, ignore_system_fonts=True)
    return _Compiler(made, template, fonts.present(known.families()), threading.Lock())
