"""The public site in a real Chromium: every page type in every dress, by keyboard, on paper, from a USB stick."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser import rich
from tests.browser.conftest import KEY, MAIN, PATIENCE, Visit, running_demonstration
from tests.browser.test_accessibility import violations

pytestmark = pytest.mark.browser
DRESSES = [
    pytest.param({}, id="light"),
    pytest.param({"color_scheme": "dark"}, id="dark"),
    pytest.param({"width": 320, "height": 640}, id="320"),
    pytest.param({"width": 360, "height": 740}, id="360"),
    pytest.param({"width": 3840, "height": 2160}, id="wall"),
    pytest.param({"large": True}, id="large"),
    pytest.param({"large": True, "width": 360, "height": 740}, id="large-on-a-phone"),
]
FIGURES = "零一二三四五六七八九"
SETTINGS = {
    "GONGKAI_DATA_HOUR": "0",
    "GONGKAI_APPLICANT_KEYS": "for-browsers-only-0123456789-abcdefghijklmnopq",
    "GONGKAI_LOG_LEVEL": "ERROR",
}


@pytest.fixture(scope="module")
def var(tmp_path_factory):
    return tmp_path_factory.mktemp("public")


@pytest.fixture(scope="module")
def site(var):
    with running_demonstration(var, **SETTINGS) as address:
        wait_until((var / "baked" / "data" / "index.html").exists)
        yield address


@pytest.fixture(scope="module")
def disclosure(var, site):
    """The address of a disclosure with a table, a picture, footnotes and an attachment."""
    address = run(var, "-c", "import django; django.setup(); from tests.browser.rich import make; print(make())")
    wait_until(lambda: rich.TITLE in suggested(site, "活动室"))
    return address.splitlines()[-1]


def suggested(site, typed):
    found = json.loads(urlopen(f"{site}/search/suggest/?q={quote(typed)}").read())
    return [hit["title"] for hit in found["hits"]]


@pytest.fixture(scope="module")
def pages(var, site, disclosure):
    """Every page type by its name."""
    changes = json.loads(urlopen(f"{site}/api/v1/changes").read())["items"]
    gone = next(one["address"].removeprefix("http://127.0.0.1:8000") for one in changes if one["kind"] == "withdrawn")
    return {
        "home": "/",
        "body": "/xiguan/",
        "section": "/xiguan/documents/",
        "list": "/xiguan/catalogue/notices/",
        "narrowed": "/xiguan/catalogue/notices/?validity=in_force",
        "disclosure": disclosure,
        "tombstone": gone,
        "search": "/search/?q=%E9%80%9A%E7%9F%A5",
        "nothing": "/search/?q=%E5%AD%90%E8%99%9A%E4%B9%8C%E6%9C%89%E5%85%88%E7%94%9F",
        "traditional": f"/hant{disclosure}",
        "mistake": f"/xiguan/mistake/?page={disclosure.split('/')[3]}",
        "guide": "/xiguan/guide/",
        "data": "/data/",
    }


def environ(var):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    given = {"GONGKAI_SECRET_KEY": KEY, "GONGKAI_VAR_DIR": str(var), "GONGKAI_DEMO": "true", **SETTINGS}
    return {**clean, **given, "DJANGO_SETTINGS_MODULE": "gongkai.site.settings", "PYTHONPATH": str(Path.cwd())}


def run(var, *arguments):
    done = subprocess.run([sys.executable, *arguments], env=environ(var), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def wait_until(holds):
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.2)


def go(page: Page, address: str, *, large: bool = False) -> None:
    page.goto(address)
    button = page.locator("#large")
    if large and button.get_attribute("aria-pressed") == "false":
        button.click()


def too_wide(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize("dress", DRESSES)
def test_every_page_type_has_no_violation_and_fits_its_window(visit: Visit, pages, dress):
    worn = dict(dress)
    large = worn.pop("large", False)
    page = visit.open("/", **worn)
    wrong = []
    for name, address in pages.items():
        go(page, address, large=large)
        wrong += [f"{name}: {one}" for one in violations(page)]
        wrong += [f"{name} is wider than its window"] * too_wide(page)
    assert wrong == []
    # a page that is gone says so by its status, and a browser tells of it in its console
    visit.complaints[:] = [one for one in visit.complaints if "status of 410" not in one]


def test_the_wall_screen_is_filled_with_large_type(visit: Visit, disclosure):
    page = visit.open(disclosure, width=3840, height=2160)
    assert page.evaluate("document.querySelector('.page').clientWidth") > 1500
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.text')).fontSize)") > 30


def test_large_type_is_remembered_from_page_to_page(visit: Visit, pages):
    page = visit.open(pages["disclosure"])
    before = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.text')).fontSize)")
    go(page, pages["disclosure"], large=True)
    go(page, pages["body"])
    go(page, pages["disclosure"])
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.text')).fontSize)") > before * 1.3


def test_with_the_keyboard_alone_from_the_home_to_the_end_of_a_disclosure(visit: Visit, disclosure):
    page = visit.open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    tab_to(page, rich.TITLE)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{disclosure}")
    tab_to(page, "〔1〕")
    page.keyboard.press("Enter")
    tab_to(page, "返回正文")
    page.keyboard.press("Enter")
    for name in ("活动室预约表", "打印", "复制网址", "这一页有错？"):
        tab_to(page, name)
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", name
    page.keyboard.press("Enter")
    page.wait_for_url("**/mistake/**")


def tab_to(page: Page, text: str) -> None:
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == text:
            return
    pytest.fail(f"“{text}”用键盘到不了")


def test_each_page_names_its_feed(visit: Visit, site, pages):
    page = visit.open(pages["body"])
    for name in ("body", "list", "guide"):
        page.goto(pages[name])
        feed = page.locator("link[rel=alternate][type='application/atom+xml']").get_attribute("href")
        answer = page.request.get(f"{site}{feed}")
        assert answer.ok
        assert "application/atom+xml" in answer.headers["content-type"]


def test_the_search_says_when_it_is_down(browser, site, var, pages):
    index, away = var / "search", var / "search-away"
    page = browser.new_page()
    index.rename(away)
    index.write_text("", encoding="utf-8")  # no folder can be made here, so that the worker cannot build it anew
    try:
        answer = page.goto(f"{site}{pages['search']}")
        assert answer.status == 503
        expect(page.get_by_role("alert")).to_contain_text("检索")
        assert violations(page) == []
    finally:
        index.unlink()
        away.rename(index)
        page.close()


def test_a_mistake_is_reported_without_script(browser, site, pages):
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{site}{pages['disclosure']}")
    page.get_by_role("link", name="这一页有错？").click()
    expect(page.get_by_role("link", name=rich.TITLE)).to_be_visible()
    page.get_by_label("哪里有错").fill("“六十岁”应为“六十五岁”。")
    one, other = re.search(rf"([{FIGURES}])加([{FIGURES}])等于几", page.content()).groups()
    page.get_by_label("等于几").fill(str(FIGURES.index(one) + FIGURES.index(other)))
    time.sleep(2.2)  # faster is taken for a program
    page.get_by_role("main").get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", name="已经收到，谢谢您")).to_be_visible()
    assert violations_without_script(page) == []
    page.close()


def violations_without_script(page: Page) -> list[str]:
    """axe needs script: look at the same page in a window that has it."""
    window = page.context.browser.new_page()
    window.goto(page.url)
    found = violations(window)
    window.close()
    return found


def test_on_paper_there_is_the_document_and_nothing_of_the_screen(visit: Visit, disclosure, tmp_path):
    page = visit.open(disclosure)
    page.pdf(path=tmp_path / "a.pdf", format="A4")
    said = subprocess.run(["pdftotext", "-layout", tmp_path / "a.pdf", "-"], capture_output=True, text=True, check=True)
    text = re.sub(r"\s", "", said.stdout)
    for wanted in (
        "索引号",
        rich.TITLE,
        "社区活动室收费标准",
        "35.50",
        "活动室平面图",
        "本通知全部内容都是虚构的",
        "手机扫码看本页",
    ):
        assert wanted in text, wanted
    for unwanted in ("机构职能", "检索", "上一篇", "大字", "返回正文", "工作人员入口"):
        assert unwanted not in text, unwanted
    images = subprocess.run(["pdfimages", "-list", tmp_path / "a.pdf"], capture_output=True, text=True, check=True)
    assert "900" in images.stdout  # the picture itself, 900 points wide


def test_without_style_and_in_forced_colours_it_can_be_read(visit: Visit, disclosure):
    page = visit.open(disclosure, forced_colors="active")
    assert violations(page) == []
    expect(page.get_by_role("heading", level=1)).to_have_text(rich.TITLE)


def test_a_body_is_read_from_a_usb_stick(browser, var, disclosure, tmp_path):
    folder = tmp_path / "u盘 1" / "西关"
    told = run(var, "-c", MAIN, "site", "export", "--body", "xiguan", "-o", str(folder))
    assert str(folder / "index.html") in told
    context = browser.new_context(offline=True)
    page, complaints = context.new_page(), []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.goto((folder / "index.html").as_uri())
    assert violations(page, preload=False) == []
    page.get_by_role("link", name="进入").click()
    page.get_by_role("link", name=rich.TITLE).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(rich.TITLE)
    assert page.url.startswith("file://")
    assert page.evaluate("document.querySelector('.text img').naturalWidth") == 900
    assert page.evaluate("getComputedStyle(document.querySelector('.header')).borderTopWidth") == "3px"
    assert violations(page, preload=False) == []
    page.get_by_role("button", name="大字").click()
    file = page.get_by_role("link", name="活动室预约表").get_attribute("href")
    assert (folder / "xiguan/documents" / disclosure.split("/")[3] / file).resolve().read_bytes().endswith(b"a,b\n")
    page.get_by_role("link", name="法定主动公开内容").first.click()
    page.get_by_role("link", name="通知公告").first.click()
    expect(page.get_by_role("link", name=rich.TITLE)).to_be_visible()
    assert complaints == []
    context.close()
