"""Sheets as PDF, set by typst with the fonts of the report writers."""

import json
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, cast

import typst

from gongkai.core.posters.pieces import pieces
from gongkai.core.posters.poster import Poster
from gongkai.core.report.writers import fonts

PAPERS: Final = ("a4", "a3")


def render(posters: Iterable[Poster], paper: str) -> bytes:
    """Return sheets of a size with these notices: several short ones on one sheet, a long one over several."""
    if paper not in PAPERS:
        raise ValueError(paper)
    return _compiler().compile({"paper": paper, "posters": [_data(one) for one in posters]})


def _data(poster: Poster) -> dict[str, Any]:
    return {
        "title": poster.title, "issuer": poster.issuer, "day": poster.day, "pieces": pieces(poster.html),
        "period": poster.period, "phone": poster.phone, "code": poster.code, "address": poster.address,
    }  # fmt: skip


@dataclass(frozen=True)
class _Compiler:
    """A compiler that has found its fonts, and a lock: it holds the inputs of one document at a time."""

    typst: typst.Compiler
    template: bytes
    fonts: dict[str, list[str]]
    lock: threading.Lock

    def compile(self, data: dict[str, Any]) -> bytes:
        inputs = {"sheet": json.dumps({**data, "fonts": self.fonts}, ensure_ascii=False)}
        with self.lock:
            return cast("bytes", self.typst.compile(self.template, format="pdf", sys_inputs=inputs))


@cache
def _compiler() -> _Compiler:
    known = typst.Fonts(include_embedded_fonts=False, font_paths=fonts.packaged_folders())
    template = (files(__package__) / "data" / "poster.typ").read_bytes()
    made = typst.Compiler(font_paths=known, ignore_system_fonts=True)
    return _Compiler(made, template, fonts.present(known.families()), threading.Lock())
