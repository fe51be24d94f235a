"""The outcomes: the 25 codes, each with its row of the form, its letter and its remedy."""

import pytest

from gongkai.core.law.errors import UnknownCode
from gongkai.core.law.outcomes import MANDATORY_PARTS, ReconsiderationFirst, missing_parts, outcome, outcomes
from gongkai.core.report.form import edition
from tests.core.law.vectors_of import cases, load


@pytest.mark.parametrize("vector", cases("outcomes"))
def test_an_outcome_has_the_row_and_remedy_of_the_rules(vector):
    found = outcome(vector["id"])
    assert found.row == vector["row"]
    assert found.reconsideration_first == ReconsiderationFirst(vector["reconsideration_first"])


def test_the_outcomes_are_those_of_the_rules():
    assert list(outcomes()) == [vector["id"] for vector in load("outcomes")]
    assert len(outcomes()) == 25


def test_every_row_of_results_in_the_form_has_an_outcome_and_every_outcome_a_row():
    rows = {row.id for row in edition("2021").leaf_rows}
    assert {each.row for each in outcomes().values()} == rows
    assert len(rows) == 21


@pytest.mark.parametrize("code", sorted(outcomes()))
def test_an_outcome_says_its_articles_and_what_its_letter_must_contain(code):
    found = outcome(code)
    assert found.basis
    assert found.contains
    assert bool(found.letter) == bool(found.title) == (code != "closed_other")


def test_an_unknown_code_is_refused():
    with pytest.raises(UnknownCode, match="没有“given”这一办理结果"):
        outcome("given")


def test_a_draft_tells_its_missing_parts():
    draft = dict.fromkeys(MANDATORY_PARTS, "有")
    assert missing_parts(draft) == ()
    assert missing_parts({**draft, "number": " ", "remedy": ""}) == ("文号", "救济途径和期限")
