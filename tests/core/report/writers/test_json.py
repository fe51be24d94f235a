"""The report as JSON for programs, and its published schema."""

import json
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from gongkai.core.report.document import Place
from gongkai.core.report.errors import UnknownOutput
from gongkai.core.report.form import EDITIONS
from gongkai.core.report.model import AnnualReport, Cell, Note, Passage, Section
from gongkai.core.report.writers import WRITERS, write
from gongkai.core.report.writers.json import as_mapping, line, unreadable_line
from tests.core.report.factories import report
from tests.core.report.strategies import valid_reports

ROOT = Path(__file__).resolve().parents[4]
PACKAGED = files("gongkai.core.report.writers") / "data" / "annual-report.schema.json"
SCHEMA = Draft202012Validator(json.loads(PACKAGED.read_text(encoding="utf-8")))
# What the command line promises to everybody who reads its lines.
PROMISED = ("file", "organ", "year", "form", "cells", "sections", "notes")


def test_the_published_schema_is_the_packaged_one():
    published = ROOT / "docs" / "reference" / "report-schema.json"
    assert published.read_text(encoding="utf-8") == PACKAGED.read_text(encoding="utf-8")


def test_the_schema_is_a_valid_schema_and_knows_every_cell():
    Draft202012Validator.check_schema(SCHEMA.schema)
    for edition in EDITIONS.values():
        SCHEMA.validate(as_mapping(report(form=edition.id)))


@given(valid_reports())
@settings(max_examples=10)
def test_any_report_keeps_to_the_schema(found):
    SCHEMA.validate(json.loads(write(found, "json")))


def test_a_report_with_everything_and_one_with_nothing_keep_to_the_schema():
    cell = Cell(Decimal("0.5"), "0.5万元", Place(1, 2, 3, 4, 5, 6), "ambiguous")
    full = report(cells={"t2.fees.amount_wan": cell, "t2.rules.issued": "/"}, notes=[Note("t3", "lossy", "缺行。")])
    SCHEMA.validate(as_mapping(full, places=True))
    SCHEMA.validate(as_mapping(AnnualReport()))
    SCHEMA.validate(json.loads(unreadable_line("a.pdf", "坏了。", "请重新下载。")))


@pytest.mark.parametrize("change", [{"year": "2023"}, {"cells": {"t3.new": 1}}, {"more": 1}, {"form": "2018"}])
def test_the_schema_refuses_what_is_not_a_report(change):
    assert not SCHEMA.is_valid({**as_mapping(report()), **change})


def test_a_line_is_one_line_with_the_promised_keys_in_readable_chinese():
    found = line(report(s5="第一段。\n第二段。"))
    assert "\n" not in found
    assert "政府信息公开" in found
    assert set(PROMISED) <= json.loads(found).keys()
    assert "places" not in json.loads(found)


def test_values_are_numbers_decimal_strings_null_or_words():
    cells = {
        "t2.rules.issued": None,
        "t2.rules.repealed": "/",
        "t2.rules.in_force": 3,
        "t2.fees.amount_wan": Decimal("0.5"),
    }
    found = as_mapping(report(cells=cells, without=["t2.permits.decisions"]))["cells"]
    assert {cell: found[cell] for cell in cells} == {
        "t2.rules.issued": None, "t2.rules.repealed": "/", "t2.rules.in_force": 3, "t2.fees.amount_wan": "0.5",
    }  # fmt: skip
    assert "t2.permits.decisions" not in found


def test_places_are_six_numbers_for_each_cell_that_has_one():
    found = report(cells={"t3.new.natural": Cell(1, "1", Place(table=3, row=4, column=5))})
    assert as_mapping(found, places=True)["places"] == {"t3.new.natural": [0, 3, 4, 5, 0, 0]}


def test_a_file_that_cannot_be_read_has_a_line_with_the_same_keys_and_the_reason():
    found = json.loads(unreadable_line("a.pdf", "坏了。", "请重新下载。"))
    assert {key: found[key] for key in PROMISED} == {
        "file": "a.pdf", "organ": None, "year": None, "form": None, "cells": {}, "sections": {},
        "notes": [{"cell": "", "kind": "unreadable", "text": "坏了。请重新下载。"}],
    }  # fmt: skip
    assert found["error"] == {"problem": "坏了。", "remedy": "请重新下载。"}


def test_every_writer_gives_the_same_bytes_for_the_same_report():
    for form in WRITERS:
        assert write(report(), form) == write(report(), form)


def test_a_form_that_no_writer_has_is_refused_with_those_there_are():
    with pytest.raises(UnknownOutput, match="csv、docx、html、json、pdf、xlsx"):
        write(report(), "odt")


@given(st.text(min_size=1, max_size=40), st.sampled_from(list(WRITERS)))
@settings(max_examples=60)
@example("\ud800\x00\x1b[31m\u202e", "pdf")
def test_any_text_at_all_can_be_written_in_every_form(text, form):
    found = report(title=text, organ=text, s2=text, s5=text, front=text, notes=[Note("", "lossy", text)])
    found.cells["t2.rules.issued"] = Cell(text, text)
    found.sections["s3"] = Section("s3", text, (Passage(text),))
    assert write(found, form)
