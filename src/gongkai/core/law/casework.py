"""States and acts of an application for information, and the one table that says which act leads where.

Sources: 《条例》 arts. 29 to 45; 国办函〔2020〕109号 art. 6. What an act needs besides the state (once only, not too
late) stands in `fold.py`.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Self

from gongkai.core.law.errors import ActNotAllowed


class _Labelled(StrEnum):
    """A code with its Chinese label and the article it rests on."""

    label: str
    basis: str

    def __new__(cls, value: str, label: str, basis: str = "") -> Self:
        """Make a member of its code, label and article."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.basis = basis
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return code and label of every member, as form fields want them."""
        return [(member.value, member.label) for member in cls]


class State(_Labelled):
    """Where an application stands (办理状态)."""

    SUBMITTED = "submitted", "待确认收到"
    RECEIVED = "received", "已收到"
    SUPPLEMENT_REQUESTED = "supplement_requested", "待申请人补正"
    SUPPLEMENTED = "supplemented", "已补正"
    IN_REVIEW = "in_review", "办理中"
    CONSULTING = "consulting", "征求意见中"
    REASONS_REQUESTED = "reasons_requested", "待申请人说明理由"
    FEE_REQUESTED = "fee_requested", "待申请人缴费"
    PAID = "paid", "已缴费"
    DRAFTED = "drafted", "已拟稿"
    APPROVED = "approved", "已审签"
    SENT = "sent", "答复已发出"
    SERVED = "served", "答复已送达"
    ABANDONED = "abandoned", "视为放弃"
    WITHDRAWN = "withdrawn", "已撤回"
    CLOSED = "closed", "其他办结"
    ARCHIVED = "archived", "已归档"


class Act(_Labelled):
    """What can be done to an application (办理事项)."""

    SUBMIT = "submit", "提交申请", "《条例》第二十九条"
    CONFIRM_RECEIPT = "confirm_receipt", "确认收到", "《条例》第三十一条"
    RETURN = "return", "退回", "《条例》第二十九条"
    ACCEPT = "accept", "转入办理", "《条例》第四十五条"
    ASK_SUPPLEMENT = "ask_supplement", "告知补正", "《条例》第三十条"
    SUPPLEMENT = "supplement", "收到补正", "《条例》第三十条"
    HAND_OVER = "hand_over", "转承办科室", "《条例》第四十五条"
    NOTE_TRANSFER = "note_transfer", "登记转送", "《条例》第四十五条"
    CHANGE_CONTACT = "change_contact", "变更联系方式", "《条例》第二十九条"
    CONSULT = "consult", "征求意见", "《条例》第三十二条、第三十四条"
    RECEIVE_OPINION = "receive_opinion", "收到意见", "《条例》第三十二条、第三十四条"
    END_CONSULTATION = "end_consultation", "结束征求意见", "《条例》第三十三条第三款"
    ASK_REASONS = "ask_reasons", "要求说明理由", "《条例》第三十五条"
    RECEIVE_REASONS = "receive_reasons", "收到说明", "《条例》第三十五条"
    DEFER = "defer", "延迟答复", "《条例》第三十五条"
    EXTEND = "extend", "延期答复", "《条例》第三十三条第二款"
    PROPOSE_FEE = "propose_fee", "提出收费意见", "《条例》第四十二条"
    DEMAND_FEE = "demand_fee", "发出收费通知", "国办函〔2020〕109号第六条"
    PAY = "pay", "缴费完毕", "国办函〔2020〕109号第六条"
    RECORD_DELIVERY = "record_delivery", "登记文书送达", "国办公开办函〔2016〕235号"
    DRAFT = "draft", "拟稿", "《条例》第三十六条"
    RETURN_DRAFT = "return_draft", "退回修改", "《条例》第十七条"
    APPROVE = "approve", "审签", "《条例》第十七条"
    SEND = "send", "发出答复", "《条例》第三十六条"
    SERVE = "serve", "登记答复送达", "国办公开办函〔2016〕235号"
    SUPPLEMENT_REPLY = "supplement_reply", "补充答复", "《条例》第三十六条"
    WITHDRAW = "withdraw", "撤回申请", "申请人自愿"
    ABANDON = "abandon", "按放弃申请办结", "《条例》第三十条；国办函〔2020〕109号第六条"
    CLOSE = "close", "其他办结", "《条例》第四十五条"
    REOPEN = "reopen", "重新办理", "《行政复议法》、《行政诉讼法》"
    ARCHIVE = "archive", "归档", "《条例》第四十五条"
    CORRECT = "correct", "更正记录", "《条例》第四十五条"


S, A = State, Act

_OPEN: Final = tuple(
    state for state in State if state not in {S.SENT, S.SERVED, S.ABANDONED, S.WITHDRAWN, S.CLOSED, S.ARCHIVED}
)
_IN_HAND: Final = (S.RECEIVED, S.SUPPLEMENTED, S.IN_REVIEW, S.CONSULTING, S.REASONS_REQUESTED, S.PAID)
_WORKING: Final = (*_IN_HAND, S.DRAFTED, S.APPROVED)

# Acts that are entered without moving the case, and the states in which they may be.
_STAYING: Final[Mapping[Act, tuple[State, ...]]] = {
    A.HAND_OVER: _IN_HAND,
    A.NOTE_TRANSFER: _IN_HAND,
    A.CHANGE_CONTACT: (*_OPEN, S.SENT),
    A.RECEIVE_OPINION: (S.CONSULTING,),
    A.EXTEND: _WORKING,  # art. 33 ¶2: once, before the period is over
    A.PROPOSE_FEE: _IN_HAND,
    A.RECORD_DELIVERY: (S.SUPPLEMENT_REQUESTED, S.CONSULTING, S.REASONS_REQUESTED, S.FEE_REQUESTED),
    A.CORRECT: tuple(State),
}

_MOVING: Final[Mapping[tuple[State, Act], State]] = {
    (S.SUBMITTED, A.CONFIRM_RECEIPT): S.RECEIVED,  # art. 31: the clock starts
    (S.SUBMITTED, A.RETURN): S.CLOSED,
    (S.RECEIVED, A.ACCEPT): S.IN_REVIEW,
    (S.RECEIVED, A.ASK_SUPPLEMENT): S.SUPPLEMENT_REQUESTED,  # art. 30: once, within 7 working days
    (S.IN_REVIEW, A.ASK_SUPPLEMENT): S.SUPPLEMENT_REQUESTED,
    (S.SUPPLEMENT_REQUESTED, A.SUPPLEMENT): S.SUPPLEMENTED,  # art. 30: the clock starts anew
    (S.SUPPLEMENT_REQUESTED, A.ABANDON): S.ABANDONED,  # art. 30
    (S.SUPPLEMENTED, A.ACCEPT): S.IN_REVIEW,
    (S.IN_REVIEW, A.CONSULT): S.CONSULTING,  # arts. 32, 34
    (S.CONSULTING, A.CONSULT): S.CONSULTING,
    (S.CONSULTING, A.END_CONSULTATION): S.IN_REVIEW,
    (S.IN_REVIEW, A.ASK_REASONS): S.REASONS_REQUESTED,  # art. 35
    (S.REASONS_REQUESTED, A.RECEIVE_REASONS): S.IN_REVIEW,
    (S.REASONS_REQUESTED, A.DEFER): S.IN_REVIEW,
    (S.IN_REVIEW, A.DEFER): S.IN_REVIEW,
    (S.REASONS_REQUESTED, A.DRAFT): S.DRAFTED,  # no reasons came: not processed
    (S.IN_REVIEW, A.DEMAND_FEE): S.FEE_REQUESTED,
    (S.FEE_REQUESTED, A.PAY): S.PAID,  # the clock starts anew
    (S.FEE_REQUESTED, A.ABANDON): S.ABANDONED,
    (S.PAID, A.ACCEPT): S.IN_REVIEW,
    (S.IN_REVIEW, A.DRAFT): S.DRAFTED,
    (S.DRAFTED, A.RETURN_DRAFT): S.IN_REVIEW,
    (S.DRAFTED, A.APPROVE): S.APPROVED,
    (S.APPROVED, A.RETURN_DRAFT): S.IN_REVIEW,
    (S.APPROVED, A.SEND): S.SENT,
    (S.SENT, A.SERVE): S.SERVED,
    (S.SENT, A.SUPPLEMENT_REPLY): S.SENT,
    (S.SERVED, A.SUPPLEMENT_REPLY): S.SENT,
    (S.SERVED, A.ARCHIVE): S.ARCHIVED,
    (S.ABANDONED, A.ARCHIVE): S.ARCHIVED,
    (S.WITHDRAWN, A.ARCHIVE): S.ARCHIVED,
    (S.CLOSED, A.ARCHIVE): S.ARCHIVED,
    **{(state, A.WITHDRAW): S.WITHDRAWN for state in _OPEN},
    **{(state, A.CLOSE): S.CLOSED for state in _OPEN if state is not S.SUBMITTED},
    **{(state, A.REOPEN): S.IN_REVIEW for state in (S.SENT, S.SERVED, S.ABANDONED, S.CLOSED, S.ARCHIVED)},
}

TRANSITIONS: Final[Mapping[tuple[State, Act], State]] = MappingProxyType(
    {**_MOVING, **{(state, act): state for act, states in _STAYING.items() for state in states}}
)

FINAL: Final = frozenset({State.ARCHIVED})
UNANSWERED: Final = frozenset(_OPEN)  # carried over to the next year (结转下年度继续办理)


def allowed(state: State) -> tuple[Act, ...]:
    """Return the acts that a state allows, in the order of Act."""
    return tuple(act for act in Act if (state, act) in TRANSITIONS)


def advance(state: State, act: Act) -> State:
    """Return the state an act leads to; raise ActNotAllowed, which names the acts allowed now."""
    try:
        return TRANSITIONS[state, act]
    except KeyError:
        raise ActNotAllowed(state.label, act.label, [each.label for each in allowed(state)]) from None
