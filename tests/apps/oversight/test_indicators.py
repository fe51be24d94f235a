"""Indicators are dated: a change is a new row, what held before is judged as it was."""

from datetime import date
from decimal import Decimal

import pytest

from gongkai.apps.audit.models import Entry
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.oversight import services
from gongkai.apps.oversight.errors import OversightRefused
from gongkai.apps.oversight.selectors.rules import district_of, rules
from gongkai.core.oversight.shipped import shipped
from tests.apps.bodies.factories import NOON
from tests.apps.oversight import factories

pytestmark = pytest.mark.django_db


def test_a_change_holds_from_its_day_and_the_days_before_keep_what_held(district):
    old = factories.indicator(district)
    changed = factories.given(target=Decimal(12), from_on=date(2026, 7, 1))
    services.replace(by=SERVER, indicator=old, given=changed, now=NOON)

    assert [rule.target for rule in rules(district, date(2026, 6, 30))] == [1]
    assert [rule.target for rule in rules(district, date(2026, 7, 1))] == [12]
    assert "自2026-07-01起" in Entry.objects.last().summary


def test_a_change_of_days_that_have_been_judged_is_refused(district):
    old = factories.indicator(district)
    with pytest.raises(OversightRefused, match="以前的考核按当时的指标算"):
        services.replace(by=SERVER, indicator=old, given=factories.given(), now=NOON)
    services.end(by=SERVER, indicator=old, from_on=date(2026, 5, 1), now=NOON)
    with pytest.raises(OversightRefused, match="已经停用或者改过"):
        services.replace(by=SERVER, indicator=old, given=factories.given(from_on=date(2026, 6, 1)), now=NOON)
    assert rules(district, date(2026, 5, 1)) == []


def test_common_indicators_are_taken_over_with_their_sources_and_none_twice(district, body):
    factories.indicator(district)
    made = services.adopt(by=SERVER, district=district, from_on=date(2026, 1, 1), now=NOON)

    assert len(made) == len(list(shipped())) - 1, "publications month by month are measured already"
    assert any("（GK）" in one.source for one in made)
    assert any("（C）" in one.source for one in made)
    with pytest.raises(OversightRefused, match="都已经在用"):
        services.adopt(by=SERVER, district=district, from_on=date(2026, 1, 1), now=NOON)
    assert district_of(body) == district


def test_the_demonstration_has_indicators_and_tasks_once():
    from gongkai.apps.bodies.demonstration import make_demonstration as make_bodies
    from gongkai.apps.oversight.demonstration import make_demonstration
    from gongkai.apps.oversight.models import Task

    assert not make_demonstration(NOON)
    make_bodies(NOON)
    assert make_demonstration(NOON)
    assert not make_demonstration(NOON)
    assert [one.get_state_display() for one in Task.objects.order_by("pk")] == ["待答复", "已答复，待审核"]
