"""Baked pages as a browser gets them, and the site for everything else."""

import gzip
import io

import brotli
import pytest

from gongkai.portal.bake.files import Files
from gongkai.portal.bake.front import BakedFirst

PAGE = "<p>政府信息公开</p>".encode() * 50


def site(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"the site"]


@pytest.fixture
def get(tmp_path):
    Files(tmp_path).put("/qingshi/", PAGE)
    Files(tmp_path).put("/qingshi/feed.atom", PAGE)
    front = BakedFirst(site, tmp_path, {"X-Frame-Options": "DENY"})

    def ask(path, method="GET", question="", **headers):
        told = {}

        def start_response(status, fields):
            told.update(status=status, **dict(fields))

        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": question, "wsgi.input": io.BytesIO()}
        body = b"".join(front({**environ, **headers}, start_response))
        return told, body

    return ask


def test_a_baked_page_is_served_with_its_headers(get):
    told, body = get("/qingshi/")

    assert body == PAGE
    assert told["status"] == "200 OK"
    assert told["Content-Type"] == "text/html; charset=utf-8"
    assert told["X-Frame-Options"] == "DENY"
    assert told["Cache-Control"] == "no-cache"
    assert told["Content-Length"] == str(len(PAGE))


@pytest.mark.parametrize(
    ("accepted", "coding", "opened"),
    [("gzip, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress), ("identity", None, bytes)],
)
def test_the_twin_a_browser_takes_is_sent(get, accepted, coding, opened):
    told, body = get("/qingshi/", HTTP_ACCEPT_ENCODING=accepted)

    assert told.get("Content-Encoding") == coding
    assert opened(body) == PAGE
    assert told["Vary"] == "Accept-Encoding"


def test_an_unchanged_page_is_not_sent_again(get):
    tag = get("/qingshi/")[0]["ETag"]

    told, body = get("/qingshi/", HTTP_IF_NONE_MATCH=tag)

    assert told["status"] == "304 Not Modified"
    assert body == b""
    assert get("/qingshi/", HTTP_IF_NONE_MATCH=tag, HTTP_ACCEPT_ENCODING="br")[0]["status"] == "200 OK"


def test_head_has_the_headers_alone(get):
    told, body = get("/qingshi/", method="HEAD")

    assert body == b""
    assert told["Content-Length"] == str(len(PAGE))


def test_a_feed_has_its_kind(get):
    assert get("/qingshi/feed.atom")[0]["Content-Type"] == "application/atom+xml; charset=utf-8"


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/dongjie/", {}),
        ("/qingshi", {}),
        ("/qingshi/", {"question": "page=2"}),
        ("/qingshi/", {"method": "POST"}),
        ("/qingshi/../../etc/passwd", {}),
        ("/qingshi/index.html.gz", {}),
        ("/\0", {}),
    ],
)
def test_everything_else_is_for_the_site(get, path, more):
    assert get(path, **more)[1] == b"the site"


def test_a_page_that_was_removed_is_gone_at_once(get, tmp_path):
    Files(tmp_path).remove("/qingshi/")

    assert get("/qingshi/", HTTP_ACCEPT_ENCODING="br, gzip")[1] == b"the site"
