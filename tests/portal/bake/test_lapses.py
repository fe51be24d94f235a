"""A term of validity that runs out by date: pages, lists, search and the API say so from the next day, with no act."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.publishing import services
from gongkai.apps.publishing.services.lapsing import lapses_due
from gongkai.apps.publishing.services.scheduling import schedule, schedules_due
from gongkai.apps.publishing.services.standing import Force
from gongkai.apps.publishing.words import Validity
from gongkai.portal.bake.services import files
from gongkai.portal.search import services as search
from tests.apps.bodies import factories
from tests.apps.bodies.factories import NOON
from tests.apps.publishing.factories import approved, published

pytestmark = pytest.mark.django_db
LAST = date(2026, 3, 31)


@pytest.fixture(autouse=True)
def folders_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT, settings.BAKED_DIR, settings.VAR_DIR = tmp_path / "media", tmp_path / "baked", tmp_path


@pytest.fixture
def body():
    return factories.body(factories.body(), slug="yi", name="乙街道办事处", short_name="乙街道")


@pytest.fixture
def stands(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def clock(monkeypatch):
    """`clock(day)`: the pages look at the clock themselves; set it to noon of a day in Beijing."""

    def stand_at(day):
        now = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)
        return now

    return stand_at


@pytest.fixture
def running_out(body, stands, clock):
    clock(NOON.date())
    with stands():
        one = published(body, title="关于虚构期限的规定")
        force = Force(Validity.IN_FORCE, effective_on=date(2026, 1, 1), expires_on=LAST)
        services.change_validity(by=SERVER, disclosure=one, force=force, now=NOON)
    return one


def baked(address):
    return files().path(address).read_text(encoding="utf-8")


def found(client, validity):
    search.index_due(now=NOON)
    return "关于虚构期限的规定" in client.get("/search/", {"validity": validity}).content.decode()


def test_the_page_says_so_on_the_day_after_the_last_and_not_on_the_last(running_out, stands, clock):
    with stands():
        lapses_due(now=clock(LAST))
    assert "失效" not in baked(running_out.address)

    with stands():
        assert lapses_due(now=clock(LAST + timedelta(days=1))) == 1
    assert "失效" in baked(running_out.address)


def test_the_lists_and_the_search_and_the_api_follow(client, running_out, stands, clock):
    clock(LAST)
    assert found(client, "in_force")

    with stands():
        lapses_due(now=clock(LAST + timedelta(days=1)))

    assert found(client, "expired")
    assert not found(client, "in_force")
    address = "/yi/catalogue/notices/"
    assert running_out.title in client.get(f"{address}?validity=ended").content.decode()
    assert running_out.title not in client.get(f"{address}?validity=in_force").content.decode()
    assert client.get(f"/api/v1/disclosures/{running_out.public_id}").json()["validity"] == "expired"


def test_it_is_told_once_and_days_without_a_worker_are_made_up_for(running_out, stands, clock):
    with stands():
        lapses_due(now=clock(LAST - timedelta(days=1)))
        assert lapses_due(now=clock(LAST + timedelta(days=40))) == 1
        assert lapses_due(now=clock(LAST + timedelta(days=40))) == 0
        assert lapses_due(now=clock(LAST + timedelta(days=41))) == 0


def test_a_clock_set_back_tells_nothing_twice(running_out, stands, clock):
    with stands():
        assert lapses_due(now=clock(LAST + timedelta(days=1))) == 1
        assert lapses_due(now=clock(LAST - timedelta(days=5))) == 0
        assert lapses_due(now=clock(LAST + timedelta(days=1))) == 0


def test_what_is_published_at_a_set_time_is_a_file_at_once(body, stands, clock):
    one = approved(body)
    schedule(by=SERVER, disclosure=one, at=NOON + timedelta(hours=1), now=NOON)

    with stands():
        assert schedules_due(now=NOON) == 0
    assert not files().path(one.address).exists()

    with stands():
        assert schedules_due(now=NOON + timedelta(hours=1)) == 1
    assert one.title in baked(one.address)
    assert one.title in baked("/yi/")
