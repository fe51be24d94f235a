"""A letter out of facts: its parts, its remedy, what it lacks."""

from dataclasses import replace

import pytest

from gongkai.core.letters.completeness import missing
from gongkai.core.letters.drafting import draft
from gongkai.core.letters.kinds import Stage, kinds
from gongkai.core.letters.letter import Paragraph
from tests.core.letters.factories import facts, settings


@pytest.mark.parametrize("kind_id", list(kinds()))
def test_a_letter_with_all_its_facts_is_complete_and_has_nothing_to_fill(kind_id):
    letter = draft(kind_id, facts(kind_id), settings())
    assert missing(letter) == ()
    assert "待填" not in "".join(block.text for block in letter.blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize(
    "kind_id", [kind_id for kind_id, kind in kinds().items() if kind.mandatory and kind.stage is not Stage.FORM]
)
def test_each_mandatory_detail_that_is_not_given_is_named(kind_id):
    kind = kinds()[kind_id]
    for detail in kind.details:
        given = facts(kind_id)
        without = {key: text for key, text in given.details.items() if key != detail.key}
        said = missing(draft(kind_id, replace(given, details=without), settings()))
        assert any(detail.place in sentence for sentence in said) == detail.mandatory


def test_a_letter_without_its_number_date_and_addressee_says_so():
    given = facts("reply_not_exist", dated_on=None, serial=None)
    given = replace(given, applicant=replace(given.applicant, name=" "))
    said = "".join(missing(draft("reply_not_exist", given, settings())))
    for what in ("文号", "成文日期", "受文人", "救济途径"):
        assert f"缺少{what}" in said or f"缺少“{what}”" in said
