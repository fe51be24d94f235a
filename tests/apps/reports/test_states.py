"""The table of states is whole."""

import pytest

from gongkai.apps.reports.states import TRANSITIONS, Filing, State, Step, StepNotAllowed, advance


@pytest.mark.parametrize("kind", [State, Filing])
def test_every_state_can_be_reached_and_every_open_one_left(kind):
    first = next(iter(kind))
    reached = {to for (here, _step), to in TRANSITIONS.items() if isinstance(here, kind)} | {first}
    left = {here for here, _step in TRANSITIONS if isinstance(here, kind)}
    assert reached == set(kind)
    assert set(kind) - left == ({State.SUPERSEDED} if kind is State else {Filing.RETURNED})


def test_a_step_that_cannot_follow_names_those_that_can():
    with pytest.raises(StepNotAllowed, match="现在可以：党政办审核年度报告、退回年度报告"):
        advance(State.OFFICER_SIGNED, Step.SEAL)
