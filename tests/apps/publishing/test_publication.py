"""Publishing and withdrawing: numbers given once, signals inside the transaction, nothing public before or after."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from gongkai.apps.audit.models import Entry
from gongkai.apps.audit.selectors import verify
from gongkai.apps.bodies import services as of_bodies
from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.errors import BodyIsClosed, RuleError
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.publishing import services, signals
from gongkai.apps.publishing.errors import ActNotAllowed
from gongkai.apps.publishing.models import Disclosure, IndexCounter
from gongkai.apps.publishing.selectors import public
from gongkai.apps.publishing.services.writing import Writing
from gongkai.apps.publishing.words import Standing
from tests.apps.bodies import factories as bodies
from tests.apps.bodies.factories import NOON, TODAY
from tests.apps.publishing import factories

pytestmark = pytest.mark.django_db


def test_numbers_run_on_and_none_is_given_twice(body):
    numbers = [factories.published(body).index_number for _ in range(3)]
    assert numbers == ["yi/2026-00001", "yi/2026-00002", "yi/2026-00003"]
    services.withdraw(by=SERVER, disclosure=Disclosure.objects.get(index_number=numbers[2]), reason="有误", now=NOON)
    assert factories.published(body).index_number == "yi/2026-00004"


def test_the_pattern_of_the_body_is_that_of_its_day(body):
    of_bodies.set_setting(
        by=SERVER, body=body, key=Key.INDEX_PATTERN, value="000000000/{年}{月}-{号}", from_on=TODAY, now=NOON
    )
    assert factories.published(body).index_number == "000000000/202603-00001"


def test_a_number_that_came_from_elsewhere_is_stepped_over(body):
    Disclosure.objects.filter(pk=factories.draft(body).pk).update(index_number="yi/2026-00001")
    assert factories.published(body).index_number == "yi/2026-00002"


def test_two_bodies_with_the_same_letters_share_one_row_of_numbers(body):
    other = bodies.body(body.parent, slug="yi-2")
    assert [factories.published(one).index_number for one in (body, other)] == ["yi/2026-00001", "yi/2026-00002"]
    assert IndexCounter.objects.get().last == 2


def test_the_database_refuses_a_number_twice(body):
    first, second = factories.published(body), factories.draft(body)
    with pytest.raises(IntegrityError), transaction.atomic():
        Disclosure.objects.filter(pk=second.pk).update(index_number=first.index_number)


def test_with_a_clock_set_back_nothing_is_lost_and_no_number_given_twice(body):
    first = factories.published(body, now=NOON)
    second = factories.published(body, made_on=None, now=NOON - timedelta(days=40))
    services.correct(
        by=SERVER, disclosure=first, writing=Writing({"title": "虚构的更正"}), note="虚构", now=NOON - timedelta(days=1)
    )

    assert first.index_number != second.index_number
    assert [one.pk for one in public.published(body=body)] == [first.pk, second.pk]
    assert list(verify()) == []


def test_what_was_not_approved_is_not_published(body):
    with pytest.raises(ActNotAllowed, match="草稿"):
        services.publish(by=SERVER, disclosure=factories.draft(body), now=NOON)


@pytest.mark.parametrize("publicity", ["on_request", "withheld"])
def test_what_is_not_open_is_not_published(body, publicity):
    with pytest.raises(RuleError, match="公开属性"):
        services.publish(by=SERVER, disclosure=factories.approved(body, publicity=publicity), now=NOON)


def test_wagtails_own_ways_to_publish_are_closed(body):
    page = factories.approved(body)
    with pytest.raises(PermissionDenied):
        page.get_latest_revision().publish()
    with pytest.raises(PermissionDenied):
        factories.published(body).unpublish()


def test_a_receiver_that_fails_leaves_nothing_behind(body):
    page, rows = factories.approved(body), Entry.objects.count()

    def fails(**kwargs):
        raise RuntimeError(kwargs["disclosure"].title)

    signals.published.connect(fails)
    try:
        with pytest.raises(RuntimeError), transaction.atomic():
            services.publish(by=SERVER, disclosure=page, now=NOON)
    finally:
        signals.published.disconnect(fails)
    page = Disclosure.objects.get(pk=page.pk)
    assert (page.standing, page.live, page.index_number) == (Standing.UNPUBLISHED, False, None)
    assert Entry.objects.count() == rows


def test_signals_tell_of_a_publication_and_of_a_withdrawal(body):
    heard = []

    def hears(sender, disclosure, signal, **kwargs):
        heard.append((sender, disclosure.public_id, disclosure.standing, bool(disclosure.html)))

    for one in (signals.published, signals.withdrawn):
        one.connect(hears)
    page = factories.published(body)
    services.withdraw(by=SERVER, disclosure=page, reason="有误", now=NOON)
    for one in (signals.published, signals.withdrawn):
        one.disconnect(hears)
    assert heard == [
        (Disclosure, page.public_id, Standing.PUBLISHED, True),
        (Disclosure, page.public_id, Standing.WITHDRAWN, False),
    ]


def test_a_withdrawn_page_leaves_its_name_its_number_the_reason_and_nothing_else(body):
    page = factories.published(body, title="有错误的通知")
    services.withdraw(by=SERVER, disclosure=page, reason="金额有误", now=NOON)
    assert list(public.published(body=body)) == []
    left = public.by_address("yi", page.public_id)
    assert isinstance(left, public.Tombstone)
    assert (left.title, left.index_number, left.withdrawal.reason) == ("有错误的通知", page.index_number, "金额有误")
    kept = Disclosure.objects.get(pk=page.pk)
    assert (kept.html, kept.plain_text, kept.live) == ("", "", False)
    with pytest.raises(RuleError):
        services.withdraw(by=SERVER, disclosure=page, reason="再次", now=NOON)
    with pytest.raises(ActNotAllowed):
        services.publish(by=SERVER, disclosure=page, now=NOON)


def test_a_withdrawal_needs_its_reason(body):
    with pytest.raises(RuleError, match="原因"):
        services.withdraw(by=SERVER, disclosure=factories.published(body), reason="  ", now=NOON)


def test_nothing_begins_in_a_body_that_was_closed(body):
    page = factories.approved(body)
    of_bodies.close_body(by=SERVER, body=body, successor=bodies.body(body.parent), now=NOON)
    with pytest.raises(BodyIsClosed):
        factories.draft(body)
    with pytest.raises(BodyIsClosed):
        services.publish(by=SERVER, disclosure=page, now=NOON)


def test_each_act_is_one_row_of_the_log(body):
    begun = Entry.objects.count()
    page = factories.published(body)
    services.withdraw(by=SERVER, disclosure=page, reason="有误", now=NOON)
    acts = list(Entry.objects.filter(number__gt=begun).values_list("act", "body_id"))
    assert acts == [("hand_in", body.pk), ("publish", body.pk), ("withdraw", body.pk)]
