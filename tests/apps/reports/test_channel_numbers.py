"""Live numbers of channels: records and sendings apart, submissions and adoptions each in its year."""

from datetime import UTC, datetime

import pytest

from gongkai.apps.channels.kinds import ChannelKind, Mode
from gongkai.apps.channels.models import Delivery
from gongkai.apps.reports.selectors.facts import facts, rows_of
from gongkai.apps.reports.suggestions import suggestions
from tests.apps.bodies import factories
from tests.apps.channels.conftest import opened
from tests.apps.publishing.factories import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def body(settings, tmp_path):
    settings.MEDIA_ROOT, settings.BAKED_DIR = tmp_path / "media", tmp_path / "baked"
    return factories.body(factories.body(), slug="yi", name="乙街道办事处", short_name="乙街道")


def test_records_and_sendings_are_told_apart_and_so_are_submissions_and_adoptions(body):
    groups = [opened(body, ChannelKind.GROUP, Mode.BY_HAND, name=name) for name in ("甲群", "乙群")]
    superior = opened(body, ChannelKind.SUPERIOR, Mode.BY_HAND)
    first, second = published(body), published(body)
    at = datetime(2026, 6, 1, tzinfo=UTC)
    Delivery.objects.filter(channel__in=groups).update(state="done", done_at=at)
    rows = Delivery.objects.filter(channel=superior)
    rows.filter(disclosure=first).update(submitted_at=at, done_at=datetime(2026, 12, 31, 16, tzinfo=UTC), state="done")
    rows.filter(disclosure=second).update(submitted_at=at, state="not_adopted")

    found = {number.name: number for number in facts(body, 2026)}
    value = {name: number.value for name, number in found.items()}
    assert (value["渠道.微信群"], value["投送.微信群"], value["投送.总数"]) == (2, 4, 4)
    assert (value["报送.上级网站"], value["报送.采用"], value["渠道.上级网站"]) == (2, 0, 0)
    assert {number.name: number.value for number in facts(body, 2027)}["报送.采用"] == 1  # it is 2027 in Beijing
    assert [*rows_of(body, 2027, "报送.采用")] == [first]
    assert set(rows_of(body, 2026, "报送.上级网站")) == {first, second}
    told = suggestions(found, year=2026, months=[0] * 12, target=12)["s1.a_proactive"]
    assert "向上级网站报送{{报送.上级网站}}条，被采用{{报送.采用}}条。" in told
