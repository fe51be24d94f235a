"""Duties out of the catalogue, the disclosures and the deliveries; columns that are stale or were never filled."""

from datetime import UTC, date, datetime

import pytest

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.catalogue.selectors import duties as asked
from gongkai.apps.channels import services as channels
from gongkai.apps.channels.kinds import ChannelKind, Mode
from gongkai.apps.channels.models import Delivery
from gongkai.apps.channels.services import Account
from gongkai.apps.channels.states import State as Sent
from gongkai.apps.publishing import services as publishing
from gongkai.apps.publishing.models import Column
from gongkai.core.catalogue.columns import Light
from gongkai.core.catalogue.duties import OnCarrier, State
from gongkai.core.catalogue.words import Carrier, Manner
from tests.apps.bodies import factories as people
from tests.apps.catalogue.factories import NOW, TODAY, matter
from tests.apps.publishing import factories as disclosures

pytestmark = pytest.mark.django_db
MARCH_3 = datetime(2026, 3, 3, 4, tzinfo=UTC)
APRIL_8 = datetime(2026, 4, 8, 4, tzinfo=UTC)
JUNE_10 = datetime(2026, 6, 10, 4, tzinfo=UTC)


@pytest.fixture
def body():
    return people.body(people.body(), slug="jia", name="甲街道办事处")


def published(body, code, made_on, at):
    return disclosures.published(body, matter=code, made_on=made_on, now=at)


def test_what_was_published_in_time_meets_its_month_and_opens_to_its_record(body):
    monthly = matter(body, limit="每月，10个工作日内")
    first = published(body, monthly.code, date(2026, 2, 28), MARCH_3)
    disclosures.published(body, made_on=date(2026, 3, 31), now=APRIL_8)  # of no matter

    found = asked.duties(body, 2026, today=TODAY)

    assert [duty.state for duty in found][:6] == [
        State.MISSED, State.MET, State.MISSED, State.MISSED, State.MISSED, State.PENDING,
    ]  # fmt: skip
    assert found[1].records == (first.public_id,)


def test_a_draft_is_in_hand_and_a_withdrawn_record_meets_nothing(body):
    kept = matter(body, limit="20个工作日内")
    gone = published(body, kept.code, date(2026, 2, 27), MARCH_3)
    publishing.withdraw(by=SERVER, disclosure=gone, reason="虚构的原因", now=APRIL_8)
    draft = disclosures.draft(body, matter=kept.code, made_on=date(2026, 6, 10), now=JUNE_10)

    found = asked.duties(body, 2026, today=TODAY)

    assert [(duty.state, duty.in_hand) for duty in found] == [(State.PENDING, (draft.public_id,))]
    assert [one.code for one in asked.never_filled(body, on=TODAY)] == [kept.code]


def test_a_carrier_is_proven_by_a_delivery_of_a_registered_channel(body):
    kept = matter(body, limit="20个工作日内", carriers=(Carrier.WEBSITE, Carrier.BOARD, Carrier.PRINT))
    page = published(body, kept.code, date(2026, 2, 27), MARCH_3)

    def states():
        return [one.state for one in asked.duties(body, 2026, today=TODAY)[0].carriers]

    assert states() == [OnCarrier.SENT, OnCarrier.UNPROVEN, OnCarrier.UNPROVEN]
    board = channels.open_channel(
        by=SERVER, body=body, kind=ChannelKind.BOARD, account=Account("虚构公示栏", Mode.BY_HAND), now=MARCH_3
    )
    assert states() == [OnCarrier.SENT, OnCarrier.LACKING, OnCarrier.UNPROVEN]
    release = page.releases.get()
    Delivery.objects.create(
        disclosure=page, release=release, channel=board, state=Sent.DONE, made_at=MARCH_3, done_at=APRIL_8
    )
    assert states() == [OnCarrier.SENT, OnCarrier.LATE, OnCarrier.UNPROVEN]


def test_many_bodies_are_asked_with_as_many_queries_as_one_and_what_is_on_request_owes_nothing(
    body, django_assert_max_num_queries
):
    other = people.body(body.parent, slug="yi", name="乙街道办事处")
    matter(body, limit="每季度")
    matter(other, limit="每年")
    matter(other, "依申请的", manner=Manner.ON_REQUEST, limit="每月")

    with django_assert_max_num_queries(12):
        found = asked.duties_by_body([body, other], 2025, today=TODAY)

    assert (len(found[body.pk]), len(found[other.pk])) == (4, 1)


def test_columns_are_told_empty_and_stale(body):
    disclosures.published(body, column=disclosures.column(body, "news"), now=MARCH_3)
    disclosures.published(body, column=disclosures.column(body, "notices"), now=MARCH_3)
    for slug, days in (("news", 14), ("notices", 180)):
        Column.objects.filter(slug=slug).update(update_days=days)

    lights = {one.column.slug: one.freshness.light for one in asked.columns(body, on=TODAY)}

    assert (lights["news"], lights["notices"], lights["budgets"]) == (Light.RED, Light.GREEN, Light.EMPTY)
    assert "notices" not in {one.column.slug for one in asked.stale_columns(body, on=TODAY)}


def test_the_days_of_publication_are_those_of_beijing(body):
    yearly = matter(body, limit="每年，1日内")
    published(body, yearly.code, date(2025, 12, 31), datetime(2026, 1, 1, 15, 59, tzinfo=UTC))

    assert [duty.state for duty in asked.duties(body, 2025, today=TODAY)] == [State.MET]
    assert NOW.date() == TODAY
