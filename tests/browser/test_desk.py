"""The desk in a real Chromium: login, the tree, a form; on a phone and a desk; axe looks at every page."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import running_demonstration

pytestmark = pytest.mark.browser
DRESSES = [
    pytest.param({}, id="desk"),
    pytest.param({"width": 360, "height": 740}, id="phone"),
    pytest.param({"color_scheme": "dark"}, id="dark"),
    pytest.param({"java_script_enabled": False}, id="without-script"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demonstration, made and started by the real commands."""
    with running_demonstration(tmp_path_factory.mktemp("demo")) as address:
        yield address


def log_in(visit, name: str, **dress) -> Page:
    page = visit.open("/desk/login/", **dress)
    page.get_by_role("button", name=f"以{name}登录").click()
    expect(page.get_by_role("heading", name="工作台")).to_be_visible()
    return page


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@pytest.mark.parametrize("dress", DRESSES)
def test_an_administrator_logs_in_and_adds_an_office_through_the_tree(visit, dress):
    page = log_in(visit, "辛平台", **dress)
    page.get_by_role("list").filter(has_text="南关街道办事处").get_by_role("link", name="西关街道办事处").click()
    page.get_by_role("link", name="增设科室").click()
    name = f"演示科室{len(dress)}{dress.get('width', '')}{dress.get('color_scheme', '')}"
    page.get_by_label("名称").fill(name)
    page.get_by_role("button", name="增设科室").click()
    expect(page.get_by_role("region", name="科室和社区").get_by_text(name, exact=True).first).to_be_visible()
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("heading", name="登录工作台")).to_be_visible()


def test_the_keyboard_alone_logs_in(visit):
    page = visit.open("/desk/login/")
    page.get_by_label("用户名").focus()
    page.keyboard.type("xinxi")
    page.keyboard.press("Tab")
    page.keyboard.type("Demo-laocheng-2026")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="工作台")).to_be_visible()
    expect(page.get_by_role("link", name="西关街道办事处", exact=True)).to_be_visible()
    expect(page.get_by_text("东关街道办事处")).to_have_count(0)


@pytest.mark.parametrize("dress", DRESSES[:3])
def test_no_page_of_the_desk_has_a_violation_or_is_wider_than_its_window(visit, dress):
    page = visit.open("/desk/login/", **dress)
    found = {"/desk/login/": (look(page), fits(page))}
    page.get_by_role("button", name="以辛平台登录").click()
    expect(page.get_by_role("heading", name="工作台")).to_be_visible()
    grant = page.locator("a[href$='/substitute/']").first.get_attribute("href")
    bodies = [f"/desk/bodies/xiguan/{name}" for name in ("", "log/", "edit/", "new/", "invite/", "setting/")]
    for address in ("/desk/", "/desk/sessions/", "/desk/password/", grant, *bodies):
        page.goto(address)
        found[address] = (look(page), fits(page))
    assert found == dict.fromkeys(found, ([], True))


def test_the_switch_turns_the_desk_into_english_and_back(visit):
    page = visit.open("/desk/login/")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Log in to the desk")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "en"
    assert look(page) == []
    page.get_by_role("button", name="Log in as 丙信息").click()
    expect(page.get_by_role("heading", name="My bodies and roles")).to_be_visible()
    page.get_by_role("button", name="中文").click()
    expect(page.get_by_role("heading", name="我的机关和岗位")).to_be_visible()


def look(page: Page) -> list[str]:
    violations = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in violations for node in one["nodes"]]
