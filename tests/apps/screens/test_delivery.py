"""A record goes to a screen with its publication; that it was shown, and that it is gone, the screen itself says."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.channels import work
from gongkai.apps.channels.states import State as Sent
from gongkai.apps.publishing import services as publishing
from gongkai.apps.screens import services
from gongkai.apps.screens.models import Play
from gongkai.apps.screens.selectors import playlist, state
from tests.apps.bodies import factories as bodies
from tests.apps.publishing.factories import published
from tests.apps.screens.factories import NOON, heard, screen

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def wall():
    return screen(bodies.body(bodies.body()))


def delivered(wall, page):
    return page.deliveries.get(channel=wall.channel)


def test_a_publication_stands_on_the_list_at_once_and_is_delivered_when_the_screen_has_shown_it(wall):
    page = published(wall.channel.public_body, now=timezone.now())
    row = delivered(wall, page)
    (one,) = playlist.allowed(wall, row.made_at)
    assert (one.delivery, one.steps.get().by) == (row, page.releases.last().by)
    at = row.made_at + MINUTE
    work.deliver_due(now=at)
    row.refresh_from_db()
    assert row.state == Sent.UNDER_WAY
    services.hear(screen=wall, heard=heard(one), now=at)
    work.deliver_due(now=at)
    row.refresh_from_db()
    assert row.state == Sent.UNDER_WAY, "it has the list, it has shown nothing yet"
    services.hear(screen=wall, heard=heard(one, plays={one.pk: 2}), now=at)
    services.hear(screen=wall, heard=heard(one, plays={one.pk: 1, 999: 5}), now=at)
    work.deliver_due(now=at)
    row.refresh_from_db()
    assert (row.state, row.done_at) == (Sent.DONE, at)
    assert [(play.showing_id, play.times) for play in Play.objects.all()] == [(one.pk, 3)]


def shown(wall):
    page = published(wall.channel.public_body, now=timezone.now())
    row = delivered(wall, page)
    assert [*playlist.allowed(wall, row.made_at)] == [row.showing]
    services.hear(screen=wall, heard=heard(row.showing, plays={row.showing.pk: 1}), now=row.made_at)
    work.deliver_due(now=row.made_at + MINUTE)
    return page, row, row.made_at + 2 * MINUTE


def test_a_withdrawal_is_off_the_list_at_once_and_removed_when_every_live_device_says_so(wall, client):
    page, row, at = shown(wall)
    officer = bodies.holder(Role.DISCLOSURE_OFFICER, wall.channel.public_body)
    client.force_login(officer, backend="gongkai.apps.bodies.accounts.StaffBackend")
    address, gone = f"/desk/screens/showings/{row.showing.pk}/", "屏幕不再播放"
    assert gone not in client.get(address).text
    services.hear(screen=wall, heard=heard(row.showing, device="f" * 24), now=at)
    publishing.withdraw(by=SERVER, disclosure=page, reason="有误", now=at)
    assert [*playlist.allowed(wall, at)] == []
    assert gone in client.get(address).text
    work.deliver_due(now=at + MINUTE)
    row.refresh_from_db()
    assert row.state == Sent.REMOVING
    services.hear(screen=wall, heard=heard(), now=at + MINUTE)
    work.deliver_due(now=at + MINUTE)
    row.refresh_from_db()
    assert row.state == Sent.REMOVING, "the other device still has it"
    services.hear(screen=wall, heard=heard(device="f" * 24), now=at + 2 * MINUTE)
    work.deliver_due(now=at + 2 * MINUTE)
    row.refresh_from_db()
    assert (row.state, row.removed_at) == (Sent.REMOVED, at + 2 * MINUTE)
    assert "屏幕回应" in row.reason


def test_a_silent_screen_is_left_to_a_person_until_it_answers_again(wall):
    page, row, at = shown(wall)
    publishing.withdraw(by=SERVER, disclosure=page, reason="有误", now=at)
    for _ in range(12):
        at += timedelta(hours=13)
        work.deliver_due(now=at)
    row.refresh_from_db()
    assert row.state == Sent.REMOVE_BY_HAND
    services.hear(screen=wall, heard=heard(row.showing), now=at)
    row.refresh_from_db()
    assert row.state == Sent.REMOVE_BY_HAND
    services.hear(screen=wall, heard=heard(), now=at)
    row.refresh_from_db()
    assert (row.state, row.removed_at) == (Sent.REMOVED, at)


def test_a_record_that_is_stopped_on_the_screen_is_removed_from_it_and_stays_on_the_web(wall):
    page, row, at = shown(wall)
    services.stop(by=SERVER, showing=row.showing, note="让位给紧急通知", now=at)
    services.hear(screen=wall, heard=heard(), now=at)
    work.deliver_due(now=at + MINUTE)
    row.refresh_from_db()
    page.refresh_from_db()
    assert (row.state, page.standing) == (Sent.REMOVED, "published")


def test_a_correction_takes_the_place_of_the_old_version(wall):
    page, row, at = shown(wall)
    from gongkai.apps.publishing.models import Disclosure
    from tests.apps.publishing.factories import writing

    publishing.correct(by=SERVER, disclosure=page, writing=writing(), note="改数", now=at)
    Disclosure.objects.filter(pk=page.pk).update(stage="approved")
    publishing.publish(by=SERVER, disclosure=Disclosure.objects.get(pk=page.pk), now=at)
    (one,) = playlist.allowed(wall, at)
    assert one.delivery != row
    assert one.delivery.release == page.releases.last()


def test_a_screen_that_is_silent_in_its_hours_warns_and_at_night_does_not(wall):
    body = wall.channel.public_body
    assert state.silent([body], NOON) == [wall]
    services.hear(screen=wall, heard=heard(), now=NOON)
    assert state.silent([body], NOON + timedelta(minutes=wall.silent_minutes)) == []
    assert state.silent([body], NOON + timedelta(minutes=wall.silent_minutes, seconds=1)) == [wall]
    assert state.silent([body], NOON.replace(hour=15, minute=59)) == [], "one minute to midnight in Beijing"


def test_the_devices_of_a_screen_stay_few(wall):
    for number in range(20):
        services.hear(screen=wall, heard=heard(device=f"{number:024x}"), now=NOON + number * MINUTE)
    assert wall.devices.count() == 8
    assert wall.devices.first().key == f"{19:024x}"
