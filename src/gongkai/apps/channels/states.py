"""Where a delivery stands, and the one table of what may follow."""

from collections.abc import Mapping
from typing import Final

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.roles import Labelled


class State(Labelled):
    """Where a delivery stands (投送状态)."""

    WAITING = "waiting", "待投送"
    UNDER_WAY = "under_way", "平台处理中"
    READY = "ready", "草稿已备好，待人工发布"
    BY_HAND = "by_hand", "待人工投送"
    UNSURE = "unsure", "不能确定是否发出，待人工核对"
    SUBMITTED = "submitted", "已报送，待上级采用"
    NOT_ADOPTED = "not_adopted", "上级没有采用"
    DONE = "done", "已发出"
    FAILED = "failed", "没有发出"
    TAKEN_DOWN = "taken_down", "被平台删除"
    REMOVING = "removing", "待撤下"
    REMOVE_BY_HAND = "remove_by_hand", "待人工撤下"
    REMOVED = "removed", "已撤下"
    CANCELLED = "cancelled", "不再投送"


class Step(Labelled):
    """What moves a delivery on."""

    ACCEPT = "accept", "平台受理"
    DRAFT = "draft", "备好草稿"
    HAND_OVER = "hand_over", "转人工"
    DOUBT = "doubt", "不能确定"
    SUBMIT = "submit", "报送"
    DECLINE = "decline", "登记上级没有采用"
    FINISH = "finish", "发出"
    GIVE_UP = "give_up", "放弃重试"
    LOSE = "lose", "被平台删除"
    RESEND = "resend", "重新投送"
    CANCEL = "cancel", "取消投送"
    TAKE_BACK = "take_back", "撤下"
    HAND_BACK = "hand_back", "转人工撤下"
    REMOVE = "remove", "撤下完成"


def _from(step: Step, to: State, *states: State) -> dict[tuple[State, Step], State]:
    return {(state, step): to for state in states}


TRANSITIONS: Final[Mapping[tuple[State, Step], State]] = {
    **_from(Step.ACCEPT, State.UNDER_WAY, State.WAITING),
    **_from(Step.DRAFT, State.READY, State.WAITING, State.UNDER_WAY),
    **_from(Step.HAND_OVER, State.BY_HAND, State.WAITING, State.UNDER_WAY),
    **_from(Step.DOUBT, State.UNSURE, State.WAITING, State.UNDER_WAY),
    **_from(
        Step.FINISH, State.DONE,
        State.WAITING, State.UNDER_WAY, State.READY, State.BY_HAND, State.UNSURE, State.FAILED,
        State.SUBMITTED, State.NOT_ADOPTED,
    ),
    **_from(Step.SUBMIT, State.SUBMITTED, State.WAITING, State.BY_HAND, State.UNSURE, State.FAILED),
    **_from(Step.DECLINE, State.NOT_ADOPTED, State.SUBMITTED),
    **_from(Step.GIVE_UP, State.FAILED, State.WAITING, State.UNDER_WAY),
    **_from(Step.LOSE, State.TAKEN_DOWN, State.DONE),
    **_from(
        Step.RESEND, State.WAITING,
        State.BY_HAND, State.UNSURE, State.FAILED, State.TAKEN_DOWN, State.CANCELLED, State.NOT_ADOPTED,
    ),
    **_from(Step.CANCEL, State.CANCELLED, State.WAITING, State.BY_HAND, State.UNSURE, State.FAILED),
    **_from(Step.CANCEL, State.REMOVING, State.READY),  # a draft that lies there goes
    **_from(
        Step.TAKE_BACK, State.REMOVING,
        State.WAITING, State.UNDER_WAY, State.READY, State.UNSURE, State.DONE, State.FAILED, State.SUBMITTED,
    ),
    **_from(Step.HAND_BACK, State.REMOVE_BY_HAND, State.REMOVING),
    **_from(Step.REMOVE, State.REMOVED, State.REMOVING, State.REMOVE_BY_HAND),
}  # fmt: skip

WORKED: Final = frozenset({State.WAITING, State.UNDER_WAY, State.REMOVING})  # by the worker
WATCHED: Final = frozenset({State.DONE, State.SUBMITTED, State.NOT_ADOPTED})  # looked at now and then, where it can be
OF_A_PERSON: Final = frozenset(
    {State.READY, State.BY_HAND, State.UNSURE, State.FAILED, State.TAKEN_DOWN, State.REMOVE_BY_HAND}
)


class StepNotAllowed(RuleError):
    """A delivery cannot go that way from where it stands."""

    def __init__(self, state: State, step: Step) -> None:
        allowed = "、".join(dict.fromkeys(one.label for at, one in TRANSITIONS if at is state)) or "没有"
        super().__init__(f"这次投送现在是“{state.label}”，不能{step.label}。", f"现在可以办理的是：{allowed}。")


def advance(state: State, step: Step) -> State:
    """Return the state a step leads to; raise StepNotAllowed, which names the steps allowed now."""
    try:
        return TRANSITIONS[state, step]
    except KeyError:
        raise StepNotAllowed(state, step) from None
