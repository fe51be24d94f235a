"""What the tests of oversight share."""

import pytest
from django.test import Client

from gongkai.apps.bodies.roles import Role
from tests.apps.bodies import factories


@pytest.fixture(autouse=True)
def files_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def district():
    return factories.body(slug="qu", name="虚构区人民政府", short_name="虚构区")


@pytest.fixture
def body(district):
    return factories.body(district, slug="yi", name="乙街道办事处", short_name="乙街道")


@pytest.fixture
def logged_in():
    """Return a browser in which the holder of a role in a body is logged in."""

    def enter(role: Role, of) -> Client:
        browser = Client()
        browser.force_login(factories.holder(role, of), backend="gongkai.apps.bodies.accounts.StaffBackend")
        return browser

    return enter
