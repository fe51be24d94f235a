"""Due dates: every vector of the rules, and what a due date says of itself."""

import pytest

from gongkai.core.law.deadlines import Due, Exclusion, ReplyClock, term_due
from gongkai.core.law.derivation import nominal_end
from gongkai.core.law.receipt import Channel, receipt
from gongkai.core.law.workdays import national
from tests.core.law.vectors_of import cases, load

# The key of a vector's case that holds the day the term starts after.
STARTS = (
    "letter_received_by_third_party", "letter_received_by_organ", "fee_notice_received", "paid", "formed", "changed",
    "known", "copy_received", "decision_received", "complaint_copy_received", "supplement_received", "received",
)  # fmt: skip


def reply(case: dict) -> Due:
    received = case.get("received") or case.get("signed")
    if received is None:
        arrived = case.get("arrived") or case["submitted"]
        received = receipt(Channel(case["channel"]), arrived, case["confirmed"], calendar=national()).received_on
    exclusions = ()
    if "consult_sent" in case:
        exclusions = (Exclusion(case["consult_sent"], case["consult_closed"]),)
    return ReplyClock(received, case.get("extension_workdays", 0), exclusions).due(national())


def counted(vector: dict) -> Due:
    case, rule = vector["case"], vector["rule"]
    if rule in {"ANSWER_20", "CALENDAR_GAP", "RECEIPT+ANSWER_20"} or rule.startswith(("EXTENDED", "ANSWER_WITH")):
        return reply(case)
    start = next(case[key] for key in STARTS if key in case)
    return term_due(rule, start, national())


@pytest.mark.parametrize("vector", cases("deadlines"))
def test_a_term_ends_on_the_day_of_its_vector(vector):
    found = counted(vector)
    assert found.due_on == vector.get("due_on")
    if found.due_on is None:
        assert f"{vector['unknown_year']}年的放假安排" in found.reason


@pytest.mark.parametrize("vector", [case for case in cases("deadlines") if "due_on" in case.values[0]])
def test_the_derivation_counts_as_many_days_as_the_term_has_and_ends_on_the_due_date(vector):
    found = counted(vector)
    days = found.derivation.days
    assert days[-1].on == vector["due_on"]
    numbers = [day.number for day in days if day.counted]
    if nominal_end(found.period) is None:
        assert numbers == list(range(1, found.period.total + 1))
    else:
        assert numbers[-1] == (nominal_end(found.period) - found.period.starts_on).days


@pytest.mark.parametrize("vector", cases("deadlines"))
def test_a_vector_with_excluded_days_or_a_nominal_end_agrees_with_them(vector):
    case, found = vector["case"], counted(vector)
    assert len(found.period.excluded) == case.get("excluded_workdays", 0)
    assert nominal_end(found.period) == case.get("nominal_end", nominal_end(found.period))


def test_every_vector_of_the_rules_is_here():
    assert [vector["id"] for vector in load("deadlines")] == [f"V{n:02}" for n in range(1, 58)]
