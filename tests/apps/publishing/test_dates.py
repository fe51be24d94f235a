"""The date of a document is one that can be meant, whichever way it comes in."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.publishing import services
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.services.standing import Force
from gongkai.apps.publishing.services.writing import Writing
from gongkai.apps.publishing.words import Validity
from tests.apps.bodies import factories as bodies
from tests.apps.bodies.factories import NOON, TODAY
from tests.apps.publishing import factories

pytestmark = pytest.mark.django_db
WRONG = [date(1, 1, 1), TODAY + timedelta(days=31), date(9999, 12, 31)]


@pytest.mark.parametrize("day", WRONG)
def test_a_date_that_cannot_be_meant_is_neither_handed_in_nor_edited_in(body, day):
    with pytest.raises(ValidationError, match="成文日期“"):
        factories.draft(body, made_on=day)
    page = factories.draft(body, made_on=TODAY)
    with pytest.raises(ValidationError, match="成文日期“"):
        services.edit(by=SERVER, disclosure=page, writing=Writing({"made_on": day}), now=NOON)


def test_a_date_some_days_ahead_is_taken_as_far_as_the_setting_goes(body, settings):
    settings.MADE_ON_AHEAD_DAYS = 2
    assert factories.draft(body, made_on=TODAY + timedelta(days=2)).made_on == TODAY + timedelta(days=2)
    with pytest.raises(ValidationError, match="还没有到这一天"):
        factories.draft(body, made_on=TODAY + timedelta(days=3))


@pytest.mark.parametrize("day", WRONG)
def test_a_draft_that_has_such_a_date_already_is_shown_and_not_sent_in(body, client, day):
    page = factories.draft(body, made_on=TODAY)
    page.made_on = day
    page.save_revision(clean=False)
    Disclosure.objects.filter(pk=page.pk).update(made_on=day)
    person = bodies.holder(Role.DISCLOSURE_OFFICER, body)
    client.force_login(person, backend="gongkai.apps.bodies.accounts.StaffBackend")
    assert client.get(f"/desk/disclosures/{page.public_id}/").status_code == 200
    with pytest.raises(ValidationError, match="成文日期“"):
        services.submit(by=SERVER, disclosure=page, now=NOON)


@pytest.mark.parametrize("name", ["effective_on", "ended_on", "expires_on"])
def test_force_has_possible_dates_too(body, name):
    page = factories.published(body, made_on=TODAY)
    validity = Validity.REPEALED if name == "ended_on" else Validity.IN_FORCE
    for day in (date(1, 1, 1), date(9999, 12, 31)):
        with pytest.raises(ValidationError, match="不可能是这一天"):
            services.change_validity(by=SERVER, disclosure=page, force=Force(validity, **{name: day}), now=NOON)
