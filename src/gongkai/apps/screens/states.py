"""What may be played and who allowed it: request, review, approval, play (申请、审核、审批、播放)."""

from collections.abc import Mapping
from typing import Final

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.roles import Labelled


class Kind(Labelled):
    """What is played."""

    RECORD = "record", "公开信息"
    NOTICE = "notice", "屏幕通知"
    URGENT = "urgent", "紧急通知"


class State(Labelled):
    """Where a request stands (播放状态)."""

    REQUESTED = "requested", "待审核"
    REVIEWED = "reviewed", "待审批"
    APPROVED = "approved", "准许播放"
    REFUSED = "refused", "不予播放"
    STOPPED = "stopped", "停止播放"


class Step(Labelled):
    """What moves a request on; the first two begin it."""

    REQUEST = "request", "申请"
    WITH_RECORD = "with_record", "随公开信息审签"
    REVIEW = "review", "审核通过"
    APPROVE = "approve", "审批同意"
    REFUSE = "refuse", "不同意"
    ARRANGE = "arrange", "调整播放安排"
    STOP = "stop", "停止播放"


TRANSITIONS: Final[Mapping[tuple[State, Step], State]] = {
    (State.REQUESTED, Step.REVIEW): State.REVIEWED,
    (State.REVIEWED, Step.APPROVE): State.APPROVED,
    (State.REQUESTED, Step.REFUSE): State.REFUSED,
    (State.REVIEWED, Step.REFUSE): State.REFUSED,
    (State.REQUESTED, Step.STOP): State.STOPPED,
    (State.REVIEWED, Step.STOP): State.STOPPED,
    (State.APPROVED, Step.STOP): State.STOPPED,
    (State.APPROVED, Step.ARRANGE): State.APPROVED,
}


class StepNotAllowed(RuleError):
    """A request cannot go that way from where it stands."""

    def __init__(self, state: State, step: Step) -> None:
        allowed = "、".join(one.label for at, one in TRANSITIONS if at is state) or "没有"
        super().__init__(f"这项播放现在是“{state.label}”，不能办理“{step.label}”。", f"现在可以办理的是：{allowed}。")


def advance(state: State, step: Step) -> State:
    """Return the state a step leads to; raise StepNotAllowed, which names the steps allowed now."""
    try:
        return TRANSITIONS[state, step]
    except KeyError:
        raise StepNotAllowed(state, step) from None
