"""What disclosures answer to the questions of bodies."""

import pytest

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import Office
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.questions import content_of, open_work_of, waiting_for
from gongkai.apps.bodies.roles import Role
from gongkai.apps.bodies.services import close_account, close_body, close_unit
from tests.apps.bodies import factories as bodies
from tests.apps.bodies.factories import NOON, TODAY
from tests.apps.publishing import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return bodies.body(bodies.body())


@pytest.fixture
def office(body):
    return Office.objects.create(body=body, name="某科")


@pytest.fixture
def contributor(body, office):
    person = bodies.user()
    bodies.grant(Role.CONTRIBUTOR, body, person, unit=office)
    return person


def named(lines):
    return {line.what: line.number for line in lines}


def test_a_draft_waits_for_its_author_and_what_is_approved_for_who_publishes(body, office, contributor):
    factories.draft(body, by=contributor, unit=office)
    factories.approved(body)
    officer = bodies.holder(Role.DISCLOSURE_OFFICER, body)
    assert named(waiting_for(contributor, TODAY)) == {"我的草稿和退回的稿件": 1}
    assert named(waiting_for(officer, TODAY))["等待发布的稿件"] == 1
    assert waiting_for(bodies.holder(Role.SECRECY_REVIEWER, body), TODAY) == []


def test_open_work_of_a_person_and_an_office_is_named_and_what_is_settled_is_not(body, office, contributor):
    factories.draft(body, by=contributor, unit=office)
    factories.published(body)
    assert [named(open_work_of(one)) for one in (contributor, office)] == [{"没有办结的稿件": 1}] * 2
    assert open_work_of(bodies.user()) == []
    with pytest.raises(RuleError, match="还有人员任职"):
        close_unit(by=SERVER, unit=office, now=NOON)
    close_account(by=SERVER, person=contributor, now=NOON)
    with pytest.raises(RuleError, match="没有办结的稿件 1"):
        close_unit(by=SERVER, unit=office, now=NOON)


def test_a_body_with_disclosures_closes_only_with_a_successor(body):
    heir = bodies.body()
    assert content_of(body) == []
    factories.published(body)
    with pytest.raises(RuleError, match="信息公开稿件 1"):
        close_body(by=SERVER, body=body, successor=None, now=NOON)
    assert close_body(by=SERVER, body=body, successor=heir, now=NOON).successor == heir
