"""Facts are counted from the records, and every point opens to its rows."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.apps.applications.models import Application
from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import Community, Office
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.services import add_community, add_office
from gongkai.apps.channels.models import Channel
from gongkai.apps.oversight import services
from gongkai.apps.oversight.models import YearFacts
from gongkai.apps.oversight.selectors.counting import facts_of
from gongkai.apps.oversight.selectors.pictures import of_body
from gongkai.apps.oversight.selectors.rows import rows_of
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.services import home_of, withdraw
from gongkai.apps.remedies.models import Remedy
from gongkai.apps.reports.models import ReportDraft
from gongkai.core.oversight import ReportFact
from tests.apps.bodies.factories import NOON
from tests.apps.bodies.factories import body as make_body
from tests.apps.catalogue.factories import matter
from tests.apps.publishing import factories as publishing
from tests.apps.reports import factories as reports

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
FEBRUARY = datetime(2026, 1, 31, 16, 30, tzinfo=UTC)  # half past midnight on 1 February in Beijing


def counted(body, until=TODAY):
    return facts_of([body], 2026, until)[body.pk]


def test_publications_are_counted_by_beijing_month_with_units_and_working_days(body):
    office = add_office(by=SERVER, body=body, name="综合科", now=NOON)
    add_community(by=SERVER, body=body, name="甲社区", now=NOON)
    publishing.published(body, now=FEBRUARY, unit=office, made_on=date(2026, 1, 30))
    publishing.published(body, made_on=None)
    gone = publishing.published(body)
    withdraw(by=SERVER, disclosure=gone, reason="虚构", now=NOON)

    facts = counted(body)

    assert facts.months[:3] == (0, 1, 1), "what was withdrawn is not counted"
    assert facts.waits == ((0, 1),), "30 January was a Friday, the day of formation does not count"
    assert facts.undated == 1
    assert [(one.name, one.count) for one in facts.offices] == [("综合科", 1)]
    assert [(one.name, one.count) for one in facts.communities] == [("甲社区", 0)]
    assert counted(body, date(2026, 2, 1)).months[:3] == (0, 1, 0)
    notices = next(one for one in facts.columns if one.name == "通知公告")
    assert notices.last_on == TODAY
    for key in ("month:2", f"office:{office.pk}", "waits:in_time"):
        assert [row.on for row in rows_of(body, 2026, TODAY, key, Decimal(20))] == [date(2026, 2, 1)], key
    assert [row.on for row in rows_of(body, 2026, TODAY, "waits:undated", Decimal(20))] == [TODAY]
    assert len(rows_of(body, 2026, TODAY, f"column:{notices.number}", Decimal(20))) == 2


def test_cases_remedies_channels_and_the_report(body):
    rows = [
        Application(
            body=body, year=2026, serial=number, kind="natural", channel="online", submitted_at=NOON, wanted="虚构",
            carrier="paper", manner="post", due_sort=TODAY, state="replied", is_open=in_time is None,
            due_on=TODAY if in_time is None else None, answered_on=None if in_time is None else TODAY,
            in_time=in_time, counted_from=TODAY, counted_on=None if in_time is None else TODAY,
            counted_outcome="" if in_time is None else "granted_provided", projected_on=TODAY,
        )
        for number, in_time in enumerate((True, False, None), 1)
    ]  # fmt: skip
    Application.objects.bulk_create(rows)
    plain = {"body": body, "kind": "reconsideration", "subject": "虚构的行为", "forum": "虚构区政府"}
    Remedy.objects.create(**plain, came_on=date(2026, 1, 5), decided_on=TODAY, result="revoked")
    Remedy.objects.create(**plain, came_on=date(2026, 1, 5), decided_on=TODAY, result="upheld")
    Channel.objects.create(
        public_body=body, kind="wechat", name="虚构街道", mode="by_hand", opened_on=date(2026, 1, 1),
        last_post_at=NOON - timedelta(days=20),
    )  # fmt: skip
    made = reports.draft(body)
    ReportDraft.objects.filter(pk=made.pk).update(published_at=datetime(2026, 1, 25, tzinfo=UTC))

    facts = counted(body)

    assert (facts.answered_in_time, facts.answered_late) == (1, 1)
    assert [(one.name, one.due_on) for one in facts.open_cases] == [("2026-0003", TODAY)]
    assert (facts.remedies_decided, facts.remedies_corrected) == (2, 1)
    assert dict(facts.states) == {"予以公开": 2, "在办": 1}
    assert [(one.limit_days, one.last_on) for one in facts.media] == [(14, date(2026, 2, 10))]
    assert facts.report == ReportFact(2025, facts.report.due_on, date(2026, 1, 25), is_owed=True)
    for key, number in (("cases:late", 1), ("cases:overdue", 0), ("remedies:corrected", 1), ("report:2025", 1)):
        assert len(rows_of(body, 2026, TODAY, key, Decimal(0))) == number, key
    for key in ("month:13", "month:x", "nothing:1", "column:-1"):
        with pytest.raises(RuleError):
            rows_of(body, 2026, TODAY, key, Decimal(0))


def test_the_worker_counts_every_body_and_year_once_and_again_when_it_is_no_longer_fresh(district, body):
    for _round in range(5):
        assert services.facts_due(now=NOON) == 2
    assert services.facts_due(now=NOON) == 0
    assert YearFacts.objects.count() == 10
    publishing.published(body)
    later = NOON + timedelta(minutes=31)
    assert services.facts_due(now=later) == 2, "the running year"
    assert services.facts_due(now=later) == 0
    kept = YearFacts.objects.get(public_body=body, year=2026)
    assert kept.opened() == replace(counted(body), until=TODAY)
    assert kept.opened().published == 1


def test_more_bodies_do_not_take_more_queries_for_each_kind_of_record(district, body):
    home_of(body)
    with CaptureQueriesContext(
        connection,
    ) as one:
        facts_of([body], 2026, TODAY)
    others = [make_body(district) for _number in range(3)]
    with CaptureQueriesContext(connection) as four:
        facts_of([body, *others], 2026, TODAY)
    settings_of_a_body = 6  # its calendar, its terms, the last day of its report
    assert len(four) - len(one) <= settings_of_a_body * len(others)
    assert (Disclosure.objects.count(), Office.objects.count(), Community.objects.count()) == (0, 0, 0)


def test_duties_of_the_catalogue_count_when_they_have_fallen_due_and_are_drawn(body):
    matter(body, limit="每月")
    facts = counted(body, date(2026, 6, 1))
    assert (facts.duties_due, facts.duties_missed) == (3, 3)
    found = rows_of(body, 2026, date(2026, 6, 1), "duties:missed", Decimal(95))
    assert {row.remark for row in found} == {"逾期未公开"}
    assert rows_of(body, 2026, date(2026, 6, 1), "duties:met", Decimal(95)) == []
    drawn = next(one for one in of_body(body, 2026, datetime(2026, 6, 1, tzinfo=UTC)) if one.id == "duties")
    assert drawn.table.rows[0][1] == "没有公开或渠道不全"
