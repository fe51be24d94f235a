"""Login, its refusals and throttle, the list of logins, their end."""

import pytest
from django.test import Client

from gongkai.apps.audit.models import Entry
from gongkai.apps.bodies.models import StaffSession
from gongkai.apps.bodies.roles import Role
from tests.apps.bodies import factories
from tests.apps.bodies.factories import PASSWORD

pytestmark = pytest.mark.django_db
OTHER = "Ling-wai-mima-2027"


@pytest.fixture
def person():
    return factories.holder(Role.DISCLOSURE_OFFICER, factories.body(), password=PASSWORD)


def attempt(person, password=PASSWORD, **extra):
    return Client(**extra).post("/desk/login/", {"username": person.username, "password": password})


def test_a_login_leads_to_the_desk_and_is_noted(person, log_in):
    page = log_in(person).get("/desk/").content.decode()
    assert "我的机关和岗位" in page
    assert "上次登录" not in page
    session = StaffSession.objects.get()
    assert (session.user, session.address) == (person, "127.0.0.1")
    assert Entry.objects.latest("number").act == "log_in"


def test_the_next_login_tells_of_the_last(person, log_in):
    log_in(person)
    assert "来自 127.0.0.1" in log_in(person).get("/desk/").content.decode()


def test_a_wrong_password_is_told_without_saying_which_was_wrong(person):
    wrong = attempt(person, "x").content.decode()
    assert 'class="errorlist' in wrong
    person.username = "nobody"
    nobody = attempt(person, "x").content.decode()
    assert wrong.count("errorlist") == nobody.count("errorlist")


def test_five_wrong_passwords_close_the_name_from_that_address(person):
    answers = [attempt(person, "x").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    locked = attempt(person)
    assert locked.status_code == 429
    assert "15 分钟后再试" in locked.content.decode()
    assert attempt(person, REMOTE_ADDR="10.0.0.9").status_code == 302


def test_behind_the_proxy_the_address_is_the_last_one_it_was_told(person, settings):
    settings.BEHIND_PROXY = True
    attempt(person, headers={"X-Forwarded-For": "1.1.1.1, 10.0.0.7"})
    assert StaffSession.objects.get().address == "10.0.0.7"


def test_without_a_proxy_nobody_says_where_they_come_from(person):
    attempt(person, headers={"X-Forwarded-For": "1.1.1.1"})
    assert StaffSession.objects.get().address == "127.0.0.1"


def test_a_login_does_not_lead_to_a_foreign_site(person):
    answer = Client().post(
        "/desk/login/?next=https://evil.invalid/", {"username": person.username, "password": PASSWORD}
    )
    assert answer.headers["Location"] == "/desk/"


def test_the_key_of_the_session_changes_with_the_login(person):
    browser = Client()
    session = browser.session
    session["x"] = 1
    session.save()
    before = session.session_key
    browser.post("/desk/login/", {"username": person.username, "password": PASSWORD})
    assert browser.session.session_key != before


def test_logout_ends_the_login_and_is_a_form(person, log_in):
    browser = log_in(person)
    assert browser.get("/desk/logout/").status_code == 405
    browser.post("/desk/logout/")
    assert browser.get("/desk/").status_code == 302
    assert StaffSession.objects.get().ended_at is not None
    assert Entry.objects.latest("number").act == "log_out"


def test_a_login_elsewhere_is_listed_and_revoked(person, log_in):
    elsewhere, here = log_in(person, User_Agent="Elsewhere/1"), log_in(person)
    assert "Elsewhere/1" in here.get("/desk/sessions/").content.decode()
    here.post(f"/desk/sessions/{StaffSession.objects.last().pk}/revoke/")
    assert elsewhere.get("/desk/").status_code == 302
    assert here.get("/desk/").status_code == 200
    assert Entry.objects.latest("number").act == "revoke_session"


def test_nobody_revokes_the_login_of_another(person, log_in):
    other = log_in(factories.user())
    log_in(person)
    session = StaffSession.objects.get(user=person)
    assert other.post(f"/desk/sessions/{session.pk}/revoke/").status_code == 404
    session.refresh_from_db()
    assert session.ended_at is None


def test_another_password_ends_the_logins_elsewhere(person, log_in):
    elsewhere, here = log_in(person), log_in(person)
    typed = {"old_password": PASSWORD, "new_password1": OTHER, "new_password2": OTHER}
    assert here.post("/desk/password/", typed).status_code == 302
    assert elsewhere.get("/desk/").status_code == 302
    assert here.get("/desk/").status_code == 200
    assert StaffSession.objects.filter(ended_at__isnull=True).count() == 1


def test_an_account_of_the_demonstration_is_shut_on_a_real_site(person, settings):
    person.is_demonstration = True
    person.save()
    assert attempt(person).status_code == 200
    settings.DEMO = True
    assert attempt(person).status_code == 302


def test_cards_stand_on_the_login_page_of_a_demonstration_only(client, settings):
    from gongkai.apps.bodies.demonstration import make_demonstration

    make_demonstration(factories.NOON)
    assert "Demo-" not in client.get("/desk/login/").content.decode()
    settings.DEMO = True
    page = client.get("/desk/login/").content.decode()
    assert [role.label for role in Role if role.label not in page] == []
    for username in ("xinxi", "pingtai"):
        answer = Client().post("/desk/login/", {"username": username, "password": "Demo-laocheng-2026"})
        assert answer.status_code == 302


@pytest.mark.parametrize("address", ["login/", "password_reset/", "password_reset/confirm/x/y/"])
def test_the_editor_has_no_door_of_its_own(address, client, person):
    for answer in (
        client.get(f"/desk/editor/{address}"),
        client.post(f"/desk/editor/{address}", {"username": person.username, "password": PASSWORD}),
    ):
        assert answer.headers["Location"] == "/desk/login/"
    assert "_auth_user_id" not in client.session
