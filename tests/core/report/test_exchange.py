"""JSON and CSV read back: exactly what was written, and nothing that could not have been."""

import csv
import io
import json
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gongkai.core.report.checks import check
from gongkai.core.report.document import Place
from gongkai.core.report.errors import DamagedFile, EmptyFile, ReportError, WrongExchange
from gongkai.core.report.exchange import from_csv, from_json
from gongkai.core.report.model import AnnualReport, Cell, Note, Passage, Section
from gongkai.core.report.writers import write
from gongkai.core.report.writers.csv import safe, unsafe
from tests.core.report.factories import report
from tests.core.report.forged import forged_reports
from tests.core.report.strategies import valid_reports

MIXED = {
    "t2.rules.issued": "/",
    "t2.rules.repealed": None,
    "t2.rules.in_force": "未增未减",
    "t2.fees.amount_wan": Cell(Decimal("43.788"), "43.788万元", Place(table=1, row=14, column=2)),
    "t3.new.natural": Cell(3, "3件", Place(line=7, character=12), "repaired"),
}
NOTES = [Note("t3.new", "repaired", "按列标题归位。"), Note("", "lossy", "有一行没有读出。")]

# Text of any kind that a document can hold on one line.
LINES = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=30)


def full_report(**changes) -> AnnualReport:
    return report(cells=MIXED, without=["t3.r3_1_state_secret.natural"], notes=NOTES, **changes)


def in_csv(given: AnnualReport) -> AnnualReport:
    """What CSV keeps: everything but the places, which become those of the CSV file."""
    found = from_csv(write(given, "csv"))
    found.cells = {
        cell: Cell(item.value, item.printed, given.cells[cell].place, item.state) for cell, item in found.cells.items()
    }
    found.front = tuple(Passage(passage.text) for passage in found.front)
    found.sections = {
        key: Section(key, section.heading, tuple(Passage(passage.text) for passage in section.passages))
        for key, section in found.sections.items()
    }
    return found


def test_json_gives_the_same_report_back():
    assert from_json(write(full_report(), "json")) == full_report()


def test_csv_gives_the_same_report_back():
    assert in_csv(full_report()) == full_report()


@given(valid_reports())
@settings(max_examples=15)
def test_any_valid_report_comes_back_equal_from_both_forms(found):
    assert from_json(write(found, "json")) == found
    assert in_csv(found) == found


@given(st.lists(LINES, min_size=1, max_size=4), LINES)
@settings(max_examples=40)
@example(["=1+1", "'quoted", '“，”"', "+86", "  @x"], "-SUM(A1)")
def test_any_words_come_back_equal_from_both_forms(lines, words):
    found = report(cells={"t2.rules.issued": f"字{words}"}, title=lines[0], s5="", s6="")
    found.sections["s5"] = Section("s5", "五、", tuple(Passage(line) for line in lines))
    assert from_json(write(found, "json")) == found
    assert in_csv(found) == found


def test_zero_blank_slash_and_unknown_stay_apart():
    for read, form in ((from_json, "json"), (from_csv, "csv")):
        cells = read(write(full_report(), form)).cells
        assert cells["t2.normdocs.issued"].value == 0
        assert cells["t2.rules.repealed"].value is None
        assert cells["t2.rules.issued"].value == "/"
        assert "t3.r3_1_state_secret.natural" not in cells


def test_a_decimal_keeps_its_digits():
    found = from_json(write(report(cells={"t2.fees.amount_wan": Decimal("12.5000")}), "json"))
    assert str(found.value("t2.fees.amount_wan")) == "12.5000"


def test_csv_begins_with_the_mark_of_byte_order_and_its_head():
    assert write(full_report(), "csv").startswith("\ufeffcell,label,value,printed,state\r\n".encode())


def test_no_field_of_csv_can_act_as_a_formula():
    found = full_report(title="=HYPERLINK(1)", s5="@SUM(1)\n\t=1\n＝1+1", s6="+1\n-1+1")
    rows = csv.reader(io.StringIO(write(found, "csv").decode("utf-8-sig"), newline=""))
    assert [text for row in rows for text in row if text.lstrip()[:1] in {"=", "@", "+", "＝"}] == []


@pytest.mark.parametrize("text", ["", "0", "-8", "12.5", "一般文字"])
def test_plain_texts_and_numbers_are_written_as_they_are(text):
    assert safe(text) == text


@given(st.text(max_size=10))
def test_every_guarded_text_is_unguarded_to_itself(text):
    assert unsafe(safe(text)) == text


def test_csv_saved_by_a_spreadsheet_in_gb18030_is_read():
    data = write(full_report(), "csv").decode("utf-8-sig").encode("gb18030")
    assert from_csv(data).title == full_report().title


def test_places_in_csv_are_the_lines_of_the_csv_file():
    data = write(full_report(), "csv")
    line = from_csv(data).cells["t3.new.natural"].place.line
    assert data.decode().split("\r\n")[line - 1].startswith("t3.new.natural,")


def json_with(**changes: object) -> bytes:
    return json.dumps({**json.loads(write(full_report(), "json")), **changes}).encode()


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"cells": {"t3.wrong.natural": 1}}, id="unknown-cell"),
        pytest.param({"cells": {"t3.new.natural": True}}, id="truth-value"),
        pytest.param({"cells": {"t3.new.natural": [1]}}, id="list-for-a-value"),
        pytest.param({"cells": {"t3.new.natural": ""}}, id="empty-text"),
        pytest.param({"cells": None}, id="no-cells"),
        pytest.param({"form": "2018"}, id="unknown-form"),
        pytest.param({"year": "2023"}, id="year-as-text"),
        pytest.param({"year": 10**9}, id="year-too-large"),
        pytest.param({"year": 9999}, id="year-whose-next-is-none"),
        pytest.param({"cells": {"t3.new.natural": 10**4000}}, id="number-that-no-program-holds"),
        pytest.param({"cells": {"t3.new.natural": -(10**60)}}, id="number-too-small"),
        pytest.param({"published_on": "2024-13-40"}, id="day-that-does-not-exist"),
        pytest.param({"published_on": "20240120"}, id="day-written-otherwise"),
        pytest.param({"title": "长" * 3000}, id="title-too-long"),
        pytest.param({"headings": {"s1": "\udc80"}}, id="half-a-character-in-a-heading"),
        pytest.param({"notes": [{"cell": "t3.new.no", "kind": "repaired", "text": ""}]}, id="note-on-nothing"),
        pytest.param({"tables": {"t3": {"times": 10**30}}}, id="more-tables-than-there-are"),
        pytest.param({"published_on": "去年"}, id="no-date"),
        pytest.param({"sections": {"s7": ""}}, id="unknown-section"),
        pytest.param({"states": {"t3.new.natural": "sure"}}, id="unknown-state"),
        pytest.param({"places": {"t3.new.natural": [1, 2]}}, id="short-place"),
        pytest.param({"notes": [{"kind": "gossip"}]}, id="unknown-note"),
        pytest.param({"title": "\ud800"}, id="half-a-character"),
        pytest.param({"error": {"problem": "", "remedy": ""}}, id="a-file-that-was-not-read"),
    ],
)
def test_json_that_this_library_cannot_have_written_is_refused(changes):
    with pytest.raises(WrongExchange) as refused:
        from_json(json_with(**changes))
    assert str(refused.value).encode()  # what is shown of it can be sent to a browser and a terminal


def test_what_is_nested_too_deeply_to_be_shown_is_refused_all_the_same():
    for deep in range(100, 1000, 20):
        nested = f"{'[' * deep}1{']' * deep}"
        with pytest.raises((WrongExchange, DamagedFile)):
            from_json(json_with(title="MARK").replace(b'"MARK"', nested.encode()))


@given(forged_reports())
@settings(max_examples=150)
def test_a_forged_report_is_refused_in_words_or_bears_every_check_and_writer(text):
    said = ""
    try:
        found = from_json(text.encode(errors="replace"))
    except ReportError as error:
        said = str(error)
    if said:
        assert said.encode()
        return
    check(found)
    for form in ("json", "csv", "html", "docx", "xlsx"):
        assert write(found, form)
    assert from_json(write(found, "json")).cells == found.cells


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(b"", EmptyFile, id="empty"),
        pytest.param(b"{", DamagedFile, id="cut-short"),
        pytest.param(b"[" * 100_000, DamagedFile, id="too-deep"),
        pytest.param(b'{"cells": {"t3.new.natural": NaN}}', DamagedFile, id="not-a-number"),
        pytest.param(b'{"cells": {"t3.new.natural": ' + b"9" * 5000 + b"}}", DamagedFile, id="too-many-digits"),
        pytest.param(b'{"a": 1}', WrongExchange, id="other-json"),
        pytest.param(b"\xff\xfe\x00", DamagedFile, id="rubbish"),
    ],
)
def test_what_is_not_our_json_is_refused(data, error):
    with pytest.raises(error):
        from_json(data)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(b"", EmptyFile, id="empty"),
        pytest.param(b"name,age\n", WrongExchange, id="other-csv"),
        pytest.param(b"cell,label,value,printed,state\nwhat,,1\n", WrongExchange, id="unknown-row"),
        pytest.param(b"cell,label,value,printed,state\nyear,,soon\n", WrongExchange, id="no-year"),
        pytest.param(b'cell,label,value,printed,state\ntitle,,"a"b\n', DamagedFile, id="broken-quotes"),
        pytest.param(b"cell,label,value,printed,state\nt3.new.natural,,1,,sure\n", WrongExchange, id="unknown-state"),
        pytest.param(b"cell,label,value,printed,state\nseen.t9,,1 1\n", WrongExchange, id="unknown-table"),
    ],
)
def test_what_is_not_our_csv_is_refused(data, error):
    with pytest.raises(error):
        from_csv(data)


@given(st.data())
@settings(max_examples=40)
def test_damage_to_our_files_gives_a_report_or_a_sentence(data):
    form = data.draw(st.sampled_from(["json", "csv"]))
    content = bytearray(write(full_report(), form))
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = (from_json if form == "json" else from_csv)(bytes(content))
    except ReportError:
        return  # any other error fails the test
    assert isinstance(found, AnnualReport)
