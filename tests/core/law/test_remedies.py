"""The remedies: variant by outcome and date, last days, organ, clause."""

from datetime import date

import pytest

from gongkai.core.law.outcomes import outcomes
from gongkai.core.law.remedies import (
    BodyKind,
    Remedy,
    RemedyPlaces,
    Variant,
    clause,
    inaction_dates,
    interim_remedy,
    reconsideration_organ,
    remedies,
    remedy_dates,
)
from gongkai.core.law.settings import LawSettings
from gongkai.core.law.workdays import national

FIRST, EITHER = Variant.RECONSIDERATION_FIRST, Variant.EITHER
NOW = date(2026, 3, 2)
REFUSALS = {
    "refused_state_secret", "refused_law_forbids", "refused_security_stability", "refused_third_party",
    "refused_internal_affairs", "refused_deliberative", "refused_enforcement_file", "partial",
}  # fmt: skip
PLACES = RemedyPlaces("示例区人民政府", "示例路1号", "示例区人民法院")


@pytest.mark.parametrize("code", sorted(outcomes()))
def test_refusals_under_articles_14_to_16_and_partial_answers_bear_reconsideration_first(code):
    expected = FIRST if code in REFUSALS else EITHER
    assert [remedy.variant for remedy in remedies(code, NOW)] == [expected]


@pytest.mark.parametrize(("dated_on", "variant"), [(date(2023, 12, 31), EITHER), (date(2024, 1, 1), FIRST)])
def test_the_rule_begins_with_the_letters_of_2024(dated_on, variant):
    assert remedies("refused_deliberative", dated_on) == (Remedy(variant),)


def test_the_doubtful_cases_are_settings():
    settings = LawSettings(admin_query_reconsideration_first=True, partial_reconsideration_first_alone=False)
    assert remedies("refused_admin_query", NOW, settings) == (Remedy(FIRST),)
    assert remedies("partial", NOW, settings) == (Remedy(FIRST, "不予公开的部分"), Remedy(EITHER, "其余部分"))


def test_the_last_days_are_those_of_the_vectors_and_a_lawsuit_has_none_before_reconsideration():
    found = remedy_dates(EITHER, date(2025, 8, 8), national())
    assert found.reconsideration.due_on == date(2025, 10, 9)
    assert found.lawsuit.due_on == date(2026, 2, 9)  # 8 February 2026 is a Sunday
    assert remedy_dates(FIRST, date(2025, 8, 8), national()).lawsuit is None
    assert remedy_dates(Variant.NONE, date(2025, 8, 8), national()).reconsideration is None


def test_a_period_in_days_is_not_rolled_where_the_body_says_so():
    settings = LawSettings(roll_to_working_day=False)
    assert remedy_dates(EITHER, date(2025, 8, 8), national(), settings).reconsideration.due_on == date(2025, 10, 7)


def test_no_answer_in_time_may_be_taken_to_either():
    found = inaction_dates(date(2025, 3, 31), national())
    assert (found.reconsideration.due_on, found.lawsuit.due_on) == (date(2025, 5, 30), date(2025, 9, 30))


def test_the_clause_of_reconsideration_first_tells_to_apply_before_suing():
    assert clause(Remedy(FIRST), PLACES) == (
        "您对本答复不服的，可以自收到之日起60日内，向示例区人民政府（地址：示例路1号）申请行政复议。"
        "提起行政诉讼以前，应当先申请行政复议；对复议决定不服的，可以自收到复议决定书之日起15日内向示例区人民法院提起行政诉讼。"
    )


def test_the_clause_of_the_choice_names_both_terms_and_the_internet_channel():
    online = RemedyPlaces("示例区人民政府", "示例路1号", "示例区人民法院", "https://example.invalid/fuyi")
    text = clause(Remedy(EITHER, "其余部分"), online)
    assert "您对其余部分不服的" in text
    assert "也可以通过https://example.invalid/fuyi提出" in text
    assert "6个月内直接向示例区人民法院提起行政诉讼" in text


def test_interim_letters_bear_no_clause():
    assert clause(interim_remedy(), PLACES) == ""


@pytest.mark.parametrize(
    ("kind", "organ", "item"),
    [
        (BodyKind.SUBDISTRICT_OFFICE, "设立本街道办事处的人民政府", "第三项"),
        (BodyKind.TOWNSHIP, "上一级（县级）人民政府", "第二项"),
        (BodyKind.DEPARTMENT, "本级人民政府", "第一项"),
        (BodyKind.GOVERNMENT, "上一级人民政府", "第二项"),
    ],
)
def test_the_reconsideration_organ_follows_the_kind_of_the_body(kind, organ, item):
    found, basis = reconsideration_organ(kind)
    assert found == organ
    assert basis.endswith(item)


def test_a_remedy_into_a_year_not_announced_still_has_its_last_calendar_day():
    dates = remedy_dates(Variant.EITHER, date(2026, 11, 25), national())
    assert dates.reconsideration.due_on is None
    assert "最后一天是2027年1月24日" in dates.reconsideration.certain
    assert "最后一天是2027年5月25日" in dates.lawsuit.certain
    assert "2027年的放假安排尚未公布" in dates.lawsuit.certain
    assert "录入" not in dates.lawsuit.certain
