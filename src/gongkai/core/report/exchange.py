"""The report read back from the forms this library writes for programs: JSON and CSV.

Both are checked as if they came from a stranger, which they may: a value that could not have been written is refused
with the place where it stands.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, get_args

from gongkai.core.report.document import NOWHERE, Place
from gongkai.core.report.errors import DamagedFile, EmptyFile, WrongExchange
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
    Value,
)
from gongkai.core.report.writers.csv import HEAD, META, unsafe
from gongkai.core.report.writers.json import plain_text

_NUMBER: Final = re.compile(r"-?\d{1,40}(\.\d{1,40})?", re.ASCII)
_LONGEST_NUMBER: Final = 40  # digits
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_HALF_CHARACTER: Final = re.compile(r"[\ud800-\udfff]")  # JSON can write them, no document can hold them
_CELLS: Final = frozenset(cell for edition in EDITIONS.values() for cell in edition.cells)
_SECTIONS: Final = tuple(section.id for section in COMMON.sections)
_ASPECTS: Final = tuple(aspect.id for aspect in COMMON.aspects)
_TABLES: Final = ("t2", "t3", "t4")
_YEARS: Final = range(1000, 10000)


def from_json(data: bytes) -> AnnualReport:
    """Return the report in our JSON; WrongExchange where it is other JSON, DamagedFile where it is none."""
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
    return _Given(found).report()


def _no_constant(name: str) -> None:
    raise ValueError(name)


class _Given:
    """The object of our JSON, each part taken out with its type checked."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        self._found = found

    def report(self) -> AnnualReport:
        report = AnnualReport(
            form=self._form("form"),
            t3_form=self._form("t3_form"),
            file=self._text("file"),
            kind=self._text("kind"),
            encoding=self._text("encoding"),
            title=self._text("title"),
            organ=self._text("organ"),
            year=self._year(),
            period=self._text("period"),
            published_on=self._date("published_on"),
            front=tuple(Passage(text) for text in self._texts("front")),
            headings=tuple(_known(item, _SECTIONS, "order") for item in self._texts("order")),
        )
        report.cells = dict(self._cells())
        report.sections = dict(self._sections())
        report.aspects = dict(self._aspects())
        report.tables = dict(self._tables())
        report.notes = list(self._notes())
        return report

    def _text(self, key: str) -> str:
        return _text(self._found.get(key) or "", key)

    def _texts(self, key: str) -> list[str]:
        return [_text(item, key) for item in _list(self._found.get(key) or [], key)]

    def _part(self, key: str) -> Mapping[str, Any]:
        return _mapping(self._found.get(key) or {}, key)

    def _form(self, key: str) -> str:
        found = self._text(key)
        return _known(found, tuple(EDITIONS), key) if found else ""

    def _date(self, key: str) -> str:
        found = self._text(key)
        if found and not _DATE.fullmatch(found):
            raise _wrong(key, found)
        return found

    def _year(self) -> int | None:
        found = self._found.get("year")
        if found is None:
            return None
        if type(found) is not int or found not in _YEARS:
            raise _wrong("year", found)
        return found

    def _cells(self) -> Iterator[tuple[str, Cell]]:
        printed, states, places = self._part("printed"), self._part("states"), self._part("places")
        for cell, given in self._part("cells").items():
            _known(cell, _CELLS, "cells")
            value = _value(given, cell)
            text = _text(printed.get(cell, plain_text(value)), "printed")
            state = _known(states.get(cell, "read"), get_args(State), "states")
            yield cell, Cell(value, text, _place(places.get(cell), cell), state)  # type: ignore[arg-type]

    def _sections(self) -> Iterator[tuple[str, Section]]:
        headings = self._part("headings")
        for key, text in self._part("sections").items():
            _known(key, _SECTIONS, "sections")
            heading = _text(headings.get(key, ""), "headings")
            yield key, Section(key, heading, tuple(_passages(_text(text, "sections"))))

    def _aspects(self) -> Iterator[tuple[str, Aspect]]:
        for key, item in self._part("aspects").items():
            _known(key, _ASPECTS, "aspects")
            found = _mapping(item, "aspects")
            yield key, Aspect(key, _text(found.get("heading", ""), "aspects"), _text(found.get("text", ""), "aspects"))

    def _tables(self) -> Iterator[tuple[str, TableSeen]]:
        for key, item in self._part("tables").items():
            found = _mapping(item, "tables")
            counts = (_count(found.get("times", 0), "tables"), _count(found.get("figures", 0), "tables"))
            yield _known(key, _TABLES, "tables"), TableSeen(key, *counts)

    def _notes(self) -> Iterator[Note]:
        for item in _list(self._found.get("notes") or [], "notes"):
            found = _mapping(item, "notes")
            kind = _known(found.get("kind", ""), get_args(NoteKind), "notes")
            yield Note(_text(found.get("cell", ""), "notes"), kind, _text(found.get("text", ""), "notes"))  # type: ignore[arg-type]


def from_csv(data: bytes) -> AnnualReport:
    """Return the report in our CSV, also after a spreadsheet program has saved it in GB18030."""
    if not data.strip():
        raise EmptyFile
    try:
        rows = list(csv.reader(io.StringIO(_decode(data), newline=""), strict=True))
    except csv.Error:
        raise DamagedFile("CSV") from None
    if not rows or tuple(text.strip().lower() for text in rows[0][:3]) != HEAD[:3]:
        raise WrongExchange("CSV", "第一行不是“cell,label,value,printed,state”")
    found = _Collected()
    for number, row in enumerate(rows[1:], 2):
        if any(row):
            found.take(number, *[unsafe(text) for text in (*row, "", "", "", "", "")[:5]])
    return found.report()


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")


class _Collected:
    """The rows of our CSV, taken one after another."""

    def __init__(self) -> None:
        self._meta: dict[str, str] = {}
        self._cells: dict[str, Cell] = {}
        self._headings: dict[str, str] = {}
        self._texts: dict[str, list[Passage]] = {}
        self._front: list[Passage] = []
        self._rest = AnnualReport()

    def take(self, line: int, name: str, label: str, value: str, printed: str, state: str) -> None:
        place = Place(line=line)
        if name in META:
            self._meta[name] = value
        elif name in _CELLS:
            self._cells[name] = _cell(name, value, printed, state, place)
        elif name in _SECTIONS:
            self._texts.setdefault(name, []).append(Passage(value, place))
        elif name == "front":
            self._front.append(Passage(value, place))
        elif name in _ASPECTS:
            self._rest.aspects[name] = Aspect(name, printed, value)
        else:
            self._take_rest(name, label, value, printed)

    def _take_rest(self, name: str, label: str, value: str, printed: str) -> None:
        before, _, after = name.partition(".")
        if before == "heading":
            self._headings[_known(after, _SECTIONS, "cell")] = value
        elif before == "seen":
            times, _, figures = value.partition(" ")
            seen = TableSeen(_known(after, _TABLES, "cell"), _digits(times, name), _digits(figures, name))
            self._rest.tables[after] = seen
        elif name == "order":
            self._rest.headings = tuple(_known(item, _SECTIONS, "order") for item in value.split())
        elif name == "note":
            kind = _known(label, get_args(NoteKind), "note")
            self._rest.notes.append(Note(printed, kind, value))  # type: ignore[arg-type]
        else:
            raise WrongExchange("CSV", f"不认识“{name[:40]}”这一行")

    def report(self) -> AnnualReport:
        """Return what was collected; the rows about the report itself are checked as in JSON."""
        meta: dict[str, Any] = dict(self._meta)
        meta["year"] = _digits(meta["year"], "year") if meta.get("year") else None
        report = _Given({**meta, "cells": {}}).report()
        report.cells, report.front = self._cells, tuple(self._front)
        for name in (*self._headings, *(name for name in self._texts if name not in self._headings)):
            report.sections[name] = Section(name, self._headings.get(name, ""), tuple(self._texts.get(name, ())))
        report.aspects, report.tables = self._rest.aspects, self._rest.tables
        report.headings, report.notes = self._rest.headings, self._rest.notes
        return report


def _cell(name: str, value: str, printed: str, state: str, place: Place) -> Cell:
    found = _from_text(value)
    known = _known(state or "read", get_args(State), name)
    return Cell(found, printed or plain_text(found), place, known)  # type: ignore[arg-type]


def _from_text(text: str) -> Value:
    """Return the value that is written as `text`: empty is a printed blank, digits a number, all else a text."""
    if not text:
        return None
    match = _NUMBER.fullmatch(text)
    if not match:
        return text
    return Decimal(text) if match.group(1) else int(text)


def _value(given: object, cell: str) -> Value:
    """Return a value of JSON: a string that is a decimal number becomes one."""
    if isinstance(given, str):
        if not _text(given, cell):
            raise _wrong(cell, given)
        return Decimal(given) if _NUMBER.fullmatch(given) else given
    if given is None or type(given) is int:
        return given
    # 1e999999 is short in JSON and a million digits in a document.
    if isinstance(given, Decimal) and abs(given.adjusted()) <= _LONGEST_NUMBER:
        return given
    raise _wrong(cell, given)


def _passages(text: str) -> Iterator[Passage]:
    return (Passage(line) for line in text.split("\n") if text)


def _place(given: object, cell: str) -> Place:
    if given is None:
        return NOWHERE
    numbers = _list(given, cell)
    if len(numbers) != len(Place._fields):
        raise _wrong(cell, numbers)
    return Place(*(_count(item, cell) for item in numbers))


def _count(given: object, where: str) -> int:
    if type(given) is not int or given < 0:
        raise _wrong(where, given)
    return given


def _digits(text: str, where: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise _wrong(where, text)
    return int(text)


def _known(given: object, known: "tuple[str, ...] | frozenset[str]", where: str) -> str:
    if not isinstance(given, str) or given not in known:
        raise _wrong(where, given)
    return given


def _text(given: object, where: str) -> str:
    if not isinstance(given, str) or _HALF_CHARACTER.search(given):
        raise _wrong(where, given)
    return given


def _list(given: object, where: str) -> list[Any]:
    if not isinstance(given, list):
        raise _wrong(where, given)
    return given


def _mapping(given: object, where: str) -> Mapping[str, Any]:
    if not isinstance(given, dict):
        raise _wrong(where, given)
    return given


def _wrong(where: str, given: object) -> WrongExchange:
    shown = str(given)[:40]
    return WrongExchange("JSON或CSV", f"“{where}”处的“{shown}”不是可以写在那里的内容")
