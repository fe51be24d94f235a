"""Duties out of matters and records: what is due, by when, whether done, and what always holds."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.catalogue.duties import Asked, OnCarrier, State, duties_of, never_filled
from gongkai.core.catalogue.limits import read_limit
from gongkai.core.catalogue.matters import Matter, Record
from gongkai.core.catalogue.words import Carrier
from gongkai.core.law.workdays import national

WEB = frozenset({Carrier.WEBSITE})


def matter(limit="每月，20个工作日内", code="01", from_on=date(2020, 1, 1), until_on=None, carriers=WEB):
    return Matter(code, "虚构事项", "虚构科室", read_limit(limit), carriers, from_on, until_on)


def record(key, formed, published=None, code="01", **sent):
    return Record(key, code, formed, published, {Carrier(name): day for name, day in sent.items()})


def asked(today=date(2025, 6, 15), proven=WEB):
    return Asked(national(), today, proven=proven)


def states(found):
    return [duty.state for duty in found]


def test_a_month_is_due_so_many_working_days_after_its_last_day():
    first = duties_of([matter()], [], 2025, asked())[0]

    assert (first.label, first.last, first.due.on) == ("2025年1月", date(2025, 1, 31), date(2025, 3, 3))
    assert first.month == 1


def test_each_record_meets_one_month_and_a_missed_one_stays_missed():
    records = [
        record("a", date(2025, 1, 31), date(2025, 2, 6)),
        record("c", date(2025, 3, 31), date(2025, 4, 8)),
        record("d", date(2025, 4, 30), date(2025, 5, 9)),
    ]

    found = duties_of([matter("每月，5个工作日内")], records, 2025, asked())

    assert states(found)[:6] == [State.MET, State.MISSED, State.MET, State.MET, State.MISSED, State.PENDING]
    assert [duty.records for duty in found[:4]] == [("a",), (), ("c",), ("d",)]


@pytest.mark.parametrize(
    ("formed", "published", "month"),
    [
        pytest.param(date(2025, 2, 27), date(2025, 2, 28), 2, id="at-the-end-of-its-month"),
        pytest.param(date(2025, 2, 5), date(2025, 2, 6), 1, id="at-the-beginning-of-the-next"),
        pytest.param(date(2025, 2, 3), date(2025, 5, 6), 1, id="however-late-it-came"),
    ],
)
def test_a_record_belongs_to_the_month_that_ends_nearest_to_its_formation(formed, published, month):
    found = duties_of([matter("每月，20个工作日内")], [record("a", formed, published)], 2025, asked())

    assert [duty.month for duty in found if duty.records] == [month]


def test_of_two_records_in_one_period_the_second_meets_late_what_had_gone_by():
    records = [record("a", date(2025, 5, 6), date(2025, 5, 8)), record("b", date(2025, 5, 7), date(2025, 5, 9))]
    yearly = matter("每年，20个工作日内")

    assert [(duty.state, duty.records) for duty in duties_of([yearly], records, 2025, asked())] == [
        (State.MET, ("a",)),
    ]
    assert [(duty.state, duty.records) for duty in duties_of([yearly], records, 2024, asked())] == [
        (State.LATE, ("b",)),
    ]


def test_a_matter_without_rhythm_owes_each_record_that_was_formed():
    records = [
        record("kept", date(2025, 3, 3), date(2025, 3, 31)),
        record("late", date(2025, 3, 3), date(2025, 4, 1)),
        record("draft", date(2025, 4, 1)),
        record("fresh", date(2025, 6, 10)),
    ]

    found = duties_of([matter("20个工作日内")], records, 2025, asked())

    by_key = {(*duty.records, *duty.in_hand)[0]: duty.state for duty in found}
    assert by_key == {"kept": State.MET, "late": State.LATE, "draft": State.MISSED, "fresh": State.PENDING}


def test_a_carrier_that_can_be_proven_and_was_not_served_makes_the_duty_partly_met():
    wide = matter("20个工作日内", carriers=frozenset({Carrier.WEBSITE, Carrier.BOARD, Carrier.BROADCAST}))
    proven = frozenset({Carrier.WEBSITE, Carrier.BOARD})

    bare = duties_of([wide], [record("a", date(2025, 3, 3), date(2025, 3, 5))], 2025, asked(proven=proven))[0]
    shown = duties_of(
        [wide], [record("a", date(2025, 3, 3), date(2025, 3, 5), board=date(2025, 3, 9))], 2025, asked(proven=proven)
    )[0]

    assert (bare.state, shown.state) == (State.PARTLY, State.MET)
    assert [one.state for one in bare.carriers] == [OnCarrier.SENT, OnCarrier.LACKING, OnCarrier.UNPROVEN]


def test_an_unknown_year_makes_the_state_unknown_once_it_may_have_passed():
    yearly = matter("每年，20个工作日内")

    before = duties_of([yearly], [], 2026, asked(date(2027, 1, 10)))[0]
    after = duties_of([yearly], [], 2026, asked(date(2027, 3, 1)))[0]

    assert (before.state, after.state) == (State.PENDING, State.UNKNOWN)
    assert after.due.on is None


def test_a_lasting_matter_owes_one_record_from_the_day_it_is_in_force():
    lasting = matter("长期公开", from_on=date(2025, 3, 3))

    assert states(duties_of([lasting], [], 2025, asked())) == [State.MISSED]
    assert states(duties_of([lasting], [record("a", date(2023, 1, 1), date(2023, 1, 2))], 2025, asked())) == [State.MET]
    assert duties_of([lasting], [], 2026, asked()) == []


def test_each_version_rules_the_periods_that_end_while_it_is_in_force():
    old, new = matter(until_on=date(2025, 4, 1)), matter("每季度，10个工作日内", from_on=date(2025, 4, 1))

    found = duties_of([old, new], [], 2025, asked())

    assert [duty.label for duty in found] == [
        "2025年1月", "2025年2月", "2025年3月", "2025年第二季度", "2025年第三季度", "2025年第四季度",
    ]  # fmt: skip


def test_a_matter_of_which_nothing_was_ever_published_is_told():
    matters = [matter(code="01"), matter(code="02"), matter(code="03", until_on=date(2024, 1, 1))]
    records = [record("a", date(2021, 1, 1), date(2021, 1, 2)), record("b", date(2025, 1, 1), code="02")]

    assert [one.code for one in never_filled(matters, records, date(2025, 6, 15))] == ["02"]


DAYS = st.dates(date(2024, 1, 1), date(2025, 12, 31))


@st.composite
def made_records(draw):
    formed = draw(st.lists(DAYS, max_size=14))
    return [
        record(f"r{place}", day, draw(st.none() | st.just(day + timedelta(days=draw(st.integers(0, 90))))))
        for place, day in enumerate(formed)
    ]


LIMITS = st.sampled_from(["每月，5个工作日内", "每季度，20个工作日内", "每年", "20个工作日内", "长期公开", "10日内"])


@pytest.mark.parametrize("year", [2024, 2025])
@settings(max_examples=60, deadline=None)
@given(limit=LIMITS, records=made_records(), today=DAYS)
def test_no_record_meets_two_duties_and_what_is_met_has_its_record(year, limit, records, today):
    found = duties_of([matter(limit)], records, year, asked(today))

    assert max(Counter(key for duty in found for key in duty.records).values(), default=0) <= 1
    published = {one.key for one in records if one.published_on}
    for duty in found:
        assert set(duty.records) <= published
        assert (duty.state in {State.MET, State.LATE}) == bool(duty.records)
        assert duty.last.year == year
        if duty.state is State.MISSED:
            assert duty.due.on is not None
            assert duty.due.on < today
        if duty.state is State.PENDING:
            assert today <= (duty.due.on or duty.due.not_before)


@settings(max_examples=60, deadline=None)
@given(limit=LIMITS, records=made_records(), more=DAYS, today=DAYS)
def test_one_more_publication_never_leaves_fewer_duties_met(limit, records, more, today):
    def met(given_records):
        return sum(bool(duty.records) for duty in duties_of([matter(limit)], given_records, 2025, asked(today)))

    assert met([*records, record("more", more, more)]) >= met(records)


@settings(max_examples=40, deadline=None)
@given(limit=LIMITS, records=made_records(), today=DAYS, later=st.integers(0, 400))
def test_a_duty_that_was_missed_does_not_come_back_by_waiting(limit, records, today, later):
    now = duties_of([matter(limit)], records, 2025, asked(today))
    then = duties_of([matter(limit)], records, 2025, asked(today + timedelta(days=later)))

    for before, after in zip(now, then, strict=True):
        assert before.state is State.PENDING or before.state is after.state
