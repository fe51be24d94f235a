"""A notice for a screen is asked for, reviewed, approved, stopped: each by whom it belongs to, each in the ledger."""

from datetime import time, timedelta

import pytest

from gongkai.apps.audit.models import Entry
from gongkai.apps.bodies.errors import NotAllowed, RuleError
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.screens import services
from gongkai.apps.screens.selectors import playlist, state
from gongkai.apps.screens.states import TRANSITIONS, Kind, State, Step
from tests.apps.bodies import factories as bodies
from tests.apps.screens.factories import NOON, playing, screen, wanted

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return bodies.body(bodies.body())


def test_request_review_approval_and_stop_stand_in_the_ledger_and_in_the_log(body):
    wall = screen(body)
    asks, reviews, leads, officer = (
        bodies.holder(role, body)
        for role in (Role.CONTRIBUTOR, Role.GENERAL_OFFICE, Role.APPROVING_LEADER, Role.DISCLOSURE_OFFICER)
    )
    one = services.request_showing(by=asks, screen=wall, wanted=wanted(), now=NOON)
    assert [*playlist.allowed(wall, NOON)] == []
    one = services.review(by=reviews, showing=one, note="属实", now=NOON)
    assert [*playlist.allowed(wall, NOON)] == []
    one = services.approve(by=leads, showing=one, now=NOON)
    assert [*playlist.allowed(wall, NOON)] == [one]
    one = services.stop(by=officer, showing=one, note="情况已经变化", now=NOON)
    assert [*playlist.allowed(wall, NOON)] == []
    steps = [(row.step, row.by) for row in one.steps.all()]
    assert steps == [
        (Step.REQUEST, asks.name), (Step.REVIEW, reviews.name), (Step.APPROVE, leads.name), (Step.STOP, officer.name)
    ]  # fmt: skip
    assert Entry.objects.filter(act="stop_showing").count() == 1
    start, end = NOON - timedelta(days=1), NOON + timedelta(days=1)
    assert [(row.pk, row.times) for row in state.ledger(wall, start, end)] == [(one.pk, None)]


def test_a_contributor_approves_nothing_and_nobody_the_own_request(body):
    wall = screen(body)
    both = bodies.holder(Role.GENERAL_OFFICE, body)
    one = services.request_showing(by=both, screen=wall, wanted=wanted(), now=NOON)
    with pytest.raises(RuleError, match="不能自己审核"):
        services.review(by=both, showing=one, now=NOON)
    with pytest.raises(NotAllowed):
        services.review(by=bodies.holder(Role.CONTRIBUTOR, body), showing=one, now=NOON)
    one = services.review(by=SERVER, showing=one, now=NOON)
    with pytest.raises(NotAllowed):
        services.approve(by=bodies.holder(Role.DISCLOSURE_OFFICER, body), showing=one, now=NOON)


def test_what_must_not_go_out_or_has_no_end_is_refused_with_the_reason(body):
    wall = screen(body)
    for given, told in (
        ({"text": "虚构人，身份证 000000199001010018"}, "不能公开"),
        ({"until_at": NOON}, "截止时间"),
        ({"from_time": time(9), "until_time": time(8)}, "时段"),
        ({"kind": Kind.RECORD}, "加投"),
    ):
        with pytest.raises(RuleError, match=told):
            services.request_showing(by=SERVER, screen=wall, wanted=wanted(**given), now=NOON)
    one = services.request_showing(by=SERVER, screen=wall, wanted=wanted(), now=NOON)
    with pytest.raises(RuleError, match="原因"):
        services.refuse(by=SERVER, showing=one, note=" ", now=NOON)
    with pytest.raises(RuleError, match="待审核"):
        services.approve(by=SERVER, showing=one, now=NOON)


def test_the_urgent_come_first_then_priority_and_what_has_expired_is_gone(body):
    wall = screen(body)
    plain = playing(wall, title="一")
    dear = playing(wall, title="二", priority=9)
    urgent = playing(wall, title="三", kind=Kind.URGENT, priority=0)
    short = playing(wall, title="四", until_at=NOON + timedelta(hours=1))
    before = playlist.mark(wall, NOON)
    assert [one.id for one in playlist.entries(wall, NOON)] == [urgent.pk, dear.pk, short.pk, plain.pk]
    later = NOON + timedelta(hours=2)
    assert [one.id for one in playlist.entries(wall, later)] == [urgent.pk, dear.pk, plain.pk]
    assert playlist.mark(wall, later) != before
    services.arrange(
        by=SERVER,
        showing=plain,
        wanted=wanted(priority=9, from_at=later, until_at=later + timedelta(days=1)),
        now=later,
    )
    assert [one.id for one in playlist.entries(wall, later)] == [urgent.pk, plain.pk, dear.pk]


def test_every_state_is_reached_and_every_open_one_left():
    reached = {State.REQUESTED, *TRANSITIONS.values()}
    left = {state for state, _ in TRANSITIONS}
    assert reached == set(State)
    assert left == {State.REQUESTED, State.REVIEWED, State.APPROVED}
