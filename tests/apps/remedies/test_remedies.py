"""Reconsideration and litigation: their clocks, what they do to the application, table 4."""

import random
from datetime import date, timedelta

import pytest
from django.test import Client

from gongkai.apps.applications import services as applications
from gongkai.apps.applications.errors import RuleError
from gongkai.apps.applications.law import calendar_of
from gongkai.apps.applications.selectors.counts import Period
from gongkai.apps.bodies.errors import NotAllowed
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.remedies import services
from gongkai.apps.remedies.counts import COLUMNS, cases_of_cell, table4
from gongkai.apps.remedies.models import Remedy
from gongkai.apps.remedies.words import COLUMN, Kind, Procedure, Result
from tests.apps.applications import factories
from tests.apps.applications.factories import at
from tests.apps.bodies import factories as bodies

pytestmark = pytest.mark.django_db
NOW = at("2026-05-20")


@pytest.fixture
def body():
    return factories.ready_body()


def remedy(body, **given):
    plain = {"kind": Kind.REVIEW, "subject": "演示答复", "forum": "演示区人民政府", "came_on": date(2025, 9, 22)}
    return services.enter_remedy(**{"by": SERVER, "body": body, "now": NOW, **plain, **given})


@pytest.mark.parametrize(
    ("kind", "procedure", "copy_on", "due"),
    [
        pytest.param("review", "ordinary", "2025-09-25", "2025-10-15", id="V51"),
        pytest.param("review", "simplified", "2025-09-25", "2025-10-09", id="V52"),
        pytest.param("suit_direct", "ordinary", "2026-04-20", "2026-05-06", id="V56"),
    ],
)
def test_the_answer_is_due_by_the_vectors(body, kind, procedure, copy_on, due):
    row = remedy(body, kind=Kind(kind), procedure=Procedure(procedure), copy_on=date.fromisoformat(copy_on))
    calendar = calendar_of(body)
    assert row.answer_due(calendar).due_on == date.fromisoformat(due)
    assert row.late(date.fromisoformat(due) + timedelta(days=1), calendar)
    assert not row.late(date.fromisoformat(due), calendar)


def test_a_correction_reopens_the_application_in_the_same_act(body):
    application = factories.in_hand(body, "2026-03-02")
    applications.close(
        by=SERVER, application_id=application.pk, on=date(2026, 3, 3), reason="演示", now=at("2026-03-03")
    )
    row = remedy(body, application=application, came_on=date(2026, 3, 10))
    services.enter_result(
        by=SERVER,
        remedy_id=row.pk,
        result=Result.REVOKED,
        decided_on=date(2026, 5, 8),
        served_on=date(2026, 5, 11),
        duty_until=date(2026, 6, 10),
        answer_anew=True,
        now=NOW,
    )
    application.refresh_from_db()
    assert (application.state, application.due_on) == ("in_review", date(2026, 6, 10))


@pytest.mark.parametrize(
    "given",
    [
        {"result": Result.UPHELD, "answer_anew": True},
        {"result": Result.REVOKED, "answer_anew": True},  # about no application
        {"decided_on": date(2025, 9, 1)},
        {"served_on": date(2026, 5, 1)},
        {"decided_on": date(2026, 6, 1), "served_on": date(2026, 6, 1)},
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(body, given):
    row = remedy(body)
    plain = {
        "result": Result.UPHELD,
        "decided_on": date(2026, 5, 8),
        "served_on": date(2026, 5, 11),
        "duty_until": None,
        "answer_anew": False,
    }
    with pytest.raises(RuleError):
        services.enter_result(by=SERVER, remedy_id=row.pk, now=NOW, **{**plain, **given})
    row.refresh_from_db()
    assert row.result == ""


def test_another_roles_registers_nothing(body):
    with pytest.raises(NotAllowed):
        remedy(body, by=bodies.holder(Role.APPROVING_LEADER, body))


def test_an_application_of_another_body_is_refused(body):
    with pytest.raises(RuleError):
        remedy(body, application=factories.in_hand(factories.ready_body()))


def counted_by_hand(rows, year):
    cells = dict.fromkeys((f"t4.{kind}.{column}" for kind in Kind for column in COLUMNS), 0)
    for row in rows:
        if row.came_on.year > year or (row.decided_on and row.decided_on.year < year):
            continue
        ended = row.decided_on is not None and row.decided_on.year == year
        column = COLUMN[Result(row.result)] if ended else "pending"
        cells[f"t4.{row.kind}.{column}"] += 1
        cells[f"t4.{row.kind}.total"] += 1
    return cells


def test_the_balances_of_table_4_hold_and_every_cell_opens(body):
    rng, rows = random.Random(4), []
    for _ in range(300):
        came = date(2022, 1, 1) + timedelta(days=rng.randrange(1100))
        ended = came + timedelta(days=rng.randrange(500)) if rng.random() < 0.8 else None
        result = rng.choice(list(Result)) if ended else ""
        days = {"came_on": came, "decided_on": ended, "result": result}
        rows.append(Remedy(body=body, kind=rng.choice(list(Kind)), subject="演", forum="演", **days))
    Remedy.objects.bulk_create(rows)
    mine = Remedy.objects.filter(body=body)
    before = None
    for year in (2022, 2023, 2024, 2025):
        cells = table4(mine, Period.of_year(year))
        assert cells == counted_by_hand(rows, year)
        for kind in Kind:
            parts = [cells[f"t4.{kind}.{column}"] for column in COLUMNS]
            assert sum(parts[:-1]) == parts[-1]
            assert before is None or parts[-1] >= before[f"t4.{kind}.pending"]
        for cell, number in cells.items():
            assert cases_of_cell(mine, Period.of_year(year), cell).count() == number
        before = cells
    with pytest.raises(RuleError):
        cases_of_cell(mine, Period.of_year(2024), "t4.review.none")


def test_the_register_through_its_pages(body):
    application = factories.in_hand(body, "2026-03-02")
    browser = Client()
    officer = bodies.holder(Role.DISCLOSURE_OFFICER, body)
    browser.force_login(officer, backend="gongkai.apps.bodies.accounts.StaffBackend")
    given = {
        "kind": "review",
        "application": application.number,
        "subject": "不予公开答复",
        "forum": "演示区人民政府",
        "number": "演复〔2026〕1号",
        "came_on": "2026-04-01",
        "copy_on": "2026-04-07",
        "procedure": "ordinary",
    }
    address = f"/desk/remedies/{body.slug}/"
    assert "没有这个编号" in browser.post(f"{address}new/", {**given, "application": "2026-9999"}).content.decode()
    browser.post(f"{address}new/", given)
    row = Remedy.objects.get()
    assert row.application == application
    assert "演复〔2026〕1号" in browser.get(address).content.decode()
    page = browser.get(f"/desk/remedies/case/{row.pk}/").content.decode()
    assert "2026年4月21日" in page  # 10 working days
    answer = {"copy_on": "2026-04-07", "procedure": "ordinary", "on": "2026-04-20"}
    browser.post(f"/desk/remedies/case/{row.pk}/answer/", answer)
    row.refresh_from_db()
    assert row.answered_on == date(2026, 4, 20)
    table = browser.get(
        f"{address}statistics/?first=2026-01-01&last=2026-12-31&cell=t4.review.pending"
    ).content.decode()
    assert "演复〔2026〕1号" in table
