"""Table 3 out of random lawful histories over three years: balances hold, years join, every cell opens."""

import random
from collections import Counter
from dataclasses import asdict
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.apps.applications.models import Application
from gongkai.apps.applications.models.application import NEVER
from gongkai.apps.applications.projection import project
from gongkai.apps.applications.selectors.counts import (
    CARRIED_IN,
    CARRIED_OUT,
    Period,
    cases_of_cell,
    row_of,
    table3,
    unbalanced,
    within,
)
from gongkai.apps.applications.words import ApplicantKind
from gongkai.core.law.casework import UNANSWERED, Act
from gongkai.core.law.events import in_order
from gongkai.core.law.fold import Law, fold
from gongkai.core.law.workdays import national
from gongkai.core.report.form import edition_for_year
from tests.apps.applications import factories, histories
from tests.apps.bodies import factories as bodies

pytestmark = pytest.mark.django_db
LAW = Law(national())
YEARS = (2019, 2020, 2021, 2022, 2023)


def fill(body, rng, cases, first=date(2019, 5, 15), last=date(2022, 12, 31)):
    """Put cases with random histories into a body; return their kinds with their entries."""
    made, rows = [], []
    for serial in range(1, cases + 1):
        day = first + timedelta(days=rng.randrange((last - first).days))
        events = histories.history(rng, day, date(2023, 6, 30), LAW)
        kind = rng.choice(list(ApplicantKind))
        found = project(events, date(2023, 6, 30), LAW)
        rows.append(
            Application(
                body=body,
                year=day.year,
                serial=serial,
                kind=kind,
                channel="counter",
                submitted_at=factories.at(day),
                wanted="演示",
                carrier="paper",
                manner="post",
                events=len(events),
                due_sort=found.due_on or NEVER,
                **asdict(found),
            )
        )
        made.append((kind, events))
    Application.objects.bulk_create(rows)
    return made


def counted_by_hand(made, year):
    """Count the cells of a year from the entries, in another way than the query: day by day where each case stood."""
    edition, cells = edition_for_year(year), Counter()
    for kind, events in made:
        ended = next((each for each in in_order(events) if each.act in ENDS), None)
        clock = fold(events, LAW)
        came = clock.receipt.received_on or (ended.on if ended else None)
        rows = []
        if came and came.year == year:
            rows.append("t3.new")
        if came and came.year < year and (ended is None or ended.on.year >= year):
            rows.append("t3.carried_in")
        if came and came.year <= year and (ended is None or ended.on.year > year):
            rows.append("t3.carried_out")
        if ended and ended.on.year == year:
            rows += ["t3.r7_total", row_of(outcome_of_first_end(events), edition)]
        for row in rows:
            cells[f"{row}.{kind}"] += 1
            cells[f"{row}.total"] += 1
    return cells


ENDS = {Act.SEND, Act.WITHDRAW, Act.ABANDON, Act.CLOSE, Act.RETURN}


def outcome_of_first_end(events):
    said = ""
    for place, event in enumerate(in_order(events), 1):
        if event.act is Act.REOPEN:
            break
        if event.act in ENDS | {Act.SUPPLEMENT_REPLY}:
            said = fold(in_order(events)[:place], LAW).outcome
    return said


def balances_hold(body, made):
    before = None
    for year in YEARS:
        cells = table3(within(body), Period.of_year(year))
        assert unbalanced(cells) == []
        by_hand = counted_by_hand(made, year)
        assert {cell: number for cell, number in cells.items() if number} == dict(by_hand)
        if before is not None:
            for column in (*ApplicantKind, "total"):
                assert cells[f"{CARRIED_IN}.{column}"] == before[f"{CARRIED_OUT}.{column}"]
        before = cells


def test_all_balances_hold_and_what_is_carried_out_is_carried_in():
    body = bodies.body()
    made = fill(body, random.Random(20260101), 250)
    balances_hold(body, made)


@pytest.mark.soak
def test_all_balances_hold_over_five_thousand_cases():
    body = bodies.body()
    balances_hold(body, fill(body, random.Random(7), 5000))


def test_every_cell_opens_to_as_many_cases_as_it_says():
    body = bodies.body()
    fill(body, random.Random(3), 120)
    for year in (2020, 2021, 2022):
        period = Period.of_year(year)
        for cell, number in table3(within(body), period).items():
            assert cases_of_cell(within(body), period, cell).count() == number


def test_the_table_is_one_query_and_a_part_of_a_year_balances_too():
    body = bodies.body()
    fill(body, random.Random(4), 60)
    with CaptureQueriesContext(connection) as asked:
        cells = table3(within(body), Period(date(2021, 2, 3), date(2021, 9, 30)))
    assert len(asked) == 1
    assert unbalanced(cells) == []


def test_bodies_add_up_to_the_one_above():
    top = bodies.body()
    one, two = bodies.body(top), bodies.body(top)
    fill(one, random.Random(5), 40)
    fill(two, random.Random(6), 40)
    period = Period.of_year(2021)
    parts = [table3(within(each), period) for each in (one, two)]
    assert table3(within(top, below=True), period) == {cell: sum(part[cell] for part in parts) for cell in parts[0]}


def test_open_is_what_the_law_calls_unanswered():
    body = bodies.body()
    made = fill(body, random.Random(8), 60)
    opened = [fold(events, LAW).state in UNANSWERED for _kind, events in made]
    assert list(Application.objects.order_by("serial").values_list("is_open", flat=True)) == opened


def test_2019_has_one_row_for_what_was_closed_otherwise():
    body = bodies.body()
    application = factories.in_hand(body, "2019-06-03")
    from gongkai.apps.applications import services
    from gongkai.apps.bodies.permissions import SERVER

    services.close(
        by=SERVER, application_id=application.pk, on=date(2019, 6, 4), reason="演示", now=factories.at("2019-06-04")
    )
    assert table3(within(body), Period.of_year(2019))["t3.r6_other_2019.natural"] == 1
