"""What applications answer to the questions of bodies."""

import pytest
from django.utils import timezone

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import Office
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.questions import content_of, open_work_of, waiting_for
from gongkai.apps.bodies.roles import Role
from gongkai.apps.bodies.services import close_body, close_unit
from tests.apps.applications import factories
from tests.apps.bodies import factories as bodies

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return factories.ready_body()


def test_what_must_be_done_waits_for_those_who_work_on_cases_of_that_body_alone(body):
    factories.on_line(body, str(timezone.localdate()))
    officer, reviewer, stranger = (
        bodies.holder(Role.DISCLOSURE_OFFICER, body),
        bodies.holder(Role.SECRECY_REVIEWER, body),
        bodies.holder(Role.DISCLOSURE_OFFICER, factories.ready_body()),
    )
    today = timezone.localdate()
    found = waiting_for(officer, today)
    assert found
    assert {line.address for line in found} == {f"/desk/applications/{body.slug}/"}
    assert [waiting_for(one, today) for one in (reviewer, stranger)] == [[], []]


def test_a_body_with_cases_closes_only_with_a_successor(body):
    assert content_of(body) == []
    factories.on_line(body)
    assert [line.number for line in content_of(body)] == [1]
    with pytest.raises(RuleError, match="信息公开申请 1"):
        close_body(by=SERVER, body=body, successor=None, now=bodies.NOON)


def test_an_office_with_an_open_case_does_not_close(body):
    office = Office.objects.create(body=body, name="某科")
    case = factories.on_line(body)
    case.office = office
    case.save(update_fields=["office"])
    assert [line.number for line in open_work_of(office)] == [1]
    assert open_work_of(bodies.user()) == []
    with pytest.raises(RuleError, match="没有办结的申请 1"):
        close_unit(by=SERVER, unit=office, now=bodies.NOON)
