"""Sheets as PDF, set by typst."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, Final

from gongkai.core.posters.pieces import pieces
from gongkai.core.posters.poster import Poster
from gongkai.core.typesetting import set_pdf

PAPERS: Final = ("a4", "a3")


def render(posters: Iterable[Poster], paper: str) -> bytes:
    """Return sheets of a size with these notices: several short ones on one sheet, a long one over several."""
    if paper not in PAPERS:
        raise ValueError(paper)
    return set_pdf(_template(), "sheet", {"paper": paper, "posters": [_data(one) for one in posters]})


def _data(poster: Poster) -> dict[str, Any]:
    return {
        "title": poster.title, "issuer": poster.issuer, "day": poster.day, "pieces": pieces(poster.html),
        "period": poster.period, "phone": poster.phone, "code": poster.code, "address": poster.address,
    }  # fmt: skip


@cache
def _template() -> bytes:
    return (files(__package__) / "data" / "poster.typ").read_bytes()
