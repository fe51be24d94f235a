"""Where an annual report stands, and the one table of what may follow."""

from collections.abc import Mapping
from typing import Final, TypeVar, cast

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.roles import Labelled


class State(Labelled):
    """Where a version of a report stands in its own body."""

    DRAFTING = "drafting", "编制中"
    OFFICER_SIGNED = "officer_signed", "待党政办审核"
    OFFICE_SIGNED = "office_signed", "待领导签发"
    LEADER_SIGNED = "leader_signed", "待封存"
    SEALED = "sealed", "已封存，待公布"
    PUBLISHED = "published", "已公布"
    SUPERSEDED = "superseded", "已由新版本代替"


class Filing(Labelled):
    """Where it stands with the district (报送)."""

    NOT_SUBMITTED = "not_submitted", "没有报送"
    SUBMITTED = "submitted", "已报送"
    RETURNED = "returned", "已退回"
    ACCEPTED = "accepted", "已接收"


class Step(Labelled):
    """What is done to a report, by this name in the log."""

    BEGIN = "begin_report", "开始编制年度报告"
    WRITE = "write_report", "编写年度报告"
    OVERRIDE = "override_cell", "更改年报数据"
    DROP_OVERRIDE = "drop_override", "恢复年报数据"
    SIGN_AS_OFFICER = "sign_report_as_officer", "信息专员签字"
    SIGN_AS_OFFICE = "sign_report_as_office", "党政办审核年度报告"
    SIGN_AS_LEADER = "sign_report_as_leader", "领导签发年度报告"
    SEND_BACK = "send_report_back", "退回年度报告"
    SEAL = "seal_report", "封存年度报告"
    PUBLISH = "publish_report", "公布年度报告"
    BEGIN_VERSION = "begin_report_version", "更正年度报告"
    SUPERSEDE = "supersede_report", "新版本代替年度报告"
    SUBMIT = "submit_report", "报送年度报告"
    RETURN = "return_report", "区里退回年度报告"
    ACCEPT = "accept_report", "区里接收年度报告"
    KEEP_FILE = "keep_report_file", "存入年度报告文件"
    DROP_FILE = "drop_report_file", "不再使用年度报告文件"


SIGNATURES: Final = (Step.SIGN_AS_OFFICER, Step.SIGN_AS_OFFICE, Step.SIGN_AS_LEADER)
CHANGES: Final = (Step.WRITE, Step.OVERRIDE, Step.DROP_OVERRIDE)
# A sealed version is never opened again: what is wrong in it is mended in a new version.
TRANSITIONS: Final[Mapping[tuple[State | Filing, Step], State | Filing]] = {
    **{(State.DRAFTING, step): State.DRAFTING for step in CHANGES},
    (State.DRAFTING, Step.SIGN_AS_OFFICER): State.OFFICER_SIGNED,
    (State.OFFICER_SIGNED, Step.SIGN_AS_OFFICE): State.OFFICE_SIGNED,
    (State.OFFICE_SIGNED, Step.SIGN_AS_LEADER): State.LEADER_SIGNED,
    (State.OFFICER_SIGNED, Step.SEND_BACK): State.DRAFTING,
    (State.OFFICE_SIGNED, Step.SEND_BACK): State.DRAFTING,
    (State.LEADER_SIGNED, Step.SEND_BACK): State.DRAFTING,
    (State.LEADER_SIGNED, Step.SEAL): State.SEALED,
    (State.SEALED, Step.PUBLISH): State.PUBLISHED,
    (State.SEALED, Step.SUPERSEDE): State.SUPERSEDED,  # returned by the district before it was published
    (State.PUBLISHED, Step.SUPERSEDE): State.SUPERSEDED,
    (Filing.NOT_SUBMITTED, Step.SUBMIT): Filing.SUBMITTED,
    (Filing.SUBMITTED, Step.RETURN): Filing.RETURNED,
    (Filing.SUBMITTED, Step.ACCEPT): Filing.ACCEPTED,
    (Filing.ACCEPTED, Step.RETURN): Filing.RETURNED,
}
Stands = TypeVar("Stands", State, Filing)
FROZEN: Final = frozenset({State.SEALED, State.PUBLISHED, State.SUPERSEDED})


class StepNotAllowed(RuleError):
    """The step cannot follow on where the report stands."""

    def __init__(self, stands: State | Filing, step: Step) -> None:
        allowed = "、".join(one.label for here, one in TRANSITIONS if here is stands)
        remedy = f"现在可以：{allowed}。" if allowed else "请查看最新的版本。"
        super().__init__(f"年度报告现在是“{stands.label}”，不能“{step.label}”。", remedy)


def advance(stands: Stands, step: Step) -> Stands:
    """Return where a step leads; raise StepNotAllowed, which names the steps allowed now."""
    try:
        return cast("Stands", TRANSITIONS[stands, step])
    except KeyError:
        raise StepNotAllowed(stands, step) from None
