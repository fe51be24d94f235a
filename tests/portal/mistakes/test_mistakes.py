"""Found an error? A reader says so without account or script, an officer closes it with an answer."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from gongkai.apps.audit.models import Entry
from gongkai.apps.bodies.errors import NotAllowed, RuleError
from gongkai.apps.bodies.roles import Role
from gongkai.portal.mistakes.models import MistakeReport
from gongkai.portal.mistakes.services import close_mistake
from gongkai.portal.mistakes.views.reporting import REPORTING
from tests.apps.bodies import factories
from tests.apps.bodies.factories import NOON
from tests.apps.publishing.factories import draft, published

pytestmark = pytest.mark.django_db
FIGURES = "零一二三四五六七八九"


@pytest.fixture(autouse=True)
def surroundings(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT, settings.BAKED_DIR = tmp_path / "media", tmp_path / "baked"
    monkeypatch.setattr("gongkai.portal.human_check.AT_LEAST", timedelta(0))


@pytest.fixture
def body():
    return factories.body(factories.body(), slug="yi", name="乙街道办事处", short_name="乙街道")


@pytest.fixture
def page(body):
    return published(body)


def filled(client, address="/yi/mistake/", **given):
    shown = client.get(address).content.decode()
    one, other = re.search(rf"([{FIGURES}])加([{FIGURES}])等于几", shown).groups()
    named = re.search(r'name="page" value="([^"]*)"', shown)
    plain = {
        "token": re.search(r'name="token" value="([^"]+)"', shown)[1],
        "answer": str(FIGURES.index(one) + FIGURES.index(other)),
        "page": named[1] if named else "",
        "text": "第二段的“以”应为“已”。",
    }
    return {**plain, **given}


def send(client, **given):
    return client.post("/yi/mistake/", filled(client, **given), follow=True)


def officer(body, role=Role.DISCLOSURE_OFFICER):
    person = factories.holder(role, body)
    browser = Client()
    browser.force_login(person, backend="gongkai.apps.bodies.accounts.StaffBackend")
    return person, browser


def test_the_page_leads_to_the_form_which_names_it(client, page):
    link = re.search(r'href="(/yi/mistake/\?page=\w+)"', client.get(page.address).content.decode())[1]
    assert page.title in client.get(link).content.decode()

    answer = client.post("/yi/mistake/", filled(client, link, contact="00000000000"), follow=True)

    assert answer.status_code == 200
    assert "已经收到" in answer.content.decode()
    made = MistakeReport.objects.get()
    assert (made.page, made.text, made.contact) == (page.public_id, "第二段的“以”应为“已”。", "00000000000")


def test_the_form_needs_no_account_and_no_script(client, page):
    shown = client.get("/yi/mistake/").content.decode()
    assert shown.count("<form") == 2  # the search and this one
    assert 'method="post" action="/yi/mistake/"' in shown


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"answer": "99"}, "回答不对"),
        ({"text": ""}, "必需字段"),
        ({"text": "错" * 1001}, "1000"),
        ({"website": "http://x.invalid"}, "请不要填写这一项"),
        ({"token": "forged"}, "打开得太久"),
    ],
)
def test_what_is_against_it_is_said_and_nothing_is_kept(client, page, given, told):
    answer = send(client, **given)
    assert answer.status_code in {200, 422}
    assert told in answer.content.decode()
    assert not MistakeReport.objects.exists()


def test_a_form_sent_faster_than_anybody_types_is_not_taken(client, page, monkeypatch):
    monkeypatch.setattr("gongkai.portal.human_check.AT_LEAST", timedelta(hours=1))
    assert "提交得太快" in send(client).content.decode()
    assert not MistakeReport.objects.exists()


def test_a_form_sent_twice_is_one_report(client, page):
    given = filled(client)
    first, second = (client.post("/yi/mistake/", given, follow=True) for _ in range(2))
    assert first.request["PATH_INFO"] == second.request["PATH_INFO"]
    assert MistakeReport.objects.count() == 1


def test_one_address_may_send_so_many_within_the_hour(client, page):
    for _ in range(REPORTING.most):
        send(client)
    assert "尝试的次数过多" in send(client).content.decode()
    assert MistakeReport.objects.count() == REPORTING.most


def test_a_page_that_is_not_public_is_not_named(client, body, page):
    hidden = draft(body)
    shown = client.get(f"/yi/mistake/?page={hidden.public_id}").content.decode()
    assert hidden.title not in shown
    send(client, page=hidden.public_id)
    assert MistakeReport.objects.get().page == ""


def test_a_report_is_seen_by_its_own_address_alone(client, page):
    answer = send(client)
    assert answer.status_code == 200
    assert client.get("/yi/mistake/guessed/").status_code == 404
    other = factories.body(slug="bing")
    assert other.pk
    assert client.get(answer.request["PATH_INFO"].replace("/yi/", "/bing/")).status_code == 404


def test_an_officer_closes_it_with_an_answer_that_the_reader_sees(client, body, page):
    where = send(client, page=page.public_id, contact="00000000000").request["PATH_INFO"]
    _, browser = officer(body)
    assert "等待答复的纠错留言" in browser.get("/desk/").content.decode()
    number = MistakeReport.objects.get().pk
    shown = browser.get(f"/desk/mistakes/{number}/").content.decode()
    assert "00000000000" in shown
    assert page.title in shown

    done = browser.post(f"/desk/mistakes/{number}/", {"answer": "已经更正，谢谢。"}, follow=True)

    assert "已经办结" in done.content.decode()
    assert "已经更正，谢谢。" in client.get(where).content.decode()
    assert MistakeReport.objects.get().contact == ""
    assert "等待答复的纠错留言" not in browser.get("/desk/").content.decode()
    assert "已经更正" in Entry.objects.get(act="answer_mistake").summary


def test_it_is_closed_once_with_words_and_by_who_may(client, body, page):
    send(client)
    report = MistakeReport.objects.get()
    by, _ = officer(body)
    with pytest.raises(RuleError, match="没有填写答复"):
        close_mistake(by=by, report=report, answer=" ", now=NOON)
    with pytest.raises(NotAllowed):
        close_mistake(by=officer(body, Role.CONTRIBUTOR)[0], report=report, answer="好", now=NOON)
    close_mistake(by=by, report=report, answer="好", now=NOON)
    with pytest.raises(RuleError, match="不必重复办理"):
        close_mistake(by=by, report=report, answer="再好", now=NOON)


def test_a_cross_site_form_is_refused(page):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/yi/mistake/", {"text": "a"}).status_code == 403
