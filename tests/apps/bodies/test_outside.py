"""Login by an identity provider, against a real one on loopback: who is let in, who is not, and every way to cheat."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import jwt
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from gongkai.apps.audit.models import Entry
from gongkai.apps.bodies import services
from gongkai.apps.bodies.models import Invitation, OutsideAccount, RoleGrant, User
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.provider import Provider
from gongkai.apps.bodies.roles import Act, Role
from tests.apps.bodies import factories
from tests.apps.bodies.factories import NOON, PASSWORD
from tests.stand_ins.identity_provider import CLIENT, SECRET, identity_provider

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def running():
    with identity_provider() as provider:
        yield provider


@pytest.fixture
def provider(running, settings):
    """The provider as the site knows it, with nothing wrong."""
    running.reset()
    settings.OIDC = Provider(running.address, CLIENT, SECRET, "区统一认证")
    cache.clear()
    return running


@pytest.fixture
def body():
    return factories.body()


@pytest.fixture
def person(body):
    return factories.holder(Role.DISCLOSURE_OFFICER, body, email="mou@demo.invalid")


def back_from(answer):
    """Follow the browser to the provider; return the address it is sent back to, below this site."""
    sent = requests.get(answer.headers["Location"], allow_redirects=False, timeout=10)
    parts = urlsplit(sent.headers["Location"])
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == "http://testserver/desk/login/oidc/back/"
    return f"{parts.path}?{parts.query}"


def log_in(browser=None, onward=""):
    browser = browser or Client()
    answer = browser.get("/desk/login/oidc/", {"next": onward} if onward else {})
    assert answer.status_code == 302, answer.content.decode()
    return browser, browser.get(back_from(answer))


def refused(answer, status, said):
    assert answer.status_code == status
    assert said in answer.content.decode()
    assert not Entry.objects.filter(act=Act.LOG_IN).exists()
    assert not OutsideAccount.objects.exists()


def test_it_is_off_unless_it_is_set(client):
    assert client.get("/desk/login/oidc/").status_code == 404
    assert client.get("/desk/login/oidc/back/").status_code == 404
    assert "oidc" not in client.get("/desk/login/").content.decode()


def test_the_button_has_the_name_of_the_provider(provider, client):
    assert "用区统一认证登录" in client.get("/desk/login/").content.decode()


class TestLetIn:
    def test_who_was_invited_is_linked_by_the_verified_address_and_logged_in(self, provider, person):
        browser, answer = log_in(onward="/desk/sessions/")
        assert answer.headers["Location"] == "/desk/sessions/"
        assert browser.get("/desk/").status_code == 200
        link = OutsideAccount.objects.get()
        assert (link.user, link.issuer, link.subject) == (person, provider.address, "p-1")
        assert list(Entry.objects.order_by("number").values_list("act", flat=True))[-2:] == ["link_account", "log_in"]

    def test_later_the_subject_counts_whatever_the_address_is(self, provider, person):
        log_in()
        provider.person = {"sub": "p-1", "email": "another@demo.invalid", "email_verified": False}
        assert log_in()[1].headers["Location"] == "/desk/"
        assert OutsideAccount.objects.count() == 1

    @pytest.mark.parametrize("secret_by", ["client_secret_basic", "client_secret_post"])
    @pytest.mark.parametrize("in_token", [True, False], ids=["in-the-token", "told-to-who-asks"])
    def test_both_ways_to_show_the_secret_and_to_tell_the_address(self, secret_by, in_token, provider, person):
        provider.secret_by, provider.in_token = secret_by, in_token
        assert log_in()[1].headers["Location"] == "/desk/"

    def test_an_open_invitation_counts_as_taken_up(self, provider, person, body):
        User.objects.filter(pk=person.pk).update(is_active=False)
        later = timezone.now() + timedelta(days=1)
        Invitation.objects.create(user=person, body=body, token_digest="x", expires_at=later)
        assert log_in()[1].headers["Location"] == "/desk/"
        assert Invitation.objects.get().accepted_at is not None

    def test_no_right_is_ever_made(self, provider, person):
        provider.person |= {"groups": ["platform_administrator"], "roles": ["admin"]}
        log_in()
        assert [grant.role for grant in RoleGrant.objects.all()] == [Role.DISCLOSURE_OFFICER]
        assert not User.objects.filter(is_staff=True).exists()

    def test_a_second_factor_is_asked_for_as_with_a_password(self, provider, person):
        from gongkai.apps.bodies.code_apps import code_at, new_secret

        secret, now = new_secret(), timezone.now()
        codes = services.add_code_app(user=person, secret=secret, code=code_at(secret, now), now=now).codes
        browser, answer = log_in(onward="/desk/sessions/")
        assert answer.headers["Location"] == "/desk/login/second/"
        assert browser.post("/desk/login/second/", {"code": codes[0]}).headers["Location"] == "/desk/sessions/"

    def test_who_has_no_password_logs_in_anew_to_confirm(self, provider, person):
        browser, _answer = log_in()
        assert browser.get("/desk/second-factor/code-app/").status_code == 200
        assert "请退出后重新登录" in browser.get("/desk/confirm/").content.decode()


class TestNotLetIn:
    def test_who_was_not_invited_gets_no_account(self, provider, person):
        provider.person["email"] = "stranger@demo.invalid"
        before = User.objects.count()
        refused(log_in()[1], 403, "没有可用的账号")
        assert User.objects.count() == before

    @pytest.mark.parametrize("verified", [False, "false", None])
    def test_an_address_that_is_not_verified_links_nobody(self, verified, provider, person):
        provider.person["email_verified"] = verified
        refused(log_in()[1], 403, "没有可用的账号")

    def test_an_invitation_that_ran_out_does_not_count(self, provider, person, body):
        User.objects.filter(pk=person.pk).update(is_active=False)
        Invitation.objects.create(user=person, body=body, token_digest="x", expires_at=timezone.now())
        refused(log_in()[1], 403, "重新发送")

    def test_a_closed_account_stays_closed(self, provider, person):
        log_in()
        services.close_account(by=SERVER, person=person, now=NOON)
        assert log_in()[1].status_code == 403

    def test_a_second_person_with_the_same_address_there_is_not_let_in(self, provider, person):
        log_in()
        provider.person["sub"] = "p-2"
        answer = log_in()[1]
        assert answer.status_code == 403
        assert "另一个账号" in answer.content.decode()
        services.unlink_account(by=SERVER, person=person, now=NOON)
        assert log_in()[1].headers["Location"] == "/desk/"
        assert OutsideAccount.objects.get().subject == "p-2"

    def test_an_account_of_the_demonstration_is_shut_here_too(self, provider, person):
        User.objects.filter(pk=person.pk).update(is_demonstration=True)
        assert log_in()[1].status_code == 403


def at(name, value):
    return lambda claims: {**claims, name: value}


def without(name):
    return lambda claims: {key: value for key, value in claims.items() if key != name}


class TestCheats:
    @pytest.mark.parametrize(
        "twist",
        [
            pytest.param(at("nonce", "of-another-attempt"), id="nonce"),
            pytest.param(without("nonce"), id="no-nonce"),
            pytest.param(at("aud", "another-site"), id="audience"),
            pytest.param(at("iss", "https://evil.invalid"), id="issuer"),
            pytest.param(at("exp", 1), id="expired"),
            pytest.param(without("exp"), id="without-an-end"),
            pytest.param(at("azp", "another-site"), id="party"),
            pytest.param(at("sub", ""), id="nobody"),
            pytest.param(without("sub"), id="no-subject"),
        ],
    )
    def test_a_token_that_is_not_for_this_attempt_is_refused(self, twist, provider, person):
        provider.twist = twist
        refused(log_in()[1], 502, "没有完成统一身份认证的登录")

    def test_a_token_signed_by_another_key_or_by_none_is_refused(self, provider, person):
        provider.signing_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        refused(log_in()[1], 502, "没有完成")
        provider.signing_key, provider.signature = "", "none"
        refused(log_in()[1], 502, "没有完成")

    def test_a_token_signed_with_the_public_key_as_a_shared_secret_is_refused(self, provider, person):
        provider.signing_key, provider.signature = "x" * 32, "HS256"
        refused(log_in()[1], 502, "没有完成")
        assert "HS256" in jwt.algorithms.get_default_algorithms()  # the library would know it

    def test_userinfo_of_somebody_else_is_refused(self, provider, person):
        provider.in_token = False
        provider.twist = at("sub", "p-9")
        refused(log_in()[1], 502, "没有完成")

    def test_the_answer_to_another_browser_is_refused(self, provider, person):
        victim, attacker = Client(), Client()
        victim.get("/desk/login/oidc/")
        theirs = back_from(attacker.get("/desk/login/oidc/"))
        refused(victim.get(theirs), 502, "没有完成")
        # without any attempt begun, one is led to the login page
        assert Client().get(theirs).headers["Location"] == "/desk/login/"

    def test_an_answer_serves_once(self, provider, person):
        browser = Client()
        address = back_from(browser.get("/desk/login/oidc/"))
        assert browser.get(address).headers["Location"] == "/desk/"
        assert browser.get(address).headers["Location"] == "/desk/login/"

    def test_a_way_onward_to_a_foreign_site_leads_to_the_desk(self, provider, person):
        assert log_in(onward="https://evil.invalid/")[1].headers["Location"] == "/desk/"


class TestTrouble:
    def test_who_declines_there_is_told(self, provider, person):
        provider.denies = True
        refused(log_in()[1], 502, "没有完成")

    def test_a_provider_that_is_down_is_told_and_the_password_still_serves(self, provider, person, settings, caplog):
        settings.OIDC = replace(settings.OIDC, issuer="http://127.0.0.1:9")
        caplog.set_level("WARNING")
        refused(Client().get("/desk/login/oidc/"), 502, "用登录名和密码登录")
        assert "127.0.0.1" in caplog.text
        person.set_password(PASSWORD)
        person.save()
        answer = Client().post("/desk/login/", {"username": person.username, "password": PASSWORD})
        assert answer.headers["Location"] == "/desk/"

    def test_a_wrong_secret_is_told_and_stays_out_of_the_log(self, provider, person, settings, caplog):
        settings.OIDC = replace(settings.OIDC, client_secret="wrong-secret")
        caplog.set_level("DEBUG")
        refused(log_in()[1], 502, "没有完成")
        assert "wrong-secret" not in caplog.text

    @pytest.mark.parametrize(
        "change", [{"issuer": "https://evil.invalid"}, {"token_endpoint": "http://evil.invalid/"}, {"jwks_uri": None}]
    )
    def test_a_description_that_does_not_fit_is_refused(self, change, provider, person, monkeypatch):
        right = provider.description()
        monkeypatch.setattr(provider, "description", lambda: {**right, **change})
        refused(Client().get("/desk/login/oidc/"), 502, "没有完成")


class TestUnlinking:
    def test_an_administrator_unlinks_and_it_is_logged(self, provider, person, body):
        log_in()
        admin = factories.holder(Role.PLATFORM_ADMINISTRATOR, body)
        services.unlink_account(by=admin, person=person, now=NOON)
        assert Entry.objects.latest("number").act == Act.UNLINK_ACCOUNT
        assert not OutsideAccount.objects.exists()
