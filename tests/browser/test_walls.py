"""Screen and board in a real Chromium: a record on site, screen, board and in WeChat, and gone from each with proof;
a wall by day and by night, without a network, over a simulated day."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.db import connection
from playwright.sync_api import expect

from standins.server import running
from tests.browser.conftest import KEY, MAIN, PATIENCE, wait_for
from tests.browser.test_accessibility import violations
from tests.browser.walls import TITLE

pytestmark = pytest.mark.browser
WALL, TALL = {"width": 1920, "height": 1080}, {"width": 1080, "height": 1920}
HOUR = 3_600_000
MORNING = "2026-06-01T09:00:00+08:00"


class Place:
    """The site with its worker, the training world beside it."""

    def __init__(self, env, address, world):
        self.env, self.address, self.world = env, address, world

    def let(self, what):
        """Let something happen in a process of the site."""
        code = "import django; django.setup(); import json; from tests.browser import walls; "
        code += f"print(json.dumps(walls.{what}()))"
        done = subprocess.run([sys.executable, "-c", code], env=self.env, check=True, capture_output=True, text=True)
        return json.loads(done.stdout.splitlines()[-1])

    def status(self, path):
        try:
            return urlopen(f"{self.address}{path}").status
        except HTTPError as refused:
            return refused.code


@pytest.fixture(scope="module")
def place(tmp_path_factory, django_db_setup, django_db_blocker):
    folder = tmp_path_factory.mktemp("walls")
    with django_db_blocker.unblock():
        connection.ensure_connection()
        with sqlite3.connect(folder / "gongkai.sqlite3") as copy:
            connection.connection.backup(copy)
        copy.close()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    address = f"http://127.0.0.1:{port}"
    with running() as world:
        env = {
            **clean, "GONGKAI_SECRET_KEY": KEY, "GONGKAI_VAR_DIR": str(folder), "GONGKAI_ADDRESS": address,
            "GONGKAI_STAND_INS": world.address, "GONGKAI_LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "gongkai.site.settings",
        }  # fmt: skip
        made = Place(env, address, world)
        made.addresses = made.let("make")
        serving = [sys.executable, "-c", MAIN, "site", "serve", "--port", str(port)]
        process = subprocess.Popen(serving, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for(port)
            yield made
        finally:
            process.terminate()
            process.wait(PATIENCE)


@pytest.fixture
def wall(place, browser):
    """Opens the page of the screen; what the browser complains of fails the test."""
    contexts, complaints = [], []

    def open_it(size=WALL, path="", **options):
        context = browser.new_context(viewport=size, locale="zh-CN", base_url=place.address, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: "blocked by Playwright" in said.text or complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: asked.url.startswith((place.address, "data:")) or complaints.append(asked.url))
        page.complaints = complaints
        page.wall = f"{place.addresses['screen']}{path}"
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert complaints == []


def until(true):
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.2)


def test_a_record_is_on_site_screen_and_board_and_in_the_draft_box_and_its_removal_is_proved(place, wall):
    page = wall()
    page.goto(page.wall)
    expect(page.locator("#title")).to_have_text("先前的通知")
    address = place.let("publish")["address"]
    expect(page.locator("#title")).to_have_text(TITLE, timeout=PATIENCE * 1000)
    expect(page.locator("#qr")).to_be_visible()
    assert violations(page) == []
    assert place.status(address) == 200
    board = page.context.new_page()
    board.goto(place.addresses["board"])
    expect(board.get_by_role("link", name=TITLE)).to_be_visible()
    assert violations(board) == []
    until(lambda: [one for one in place.world.wechat.drafts.values() if "<img" in json.dumps(one.article)])
    place.let("shown")
    assert place.let("hang")["board"] == "done"
    place.let("withdraw")
    expect(page.locator("#title")).not_to_have_text(TITLE, timeout=PATIENCE * 1000)
    board.reload()
    expect(board.get_by_role("link", name=TITLE)).to_have_count(0)
    until(lambda: place.status(address) == 410)
    until(
        lambda: (
            not [
                one
                for one in place.world.wechat.drafts.values()
                if TITLE in json.dumps(one.article, ensure_ascii=False)
            ]
        )
    )
    place.let("take_down")
    assert set(place.let("removed")) == {"website", "screen", "board", "wechat"}


def test_without_a_network_it_goes_on_starts_anew_and_says_since_when(place, wall):
    page = wall()
    page.goto(page.wall)
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.reload()
    expect(page.locator("#title")).to_have_text("先前的通知")
    expect(page.locator("#cut")).to_be_empty()
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("#title")).to_have_text("先前的通知")
    expect(page.locator("#cut")).to_contain_text("网络中断，现在显示的是")
    expect(page.locator("#cut")).to_contain_text("取得的内容")
    page.context.set_offline(False)
    expect(page.locator("#cut")).to_be_empty(timeout=PATIENCE * 1000)
    page.complaints[:] = [one for one in page.complaints if "ERR_INTERNET_DISCONNECTED" not in one]


def entry(number, **given):
    return {
        "id": number, "kind": "notice", "title": f"第{number}件", "html": "<p>虚构的内容。</p>", "day": "2026年6月1日",
        "begins": 0, "ends": 0, "hours": None, "qr": "", **given,
    }  # fmt: skip


def canned(page, *entries, **given):
    """Give a page a list of the test's own and a clock of the test's own."""
    data = {
        "name": "屏", "body": "乙街道办事处", "numbers": ["大厅 0000-0000000"], "open": ["00:00", "24:00"],
        "pageSeconds": 15, "mostPages": 8, "poll": 900, "beat": 900, "code": "", "entries": list(entries), **given,
    }  # fmt: skip
    reports = []

    def report(route):
        reports.append(json.loads(route.request.post_data))
        route.fulfill(status=204)

    def listed(route):
        known = route.request.headers.get("if-none-match") == '"1"'
        page.asked = getattr(page, "asked", 0) + 1
        route.fulfill(status=304 if known else 200, headers={"ETag": '"1"'}, body="" if known else json.dumps(data))

    page.route("**/list.json", listed)
    page.route("**/beat/", report)
    page.clock.install(time=MORNING)
    page.goto(page.wall)
    data["code"] = page.locator("html").get_attribute("data-code")
    return reports


LONG = "<p>" + "虚构的一段很长的文字，要分好几页才读得完。" * 20 + "</p>"
ROWS = "".join(f"<tr><td>第{one}户</td><td>{one}00 元</td></tr>" for one in range(60))
TABLE = f"<table><thead><tr><th>户</th><th>数额</th></tr></thead><tbody>{ROWS}</tbody></table>"


@pytest.mark.parametrize("size", [pytest.param(WALL, id="landscape"), pytest.param(TALL, id="portrait")])
def test_long_texts_and_tables_turn_page_by_page_in_letters_read_at_five_metres(wall, size):
    page = wall(size, service_workers="block")
    canned(page, entry(1, html=LONG * 2), entry(2, html=TABLE), code="x", mostPages=20)
    expect(page.locator("#title")).to_have_text("第1件")
    size_of = "parseFloat(getComputedStyle(document.querySelector('#text')).fontSize)"
    assert page.evaluate(size_of) >= 44, "pixels of a screen of 55 inches"
    pages = int(page.locator("#pages").text_content().split("/")[1])
    assert pages >= 2
    inside = (
        "document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight"
    )
    assert page.evaluate(inside)
    page.clock.run_for(16_000)
    expect(page.locator("#pages")).to_have_text(f"2 / {pages}")
    page.clock.run_for(15_000 * (pages - 1))
    expect(page.locator("#title")).to_have_text("第2件")
    assert int(page.locator("#pages").text_content().split("/")[1]) >= 2
    assert violations(page) == []


def test_the_urgent_stand_on_top_the_expired_go_and_hours_are_kept(wall):
    page = wall(service_workers="block")
    nine = int(page.evaluate(f"Date.parse('{MORNING}')"))
    canned(
        page,
        entry(1, kind="urgent", title="暴雨红色预警", ends=nine + HOUR),
        entry(2, ends=nine + 2 * HOUR),
        entry(3, hours=["12:00", "13:00"]),
        entry(4, begins=nine + 3 * HOUR),
        open=["08:30", "17:30"],
    )
    expect(page.locator("#urgent")).to_contain_text("暴雨红色预警")
    shown = set()
    for _ in range(4):
        shown.add(page.locator("#title").text_content())
        page.clock.run_for(16_000)
    assert shown == {"暴雨红色预警", "第2件"}
    page.clock.run_for(HOUR)
    expect(page.locator("#urgent")).to_be_hidden()
    expect(page.locator("#title")).to_have_text("第2件")
    page.clock.run_for(HOUR)
    expect(page.locator("#text")).to_contain_text("现在没有要播放的内容")
    page.clock.run_for(HOUR + 20_000)
    assert page.locator("#title").text_content() in {"第3件", "第4件"}
    page.clock.run_for(6 * HOUR)
    expect(page.locator("#stage")).to_be_hidden()
    expect(page.locator("#night")).to_be_visible()


@pytest.mark.parametrize("hours", [pytest.param(3, id="hours"), pytest.param(24, id="day", marks=pytest.mark.soak)])
def test_hours_of_playing_leave_nothing_behind(wall, hours):
    page = wall(service_workers="block")
    reports = canned(page, entry(1, html=LONG), entry(2, html=TABLE), entry(3, qr="data:,"), entry(4, kind="urgent"))
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable")

    def kept():
        devtools.send("HeapProfiler.collectGarbage")
        found = {one["name"]: one["value"] for one in devtools.send("Performance.getMetrics")["metrics"]}
        return found["JSHeapUsedSize"], found["Nodes"], found["JSEventListeners"]

    def an_hour():
        shown = []
        for _ in range(60):  # by minutes, so that what it sends is answered in between
            page.clock.run_for(HOUR // 60)
            shown.append(page.locator("#title").text_content())
        return shown

    an_hour()
    before = kept()
    for _ in range(hours - 1):
        titles = an_hour()
    after = kept()
    assert after[0] < before[0] + 500_000
    assert after[1] <= before[1] + 400, "as many nodes as another entry has more"
    assert after[2] <= before[2] + 10, "one left by each of the hundreds of entries played would be more"
    assert len(set(titles)) > 2, "it played on to the last hour"
    assert any(one["plays"] for one in reports)
    assert page.asked > 1
