"""The cached columns are what the entries say, after every act and after a rebuild on any later day."""

import random
from dataclasses import asdict
from datetime import date, timedelta

import pytest

from gongkai.apps.applications.law import law_for
from gongkai.apps.applications.models import Application
from gongkai.apps.applications.models.application import NEVER
from gongkai.apps.applications.selectors.cases import case
from gongkai.apps.applications.services.acting import Particular, record, refold
from gongkai.apps.applications.services.upkeep import follow_the_days, rebuild
from gongkai.apps.bodies.permissions import SERVER
from gongkai.core.law.casework import Act
from gongkai.core.law.errors import RuleError
from tests.apps.applications import factories, histories
from tests.apps.applications.factories import at
from tests.apps.bodies import factories as bodies

pytestmark = pytest.mark.django_db


def agrees(application, today):
    fresh = Application.objects.select_related("body").get(pk=application.pk)
    found = refold(fresh, today, law_for(fresh))
    assert {name: getattr(fresh, name) for name in asdict(found)} == asdict(found)
    assert fresh.due_sort == (fresh.due_on or NEVER)


@pytest.mark.parametrize("seed", range(8))
def test_after_every_act_the_cache_is_the_fold(seed):
    rng, body = random.Random(seed), bodies.body()
    day = date(2026, 1, 5)
    application = factories.on_line(body, "2026-01-05") if seed % 2 else factories.at_counter(body, "2026-01-05")
    done = 0
    for _ in range(60):
        act = rng.choices(histories.ACTS, histories.WEIGHTS)[0]
        if done < 4 and act in {Act.WITHDRAW, Act.CLOSE, Act.RETURN}:  # not over before it has begun
            continue
        day = min(day + timedelta(days=rng.choice([0, 0, 1, 3])), date(2026, 11, 1))
        fresh = Application.objects.select_related("body").get(pk=application.pk)
        given = histories.particulars(rng, act, case(fresh, day).clock, day)
        try:
            record(fresh, act, by=SERVER, on=day, now=at(day), particular=Particular(**given))
        except RuleError:
            continue
        done += 1
        agrees(application, day)
    assert done > 3
    later = day + timedelta(days=9)
    rebuild(later)
    agrees(application, later)


def test_a_wrong_cache_is_found_and_mended():
    body = bodies.body()
    application = factories.in_hand(body, "2026-03-02")
    factories.in_hand(body, "2026-03-02")
    Application.objects.filter(pk=application.pk).update(due_on=date(2020, 1, 1), state="closed")
    assert rebuild(date(2026, 3, 2)) == (2, 1)
    agrees(application, date(2026, 3, 2))
    assert rebuild(date(2026, 3, 2)) == (2, 0)


def test_a_case_in_consultation_follows_the_days():
    body = bodies.body()
    application = factories.in_hand(body, "2026-03-02")
    fresh = Application.objects.get(pk=application.pk)
    record(fresh, Act.CONSULT, by=SERVER, on=date(2026, 3, 3), now=at("2026-03-03"), particular=Particular(key="c1"))
    assert Application.objects.get(pk=application.pk).due_on == date(2026, 3, 30)
    assert follow_the_days(body.pk, date(2026, 3, 10)) == 1
    agrees(application, date(2026, 3, 10))
    assert Application.objects.get(pk=application.pk).due_on == date(2026, 4, 7)
    assert follow_the_days(body.pk, date(2026, 3, 10)) == 0
