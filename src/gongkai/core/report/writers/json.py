"""The report as JSON, the form for programs; its JSON Schema is `data/annual-report.schema.json`.

The same object is one line of `gongkai report read` and, indented, the file that `gongkai report convert` writes.
"""

import json
from decimal import Decimal
from typing import Any, Final

from gongkai.core.report.document import NOWHERE
from gongkai.core.report.model import AnnualReport, Note, Value, plain_cells

VERSION: Final = 1  # of the JSON form; raised when a key changes its meaning


def render(report: AnnualReport) -> bytes:
    """Return the whole report as indented JSON in UTF-8, the places of the cells included."""
    return _encodable(json.dumps(as_mapping(report, places=True), ensure_ascii=False, indent=1)).encode() + b"\n"


def line(report: AnnualReport, *, places: bool = False) -> str:
    """Return the report as one line of JSON, as `gongkai report read --format json` prints it."""
    return _encodable(json.dumps(as_mapping(report, places=places), ensure_ascii=False, separators=(",", ":")))


def unreadable_line(file: str, problem: str, remedy: str) -> str:
    """Return the line that stands for a file that could not be read: the same keys, and `error`."""
    empty = AnnualReport(file=file, notes=[Note("", "unreadable", f"{problem}{remedy}")])
    found = {**as_mapping(empty), "error": {"problem": problem, "remedy": remedy}}
    return _encodable(json.dumps(found, ensure_ascii=False, separators=(",", ":")))


def _encodable(text: str) -> str:
    """Return a text with question marks for half characters (surrogates), which UTF-8 does not have."""
    return text if text.isascii() else text.encode(errors="replace").decode()


def as_mapping(report: AnnualReport, *, places: bool = False) -> dict[str, Any]:
    """Return the report as JSON values; `places` adds where each cell stood in the file."""
    found: dict[str, Any] = {
        "version": VERSION,
        "file": report.file,
        "kind": report.kind,
        "encoding": report.encoding,
        "title": report.title,
        "organ": report.organ or None,
        "year": report.year,
        "period": report.period,
        "published_on": report.published_on or None,
        "form": report.form or None,
        "t3_form": report.t3_form or None,
        "cells": dict(plain_cells(report)),
        "printed": {
            cell: item.printed for cell, item in report.ordered_cells() if item.printed != plain_text(item.value)
        },
        "states": {cell: item.state for cell, item in report.ordered_cells() if item.state != "read"},
        "front": [passage.text for passage in report.front],
        "sections": {key: section.text for key, section in report.sections.items()},
        "headings": {key: section.heading for key, section in report.sections.items()},
        "order": list(report.headings),
        "aspects": {key: {"heading": item.heading, "text": item.text} for key, item in report.aspects.items()},
        "tables": {key: {"times": seen.times, "figures": seen.figures} for key, seen in report.tables.items()},
        "notes": [{"cell": note.cell, "kind": note.kind, "text": note.text} for note in report.notes],
    }
    if places:
        found["places"] = {cell: list(item.place) for cell, item in report.ordered_cells() if item.place != NOWHERE}
    return found


def plain_text(value: Value) -> str:
    """Return a value as it is printed when nothing else is known: a blank as the empty string."""
    if value is None:
        return ""
    return format(value, "f") if isinstance(value, Decimal) else str(value)
