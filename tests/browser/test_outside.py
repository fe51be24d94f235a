"""Login by the identity provider in a real Chromium: there, back, and in, past the site's own policies."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import running_demonstration
from tests.stand_ins.identity_provider import CLIENT, SECRET, IdentityProvider, identity_provider

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def provider() -> Iterator[IdentityProvider]:
    with identity_provider() as running:
        yield running


@pytest.fixture(scope="module")
def site(provider: IdentityProvider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = {
        "GONGKAI_OIDC_ISSUER": provider.address,
        "GONGKAI_OIDC_CLIENT_ID": CLIENT,
        "GONGKAI_OIDC_NAME": "区统一认证",
    }
    folder = tmp_path_factory.mktemp("demo")
    (folder / "client-secret").write_text(SECRET)
    settings["GONGKAI_OIDC_CLIENT_SECRET_FILE"] = str(folder / "client-secret")
    with running_demonstration(folder, **settings) as address:
        yield address


def test_who_was_invited_comes_in_and_a_stranger_does_not(visit, provider):
    provider.person = {"sub": "p-1", "email": "xinxi@demo.invalid", "email_verified": True}
    page = visit.open("/desk/sessions/")  # leads to the login page, and onward afterwards
    visit.known = (*visit.known, provider.address)
    page.get_by_role("link", name="用区统一认证登录").click()
    expect(page.get_by_role("heading", name="登录记录")).to_be_visible()
    expect(page.get_by_text("丙信息（xinxi）")).to_be_visible()
    page.get_by_role("button", name="退出").click()
    provider.person = {"sub": "p-9", "email": "stranger@demo.invalid", "email_verified": True}
    page.get_by_role("link", name="用区统一认证登录").click()
    expect(page.get_by_role("heading", name="没有可用的账号")).to_be_visible()
    # the browser tells of the status 403 on its console, as of any
    visit.complaints = [one for one in visit.complaints if "403" not in one]
