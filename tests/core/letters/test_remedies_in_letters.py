"""The remedy clause of a letter: by outcome, date and addressee, as the vectors of the outcomes say."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.law.outcomes import outcomes
from gongkai.core.law.receipt import Channel
from gongkai.core.law.settings import LawSettings
from gongkai.core.letters.completeness import missing
from gongkai.core.letters.drafting import draft
from gongkai.core.letters.facts import ApplicantKind, Item, Withheld
from gongkai.core.letters.kinds import Stage, kinds, letter_for
from gongkai.core.letters.parts import Part
from tests.core.law.vectors_of import load
from tests.core.letters.factories import PLACES, facts, item_details, settings

FIRST = "提起行政诉讼以前，应当先申请行政复议"
EITHER = "也可以自收到之日起6个月内直接向示例区人民法院提起行政诉讼"
FROM_2024 = date(2024, 1, 1)


def dated(kind_id, on):
    """Facts of a letter dated on a day, everything in it moved along."""
    made = facts(kind_id)
    moved = on - made.dated_on
    application = replace(
        made.application,
        submitted_on=made.application.submitted_on + moved,
        received_on=made.application.received_on + moved,
    )
    steps = {
        name: value + moved for name in made.steps.__slots__ if isinstance(value := getattr(made.steps, name), date)
    }
    return replace(made, application=application, steps=replace(made.steps, **steps), dated_on=on)


def clause_of(kind_id, made, body=None):
    return draft(kind_id, made, body or settings()).text_of(Part.REMEDY)


@pytest.mark.parametrize("vector", load("outcomes"), ids=lambda vector: vector["id"])
def test_a_letter_bears_the_clause_of_its_outcome(vector):
    kind_id = letter_for(vector["id"])
    text = clause_of(kind_id, facts(kind_id))
    first = vector["reconsideration_first"] in {"yes", "withheld"}
    assert (FIRST in text, EITHER in text) == (first, not first)
    assert "60日内" in text
    assert f"{PLACES.organ}（地址：{PLACES.organ_address}）" in text


@pytest.mark.parametrize("code", sorted(outcomes()))
def test_letters_dated_before_2024_leave_the_choice(code):
    kind_id = letter_for(code)
    assert EITHER in clause_of(kind_id, dated(kind_id, date(2023, 12, 31)))


@given(
    code=st.sampled_from(sorted(outcomes())),
    on=st.dates(date(2019, 6, 1), date(2030, 12, 31)),
    applicant=st.sampled_from(ApplicantKind),
    channel=st.sampled_from(Channel),
    lacking=st.sets(st.sampled_from(["name", "content", "serial", "received", "details", "remedies", "phone"])),
)
def test_any_outcome_date_and_applicant_gives_a_complete_letter_or_says_what_is_missing(
    code, on, applicant, channel, lacking
):
    kind_id = letter_for(code)
    made = dated(kind_id, on)
    made = replace(made, applicant=replace(made.applicant, kind=applicant))
    made = replace(made, application=replace(made.application, channel=channel))
    body = settings()
    if "name" in lacking:
        made = replace(made, applicant=replace(made.applicant, name=""))
    if "content" in lacking:
        made = replace(made, application=replace(made.application, content=" \n"))
    if "received" in lacking:
        made = replace(made, application=replace(made.application, received_on=None))
    if "serial" in lacking:
        made = replace(made, serial=None)
    if "details" in lacking:
        made = replace(made, details={})
    if "remedies" in lacking:
        body = settings(remedies=None)
    if "phone" in lacking:
        body = replace(body, phone="")
    letter = draft(kind_id, made, body)
    said = {gap.place for gap in letter.gaps}
    mandatory = {each.place for each in kinds()[kind_id].details if each.mandatory}
    expected = {"name": {"受文人"}, "content": {"申请内容"}, "serial": {"文号"}, "received": {"收到日期"}}
    expected |= {"details": mandatory, "remedies": {"救济途径"}, "phone": {"联系电话"}}
    wanted = set().union(*(expected[what] for what in lacking))
    assert said == wanted
    assert bool(missing(letter)) == bool(wanted)
    you = "您" if applicant is ApplicantKind.NATURAL else "你单位"
    if "remedies" not in lacking:
        assert letter.text_of(Part.REMEDY).startswith(f"{you}对本答复不服的")
        needs_first = FIRST in letter.text_of(Part.REMEDY)
        assert needs_first == (on >= FROM_2024 and code.startswith(("refused", "partial")) and "query" not in code)


@pytest.mark.parametrize("kind_id", [id_ for id_, kind in kinds().items() if kind.stage is Stage.INTERIM])
def test_interim_letters_bear_no_clause(kind_id):
    letter = draft(kind_id, facts(kind_id), settings())
    assert letter.text_of(Part.REMEDY) == ""
    assert "提起行政诉讼" not in "".join(getattr(block, "text", "") for block in letter.blocks)


def test_the_doubtful_cases_follow_the_settings_of_the_body():
    body = settings(law=LawSettings(admin_query_reconsideration_first=True, partial_reconsideration_first_alone=False))
    assert FIRST in clause_of("reply_refused_8", facts("reply_refused_8"), body)
    text = clause_of("reply_partial", facts("reply_partial"), body)
    first, rest = text.split("\n")
    assert first.startswith("您对不予公开的部分不服的") and FIRST in first  # noqa: PT018
    assert rest.startswith("您对其余部分不服的") and EITHER in rest  # noqa: PT018


def test_what_is_withheld_as_no_government_information_leaves_the_choice():
    made = facts("reply_partial", withheld=(Withheld(what="第2页的便条", reason="不是政府信息"),))
    assert EITHER in clause_of("reply_partial", made)
    mixed = replace(made, withheld=(*made.withheld, *facts("reply_partial").withheld))
    assert FIRST in clause_of("reply_partial", mixed)


def test_a_letter_through_the_internet_needs_the_internet_channel_of_reconsideration():
    made = facts("reply_not_exist", by_internet=True)
    assert missing(draft("reply_not_exist", made, settings())) == ()
    offline = settings(remedies=replace(PLACES, organ_website=""))
    (said,) = missing(draft("reply_not_exist", made, offline))
    assert "申请行政复议的互联网渠道" in said
    assert missing(draft("reply_not_exist", replace(made, by_internet=False), offline)) == ()


@pytest.mark.parametrize(
    ("codes", "clauses"),
    [
        pytest.param(["refused_deliberative", "refused_third_party"], ["您对本答复"], id="all-need-it"),
        pytest.param(["unavailable_not_exist", "granted_provided"], ["您对本答复"], id="none-needs-it"),
        pytest.param(["granted_provided", "refused_third_party"], ["您对本答复"], id="granted-and-refused"),
        pytest.param(
            ["unavailable_not_exist", "refused_third_party", "granted_provided"],
            ["您对第二项答复", "您对第一、三项答复"],
            id="each-its-own",
        ),
    ],
)
def test_the_clause_of_an_answer_by_items_goes_with_its_items(codes, clauses):
    items = tuple(
        Item(content=f"第{n}份文件", outcome=code, details=item_details(code)) for n, code in enumerate(codes)
    )
    letter = draft("reply_by_item", facts("reply_by_item", items=items), settings())
    assert missing(letter) == ()
    said = letter.text_of(Part.REMEDY).split("\n")
    assert [text.split("不服的")[0] for text in said] == clauses
    assert (FIRST in said[0]) == any(code.startswith("refused") for code in codes)


def test_a_letter_dated_before_what_it_tells_of_is_not_complete():
    made = facts("reply_not_exist")
    early = replace(made, dated_on=made.application.received_on - timedelta(days=1))
    said = missing(draft("reply_not_exist", early, settings()))
    assert any("成文日期2026年3月2日早于文中所写的2026年3月18日" in sentence for sentence in said)
