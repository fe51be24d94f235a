"""The table of transitions: walked, reached, left; an act that it does not know is refused with what is allowed."""

import pytest

from gongkai.core.law.casework import FINAL, TRANSITIONS, UNANSWERED, Act, State, advance, allowed
from gongkai.core.law.errors import ActNotAllowed


def reached_from(start: State) -> set[State]:
    found, new = set(), {start}
    while new:
        found |= new
        new = {after for (state, _), after in TRANSITIONS.items() if state in found} - found
    return found


def test_every_state_can_be_reached_from_the_submission():
    assert reached_from(State.SUBMITTED) == set(State)


@pytest.mark.parametrize("state", [state for state in State if state not in FINAL])
def test_every_state_but_the_last_is_left_and_leads_to_the_archive(state):
    assert any(before is state and after is not state for (before, _), after in TRANSITIONS.items())
    assert State.ARCHIVED in reached_from(state)


@pytest.mark.parametrize("state", sorted(UNANSWERED))
def test_every_open_state_can_be_withdrawn_and_every_other_cannot(state):
    assert advance(state, Act.WITHDRAW) is State.WITHDRAWN


@pytest.mark.parametrize("state", sorted(set(State) - UNANSWERED))
def test_what_was_answered_or_ended_cannot_be_withdrawn(state):
    with pytest.raises(ActNotAllowed):
        advance(state, Act.WITHDRAW)


def test_every_act_stands_in_the_table_but_the_submission_that_begins_a_case():
    assert {act for _, act in TRANSITIONS} == set(Act) - {Act.SUBMIT}


def test_every_state_and_act_speaks_chinese_and_every_act_has_its_basis():
    assert all(label and not label.isascii() for _, label in [*State.choices(), *Act.choices()])
    assert all(act.basis for act in Act)


def test_a_refusal_names_what_is_allowed_instead():
    with pytest.raises(ActNotAllowed) as refused:
        advance(State.SERVED, Act.EXTEND)
    assert str(refused.value) == (
        "申请的状态是“答复已送达”，不能办理“延期答复”。现在可以办理的是：补充答复、重新办理、归档、更正记录。"
    )
    assert allowed(State.WITHDRAWN) == (Act.ARCHIVE, Act.CORRECT)
