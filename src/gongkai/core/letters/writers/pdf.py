"""A letter as PDF, set by typst; PDF/UA where the machine's fonts allow."""

from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.core.letters.letter import Table
from gongkai.core.letters.writers.code import matrix
from gongkai.core.letters.writers.copy import DRAFT_MARK, DRAFT_NOTE, SEAL_WIDTH, Copy
from gongkai.core.typesetting import set_pdf


def render(copy: Copy) -> bytes:
    """Return a copy as PDF."""
    return set_pdf(_template(), "letter", _data(copy), accessible=True)


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


@cache
def _template() -> bytes:
    return (files(__package__) / "data" / "letter.typ").read_bytes()
