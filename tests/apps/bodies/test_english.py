"""The desk in English, by a switch: every message has its English, and no page says a Chinese word of its own."""

import importlib.util
import re
from pathlib import Path

import pytest
from django.test import Client

from gongkai.apps.bodies.body_settings import KINDS
from gongkai.apps.bodies.roles import Labelled, Role
from tests.apps.bodies import doors, factories

ROOT = Path(__file__).resolve().parents[3]
spec = importlib.util.spec_from_file_location("messages_of_scripts", ROOT / "scripts" / "messages.py")
messages = importlib.util.module_from_spec(spec)
spec.loader.exec_module(messages)
CHINESE = re.compile("[一-鿿]+")
PLACES = re.compile(r"%\(\w+\)s|\{\w+\}")


def kinds_of_labels(of=Labelled):
    for one in of.__subclasses__():
        yield one
        yield from kinds_of_labels(one)


def asked_by_bodies():
    kinds = [kind for kind in kinds_of_labels() if kind.__module__.startswith("gongkai.apps.bodies.")]
    labels = {word.label for kind in kinds for word in kind}
    return messages.asked(messages.CODE / "apps/bodies") | labels | {kind.takes for kind in KINDS.values()}


CATALOGUES = {"apps/bodies": asked_by_bodies, "site": lambda: messages.asked(messages.CODE / "site")}


def catalogue(folder):
    text = (messages.CODE / folder / "locale/en/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    return {source: said for source, said in messages.entries(text) if source}


@pytest.mark.parametrize("folder", CATALOGUES)
class TestCatalogue:
    def test_every_message_has_its_english_and_no_other_stands_there(self, folder):
        asked = {message for message in CATALOGUES[folder]() if CHINESE.search(message)}
        said = catalogue(folder)
        assert len(asked) > 10
        assert asked - set(said) == set(), "say these in locale/en/LC_MESSAGES/django.po, then run `make docs`"
        assert set(said) - asked == set(), "nobody asks for these any more"
        assert [source for source, words in said.items() if not words.strip()] == []

    def test_the_places_of_a_message_are_those_of_its_english(self, folder):
        differing = {
            source: words
            for source, words in catalogue(folder).items()
            if set(PLACES.findall(source)) != set(PLACES.findall(words))
        }
        assert differing == {}


def test_what_is_asked_for_is_found_in_modules_and_pages():
    code = "x = _('a' 'b'); y = gettext_lazy('c').format(); z = gettext_noop('d'); other('e'); _(name)"
    assert set(messages.asked_by_module(code)) == {"ab", "c", "d"}
    page = "{% load i18n %}{% translate 'a' %}{% blocktranslate with x=y %}b {{ x }}{% endblocktranslate %}"
    assert messages.asked_by_page(page) == {"a", "b %(x)s"}


@pytest.mark.django_db
class TestPages:
    @pytest.fixture(autouse=True)
    def names(self, monkeypatch):
        """Whatever comes from data speaks English too, so that a Chinese word is one of the page."""
        monkeypatch.setattr(factories, "user", english(factories.user, "Person"))

    @pytest.fixture
    def body(self):
        return factories.body(name="Body", short_name="Body")

    def test_no_page_of_bodies_and_accounts_says_a_chinese_word(self, body):
        names = doors.furnish(body)
        for model in ("offices", "communities"):
            getattr(body, model).update(name="Unit")
        browser = Client()
        browser.force_login(
            factories.holder(Role.PLATFORM_ADMINISTRATOR, body), backend="gongkai.apps.bodies.accounts.StaffBackend"
        )
        browser.cookies["desk_language"] = "en"
        addresses = [one.address for one in doors.DOORS if one.method == "get" and not one.address.endswith("log/")]
        addresses += [*doors.OWN, "second-factor/code-app/", "nothing/"]
        found = {}
        for address in addresses:
            answer = browser.get(f"/desk/{address.format(**names)}", follow=True)
            found[address] = own_words(answer)
        anonymous = Client()
        anonymous.cookies["desk_language"] = "en"
        for address in doors.OPEN - {"login/oidc/", "login/oidc/back/"}:
            found[address] = own_words(anonymous.get(f"/desk/{address}", follow=True))
        assert {address: words for address, words in found.items() if words} == {}

    def test_a_refusal_and_a_rule_speak_english_too(self, body):
        browser = Client()
        person = factories.holder(Role.CONTRIBUTOR, body)
        browser.force_login(person, backend="gongkai.apps.bodies.accounts.StaffBackend")
        browser.cookies["desk_language"] = "en"
        page = browser.get(f"/desk/bodies/{body.slug}/rename/").content.decode()
        assert "You may not do this in Body: Rename the body." in page
        assert "Platform administrator" in page
        assert own_words(browser.post(f"/desk/bodies/{body.slug}/rename/", {})) == []


def english(make, word):
    def made(**given):
        given.setdefault("name", word)
        return make(**given)

    return made


def own_words(answer):
    """Return the Chinese words of a page, without the switch to Chinese itself."""
    return CHINESE.findall(answer.content.decode().replace(">中文<", "><"))


@pytest.mark.django_db
class TestSwitch:
    @pytest.fixture
    def browser(self, log_in):
        return log_in(factories.user())

    def test_the_desk_is_chinese_whatever_the_browser_prefers(self, browser):
        answer = browser.get("/desk/", headers={"Accept-Language": "en"})
        assert "我的机关和岗位" in answer.content.decode()
        assert '<html lang="zh-CN">' in answer.content.decode()
        assert answer.headers["Content-Language"] == "zh-hans"

    def test_the_switch_changes_it_in_this_browser_and_back(self, browser):
        answer = browser.post("/desk/language/", {"language": "en", "next": "/desk/sessions/"})
        assert answer.headers["Location"] == "/desk/sessions/"
        page = browser.get("/desk/")
        assert "My bodies and roles" in page.content.decode()
        assert '<html lang="en">' in page.content.decode()
        assert page.headers["Content-Language"] == "en"
        assert browser.get("/check/").headers["Content-Language"] == "zh-hans"
        browser.post("/desk/language/", {"language": "zh-hans"})
        assert "我的机关和岗位" in browser.get("/desk/").content.decode()

    def test_a_language_nobody_knows_and_a_foreign_way_back_are_refused(self, browser):
        answer = browser.post("/desk/language/", {"language": "xx", "next": "https://evil.invalid/"})
        assert answer.headers["Location"] == "/desk/"
        assert "desk_language" not in browser.cookies
        browser.cookies["desk_language"] = "xx"
        assert "我的机关和岗位" in browser.get("/desk/").content.decode()

    def test_the_log_stays_chinese(self, browser):
        from gongkai.apps.audit.models import Entry

        browser.cookies["desk_language"] = "en"
        browser.post("/desk/sessions/others/revoke/")
        assert Entry.objects.latest("number").summary.startswith("注销登录：")
