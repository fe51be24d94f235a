"""The reference and the page on deadlines say what the code does."""

import re
from datetime import date
from pathlib import Path

import pytest

from gongkai.core.law.casework import Act, State
from gongkai.core.law.notices import shipped_notices
from gongkai.core.law.outcomes import outcomes
from gongkai.core.law.receipt import Channel
from gongkai.core.law.settings import described
from gongkai.core.law.terms import terms
from tests.core.law.vectors_of import load

DOCS = Path(__file__).resolve().parents[3] / "docs"
REFERENCE = (DOCS / "reference" / "law.md").read_text(encoding="utf-8")
ROWS = {row.split("|")[1].strip(): row for row in REFERENCE.splitlines() if row.startswith("| ")}


@pytest.mark.parametrize("id_", sorted(terms()))
def test_a_term_stands_in_the_reference_with_its_length_and_basis(id_):
    edition = terms()[id_][-1]
    row = ROWS[f"`{id_}`"]
    assert edition.label in row
    assert f"| {edition.basis} |" in row
    assert not edition.amount or f"{edition.amount}{edition.unit.label}" in row


def test_every_setting_stands_in_the_reference_with_its_meaning_and_default():
    for name, label, mark, basis, default in described():
        value = {True: "是", False: "否"}[default] if isinstance(default, bool) else default
        assert ROWS[f"`{name}`"] == f"| `{name}` | {label} | {value} | {mark} | {basis} |"


def test_every_outcome_act_channel_and_state_stands_in_the_reference():
    ids = [*outcomes(), *(act.value for act in Act), *(channel.value for channel in Channel)]
    assert [id_ for id_ in ids if f"`{id_}`" not in ROWS] == []
    assert [state.label for state in State if state.label not in REFERENCE] == []


def test_every_notice_stands_in_the_reference():
    assert [notice.number for notice in shipped_notices() if notice.number not in ROWS[str(notice.year)]] == []


def test_the_worked_table_of_the_page_on_deadlines_is_made_of_vectors():
    page = (DOCS / "explanation" / "deadlines.md").read_text(encoding="utf-8")
    table = re.findall(
        r"^\| [^|]+ \| (\d{4}-\d\d-\d\d)[^|]* \| [^|]+ \| (\d{4}-\d\d-\d\d|未知) \|$", page, re.MULTILINE
    )
    known = {
        (day, vector.get("due_on", "未知"))
        for vector in load("deadlines")
        for day in vector["case"].values()
        if isinstance(day, date)
    }
    assert len(table) == 10
    assert {(day, end) for day, end in table} <= {(str(day), str(end)) for day, end in known}
