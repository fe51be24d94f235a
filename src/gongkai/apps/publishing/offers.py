"""What may be done with a disclosure now: by this person, at its stage, as it stands before the public."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from gongkai.apps.bodies.models import User
from gongkai.apps.bodies.roles import Act
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.permissions import may_do, may_see
from gongkai.apps.publishing.stages import EDITABLE, TRANSITIONS, Stage
from gongkai.apps.publishing.words import Standing


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that may be done: its name in addresses, its label, the act it is."""

    name: str
    label: str
    act: Callable[[Disclosure], Act]
    when: Callable[[Disclosure], bool]


def _stage(act: Act) -> Callable[[Disclosure], bool]:
    return lambda page: (Stage(page.stage), act) in TRANSITIONS


def _is(act: Act) -> Callable[[Disclosure], Act]:
    return lambda _page: act


def _step(page: Disclosure) -> Act:
    return Act(page.step)


def _public(page: Disclosure) -> bool:
    return page.standing == Standing.PUBLISHED


def _returning(page: Disclosure) -> Act:
    return Act(page.step) if page.stage == Stage.IN_REVIEW else Act.PUBLISH


OFFERS: Final[Mapping[str, Offer]] = {
    one.name: one
    for one in (
        Offer("edit", "编辑", _is(Act.EDIT_DRAFT), lambda page: Stage(page.stage) in EDITABLE),
        Offer("submit", "送审", _is(Act.SUBMIT), _stage(Act.SUBMIT)),
        Offer("sign", "审核通过", _step, lambda page: page.stage == Stage.IN_REVIEW),
        Offer("send-back", "退回", _returning, _stage(Act.SEND_BACK)),
        Offer("take-back", "撤回送审", _is(Act.TAKE_BACK), lambda page: page.stage == Stage.IN_REVIEW),
        Offer("publish", "发布", _is(Act.PUBLISH), _stage(Act.PUBLISH)),
        Offer("schedule", "定时发布", _is(Act.SCHEDULE), _stage(Act.SCHEDULE)),
        Offer("correct", "更正", _is(Act.CORRECT), lambda page: _public(page) and page.stage == Stage.SETTLED),
        Offer("withdraw", "撤下", _is(Act.WITHDRAW), _public),
        Offer("validity", "变更有效性", _is(Act.CHANGE_VALIDITY), lambda page: page.standing != Standing.WITHDRAWN),
        Offer("move", "调整栏目", _is(Act.MOVE_DISCLOSURE), lambda page: page.standing != Standing.WITHDRAWN),
        Offer("discard", "不再办理", _is(Act.TAKE_BACK), lambda page: Stage(page.stage) in EDITABLE),
    )
}


def offered(by: User, page: Disclosure, on: date) -> list[Offer]:
    """Return what a person may do with a disclosure now."""
    return [one for one in OFFERS.values() if is_offered(by, page, one, on)]


def is_offered(by: User, page: Disclosure, offer: Offer, on: date) -> bool:
    """Tell whether one thing may be done now."""
    return offer.when(page) and may_do(by, offer.act(page), page, on=on) and may_see(by, page, on=on)
