"""The report in our JSON, each part taken out with its type, range and length checked."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, get_args

from gongkai.core.report.errors import DamagedFile, EmptyFile, WrongExchange
from gongkai.core.report.exchange.values import (
    LONGEST_FACT,
    count_of,
    date_of,
    known_of,
    list_of,
    mapping_of,
    place_of,
    text_of,
    value_of,
    year_of,
)
from gongkai.core.report.form import COMMON, EDITIONS
from gongkai.core.report.model import (
    AnnualReport,
    Aspect,
    Cell,
    Note,
    NoteKind,
    Passage,
    Section,
    State,
    TableSeen,
)
from gongkai.core.report.readers.guard import check_size
from gongkai.core.report.writers.json import plain_text

CELLS: Final = frozenset(cell for edition in EDITIONS.values() for cell in edition.cells)
SECTIONS: Final = tuple(section.id for section in COMMON.sections)
ASPECTS: Final = tuple(aspect.id for aspect in COMMON.aspects)
TABLES: Final = ("t2", "t3", "t4")
# What a note may be about: a cell, a row, a table, or ("") the whole report.
SUBJECTS: Final = CELLS | {row for edition in EDITIONS.values() for row in edition.row_by_id} | {*TABLES, ""}


def from_json(data: bytes) -> AnnualReport:
    """Return the report in our JSON; WrongExchange where it is other JSON, DamagedFile where it is none."""
    check_size(data)
    if not data.strip():
        raise EmptyFile
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_float=Decimal, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise DamagedFile("JSON") from None
    if not isinstance(found, dict) or not isinstance(found.get("cells"), dict):
        raise WrongExchange("JSON", "没有“cells”这一项")
    if isinstance(found.get("error"), dict):
        raise WrongExchange("JSON", "它记录的是一个没有读出来的文件")
    return Given(found).report()


def _no_constant(name: str) -> None:
    raise ValueError(name)


class Given:
    """The object of our JSON, each part taken out with its type, range and length checked."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        self._found = found

    def report(self) -> AnnualReport:
        """Return the report; WrongExchange at the first part that cannot have been written."""
        report = AnnualReport(
            form=self._form("form"),
            t3_form=self._form("t3_form"),
            file=self._text("file"),
            kind=self._text("kind"),
            encoding=self._text("encoding"),
            title=self._text("title"),
            organ=self._text("organ"),
            year=year_of(self._found.get("year")),
            period=self._text("period"),
            published_on=date_of(self._text("published_on"), "published_on"),
            front=tuple(Passage(text) for text in self._texts("front")),
            headings=tuple(known_of(item, SECTIONS, "order") for item in self._texts("order")),
        )
        report.cells = dict(self._cells())
        report.sections = dict(self._sections())
        report.aspects = dict(self._aspects())
        report.tables = dict(self._tables())
        report.notes = list(self._notes())
        return report

    def _text(self, key: str) -> str:
        return text_of(self._found.get(key) or "", key, LONGEST_FACT)

    def _texts(self, key: str) -> list[str]:
        return [text_of(item, key) for item in list_of(self._found.get(key) or [], key)]

    def _part(self, key: str) -> Mapping[str, Any]:
        return mapping_of(self._found.get(key) or {}, key)

    def _form(self, key: str) -> str:
        found = self._text(key)
        return known_of(found, tuple(EDITIONS), key) if found else ""

    def _cells(self) -> Iterator[tuple[str, Cell]]:
        printed, states, places = self._part("printed"), self._part("states"), self._part("places")
        for cell, given in self._part("cells").items():
            known_of(cell, CELLS, "cells")
            value = value_of(given, cell)
            text = text_of(printed.get(cell, plain_text(value)), "printed")
            state = known_of(states.get(cell, "read"), get_args(State), "states")
            yield cell, Cell(value, text, place_of(places.get(cell), cell), state)  # type: ignore[arg-type]

    def _sections(self) -> Iterator[tuple[str, Section]]:
        headings = self._part("headings")
        for key, text in self._part("sections").items():
            known_of(key, SECTIONS, "sections")
            heading = text_of(headings.get(key, ""), "headings", LONGEST_FACT)
            yield key, Section(key, heading, tuple(_passages(text_of(text, "sections"))))

    def _aspects(self) -> Iterator[tuple[str, Aspect]]:
        for key, item in self._part("aspects").items():
            known_of(key, ASPECTS, "aspects")
            found = mapping_of(item, "aspects")
            heading = text_of(found.get("heading", ""), "aspects", LONGEST_FACT)
            yield key, Aspect(key, heading, text_of(found.get("text", ""), "aspects"))

    def _tables(self) -> Iterator[tuple[str, TableSeen]]:
        for key, item in self._part("tables").items():
            found = mapping_of(item, "tables")
            counts = (count_of(found.get("times", 0), "tables"), count_of(found.get("figures", 0), "tables"))
            yield known_of(key, TABLES, "tables"), TableSeen(key, *counts)

    def _notes(self) -> Iterator[Note]:
        for item in list_of(self._found.get("notes") or [], "notes"):
            found = mapping_of(item, "notes")
            kind = known_of(found.get("kind", ""), get_args(NoteKind), "notes")
            about = known_of(found.get("cell", ""), SUBJECTS, "notes")
            yield Note(about, kind, text_of(found.get("text", ""), "notes"))  # type: ignore[arg-type]


def _passages(text: str) -> Iterator[Passage]:
    return (Passage(line) for line in text.split("\n") if text)
