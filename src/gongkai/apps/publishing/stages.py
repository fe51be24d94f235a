"""The stages of work on a disclosure, and the one table of how an act leads from one to the next."""

from collections.abc import Mapping
from typing import Final

from gongkai.apps.bodies.roles import Act, Labelled
from gongkai.apps.publishing.errors import ActNotAllowed


class Stage(Labelled):
    """Where the work on a disclosure, or on its correction, is now. What the public sees is its `Standing`."""

    DRAFT = "draft", "草稿"
    IN_REVIEW = "in_review", "审核中"
    RETURNED = "returned", "已退回"
    APPROVED = "approved", "待发布"
    SCHEDULED = "scheduled", "定时发布"
    SETTLED = "settled", "已办结"


# A step of review that is not the last one leaves the stage as it is.
TRANSITIONS: Final[Mapping[tuple[Stage, Act], Stage]] = {
    (Stage.DRAFT, Act.EDIT_DRAFT): Stage.DRAFT,
    (Stage.DRAFT, Act.SUBMIT): Stage.IN_REVIEW,
    (Stage.RETURNED, Act.EDIT_DRAFT): Stage.RETURNED,
    (Stage.RETURNED, Act.SUBMIT): Stage.IN_REVIEW,
    (Stage.DRAFT, Act.TAKE_BACK): Stage.SETTLED,  # given up; of a correction, what is public stays
    (Stage.RETURNED, Act.TAKE_BACK): Stage.SETTLED,
    (Stage.IN_REVIEW, Act.TAKE_BACK): Stage.DRAFT,
    (Stage.IN_REVIEW, Act.SEND_BACK): Stage.RETURNED,
    (Stage.IN_REVIEW, Act.APPROVE): Stage.APPROVED,
    (Stage.IN_REVIEW, Act.REVIEW_SECRECY): Stage.SETTLED,  # its result is that it is not made public
    (Stage.APPROVED, Act.SEND_BACK): Stage.RETURNED,
    (Stage.APPROVED, Act.SCHEDULE): Stage.SCHEDULED,
    (Stage.APPROVED, Act.PUBLISH): Stage.SETTLED,
    (Stage.SCHEDULED, Act.SEND_BACK): Stage.RETURNED,
    (Stage.SCHEDULED, Act.SCHEDULE): Stage.SCHEDULED,
    (Stage.SCHEDULED, Act.PUBLISH): Stage.SETTLED,
    (Stage.SETTLED, Act.CORRECT): Stage.DRAFT,
}
# In which stages content may be changed: what was approved is published as it was approved.
EDITABLE: Final = frozenset({Stage.DRAFT, Stage.RETURNED})


def advance(stage: Stage, act: Act) -> Stage:
    """Return the stage an act leads to; raise ActNotAllowed, which names the acts allowed now."""
    try:
        return TRANSITIONS[stage, act]
    except KeyError:
        allowed = [one for came_from, one in TRANSITIONS if came_from is stage]
        raise ActNotAllowed(stage.label, act.label, [one.label for one in allowed]) from None
