"""Where a task for mending stands (督办事项), the one table of what may follow, and what is done, as in the log."""

from collections.abc import Mapping
from typing import Final

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.roles import Labelled


class State(Labelled):
    """Where a task stands."""

    OPEN = "open", "待答复"
    ANSWERED = "answered", "已答复，待审核"
    RETURNED = "returned", "退回，待重新答复"
    ACCEPTED = "accepted", "已办结"
    CANCELLED = "cancelled", "已撤销"


class Step(Labelled):
    """What is done, by this name in the log."""

    ASSIGN = "assign_task", "交办督办事项"
    ANSWER = "answer_task", "答复督办事项"
    RETURN = "return_task", "退回督办答复"
    ACCEPT = "accept_task", "督办事项办结"
    CANCEL = "cancel_task", "撤销督办事项"
    KEEP_INDICATOR = "keep_indicator", "修改考核指标"
    END_INDICATOR = "end_indicator", "停用考核指标"
    ADOPT_INDICATORS = "adopt_indicators", "采用常用考核指标"
    SEND_BRIEF = "send_brief", "寄送简报"
    ORDER_PACK = "order_pack", "制作考核材料"


TRANSITIONS: Final[Mapping[tuple[State, Step], State]] = {
    (State.OPEN, Step.ANSWER): State.ANSWERED,
    (State.RETURNED, Step.ANSWER): State.ANSWERED,
    (State.ANSWERED, Step.RETURN): State.RETURNED,
    (State.ANSWERED, Step.ACCEPT): State.ACCEPTED,
    (State.OPEN, Step.CANCEL): State.CANCELLED,
    (State.RETURNED, Step.CANCEL): State.CANCELLED,
    (State.ANSWERED, Step.CANCEL): State.CANCELLED,
}
WITH_BODY: Final = frozenset({State.OPEN, State.RETURNED})
UNDER_WAY: Final = WITH_BODY | {State.ANSWERED}


class StepNotAllowed(RuleError):
    """The step cannot follow on where the task stands."""

    def __init__(self, state: State, step: Step) -> None:
        allowed = "、".join(one.label for here, one in TRANSITIONS if here is state)
        remedy = f"现在可以：{allowed}。" if allowed else "需要时请另外交办一项。"
        super().__init__(f"这个督办事项现在是“{state.label}”，不能“{step.label}”。", remedy)


def advance(state: State, step: Step) -> State:
    """Return where a step leads; raise StepNotAllowed, which names the steps allowed now."""
    try:
        return TRANSITIONS[state, step]
    except KeyError:
        raise StepNotAllowed(state, step) from None
