"""desk/pages/: a page that could not be baked is shown to administrators, who try again."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from gongkai.apps.bodies.roles import Role
from gongkai.portal.bake.models import BakeOrder
from gongkai.portal.bake.services import MOST_ATTEMPTS, bake_due, files
from tests.apps.bodies import factories
from tests.apps.publishing.factories import published

pytestmark = pytest.mark.django_db
ADMINISTRATOR = Role.PLATFORM_ADMINISTRATOR


@pytest.fixture(autouse=True)
def folders_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT, settings.BAKED_DIR = tmp_path / "media", tmp_path / "baked"


@pytest.fixture
def top():
    return factories.body()


@pytest.fixture
def body(top):
    return factories.body(top, slug="yi", name="乙街道办事处")


def failed(address, attempts=MOST_ATTEMPTS):
    ordered_at = timezone.now() - timedelta(hours=1)
    return BakeOrder.objects.create(address=address, ordered_at=ordered_at, attempts=attempts, failure="磁盘满了")


def logged_in(role, of):
    browser = Client()
    browser.force_login(factories.holder(role, of), backend="gongkai.apps.bodies.accounts.StaffBackend")
    return browser


def test_an_administrator_sees_what_failed_and_why_on_the_first_page_and_its_own(top, body):
    failed("/yi/documents/zzzzzzzz/")
    for of in (top, body):
        browser = logged_in(ADMINISTRATOR, of)
        assert "没有生成的网页" in browser.get("/desk/").content.decode()
        page = browser.get("/desk/pages/").content.decode()
        assert "/yi/documents/zzzzzzzz/" in page
        assert "磁盘满了" in page


def test_one_of_another_body_sees_only_what_belongs_to_it(top, body):
    other = factories.body(top)
    failed("/yi/documents/zzzzzzzz/")
    failed("/")
    page = logged_in(ADMINISTRATOR, other).get("/desk/pages/").content.decode()
    assert "全部网页都已经生成" in page


@pytest.mark.parametrize("role", [role for role in Role if role is not ADMINISTRATOR])
def test_no_other_role_gets_in(role, body):
    failed("/yi/")
    browser = logged_in(role, body)
    assert browser.get("/desk/pages/").status_code == 403
    assert browser.post("/desk/pages/again/").status_code == 403
    assert "没有生成的网页" not in browser.get("/desk/").content.decode()


def test_without_login_both_lead_to_the_login_page(client):
    assert client.get("/desk/pages/").headers["Location"].startswith("/desk/login/")
    assert client.post("/desk/pages/again/").headers["Location"].startswith("/desk/login/")


def test_what_waits_for_its_first_bake_is_no_failure(body):
    BakeOrder.objects.create(address="/yi/", ordered_at=timezone.now())
    assert "全部网页都已经生成" in logged_in(ADMINISTRATOR, body).get("/desk/pages/").content.decode()


def test_tried_again_it_becomes_a_file(body):
    one = published(body)
    BakeOrder.objects.all().delete()
    failed(one.address)
    assert bake_due(now=timezone.now()) == 0

    logged_in(ADMINISTRATOR, body).post("/desk/pages/again/")
    assert bake_due(now=timezone.now()) == 1
    assert files().path(one.address).exists()
    assert not BakeOrder.objects.exists()
