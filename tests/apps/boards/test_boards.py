"""A board's plan: what a publication puts on it, photos, periods, communities, objections."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.apps.boards import services
from gongkai.apps.boards.access import boards_for
from gongkai.apps.boards.models import Way
from gongkai.apps.boards.selectors import plan
from gongkai.apps.bodies import services as body_services
from gongkai.apps.bodies.errors import NotAllowed, RuleError
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Act, Role
from gongkai.apps.channels import work
from gongkai.apps.channels.states import State
from gongkai.apps.publishing import services as publishing
from tests.apps.boards.factories import board, matter, proof
from tests.apps.bodies import factories as bodies
from tests.apps.publishing.factories import published

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def files_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def body():
    return bodies.body(bodies.body())


def planned(at, on):
    work_of = plan.today(at, on)
    return [[row.pk for row in part] for part in (work_of.up, work_of.down, work_of.hanging)]


def test_a_publication_is_to_be_put_up_hangs_with_its_photo_and_is_to_be_taken_down_after_its_period(body, now):
    at, on = board(body, now), timezone.localdate(now)
    page = published(body, now=now)
    row = page.deliveries.get(channel=at.channel)
    one = row.posting
    assert (row.state, one.from_on, one.until_on) == (State.BY_HAND, on, on + 7 * DAY)
    assert planned(at, on) == [[one.pk], [], []]
    with pytest.raises(RuleError, match="没有照片"):
        services.put_up(by=SERVER, posting=one, proof=proof(now, photo=b""), now=now)
    one = services.put_up(by=SERVER, posting=one, proof=proof(now), now=now)
    row.refresh_from_db()
    assert (row.state, row.done_at) == (State.DONE, now)
    with row.photo.open("rb") as kept:
        assert kept.read(2) == b"\xff\xd8"
    assert planned(at, on) == planned(at, on + 7 * DAY) == [[], [], [one.pk]]
    assert planned(at, on + 8 * DAY) == [[], [one.pk], []]
    later = now + 8 * DAY
    one = services.take_down(by=SERVER, posting=one, proof=proof(later), now=later)
    row.refresh_from_db()
    page.refresh_from_db()
    assert (row.state, row.removed_at, page.standing) == (State.REMOVED, later, "published")
    assert [photo.side for photo in one.photos.all()] == ["up", "down"]
    assert plan.ended(at, on + 8 * DAY) == [one]
    assert planned(at, on + 8 * DAY) == [[], [], []]


def test_a_withdrawal_takes_a_sheet_down_today_and_one_not_yet_put_up_from_the_plan(body, now):
    at, on = board(body, now), timezone.localdate(now)
    hung, waits = published(body, now=now), published(body, now=now)
    one = services.put_up(by=SERVER, posting=hung.deliveries.get(channel=at.channel).posting, proof=proof(now), now=now)
    for page in (hung, waits):
        publishing.withdraw(by=SERVER, disclosure=page, reason="有误", now=now)
    assert planned(at, on) == [[], [one.pk], []]
    assert plan.shown(at, on) == plan.ended(at, on) == []
    soon = timezone.now() + timedelta(minutes=1)
    work.deliver_due(now=soon)
    assert hung.deliveries.get(channel=at.channel).state == State.REMOVE_BY_HAND
    services.take_down(by=SERVER, posting=one, proof=proof(soon), now=soon)
    done = hung.deliveries.get(channel=at.channel)
    assert (done.state, done.removed_at) == (State.REMOVED, soon)
    assert waits.deliveries.get(channel=at.channel).state == State.CANCELLED


def test_a_community_worker_posts_on_the_own_board_and_on_no_other(body, now):
    ours, theirs = (body_services.add_community(by=SERVER, body=body, name=name, now=now) for name in ("甲", "乙"))
    own, other, lobby = board(body, now, community=ours), board(body, now, community=theirs), board(body, now)
    on, worker = timezone.localdate(now), bodies.user()
    bodies.grant(Role.CONTRIBUTOR, body, worker, unit=ours)
    assert [*boards_for(worker, Act.POST_ON_BOARD, on)] == [own]
    given = {
        "by": worker,
        "matter": matter(body, now),
        "title": "",
        "from_on": on,
        "until_on": on + 6 * DAY,
        "now": now,
    }
    one = services.post(board=own, proof=proof(now), **given)
    assert (one.heading, one.up_by, planned(own, on)) == (given["matter"].name, worker.name, [[], [], [one.pk]])
    for at in (other, lobby):
        with pytest.raises(NotAllowed):
            services.post(board=at, proof=proof(now), **given)
    assert [*boards_for(bodies.holder(Role.DISCLOSURE_OFFICER, body), Act.POST_ON_BOARD, on)] == [own, other, lobby]


def test_a_matter_is_planned_ahead_and_a_month_tells_when_it_goes_up_and_comes_down(body, now):
    at, first = board(body, now), timezone.localdate(now).replace(day=1)
    until = first + 4 * DAY
    given = {"by": SERVER, "board": at, "matter": matter(body, now), "from_on": first, "now": now}
    one = services.post(title="财务收支", until_on=until, **given)
    assert plan.month(at, first) == [(first, [one], []), (until + DAY, [], [one])]
    assert planned(at, until) == [[one.pk], [], []]
    assert planned(at, until + DAY) == [[], [], []], "over before it was put up: no paper any more"
    with pytest.raises(RuleError, match="截止日"):
        services.post(title="", until_on=first - DAY, **given)
    one = services.set_period(by=SERVER, posting=one, from_on=first, until_on=None, now=now)
    assert one.days_left(first) is None
    assert plan.month(at, first) == [(first, [one], [])]


def test_objections_are_taken_during_the_period_alone_and_answered_once_by_the_officer(body, now):
    at, on = board(body, now), timezone.localdate(now)
    one = published(body, now=now).deliveries.get(channel=at.channel).posting
    given = {"by": SERVER, "posting": one, "way": Way.VISIT, "text": "数目不对", "now": now}
    for day, told in ((on - DAY, "不在公示期"), (on + DAY, "晚于今天")):
        with pytest.raises(RuleError, match=told):
            services.register_objection(received_on=day, **given)
    row = services.register_objection(received_on=on, **given)
    officer, worker = bodies.holder(Role.DISCLOSURE_OFFICER, body), bodies.holder(Role.CONTRIBUTOR, body)
    assert [*plan.objections([body])] == [row]
    with pytest.raises(NotAllowed):
        services.answer_objection(by=worker, objection=row, answer="已更正", now=now)
    services.answer_objection(by=officer, objection=row, answer="已核实，数目更正为 3", now=now)
    assert [*plan.objections([body])] == []
    with pytest.raises(RuleError, match="已经答复"):
        services.answer_objection(by=officer, objection=row, answer="再答", now=now)


def test_what_is_no_photo_is_refused_and_nothing_is_kept(body, now):
    at = board(body, now)
    one = published(body, now=now).deliveries.get(channel=at.channel).posting
    with pytest.raises(RuleError, match="打不开"):
        services.put_up(by=SERVER, posting=one, proof=proof(now, photo=b"GIF89a nothing"), now=now)
    one.refresh_from_db()
    assert (one.up_at, one.photos.count(), one.delivery.state) == (None, 0, State.BY_HAND)
