"""What the walk over all staff addresses (`tests/apps/test_staff_walk.py`) does not see in these."""

import pytest
from django.test import Client

from gongkai.apps.bodies.models import RoleGrant
from gongkai.apps.bodies.roles import Role
from gongkai.apps.bodies.views.body_acts import ACTIONS
from tests.apps.bodies import doors, factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return factories.body()


def browser_of(person):
    browser = Client()
    browser.force_login(person, backend="gongkai.apps.bodies.accounts.StaffBackend")
    return browser


def test_every_form_of_a_body_is_walked():
    assert {f"bodies/{{slug}}/{name}/" for name in ACTIONS} <= {one.address for one in doors.DOORS}


@pytest.mark.parametrize("role", Role)
def test_a_refused_end_of_a_role_ends_nothing(role, body):
    grant = factories.grant(Role.CONTRIBUTOR, body, factories.user())
    browser_of(factories.holder(role, body)).post(f"/desk/roles/{grant.pk}/end/")
    ended = RoleGrant.objects.get(pk=grant.pk).until_on is not None
    assert ended is (role in {Role.PLATFORM_ADMINISTRATOR, Role.GENERAL_OFFICE})


def test_a_refusal_says_who_may(body):
    page = (
        browser_of(factories.holder(Role.CONTRIBUTOR, body)).get(f"/desk/bodies/{body.slug}/rename/").content.decode()
    )
    assert "没有“更改机关名称”的权限" in page
    assert "平台管理员" in page
