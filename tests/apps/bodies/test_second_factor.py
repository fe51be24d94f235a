"""The second factor: codes of an app, recovery codes, roles that must have one, its reset. Passkeys: tests/browser."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from gongkai.apps.audit.models import Entry
from gongkai.apps.audit.selectors import verify
from gongkai.apps.bodies import services
from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.code_apps import code_at, new_secret, step_of
from gongkai.apps.bodies.errors import NotAllowed, RuleError
from gongkai.apps.bodies.models import CodeApp, RecoveryCode, StaffSession, WrongCode
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Act, Role
from gongkai.apps.bodies.sealing import SealBroken, seal, unseal
from gongkai.apps.bodies.selectors import second_factor_required
from gongkai.apps.bodies.services.second_factor import Factor, TooManyCodes
from tests.apps.bodies import factories
from tests.apps.bodies.factories import NOON, PASSWORD, TODAY

pytestmark = pytest.mark.django_db
SECRET = b"12345678901234567890"  # of RFC 6238, appendix B
HALF = timedelta(seconds=30)


@pytest.fixture
def body():
    return factories.body()


@pytest.fixture
def person(body):
    return factories.holder(Role.DISCLOSURE_OFFICER, body, password=PASSWORD)


@pytest.fixture
def app(person):
    """A person with an app in use since a minute before noon; the recovery codes."""
    before = NOON - 2 * HALF
    return services.add_code_app(user=person, secret=SECRET, code=code_at(SECRET, before), now=before).codes


def acts():
    assert list(verify()) == []
    return list(Entry.objects.order_by("number").values_list("act", flat=True))


@pytest.mark.parametrize(
    ("at", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_the_codes_are_those_of_the_standard(at, code):
    # RFC 6238 appendix B for SHA-1, the last six of its eight figures
    assert code_at(SECRET, datetime.fromtimestamp(at, UTC)) == code


@pytest.mark.parametrize(("halves", "good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_wrong(halves, good):
    assert (step_of(SECRET, code_at(SECRET, NOON + halves * HALF), NOON) is not None) is good


class TestSeal:
    def test_what_is_sealed_opens_for_its_owner_and_key_alone(self, settings):
        sealed = seal(b"secret", "1")
        assert b"secret" not in sealed
        assert unseal(sealed, "1") == b"secret"
        for of, key in (("2", settings.SECRET_KEY), ("1", "another" * 10)):
            settings.SECRET_KEY = key
            with pytest.raises(SealBroken):
                unseal(sealed, of)

    def test_a_key_that_was_replaced_still_opens_as_a_fallback(self, settings):
        sealed = seal(b"secret", "1")
        settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another" * 10
        assert unseal(sealed, "1") == b"secret"

    def test_the_database_has_neither_secret_nor_recovery_code(self, person, app):
        row = CodeApp.objects.get(user=person)
        assert SECRET not in bytes(row.sealed_secret)
        plain = [code.replace("-", "") for code in app]
        assert not RecoveryCode.objects.filter(digest__in=[*app, *plain]).exists()
        text = "".join(entry.after + entry.before + entry.summary for entry in Entry.objects.all())
        assert not any(code in text or code.replace("-", "") in text for code in app)


class TestUse:
    def test_a_code_serves_once_and_older_ones_no_more(self, person, app):
        code = code_at(SECRET, NOON)
        assert services.use_code(user=person, code=code, now=NOON) is Factor.CODE_APP
        assert services.use_code(user=person, code=code, now=NOON) is None
        assert services.use_code(user=person, code=code_at(SECRET, NOON - HALF), now=NOON) is None
        assert services.use_code(user=person, code=code_at(SECRET, NOON + HALF), now=NOON) is Factor.CODE_APP

    def test_the_code_that_set_it_up_is_used_up(self, person, app):
        before = NOON - 2 * HALF
        assert services.use_code(user=person, code=code_at(SECRET, before), now=before) is None

    def test_a_recovery_code_serves_once_however_it_is_written(self, person, app):
        assert len(app) == 10
        typed = app[0].upper().replace("-", " ")
        assert services.use_code(user=person, code=typed, now=NOON) is Factor.RECOVERY_CODE
        assert services.use_code(user=person, code=app[0], now=NOON) is None
        assert services.use_code(user=person, code=app[1], now=NOON) is Factor.RECOVERY_CODE

    def test_the_codes_of_another_do_not_serve(self, app, body):
        other = factories.holder(Role.CONTRIBUTOR, body)
        secret = new_secret()
        services.add_code_app(user=other, secret=secret, code=code_at(secret, NOON), now=NOON)
        assert services.use_code(user=other, code=app[0], now=NOON) is None
        assert services.use_code(user=other, code=code_at(SECRET, NOON), now=NOON) is None

    def test_five_wrong_codes_close_the_account_for_a_quarter_of_an_hour(self, person, app):
        for _time in range(5):
            assert services.use_code(user=person, code="000000", now=NOON) is None
        with pytest.raises(TooManyCodes, match="15 分钟后再试"):
            services.use_code(user=person, code=app[0], now=NOON)
        later = NOON + timedelta(minutes=15)
        assert services.use_code(user=person, code=app[0], now=later) is Factor.RECOVERY_CODE
        assert not WrongCode.objects.exists()

    def test_with_another_key_of_the_site_the_recovery_codes_still_serve(self, person, app, settings):
        settings.SECRET_KEY = "another" * 10
        assert services.use_code(user=person, code=code_at(SECRET, NOON), now=NOON) is None
        assert services.use_code(user=person, code=app[0], now=NOON) is Factor.RECOVERY_CODE

    def test_each_act_is_one_row_of_the_log(self, person, app):
        before = len(acts())
        services.use_code(user=person, code=code_at(SECRET, NOON), now=NOON)
        services.make_recovery_codes(user=person, now=NOON)
        services.remove_factor(user=person, factor=CodeApp.objects.get(), now=NOON)
        assert acts()[before - 1 :] == ["add_code_app", "use_second_factor", "make_recovery_codes", "remove_code_app"]


class TestSettingUp:
    def test_a_wrong_code_sets_nothing_up(self, person):
        with pytest.raises(RuleError, match="口令不对"):
            services.add_code_app(user=person, secret=SECRET, code="000000", now=NOON)
        assert not CodeApp.objects.exists()

    def test_new_recovery_codes_void_the_old(self, person, app):
        new = services.make_recovery_codes(user=person, now=NOON)
        assert services.use_code(user=person, code=app[0], now=NOON) is None
        assert services.use_code(user=person, code=new[0], now=NOON) is Factor.RECOVERY_CODE

    def test_there_are_no_recovery_codes_without_a_factor(self, person, app):
        services.remove_factor(user=person, factor=CodeApp.objects.get(), now=NOON)
        assert not RecoveryCode.objects.exists()
        with pytest.raises(RuleError, match="还没有启用"):
            services.make_recovery_codes(user=person, now=NOON)

    def test_a_second_app_is_refused(self, person, app):
        with pytest.raises(RuleError, match="已经启用"):
            services.add_code_app(user=person, secret=SECRET, code=code_at(SECRET, NOON), now=NOON)


def require_for(body, value, day=TODAY):
    services.set_setting(by=SERVER, body=body, key=Key.SECOND_FACTOR_ROLES, value=value, from_on=day, now=NOON)


class TestRequired:
    def test_a_setting_names_the_roles_from_a_day_on(self, body, person):
        require_for(body, "分管领导、信息专员", TODAY + timedelta(days=1))
        assert [second_factor_required(person, TODAY + timedelta(days=day)) for day in (0, 1)] == [False, True]
        contributor = factories.holder(Role.CONTRIBUTOR, body)
        assert not second_factor_required(contributor, TODAY + timedelta(days=1))

    def test_a_role_whose_label_holds_the_dividing_mark_is_understood(self, body):
        require_for(body, "科室、社区供稿人、保密审查员")
        held = [second_factor_required(factories.holder(role, body), TODAY) for role in Role]
        assert [role for role, asked in zip(Role, held, strict=True) if asked] == [
            Role.CONTRIBUTOR,
            Role.SECRECY_REVIEWER,
        ]

    def test_a_body_below_may_ask_for_more_and_not_for_less(self, body):
        below = factories.body(body)
        leader, contributor = (factories.holder(role, below) for role in (Role.APPROVING_LEADER, Role.CONTRIBUTOR))
        require_for(body, "分管领导")
        require_for(below, "无")
        assert [second_factor_required(one, TODAY) for one in (leader, contributor)] == [True, False]
        require_for(below, "全部岗位", TODAY + timedelta(days=1))
        assert second_factor_required(contributor, TODAY + timedelta(days=1))

    def test_a_substitute_needs_what_the_role_needs(self, body):
        require_for(body, "分管领导")
        grant = factories.grant(Role.APPROVING_LEADER, body, factories.user())
        deputy = factories.user()
        services.name_substitute(by=grant.user, grant=grant, substitute=deputy, from_on=TODAY, until_on=TODAY, now=NOON)
        assert second_factor_required(deputy, TODAY)

    @pytest.mark.parametrize("value", ["某岗位", "", "信息专员、某"])
    def test_a_role_nobody_knows_is_refused(self, value, body):
        with pytest.raises(RuleError, match="不能用"):
            require_for(body, value)

    def test_the_last_factor_stays_where_a_role_asks_for_one(self, body, person, app):
        require_for(body, "信息专员")
        with pytest.raises(RuleError, match="最后一种"):
            services.remove_factor(user=person, factor=CodeApp.objects.get(), now=NOON)
        assert CodeApp.objects.exists()

    def test_without_one_every_page_leads_to_where_it_is_set_up(self, body, person, log_in):
        browser = log_in(person)
        assert browser.get("/desk/").status_code == 200
        require_for(body, "信息专员", TODAY - timedelta(days=1))
        for address in ("/desk/", f"/desk/bodies/{body.slug}/", "/desk/sessions/", "/desk/nothing/"):
            assert browser.get(address).headers["Location"] == "/desk/second-factor/"
        assert "您的岗位要求二次验证" in browser.get("/desk/second-factor/").content.decode()
        secret = set_up(browser)
        assert browser.get("/desk/").status_code == 200
        assert secret


def set_up(browser: Client) -> bytes:
    """Set up an app by the page, as a person does who types the secret by hand."""
    from base64 import b32decode

    page = browser.get("/desk/second-factor/code-app/").content.decode()
    assert 'src="data:image/svg+xml' in page
    secret = b32decode(re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", ""))
    answer = browser.post("/desk/second-factor/code-app/", {"code": code_at(secret, datetime.now(UTC))})
    assert "只显示这一次" in answer.content.decode()
    assert len(re.findall(r"<li><code>[a-z2-7-]{19}</code>", answer.content.decode())) == 10
    return secret


class TestLogin:
    def first_step(self, person):
        browser = Client()
        answer = browser.post("/desk/login/", {"username": person.username, "password": PASSWORD})
        assert answer.headers["Location"] == "/desk/login/second/"
        return browser

    def test_the_password_alone_opens_nothing(self, person, app):
        browser = self.first_step(person)
        assert browser.get("/desk/").headers["Location"].startswith("/desk/login/")
        assert not StaffSession.objects.exists()
        assert "密码正确，还差一步" in browser.get("/desk/login/second/").content.decode()

    def test_a_code_completes_the_login_and_the_log_names_the_factor(self, person, app):
        browser = self.first_step(person)
        answer = browser.post("/desk/login/second/", {"code": app[0]})
        assert answer.headers["Location"] == "/desk/"
        assert browser.get("/desk/").status_code == 200
        assert Entry.objects.filter(act=Act.USE_SECOND_FACTOR, actor_id=person.pk).count() == 1
        assert '"second":"recovery_code"' in Entry.objects.get(act=Act.LOG_IN).after

    def test_the_way_onward_is_kept_but_not_to_a_foreign_site(self, person, app):
        for code, onward, led in (
            (app[0], "/desk/sessions/", "/desk/sessions/"),
            (app[1], "https://evil.invalid/", "/desk/"),
        ):
            browser = Client()
            browser.post(f"/desk/login/?next={onward}", {"username": person.username, "password": PASSWORD})
            assert browser.post("/desk/login/second/", {"code": code}).headers["Location"] == led

    def test_a_wrong_code_is_told_and_the_sixth_try_is_closed(self, person, app):
        browser = self.first_step(person)
        statuses = [browser.post("/desk/login/second/", {"code": "123456"}).status_code for _ in range(6)]
        assert statuses == [200] * 5 + [429]
        # from another place, with the right password, it is closed as well: the account is what is counted
        other = self.first_step(person)
        assert other.post("/desk/login/second/", {"code": app[0]}, REMOTE_ADDR="10.0.0.9").status_code == 429

    def test_the_first_step_holds_five_minutes(self, person, app):
        browser = self.first_step(person)
        session = browser.session
        session["halfway"] = {**session["halfway"], "at": session["halfway"]["at"] - 301}
        session.save()
        assert browser.post("/desk/login/second/", {"code": app[0]}).headers["Location"] == "/desk/login/"

    def test_an_account_closed_in_between_stays_out(self, person, app, body):
        browser = self.first_step(person)
        services.close_account(by=SERVER, person=person, now=NOON)
        assert browser.post("/desk/login/second/", {"code": app[0]}).headers["Location"] == "/desk/login/"

    def test_without_the_first_step_there_is_no_second(self, client):
        assert client.get("/desk/login/second/").headers["Location"] == "/desk/login/"

    @pytest.mark.parametrize(
        "answer", ["", "{}", "[]", "x", '{"id":"AA","rawId":"AA","response":{},"type":"public-key"}']
    )
    def test_nonsense_for_a_passkey_is_refused_in_words(self, answer, person, app):
        browser = self.first_step(person)
        page = browser.post("/desk/login/second/", {"credential": answer})
        assert page.status_code == 200
        assert "没有通过通行密钥验证" in page.content.decode()
        page = Client().post("/desk/login/passkey/", {"credential": answer})
        assert "没有通过通行密钥验证" in page.content.decode()


class TestPages:
    def test_a_login_of_a_while_ago_must_confirm_the_password_first(self, person, log_in):
        browser = log_in(person)
        session = browser.session
        session["confirmed_at"] = 0
        session.save()
        address = "/desk/second-factor/code-app/"
        led = browser.get(address).headers["Location"]
        assert led == "/desk/confirm/?next=%2Fdesk%2Fsecond-factor%2Fcode-app%2F"
        assert "密码不对" in browser.post(led, {"password": "x"}).content.decode()
        assert browser.get(address).status_code == 302
        assert browser.post(led, {"password": PASSWORD}).headers["Location"] == address
        assert browser.get(address).status_code == 200

    def test_guessing_the_password_there_is_throttled_as_at_login(self, person, log_in):
        browser = log_in(person)
        statuses = [browser.post("/desk/confirm/", {"password": "x"}).status_code for _ in range(5)]
        assert statuses == [200, 200, 200, 200, 429]

    def test_the_pages_set_up_renew_and_remove(self, person, log_in):
        browser = log_in(person)
        set_up(browser)
        assert "还有 10 个没有用过" in browser.get("/desk/second-factor/").content.decode()
        old = set(RecoveryCode.objects.values_list("digest", flat=True))
        assert "只显示这一次" in browser.post("/desk/second-factor/recovery-codes/").content.decode()
        assert not old & set(RecoveryCode.objects.values_list("digest", flat=True))
        app = CodeApp.objects.get()
        browser.post(f"/desk/second-factor/code-app/{app.pk}/remove/")
        assert not CodeApp.objects.exists()
        assert not RecoveryCode.objects.exists()

    def test_nobody_removes_the_factor_of_another(self, person, app, body, log_in):
        browser = log_in(factories.holder(Role.CONTRIBUTOR, body))
        pk = CodeApp.objects.get().pk
        assert browser.post(f"/desk/second-factor/code-app/{pk}/remove/").status_code == 404
        assert CodeApp.objects.exists()

    def test_the_secret_stays_the_same_while_the_page_is_reloaded(self, person, log_in):
        browser = log_in(person)
        first, second = (browser.get("/desk/second-factor/code-app/").content.decode() for _time in range(2))
        assert re.search(r"<code>.*?</code>", first)[0] == re.search(r"<code>.*?</code>", second)[0]


class TestReset:
    def test_an_administrator_resets_it_and_the_logins_end(self, person, app, body, log_in):
        admin = factories.holder(Role.PLATFORM_ADMINISTRATOR, body)
        StaffSession.objects.create(user=person, session_key="x", started_at=NOON, address="10.0.0.1")
        browser = log_in(admin)
        assert "重置二次验证" in browser.get(f"/desk/people/{person.pk}/").content.decode()
        assert browser.post(f"/desk/people/{person.pk}/reset/").status_code == 302
        assert not CodeApp.objects.exists()
        assert not RecoveryCode.objects.exists()
        assert StaffSession.objects.get(user=person).ended_at is not None
        entry = Entry.objects.get(act=Act.RESET_SECOND_FACTOR)
        assert (entry.actor_id, entry.body_id, entry.before) == (str(admin.pk), body.pk, '{"factors":["code_app"]}')
        with pytest.raises(RuleError, match="没有启用"):
            services.reset_second_factor(by=admin, person=person, now=NOON)

    def test_nobody_else_may(self, person, app, body):
        with pytest.raises(NotAllowed):
            services.reset_second_factor(by=factories.holder(Role.GENERAL_OFFICE, body), person=person, now=NOON)
        assert CodeApp.objects.exists()
