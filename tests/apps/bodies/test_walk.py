"""Every staff address as every role, in the own body and in another one: who gets in, who is refused."""

import pytest
from django.test import Client
from django.urls import get_resolver

from gongkai.apps.bodies.models import Invitation
from gongkai.apps.bodies.roles import Role
from gongkai.apps.bodies.urls import urlpatterns
from gongkai.apps.bodies.views.desk import ACTIONS
from tests.apps.bodies import factories
from tests.apps.bodies.factories import NOON

pytestmark = pytest.mark.django_db
ADMIN, GENERAL, OFFICER = Role.PLATFORM_ADMINISTRATOR, Role.GENERAL_OFFICE, Role.DISCLOSURE_OFFICER
LEADER, OVERSEER = Role.APPROVING_LEADER, Role.DISTRICT_OVERSEER
EVERYBODY = set(Role)

# The address of a body's desk: the method, and the roles that get in there. Written by hand, beside the table in code.
DOORS = {
    "bodies/{slug}/": ("get", EVERYBODY),
    "bodies/{slug}/log/": ("get", {ADMIN, GENERAL, LEADER, OVERSEER}),
    "bodies/{slug}/new/": ("get", {ADMIN}),
    "bodies/{slug}/rename/": ("get", {ADMIN}),
    "bodies/{slug}/edit/": ("get", {ADMIN, GENERAL, OFFICER}),
    "bodies/{slug}/move/": ("get", {ADMIN}),
    "bodies/{slug}/close/": ("get", {ADMIN}),
    "bodies/{slug}/office/": ("get", {ADMIN, GENERAL}),
    "bodies/{slug}/community/": ("get", {ADMIN, GENERAL}),
    "bodies/{slug}/word/": ("get", {ADMIN, GENERAL, OFFICER}),
    "bodies/{slug}/setting/": ("get", {ADMIN}),
    "bodies/{slug}/invite/": ("get", {ADMIN, GENERAL}),
    "bodies/{slug}/grant/": ("get", {ADMIN, GENERAL}),
    "roles/{grant}/substitute/": ("get", {ADMIN}),
    "roles/{grant}/end/": ("post", {ADMIN, GENERAL}),
    "invitations/{invitation}/renew/": ("post", {ADMIN, GENERAL}),
}
OWN = {"", "sessions/", "password/"}  # everybody's own
OPEN = {"login/", "invitation/none/"}  # nobody need have logged in


@pytest.fixture
def place():
    """A body with what its addresses speak of, beside another one, both below the district."""
    top = factories.body()
    body, other = factories.body(top), factories.body(top)
    grant = factories.grant(Role.CONTRIBUTOR, body, factories.user())
    invitation = Invitation.objects.create(user=factories.user(), body=body, token_digest="x", expires_at=NOON)
    return top, body, other, {"slug": body.slug, "grant": grant.pk, "invitation": invitation.pk}


def reached(person, door, method, names):
    browser = Client()
    browser.force_login(person, backend="gongkai.apps.bodies.accounts.StaffBackend")
    return getattr(browser, method)(f"/desk/{door.format(**names)}").status_code


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("door", DOORS)
def test_a_door_of_a_body_opens_to_its_roles_and_to_nobody_of_another_body(door, role, place):
    top, body, other, names = place
    method, roles = DOORS[door]
    opened = 302 if method == "post" else 200
    stranger, above, insider = (factories.holder(role, one) for one in (other, top, body))
    assert reached(stranger, door, method, names) == 403
    reaches = role in roles and role in {ADMIN, OVERSEER}
    assert reached(above, door, method, names) == (opened if reaches else 403)
    assert reached(insider, door, method, names) == (opened if role in roles else 403)
    if door == "roles/{grant}/end/":
        assert not_ended(names) is (role not in roles)


def not_ended(names):
    from gongkai.apps.bodies.models import RoleGrant

    return RoleGrant.objects.get(pk=names["grant"]).until_on is None


@pytest.mark.parametrize("door", sorted({*DOORS, *OWN}))
def test_without_login_every_door_leads_to_the_login_page(door, place, client):
    method = DOORS.get(door, ("get",))[0]
    answer = getattr(client, method)(f"/desk/{door.format(**place[3])}")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/desk/login/")


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("door", sorted(OWN))
def test_what_is_ones_own_opens_to_everybody(door, role, place):
    assert reached(factories.holder(role, place[1]), door, "get", {}) == 200


def test_no_address_of_the_desk_was_left_out_of_the_walk(place):
    names = place[3]
    walked = {f"/desk/{door.format(**names)}" for door in (*DOORS, *OWN, *OPEN)} | {
        "/desk/logout/",
        "/desk/sessions/1/revoke/",
    }
    found = {get_resolver().resolve(address).route for address in walked}
    assert found == {f"desk/{one.pattern}" for one in urlpatterns}
    assert {f"bodies/{{slug}}/{name}/" for name in ACTIONS} <= set(DOORS)


def test_a_refusal_says_who_may(place):
    person = factories.holder(Role.CONTRIBUTOR, place[1])
    browser = Client()
    browser.force_login(person, backend="gongkai.apps.bodies.accounts.StaffBackend")
    page = browser.get(f"/desk/bodies/{place[1].slug}/rename/").content.decode()
    assert "没有“更改机关名称”的权限" in page
    assert "平台管理员" in page
