"""The list of logins: last use, the end of all others at once, the last-login notice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.apps.audit.models import Entry
from gongkai.apps.bodies.models import StaffSession
from gongkai.apps.bodies.roles import Act, Role
from tests.apps.bodies import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return factories.holder(Role.DISCLOSURE_OFFICER, factories.body())


def test_a_login_is_seen_at_most_every_five_minutes(person, log_in):
    browser = log_in(person)
    assert StaffSession.objects.get().seen_at is None
    browser.get("/desk/")
    first = StaffSession.objects.get().seen_at
    assert first is not None
    browser.get("/desk/")
    assert StaffSession.objects.get().seen_at == first
    StaffSession.objects.update(seen_at=first - timedelta(minutes=6))
    browser.get("/desk/")
    assert StaffSession.objects.get().seen_at > first - timedelta(minutes=1)
    assert "最近使用" in browser.get("/desk/sessions/").content.decode()


def test_every_other_login_ends_at_once(person, log_in):
    others, here = [log_in(person) for _number in range(3)], log_in(person)
    assert "注销其他所有登录" in here.get("/desk/sessions/").content.decode()
    assert here.post("/desk/sessions/others/revoke/").status_code == 302
    assert [browser.get("/desk/").status_code for browser in (*others, here)] == [302, 302, 302, 200]
    assert StaffSession.objects.filter(ended_at__isnull=True).count() == 1
    entry = Entry.objects.latest("number")
    assert (entry.act, entry.after) == (Act.REVOKE_SESSION, '{"ended":3}')
    assert "注销其他所有登录" not in here.get("/desk/sessions/").content.decode()


def test_the_logins_of_others_stay(person, log_in):
    stranger = log_in(factories.user())
    log_in(person).post("/desk/sessions/others/revoke/")
    assert stranger.get("/desk/").status_code == 200


def test_the_notice_names_the_login_before_this_one(person, log_in):
    StaffSession.objects.create(
        user=person, session_key="x", started_at=timezone.now() - timedelta(days=1), address="10.9.9.9"
    )
    assert "来自 10.9.9.9" in log_in(person).get("/desk/").content.decode()


def test_a_page_of_the_public_asks_nothing_of_the_session(person, log_in, django_assert_num_queries):
    browser = log_in(person)
    with django_assert_num_queries(0):
        assert browser.get("/check/").status_code == 200
