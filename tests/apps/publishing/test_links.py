"""Dead links: what a public disclosure links to is looked at, from outside alone, and shown when it stays dead."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.test import Client

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.publishing import reaching, services
from gongkai.apps.publishing.links_in import links_in
from gongkai.apps.publishing.models import Link
from gongkai.apps.publishing.services import links
from tests.apps.bodies import factories as people
from tests.apps.bodies.factories import NOON
from tests.apps.publishing import factories

ANSWERS = {"/ok": 200, "/gone": 404, "/broken": 500, "/members": 403, "/no-head": 200}
LEADS = {"/to": "/ok", "/inside": "http://10.0.0.1/", "/file": "file:///etc/passwd", "/round": "/round"}


class Site(BaseHTTPRequestHandler):
    """A stand-in for another site."""

    asked: list[str] = []  # noqa: RUF012 what was asked of it, for the tests

    def do_HEAD(self):
        Site.asked.append(f"{self.command} {self.path}")
        if self.path in LEADS:
            self.send_response(302)
            self.send_header("Location", LEADS[self.path])
        elif self.path == "/no-head" and self.command == "HEAD":
            self.send_response(405)
        else:
            self.send_response(ANSWERS[self.path])
        self.end_headers()

    def do_GET(self):
        self.do_HEAD()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def other_site():
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def as_outside(monkeypatch):
    """The stand-in counts as a server of the internet."""
    judge = reaching.is_public
    monkeypatch.setattr(reaching, "is_public", lambda place: place == "127.0.0.1" or judge(place))


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/ok", ""),
        ("/to", ""),
        ("/no-head", ""),
        ("/members", ""),
        ("/gone", "打不开（HTTP 404）"),
        ("/broken", "打不开（HTTP 500）"),
        ("/inside", "指向内部网络，外人打不开"),
        ("/file", "转到了不是网页的地址"),
        ("/round", "转来转去，没有到达"),
    ],
)
def test_a_link_is_looked_at(path, problem, other_site, as_outside):
    assert reaching.look(other_site + path) == reaching.Found(problem)


def test_nothing_is_asked_of_a_server_inside(other_site):
    Site.asked.clear()
    assert reaching.look(f"{other_site}/ok").problem == "指向内部网络，外人打不开"
    assert Site.asked == []


def test_a_silent_server_was_not_reached(as_outside):
    assert reaching.look("http://127.0.0.1:1/") == reaching.Found("连不上", is_reached=False)


@pytest.mark.parametrize(
    "place",
    ["10.1.1.1", "127.0.0.1", "169.254.169.254", "0.0.0.0", "224.0.0.1", "::1", "::ffff:10.0.0.1", "fe80::1%eth0"],
)
def test_what_is_inside_is_not_public(place):
    assert not reaching.is_public(place)


def test_links_are_read_out_of_a_page():
    html = (
        '<a href="https://a.example/x#part">一</a><a href="https://a.example/x">一</a><a href="#note">注</a>'
        '<a href="/yi/documents/abcd2345/">二</a><a href="mailto:a@b.invalid">信</a><a href="http://[bad">坏</a>'
    )
    assert list(links_in(html)) == ["https://a.example/x", "/yi/documents/abcd2345/"]


def linking(body, *addresses):
    text = "".join(f'<p><a href="{one}">链接</a></p>' for one in addresses)
    return factories.published(body, body=[("text", text)])


@pytest.mark.django_db
def test_a_link_that_stays_dead_is_shown_to_the_officer_until_it_lives(body, other_site, as_outside, monkeypatch):
    page = linking(body, f"{other_site}/gone")
    browser = Client()
    officer = people.holder(Role.DISCLOSURE_OFFICER, body)
    browser.force_login(officer, backend="gongkai.apps.bodies.accounts.StaffBackend")
    address = f"/desk/disclosures/of/{body.slug}/links/"

    assert links.links_due(now=NOON) == 1
    assert links.links_due(now=NOON) == 0
    for day in (1, 2):
        assert "没有打不开的链接" in browser.get(address).content.decode()
        links.links_due(now=NOON + timedelta(days=day))

    shown = browser.get(address).content.decode()
    assert page.title in shown
    assert "打不开（HTTP 404）" in shown
    assert "打不开的链接" in browser.get("/desk/").content.decode()

    monkeypatch.setitem(ANSWERS, "/gone", 200)
    browser.post(f"{address}again/")
    links.links_due(now=Link.objects.get().due_at)
    assert "没有打不开的链接" in browser.get(address).content.decode()


@pytest.mark.django_db
def test_links_follow_what_is_public(body):
    kept, withdrawn = linking(body, "https://a.example/"), linking(body, "https://b.example/")
    services.withdraw(by=SERVER, disclosure=withdrawn, reason="虚构的原因", now=NOON)

    assert list(Link.objects.values_list("disclosure", "address")) == [(kept.pk, "https://a.example/")]


@pytest.mark.django_db
def test_a_link_to_what_was_withdrawn_here_is_dead_without_asking_the_network(body):
    target = factories.published(body)
    linking(body, target.address)
    links.links_due(now=NOON)
    assert Link.objects.get().problem == ""

    services.withdraw(by=SERVER, disclosure=target, reason="虚构的原因", now=NOON)
    links.links_due(now=NOON + timedelta(days=8))
    assert Link.objects.get().problem == "链接的内容已经撤下"


@pytest.mark.django_db
def test_when_nothing_is_reached_it_is_the_line_and_no_link_is_blamed(body, monkeypatch):
    linking(body, "https://a.example/", "https://b.example/", "https://c.example/")
    monkeypatch.setattr(reaching, "look", lambda _: reaching.Found("连不上", is_reached=False))

    assert links.links_due(now=NOON) == 0
    assert {(one.failures, one.due_at) for one in Link.objects.all()} == {(0, NOON + links.OUTAGE)}


@pytest.mark.django_db
def test_the_setting_switches_it_off(body, settings):
    linking(body, "https://a.example/")
    settings.LINK_DAYS = 0
    assert links.links_due(now=NOON) == 0
    assert Link.objects.get().looked_at is None
