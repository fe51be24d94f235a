"""Second factors in a real Chromium: passkeys with its virtual authenticator, the picture for an app, every page."""

import re
from base64 import b32decode
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import CDPSession, Page, expect

from gongkai.apps.bodies.code_apps import code_at
from tests.browser.conftest import running_demonstration

pytestmark = pytest.mark.browser
PASSWORD = "Demo-laocheng-2026"
DRESSES = [
    pytest.param({}, id="desk"),
    pytest.param({"width": 360, "height": 740}, id="phone"),
    pytest.param({"color_scheme": "dark"}, id="dark"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A demonstration by the name localhost: passkeys belong to names, never to numbers."""
    with running_demonstration(tmp_path_factory.mktemp("demo"), host="localhost") as address:
        yield address


class Device:
    """The authenticator that Chromium plays: keys kept inside, an owner who is known by a finger."""

    def __init__(self, page: Page) -> None:
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.session.send("WebAuthn.enable")
        made = self.session.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )
        self.id = made["authenticatorId"]

    def credentials(self) -> list[dict]:
        return self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.id})["credentials"]

    def knows_owner(self, knows: bool) -> None:
        self.session.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": knows})

    def wind_back(self) -> None:
        """Be a copy of itself made long ago: the same key, its uses counted from the start."""
        (kept,) = self.credentials()
        self.session.send("WebAuthn.clearCredentials", {"authenticatorId": self.id})
        self.session.send(
            "WebAuthn.addCredential", {"authenticatorId": self.id, "credential": {**kept, "signCount": 0}}
        )


def password(page: Page, login: str) -> None:
    page.goto("/desk/login/")
    page.get_by_label("用户名").fill(login)
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def at_desk(page: Page) -> None:
    expect(page.get_by_role("heading", name="工作台", exact=True)).to_be_visible()


def add_passkey(page: Page, name: str) -> None:
    page.goto("/desk/second-factor/")
    page.get_by_role("link", name="添加通行密钥").click()
    page.get_by_label("名称").fill(name)
    page.get_by_role("button", name="添加", exact=True).click()


def log_out(page: Page) -> None:
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("heading", name="登录工作台")).to_be_visible()


def remove(page: Page, name: str) -> None:
    page.goto("/desk/second-factor/")
    page.get_by_role("button", name=f"删除“{name}”").click()
    expect(page.get_by_role("button", name=f"删除“{name}”")).to_have_count(0)


def test_a_passkey_is_added_is_the_second_step_and_serves_alone(visit):
    page = visit.open("/desk/login/")
    device = Device(page)
    password(page, "xinxi")
    at_desk(page)
    add_passkey(page, "办公室电脑")
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="已经收好").click()
    expect(page.get_by_text("办公室电脑", exact=False).first).to_be_visible()
    assert len(device.credentials()) == 1

    log_out(page)
    password(page, "xinxi")
    expect(page.get_by_role("heading", name="二次验证")).to_be_visible()
    page.get_by_role("button", name="使用通行密钥").click()
    at_desk(page)

    log_out(page)
    page.get_by_role("link", name="用通行密钥登录").click()
    page.get_by_role("button", name="使用通行密钥").click()
    at_desk(page)
    expect(page.get_by_text("丙信息（xinxi）")).to_be_visible()

    remove(page, "办公室电脑")
    log_out(page)
    password(page, "xinxi")
    at_desk(page)
    # the device still has the key, the site knows it no more
    log_out(page)
    page.get_by_role("link", name="用通行密钥登录").click()
    page.get_by_role("button", name="使用通行密钥").click()
    expect(page.get_by_text("没有通过通行密钥验证")).to_be_visible()


def test_a_device_that_does_not_know_its_owner_is_told_in_words(visit):
    page = visit.open("/desk/login/")
    device = Device(page)
    password(page, "dangzheng")
    add_passkey(page, "蓝色密钥")
    expect(page.locator(".codes li")).to_have_count(10)
    log_out(page)
    device.knows_owner(False)
    page.get_by_role("link", name="用通行密钥登录").click()
    page.get_by_role("button", name="使用通行密钥").click()
    expect(page.get_by_text("设备没有给出通行密钥")).to_be_visible()
    device.knows_owner(True)
    page.get_by_role("button", name="使用通行密钥").click()
    at_desk(page)
    remove(page, "蓝色密钥")


def test_a_copied_passkey_is_refused(visit):
    page = visit.open("/desk/login/")
    device = Device(page)
    password(page, "baomi")
    add_passkey(page, "旧手机")
    code = page.locator(".codes li").first.inner_text()
    for _time in range(2):
        log_out(page)
        password(page, "baomi")
        page.get_by_role("button", name="使用通行密钥").click()
        at_desk(page)
    device.wind_back()
    log_out(page)
    password(page, "baomi")
    page.get_by_role("button", name="使用通行密钥").click()
    expect(page.get_by_text("可能被复制过")).to_be_visible()
    page.get_by_label("验证码").fill(code)
    page.get_by_role("button", name="登录", exact=True).click()
    at_desk(page)
    remove(page, "旧手机")


def test_the_picture_is_one_an_app_can_take_and_the_code_works_without_script(visit):
    page = visit.open("/desk/login/", java_script_enabled=False)
    password(page, "lingdao")
    page.goto("/desk/second-factor/")
    page.get_by_role("link", name="启用动态口令").click()
    width = page.locator("img.picture").bounding_box()["width"]
    assert width >= 200
    secret = b32decode(page.locator("code").first.inner_text().replace(" ", ""))
    page.get_by_label("验证码").fill(code_at(secret, datetime.now(UTC)))
    page.get_by_role("button", name="启用", exact=True).click()
    code = page.locator(".codes li").first.inner_text()
    assert re.fullmatch(r"[a-z2-7]{4}(-[a-z2-7]{4}){3}", code)
    page.get_by_role("button", name="退出").click()
    password(page, "lingdao")
    page.get_by_label("验证码").fill(code)
    page.get_by_role("button", name="登录", exact=True).click()
    at_desk(page)


@pytest.mark.parametrize("dress", DRESSES)
def test_no_page_of_accounts_has_a_violation_or_is_wider_than_its_window(visit, dress):
    page = visit.open("/desk/login/", **dress)
    found = {}
    for address in ("/desk/login/forgotten/", "/desk/login/passkey/"):
        page.goto(address)
        found[address] = look(page)
    page.goto("/desk/login/forgotten/")
    page.get_by_label("电子邮箱").fill("nobody@demo.invalid")
    page.get_by_role("button", name="发送邮件").click()
    found["letter"] = look(page)
    password(page, "pingtai")
    Device(page)
    at_desk(page)
    page.goto("/desk/bodies/xiguan/")
    person = page.locator("a[href^='/desk/people/']").first.get_attribute("href")
    move = page.locator("a[href$='/move/']").first.get_attribute("href")
    unit = page.locator("a[href^='/desk/offices/']").first.get_attribute("href")
    second = [f"/desk/second-factor/{name}" for name in ("", "code-app/", "passkey/")]
    for address in ("/desk/confirm/", *second, person, f"{person}close/", f"{person}rename/", move, unit):
        page.goto(address)
        found[address] = look(page)
    add_passkey(page, "某钥匙")
    expect(page.locator(".codes li")).to_have_count(10)
    found["codes"] = look(page)
    page.goto("/desk/second-factor/")
    found["overview"] = look(page)
    log_out(page)
    password(page, "pingtai")
    expect(page.get_by_role("button", name="使用通行密钥")).to_be_enabled()
    found["second step"] = look(page)
    page.get_by_role("button", name="使用通行密钥").click()
    at_desk(page)
    remove(page, "某钥匙")
    assert found == dict.fromkeys(found, ([], True))


def look(page: Page) -> tuple[list[str], bool]:
    violations = Axe().run(page).response["violations"]
    told = [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in violations for node in one["nodes"]]
    fits = page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    return told, bool(fits)
