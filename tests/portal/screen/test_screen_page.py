"""The page of a screen, its list and what it reports, as a browser asks for them."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.channels import services as channels
from gongkai.apps.screens.models import Device
from gongkai.apps.screens.states import Kind
from tests.apps.bodies import factories as bodies
from tests.apps.publishing.factories import published
from tests.apps.screens.factories import DEVICE, playing, screen

pytestmark = pytest.mark.django_db


@pytest.fixture
def wall():
    return screen(bodies.body(bodies.body()), now=timezone.now(), numbers="办事大厅 0000-0000000\n\n值班 0000-0000001")


def told(wall, client, **headers):
    return client.get(f"{wall.address}list.json", headers=headers)


def test_the_page_has_its_first_text_and_is_small(wall, client):
    page = published(wall.channel.public_body, now=timezone.now(), body=[("text", "<p>能读到的第一句话。</p>")])
    answer = client.get(wall.address)
    assert "能读到的第一句话。" in answer.text
    assert page.title in answer.text
    parts = [client.get(f"/static/screen/{name}").getvalue() for name in ("screen.css", "screen.js")]
    assert len(answer.content) + sum(map(len, parts)) < 50_000
    assert " style=" not in answer.text
    assert "http-equiv" not in answer.text


def test_the_list_has_text_and_tables_with_a_code_and_no_picture_or_link(wall, client):
    html = '<p>见<a href="https://elsewhere.invalid/">别处</a>。</p>'
    table = {"data": [["甲", "乙"], ["1", "2"]], "mergeCells": [], "first_row_is_table_header": True}
    page = published(wall.channel.public_body, now=timezone.now(), body=[("text", html), ("table", table)])
    urgent = playing(wall, timezone.now(), kind=Kind.URGENT, title="停水", text="第一行\n<b>第二行</b>")
    data = told(wall, client).json()
    assert [one["title"] for one in data["entries"]] == [urgent.title, page.title]
    assert data["entries"][0]["html"] == "<p>第一行</p><p>&lt;b&gt;第二行&lt;/b&gt;</p>"
    assert "<table>" in data["entries"][1]["html"]
    assert "<a" not in data["entries"][1]["html"]
    assert data["entries"][1]["qr"].startswith("data:image/svg+xml")
    assert data["numbers"] == ["办事大厅 0000-0000000", "值班 0000-0000001"]


def test_the_list_is_sent_again_only_when_it_changed(wall, client):
    first = told(wall, client)
    again = told(wall, client, if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert int(again["X-Server-Time"]) > 0
    published(wall.channel.public_body, now=timezone.now())
    changed = told(wall, client, if_none_match=first["ETag"])
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_a_report_is_kept_and_what_is_none_is_refused(wall, client):
    shown = playing(wall, timezone.now())
    report = {
        "device": DEVICE, "holds": [shown.pk, "x", True, 10**30], "plays": {str(shown.pk): 2, "y": 1}, "page": 1,
        "title": "某" * 500, "fault": ["no word"], "width": -3,
    }  # fmt: skip
    send = {"path": f"{wall.address}beat/", "content_type": "application/json"}
    assert client.post(data=json.dumps(report), **send).status_code == 204
    device = Device.objects.get()
    assert (device.holds, device.told) == ([shown.pk], {"page": 1, "title": "某" * 120})
    assert shown.plays.get().times == 2
    for nonsense in ("", "[]", "{}", '{"device": "../x"}', "[" * 5000, json.dumps({**report, "pad": "x" * 20_000})):
        assert client.post(data=nonsense, **send).status_code == 400


def test_only_the_screen_s_own_address_answers_and_none_once_it_is_closed(wall, client):
    for path in ("", "list.json", "sw.js"):
        assert client.get(f"{wall.address}{path}").status_code == 200
        assert client.get(f"/screen/{wall.pk}/{path}").status_code == 404
    assert client.get(f"{wall.address}sw.js")["Content-Type"].startswith("text/javascript")
    later = timezone.now() + timedelta(seconds=1)
    channels.close_channel(by=SERVER, channel=wall.channel, reason="拆除", now=later)
    assert client.get(wall.address).status_code == 404
