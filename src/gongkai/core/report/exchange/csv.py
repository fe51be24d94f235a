"""The report in our CSV, row by row, also after a spreadsheet program has saved it in GB18030."""

import csv
import io
from typing import Any, get_args

from gongkai.core.report.document import Place
from gongkai.core.report.errors import DamagedFile, EmptyFile, WrongExchange
from gongkai.core.report.exchange.json import ASPECTS, CELLS, SECTIONS, SUBJECTS, TABLES, Given
from gongkai.core.report.exchange.values import LONGEST_FACT, count_written, known_of, text_of, value_written
from gongkai.core.report.model import AnnualReport, Aspect, Cell, Note, NoteKind, Passage, Section, State, TableSeen
from gongkai.core.report.readers.guard import check_size
from gongkai.core.report.writers.csv import HEAD, META, unsafe
from gongkai.core.report.writers.json import plain_text
from gongkai.core.report.writers.layout import printable


def from_csv(data: bytes) -> AnnualReport:
    """Return the report in our CSV, also after a spreadsheet program has saved it in GB18030."""
    check_size(data)
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
        elif name in CELLS:
            self._cells[name] = _cell(name, value, printed, state, place)
        elif name in SECTIONS:
            self._texts.setdefault(name, []).append(Passage(value, place))
        elif name == "front":
            self._front.append(Passage(value, place))
        elif name in ASPECTS:
            self._rest.aspects[name] = Aspect(name, text_of(printed, name, LONGEST_FACT), value)
        else:
            self._take_rest(name, label, value, printed)

    def _take_rest(self, name: str, label: str, value: str, printed: str) -> None:
        before, _, after = name.partition(".")
        if before == "heading":
            self._headings[known_of(after, SECTIONS, "cell")] = text_of(value, name, LONGEST_FACT)
        elif before == "seen":
            times, _, figures = value.partition(" ")
            seen = TableSeen(known_of(after, TABLES, "cell"), count_written(times, name), count_written(figures, name))
            self._rest.tables[after] = seen
        elif name == "order":
            self._rest.headings = tuple(known_of(item, SECTIONS, "order") for item in value.split())
        elif name == "note":
            kind = known_of(label, get_args(NoteKind), "note")
            about = known_of(printed, SUBJECTS, "note")
            self._rest.notes.append(Note(about, kind, value))  # type: ignore[arg-type]
        else:
            raise WrongExchange("CSV", f"不认识“{printable(name[:40])}”这一行")

    def report(self) -> AnnualReport:
        """Return what was collected; the rows about the report itself are checked as in JSON."""
        meta: dict[str, Any] = dict(self._meta)
        meta["year"] = count_written(meta["year"], "year") if meta.get("year") else None
        report = Given({**meta, "cells": {}}).report()
        report.cells, report.front = self._cells, tuple(self._front)
        for name in (*self._headings, *(name for name in self._texts if name not in self._headings)):
            report.sections[name] = Section(name, self._headings.get(name, ""), tuple(self._texts.get(name, ())))
        report.aspects, report.tables = self._rest.aspects, self._rest.tables
        report.headings, report.notes = self._rest.headings, self._rest.notes
        return report


def _cell(name: str, value: str, printed: str, state: str, place: Place) -> Cell:
    found = value_written(value)
    known = known_of(state or "read", get_args(State), name)
    return Cell(found, printed or plain_text(found), place, known)  # type: ignore[arg-type]
