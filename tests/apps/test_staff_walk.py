"""Every staff address as every role, in the own body and in another one: who gets in, who is refused."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve

from gongkai.apps.bodies.roles import REACHES_BELOW, Role
from tests.apps import doors
from tests.apps.bodies import factories

DOORS = doors.all_of("DOORS")
OWN, OWN_POST, OPEN = (sorted(doors.all_of(kind)) for kind in ("OWN", "OWN_POST", "OPEN"))
REFUSED = {403, 404}


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    """A body with what its addresses speak of, beside another one, both below the district; gone after the walk."""
    with django_db_blocker.unblock(), undone():
        top = factories.body()
        body, other = factories.body(top), factories.body(top)
        yield top, body, other, doors.furnish(body)


@pytest.fixture(autouse=True)
def as_it_was(place):
    """Take back what a test of the walk does."""
    with undone():
        yield


def reached(person, address, method, names):
    browser = Client()
    browser.force_login(person, backend="gongkai.apps.bodies.accounts.StaffBackend")
    return getattr(browser, method)(f"/desk/{address.format(**names)}").status_code


@contextmanager
def undone():
    """What is done inside is taken back, so that the next one finds all as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def met(role, at, door, names):
    """Return what the holder of a role in a body is answered at a door."""
    with undone():
        return reached(factories.holder(role, at), door.address, door.method, names)


@pytest.mark.parametrize("door", DOORS, ids=[f"{one.method}-{one.address}" for one in DOORS])
def test_a_door_of_a_body_opens_to_its_roles_and_to_nobody_of_another_body(door, place):
    top, body, other, names = place
    for role in Role:
        opens, reaches = role in door.roles, role in REACHES_BELOW
        assert met(role, other, door, names) in REFUSED, f"{role} of another body"
        from_above, inside = met(role, top, door, names), met(role, body, door, names)
        assert from_above == door.opened if opens and reaches else from_above in REFUSED, f"{role} from above"
        assert inside == door.opened if opens else inside in REFUSED, f"{role} of the body"


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", sorted({*(one.address for one in DOORS), *OWN, *OWN_POST}))
def test_without_login_every_door_leads_to_the_login_page(address, method, place, client):
    answer = getattr(client, method)(f"/desk/{address.format(**place[3])}")
    assert answer.status_code in {302, 405}
    if answer.status_code == 302:
        assert answer.headers["Location"].startswith("/desk/login/")


@pytest.mark.parametrize("address", OWN)
def test_what_is_ones_own_opens_to_everybody(address, place):
    for role in Role:
        with undone():
            assert reached(factories.holder(role, place[1]), address, "get", place[3]) == 200, role


def test_no_address_of_the_desk_was_left_out_of_the_walk(place):
    names = place[3]
    walked = {resolve(f"/desk/{address.format(**names)}").route for address in (*OWN, *OWN_POST, *OPEN)}
    walked |= {resolve(f"/desk/{one.address.format(**names)}").route for one in DOORS}
    elsewhere = tuple(doors.elsewhere())
    found = {route for route in doors.routes() if route.startswith("desk/")}
    assert len(found) > 10
    assert {route for route in found - walked if not route.startswith(elsewhere)} == set()


def test_what_is_walked_elsewhere_is_walked_there():
    root = doors.HERE.parents[1]
    silent = [
        prefix for prefix, test in doors.elsewhere().items() if prefix not in (root / test).read_text(encoding="utf-8")
    ]
    assert silent == []
