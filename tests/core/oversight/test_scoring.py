"""Indicators: each measure by its figures, what would still be won, ranking with reasons."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gongkai.core.oversight import (
    MEASURES,
    Account,
    BodyFacts,
    Case,
    ReportFact,
    Rule,
    Unit,
    facts_from_json,
    facts_to_json,
    ranking,
    score,
)
from gongkai.core.oversight.shipped import shipped

ON = date(2026, 6, 15)
EMPTY = BodyFacts(2026, ON)
DUE = ReportFact(2025, date(2026, 1, 31))


def rule(measure, target, points="10"):
    return Rule(1, "虚构的指标", measure, Decimal(target), Decimal(points))


def mark(facts, measure, target, on=ON):
    return score(facts, [rule(measure, target)], on).marks[0]


def account(number, last_on, limit=14):
    return Account(number, f"栏目{number}", limit, last_on)


@pytest.mark.parametrize(
    ("measure", "target", "given", "won"),
    [
        pytest.param("monthly", "12", {"months": (12, 12, 11, 0, 20, 3, *(0,) * 6)}, "6", id="running-month-not-yet"),
        pytest.param("monthly", "12", {"months": (12,) * 6 + (0,) * 6}, "10", id="running-month-reached"),
        pytest.param(
            "stale", "10", {"columns": (account(1, date(2026, 6, 1)), account(2, date(2026, 5, 31)))}, "9", id="day-15"
        ),
        pytest.param("stale", "2", {"columns": (account(1, None),)}, None, id="never-filled-is-another-measure"),
        pytest.param("never_filled", "5", {"columns": (account(1, None), account(2, ON))}, "8", id="one-empty"),
        pytest.param("media", "1", {"media": (account(1, date(2026, 5, 1)),)}, "0", id="silent-account"),
        pytest.param("media", "1", {}, None, id="no-account"),
        pytest.param("offices", "2", {"offices": (Unit(1, "甲", 2), Unit(2, "乙", 1))}, "5", id="half-of-offices"),
        pytest.param("communities", "1", {"communities": (Unit(1, "丙", 0), Unit(2, "丁", 0))}, "0", id="nobody"),
        pytest.param("timely", "20", {"waits": ((0, 1), (20, 1), (21, 1)), "undated": 9}, "6.67", id="21-is-late"),
        pytest.param("timely", "20", {"undated": 9}, None, id="nothing-dated"),
        pytest.param("answers", "100", {"answered_in_time": 3, "answered_late": 1}, "7.50", id="one-late"),
        pytest.param("answers", "50", {"answered_in_time": 3, "answered_late": 1}, "10", id="target-reached"),
        pytest.param(
            "answers", "100", {"answered_in_time": 1, "open_cases": (Case(1, "2026-0001", date(2026, 6, 14)),)}, "5",
            id="open-and-overdue",
        ),
        pytest.param(
            "answers", "100", {"answered_in_time": 1, "open_cases": (Case(1, "2026-0001", ON),)}, "10", id="last-day"
        ),
        pytest.param("remedies", "2", {"remedies_decided": 3, "remedies_corrected": 1}, "5", id="one-corrected"),
        pytest.param("remedies", "2", {"remedies_decided": 9, "remedies_corrected": 5}, "0", id="never-below-nought"),
        pytest.param("duties", "80", {"duties_due": 10, "duties_missed": 6}, "5", id="duties"),
        pytest.param("report", "0", {"report": replace(DUE, published_on=date(2026, 1, 31))}, "10", id="on-its-day"),
        pytest.param("report", "0", {"report": replace(DUE, published_on=date(2026, 2, 1))}, "0", id="a-day-late"),
        pytest.param("report", "1", {"report": replace(DUE, published_on=date(2026, 2, 1))}, "10", id="grace"),
        pytest.param("report", "0", {"report": DUE}, "0", id="not-at-all"),
        pytest.param("report", "0", {"report": replace(DUE, is_owed=False)}, None, id="owes-none"),
    ],
)  # fmt: skip
def test_points_of_a_measure(measure, target, given, won):
    assert mark(replace(EMPTY, **given), measure, target).won == (None if won is None else Decimal(won))


def test_every_measure_gives_evidence_in_words_for_facts_without_anything():
    for measure in MEASURES.values():
        reading = measure.read(EMPTY, Decimal(1), ON)
        assert reading.said
        assert measure.rule


def test_a_day_ahead_tells_what_would_still_be_won_and_by_when():
    facts = replace(
        EMPTY,
        months=(12, 12, 12, 12, 12, 5, *(0,) * 6),
        columns=(account(7, date(2026, 6, 10)),),
        open_cases=(Case(3, "2026-0003", date(2026, 6, 25)),),
        answered_in_time=1,
    )
    sheet = score(facts, [rule("monthly", "12"), rule("stale", "1"), rule("answers", "100")], date(2026, 6, 30))
    monthly, stale, answers = ([(gain.what, gain.until, won) for gain, won in mark.gains] for mark in sheet.marks)
    assert monthly == [("6月再发布 7 条", date(2026, 6, 30), Decimal("1.67"))]
    assert stale == [("“栏目7”在2026年6月16日以后发布一条", date(2026, 6, 30), Decimal("10.00"))]
    assert answers == [("申请 2026-0003 按期答复", date(2026, 6, 25), Decimal("5.00"))]


def test_what_is_past_is_not_offered_as_a_gain():
    assert mark(replace(EMPTY, months=(0,) * 12), "monthly", "12").gains == []
    assert mark(replace(EMPTY, report=DUE), "report", "0").gains == []


def test_points_that_could_not_be_judged_do_not_count_and_equal_bodies_share_a_place():
    rules = [rule("monthly", "1", "30"), rule("media", "1", "70")]
    full, half = replace(EMPTY, months=(1,) * 12), replace(EMPTY, months=(1, 1, 1, 0, 0, 0, *(0,) * 6))
    nothing = score(EMPTY, [], ON)
    ranks = ranking(
        {"a": score(half, rules, ON), "b": score(full, rules, ON), "c": score(full, rules, ON), "d": nothing}
    )
    assert [(rank.place, rank.of, rank.sheet.percent) for rank in ranks] == [
        (1, "b", Decimal(100)),
        (1, "c", Decimal(100)),
        (3, "a", Decimal(60)),
        (None, "d", None),
    ]
    assert [(loss.rule.measure, loss.lost) for loss in ranks[2].sheet.reasons] == [("monthly", Decimal("12.00"))]


def test_facts_come_back_from_json_as_they_were():
    facts = replace(
        EMPTY, columns=(account(1, None), account(2, ON)), media=(account(3, ON),), offices=(Unit(1, "甲", 2),),
        communities=(Unit(2, "乙", 0),), waits=((3, 4),), open_cases=(Case(1, "2026-0001", ON), Case(2, "x", None)),
        states=(("granted", 2),), channels=(("website", (1,) * 12),), report=replace(DUE, published_on=ON),
    )  # fmt: skip
    assert facts_from_json(facts_to_json(facts)) == facts


def test_what_is_shipped_names_measures_there_are_and_a_source():
    found = list(shipped())
    assert sum(one.points for one in found) == 100
    assert {one.measure for one in found} <= set(MEASURES)
    assert all(one.source for one in found)
