"""The catalogue of the demonstration."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest

from gongkai.apps.bodies import demonstration as bodies
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.catalogue import demonstration
from gongkai.apps.catalogue.models import Matter, MatterImport
from gongkai.apps.catalogue.selectors import duties
from gongkai.core.catalogue.duties import State
from tests.apps.publishing import factories as disclosures

NOW = datetime(2026, 11, 20, 4, tzinfo=UTC)


@pytest.mark.django_db
def test_three_bodies_have_a_catalogue_and_three_years_of_duties_in_every_state(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    bodies.make_demonstration(NOW)
    disclosures.draft(PublicBody.objects.get(slug="xiguan"))

    assert demonstration.make_demonstration(NOW)
    assert not demonstration.make_demonstration(NOW)

    body = PublicBody.objects.get(slug="xiguan")
    assert Matter.objects.filter(public_body=body).count() == 59
    assert not any(row.refused for row in MatterImport.objects.all())
    found = [duties.duties(body, year, today=date(2026, 11, 20)) for year in (2024, 2025, 2026)]
    states = Counter(duty.state for each in found for duty in each)
    assert {State.MET, State.LATE, State.MISSED, State.PENDING} <= set(states)
    assert all(any(duty.records for duty in each) for each in found)
    assert duties.never_filled(body, on=date(2026, 11, 20))
