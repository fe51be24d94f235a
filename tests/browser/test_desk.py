"""The desk in a real Chromium: login, the tree, a form; on a phone and a desk; axe looks at every page."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from standins.server import running
from tests.browser.conftest import running_demonstration

pytestmark = pytest.mark.browser
KEY = "for-tests-only-0123456789-abcdefghijklmnopqrst"
DRESSES = [
    pytest.param({}, id="desk"),
    pytest.param({"width": 360, "height": 740}, id="phone"),
    pytest.param({"color_scheme": "dark"}, id="dark"),
    pytest.param({"java_script_enabled": False}, id="without-script"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demonstration with its training platforms, made and started by the real commands."""
    with running() as world:
        given = {"GONGKAI_STAND_INS": world.address, "GONGKAI_APPLICANT_KEYS": KEY}
        with running_demonstration(tmp_path_factory.mktemp("demo"), **given) as address:
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


@pytest.mark.parametrize("dress", DRESSES[1:3])
def test_no_page_of_the_channels_has_a_violation_or_is_wider_than_its_window(visit, dress):
    page = log_in(visit, "丙信息", **dress)
    page.goto("/desk/channels/")
    expect(page.get_by_text("训练环境").first).to_be_visible()
    waiting = page.get_by_role("region", name="等人办理").get_by_role("row").filter(has_text="抖音").get_by_role("link")
    delivery = waiting.first.get_attribute("href")
    page.goto("/desk/channels/xiguan/")
    accounts = [page.get_by_role("link", name=name).get_attribute("href") for name in ("老城西关", "区政府网站")]
    page.goto(accounts[1])
    submission = page.get_by_role("table").get_by_role("link").first.get_attribute("href")
    addresses = [
        *("/desk/channels/", "/desk/channels/xiguan/", "/desk/channels/xiguan/new/superior/"),
        *(f"{accounts[0]}{name}" for name in ("", "change/", "secrets/", "required/", "close/")),
        *(f"{delivery}{name}" for name in ("", "prove/", "cancel/", "package/")),
        *(f"{submission}{name}" for name in ("", "answer/")),
        *("/xiguan/subscribe/", "/xiguan/subscribe/sent/", "/subscribe/leave/none/"),
    ]
    found = {}
    for address in addresses:
        page.goto(address)
        found[address] = (look(page), fits(page))
    assert found == dict.fromkeys(found, ([], True))


@pytest.mark.parametrize("dress", DRESSES[1:3])
def test_no_page_of_the_catalogue_has_a_violation_or_is_wider_than_its_window(visit, dress):
    page = log_in(visit, "丙信息", **dress)
    page.goto("/desk/catalogue/xiguan/")
    matter = page.get_by_role("link", name="临时救助：救助情况").get_attribute("href")
    page.get_by_role("link", name="工作方案").click()
    task = page.get_by_role("link", name="每季度公布社会救助发放情况").get_attribute("href")
    addresses = [
        *(f"/desk/catalogue/{name}" for name in ("", "xiguan/", "xiguan/new/", "xiguan/import/", "xiguan/columns/")),
        *("/desk/catalogue/xiguan/duties/", "/desk/catalogue/xiguan/duties/19-005/3/?year=2025"),
        *(matter, f"{matter}change/", task, f"{task}close/", page.url, "/xiguan/catalogue/matters/"),
    ]
    found = {}
    for address in addresses:
        page.goto(address)
        found[address] = (look(page), fits(page))
    assert found == dict.fromkeys(found, ([], True))


def test_a_person_proves_on_the_queue_what_was_published_by_hand(visit):
    page = log_in(visit, "丙信息", java_script_enabled=False)
    page.goto("/desk/channels/")
    rows = page.get_by_role("region", name="等人办理").get_by_role("row").filter(has_text="公示栏")
    before = rows.count()
    rows.first.get_by_role("link").click()
    page.get_by_role("link", name="登记凭证").click()
    page.get_by_label("说明").fill("一楼大厅，虚构")
    page.get_by_role("button", name="登记凭证").click()
    expect(page.get_by_text("已发出").first).to_be_visible()
    page.get_by_role("link", name="投送队列").click()
    expect(rows).to_have_count(before - 1)


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
