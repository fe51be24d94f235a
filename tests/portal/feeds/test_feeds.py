"""Feeds and the site map: well formed, newest first, of what is public alone, and baked with it."""

import json
import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.publishing import services
from gongkai.portal.bake.services import files
from gongkai.portal.search.services import rebuild
from tests.apps.bodies import factories
from tests.apps.bodies.factories import NOON
from tests.apps.publishing.factories import column, draft, published

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(autouse=True)
def folders_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT, settings.BAKED_DIR, settings.VAR_DIR = tmp_path / "media", tmp_path / "baked", tmp_path
    settings.SITE_ADDRESS = "http://testserver"


@pytest.fixture
def body():
    return factories.body(factories.body(), slug="yi", name="乙街道办事处", short_name="乙街道")


def titles(answer):
    assert answer.status_code == 200
    return [one.text for one in ET.fromstring(answer.content).findall("a:entry/a:title", ATOM)]


@pytest.mark.parametrize("name", ["all", "yi", "yi/catalogue/notices"])
def test_a_feed_has_the_newest_first_and_no_draft(client, body, name):
    first = published(body, title="先 <b>&", summary="概述")
    last = published(body, title="后", now=NOON + timedelta(hours=1))
    draft(body, title="草稿")

    assert titles(client.get(f"/feed/{name}.atom")) == ["后", "先 <b>&"]
    told = json.loads(client.get(f"/feed/{name}.json").content)
    assert [(item["id"], item["title"]) for item in told["items"]] == [
        (f"http://testserver{last.address}", "后"),
        (f"http://testserver{first.address}", "先 <b>&"),
    ]
    assert told["items"][1]["content_text"] == "概述"
    assert told["items"][1]["date_published"] == "2026-03-02T04:00:00+00:00"


def test_a_column_has_its_own_feed(client, body):
    published(body, column=column(body, "plans"))

    assert titles(client.get("/feed/yi/catalogue/notices.atom")) == []
    assert len(titles(client.get("/feed/yi/catalogue/plans.atom"))) == 1
    assert client.get("/feed/yi/catalogue/nothing.atom").status_code == 404
    assert client.get("/feed/nobody.atom").status_code == 404


def test_a_search_has_its_own_feed_and_an_outage_is_not_an_empty_one(client, body):
    published(body, title="关于停水的通知")
    published(body, title="关于停电的通知")
    assert client.get("/feed/search.atom", {"q": "停水"}).status_code == 503

    rebuild()

    assert titles(client.get("/feed/search.atom", {"q": "停水"})) == ["关于停水的通知"]


def test_the_map_names_what_is_public(client, body):
    one = published(body)
    gone = published(body)
    services.withdraw(by=SERVER, disclosure=gone, reason="重复发布", now=NOON)

    index = ET.fromstring(client.get("/sitemap.xml").content)
    named = [one.text for one in index.findall("m:sitemap/m:loc", MAP)]
    assert named == ["http://testserver/sitemap/columns.xml", "http://testserver/sitemap/yi-2026.xml"]
    pages = ET.fromstring(client.get("/sitemap/yi-2026.xml").content)
    assert [page.text for page in pages.findall("m:url/m:loc", MAP)] == [f"http://testserver{one.address}"]
    assert client.get("/sitemap/yi-2020.xml").status_code == 404
    for place in ET.fromstring(client.get("/sitemap/columns.xml").content).findall("m:url/m:loc", MAP):
        assert client.get(place.text.removeprefix("http://testserver")).status_code == 200


def test_robots_are_told_where_the_map_is(client):
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_a_publication_bakes_its_feeds_and_its_map(body, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        one = published(body, title="关于停水的通知")

    for address in ("/feed/all.atom", "/feed/yi.json", "/feed/yi/catalogue/notices.atom", "/sitemap/yi-2026.xml"):
        told = files().path(address).read_text(encoding="utf-8")
        assert one.address in told, address
