"""Two workers at one row: only one has it, and one whose lease was taken over changes nothing any more."""

from datetime import timedelta

import pytest

from gongkai.apps.channels import work
from gongkai.apps.channels.adapters.contract import Outcome
from gongkai.apps.channels.models import Delivery
from gongkai.apps.channels.states import Step
from tests.apps.publishing.factories import published

pytestmark = pytest.mark.django_db


def test_a_row_that_another_worker_took_is_left_alone(body, clock):
    published(body)
    first, second = Delivery.objects.get(), Delivery.objects.get()
    assert work._take(first, clock.now) is not None
    assert work._take(second, clock.now) is None
    assert work.deliver_due(now=clock.now + work.LEASE - timedelta(seconds=1)) == 0
    assert work.deliver_due(now=clock.now + work.LEASE) == 1


def test_a_worker_that_lost_its_lease_writes_nothing(body, clock):
    published(body)
    slow = work._take(Delivery.objects.get(), clock.now)
    quick = work._take(Delivery.objects.get(), clock.now + work.LEASE)

    work._settle(slow, Outcome(Step.GIVE_UP, "太迟"), clock.now)
    with pytest.raises(work.LeaseLost):
        work._keep(slow, media_id="x")

    row = Delivery.objects.get()
    assert (row.state, row.lease, row.progress) == ("waiting", quick.lease, {})
    assert [one.told for one in row.attempts.all()] == ["办理中断，没有结果", ""]
