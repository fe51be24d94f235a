"""axe finds no violation on any state of the page, in any dress."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
DRESSES = [
    pytest.param({}, id="light"),
    pytest.param({"color_scheme": "dark"}, id="dark"),
    pytest.param({"width": 360, "height": 740}, id="phone"),
]


def violations(page: Page, *, preload: bool = True) -> list[str]:
    """Return what axe finds; `preload` lets it fetch the style sheets, which a page from a folder does not allow."""
    found = Axe().run(page, options={"preload": preload}).response["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("dress", DRESSES)
def test_the_empty_page(visit, dress):
    assert violations(visit.open("/check/", **dress)) == []


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("example", ["broken", "years", "sound"])
def test_a_result_page(visit, dress, example):
    page = visit.open(f"/check/example/{example}/", **dress)
    page.wait_for_selector("#end")
    assert violations(page) == []


def test_a_result_page_with_an_explanation_open(visit):
    page = visit.open("/check/example/broken/")
    page.locator("[id='r1-t3.r7_total.total'] a.why").focus()
    expect(page.locator(".tip:visible")).to_have_count(1)
    assert violations(page) == []


@pytest.mark.parametrize("dress", DRESSES)
def test_a_page_of_what_could_not_be_read(visit, examples, dress):
    source = (examples / "qingshi-2023.txt").read_text(encoding="utf-8")
    start = source.index("（七）总计")
    cut = source[:start] + source[source.index("\n", start) :].replace("规章 | 0", "规章 |  ")
    page = visit.open("/check/", **dress)
    page.set_input_files(
        "#files",
        [
            {"name": "a.txt", "mimeType": "text/plain", "buffer": cut.encode()},
            {"name": "b.docx", "mimeType": "text/plain", "buffer": b""},
        ],
    )
    page.get_by_role("button", name="开始检查").click()
    page.wait_for_selector("#end")
    expect(page.locator("td.unread")).not_to_have_count(0)
    expect(page.locator(".failure")).to_have_count(1)
    assert violations(page) == []


def test_the_page_that_says_that_nothing_was_handed_in(browser, site):
    page = browser.new_page(java_script_enabled=True)
    page.goto(f"{site}/check/")
    page.evaluate("document.getElementById('hand-in').submit()")
    page.wait_for_selector("[role=alert] strong")
    assert violations(page) == []
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_error_page(browser, site, scheme):
    page = browser.new_page(color_scheme=scheme)
    page.goto(f"{site}/nothing")
    assert violations(page) == []
    page.close()
