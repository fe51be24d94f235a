"""A forgotten password: one answer whoever asks, a letter that holds once and shortly, and a throttle."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from gongkai.apps.audit.models import Entry
from gongkai.apps.bodies.models import ResetRequest, StaffSession
from gongkai.apps.bodies.roles import Act, Role
from gongkai.apps.bodies.services import passwords
from tests.apps.bodies import factories
from tests.apps.bodies.factories import PASSWORD

pytestmark = pytest.mark.django_db
OTHER = "Ling-wai-mima-2027"
ASK = "/desk/login/forgotten/"


class AtOnce:
    """Posts a letter while one waits, so that a test can read it."""

    def submit(self, run, *given):
        run(*given)


@pytest.fixture(autouse=True)
def post(monkeypatch):
    monkeypatch.setattr(passwords, "_post", AtOnce())


@pytest.fixture
def person():
    return factories.holder(Role.DISCLOSURE_OFFICER, factories.body(), password=PASSWORD, email="mou@demo.invalid")


def ask(email, **extra):
    return Client(**extra).post(ASK, {"email": email})


def link(mailoutbox):
    return re.search(r"http://testserver(/desk/login/reset/\S+)", mailoutbox[-1].body)[1]


def test_the_letter_sets_a_new_password_once_and_ends_the_logins(person, mailoutbox, log_in):
    elsewhere = log_in(person)
    assert ask("Mou@Demo.invalid").status_code == 200
    assert mailoutbox[0].to == ["mou@demo.invalid"]
    address = link(mailoutbox)
    browser = Client()
    assert "设置新密码" in browser.get(address).content.decode()
    weak = browser.post(address, {"new_password1": "12345678901", "new_password2": "12345678901"})
    assert "至少三种" in weak.content.decode()
    done = browser.post(address, {"new_password1": OTHER, "new_password2": OTHER})
    assert done.headers["Location"] == "/desk/login/"
    assert elsewhere.get("/desk/").status_code == 302
    assert not StaffSession.objects.filter(ended_at__isnull=True).exists()
    assert browser.get(address).status_code == 410
    entry = Entry.objects.latest("number")
    assert (entry.act, entry.actor_id) == (Act.RESET_PASSWORD, str(person.pk))
    assert OTHER not in entry.after + entry.summary
    person.refresh_from_db()
    assert person.check_password(OTHER)


def test_a_new_password_does_not_pass_the_second_step(person, mailoutbox):
    from gongkai.apps.bodies import services
    from gongkai.apps.bodies.code_apps import code_at, new_secret

    secret = new_secret()
    services.add_code_app(user=person, secret=secret, code=code_at(secret, timezone.now()), now=timezone.now())
    ask("mou@demo.invalid")
    Client().post(link(mailoutbox), {"new_password1": OTHER, "new_password2": OTHER})
    answer = Client().post("/desk/login/", {"username": person.username, "password": OTHER})
    assert answer.headers["Location"] == "/desk/login/second/"


@pytest.mark.parametrize("email", ["mou@demo.invalid", "nobody@demo.invalid"])
def test_one_answer_whether_the_address_is_known_or_not(email, person, mailoutbox):
    known = ask("mou@demo.invalid").content.decode().replace("mou@demo.invalid", "")
    asked = re.sub(r'value="\w{64}"', "", ask(email).content.decode().replace(email, ""))
    assert asked == re.sub(r'value="\w{64}"', "", known)
    assert len(mailoutbox) == (2 if email == "mou@demo.invalid" else 1)


@pytest.mark.parametrize("kind", ["closed", "invited", "demonstration"])
def test_an_account_that_cannot_log_in_gets_no_letter(kind, person, mailoutbox):
    person.is_active = kind == "demonstration"
    person.is_demonstration = kind == "demonstration"
    person.save()
    assert ask("mou@demo.invalid").status_code == 200
    assert mailoutbox == []


def test_the_fourth_letter_to_one_address_and_the_eleventh_from_one_place_wait(person, mailoutbox):
    statuses = [ask("mou@demo.invalid", REMOTE_ADDR=f"10.0.0.{number}").status_code for number in range(4)]
    assert statuses == [200, 200, 200, 429]
    assert len(mailoutbox) == 3
    statuses = [ask(f"n{number}@demo.invalid", REMOTE_ADDR="10.0.1.1").status_code for number in range(11)]
    assert statuses == [200] * 10 + [429]
    # an address nobody has is throttled just as one that somebody has
    statuses = [ask("nobody@demo.invalid", REMOTE_ADDR=f"10.0.2.{number}").status_code for number in range(4)]
    assert statuses == [200, 200, 200, 429]
    ResetRequest.objects.update(at=timezone.now() - timedelta(hours=1))
    assert ask("mou@demo.invalid").status_code == 200


def test_the_link_is_void_after_an_hour_a_login_or_for_another(person, mailoutbox, settings):
    ask("mou@demo.invalid")
    address = link(mailoutbox)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert Client().get(address).status_code == 410
    settings.PASSWORD_RESET_TIMEOUT = 3600
    assert Client().get(address).status_code == 200
    other = factories.user()
    place = address.split("/")[4]
    from django.utils.http import urlsafe_base64_encode

    foreign = address.replace(place, urlsafe_base64_encode(str(other.pk).encode()))
    assert Client().get(foreign).status_code == 410
    assert Client().get("/desk/login/reset/%E6%9F%90/x/").status_code == 410
    Client().post("/desk/login/", {"username": person.username, "password": PASSWORD})
    assert Client().get(address).status_code == 410


def test_a_letter_that_cannot_be_sent_changes_nothing_of_the_answer(person, monkeypatch, caplog):
    def fail(*given):
        raise ConnectionRefusedError

    monkeypatch.setattr(passwords, "send_mail", fail)
    assert "请查收邮件" in ask("mou@demo.invalid").content.decode()
    assert "could not be sent" in caplog.text


def test_the_letter_is_posted_beside_the_answer(person, monkeypatch, mailoutbox):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        monkeypatch.setattr(passwords, "_post", pool)
        assert ask("mou@demo.invalid").status_code == 200
    assert len(mailoutbox) == 1
