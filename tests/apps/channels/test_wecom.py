"""The robot of a WeCom group against the stand-in."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.channels import services
from gongkai.apps.channels.adapters.wecom import message
from gongkai.apps.channels.cutting import MARK, cut, cut_bytes
from gongkai.apps.channels.models import Delivery
from standins import faults
from tests.apps.channels.conftest import of, told
from tests.apps.publishing.factories import published

pytestmark = pytest.mark.django_db
SEND = "/wecom/cgi-bin/webhook/send"


def test_a_record_is_one_message_with_its_link(body, world, wecom, clock, settings):
    page = published(body)
    clock.work(2)
    assert of(wecom).state == "done"
    [said] = world.wecom.messages
    assert said.startswith(f"**{page.title}**")
    assert f"({settings.SITE_ADDRESS}{page.address})" in said


def test_the_longest_record_fits_and_keeps_its_link(body):
    page = published(body, title="题" * 255, summary="😀概" * 500)
    made = message(page)
    assert len(made.encode()) <= 4096
    assert page.address in made


def test_at_most_twenty_a_minute_and_none_lost(body, world, wecom, clock):
    world.wecom.now = lambda: clock.now.timestamp()  # noqa: PLW0108 the clock goes on
    for _ in range(23):
        published(body)
    clock.work(step=timedelta(seconds=1))
    assert len(world.wecom.messages) == 20
    clock.work(3)
    assert len(world.wecom.messages) == len(set(world.wecom.messages)) == 23
    assert set(Delivery.objects.filter(channel=wecom).values_list("state", flat=True)) == {"done"}


@pytest.mark.parametrize("fault", [faults.NO_ANSWER, faults.GARBAGE])
def test_where_it_is_not_known_whether_a_message_went_out_a_person_looks(body, world, wecom, clock, fault):
    world.faults.once[SEND] = [fault]
    published(body)
    clock.work(5)
    row = of(wecom)
    assert row.state == "unsure"
    assert len(world.wecom.messages) == 1  # and not sent again
    services.prove(by=SERVER, delivery=row, proof=services.Proof(clock.now, note="群里有"), now=clock.now)
    assert of(wecom).state == "done"


def test_a_busy_robot_is_tried_again(body, world, wecom, clock):
    world.faults.once[SEND] = ["45009"]
    published(body)
    clock.work(3)
    assert of(wecom).state == "done"
    assert len(world.wecom.messages) == 1


def test_a_revoked_key_is_told_and_never_shown(body, world, wecom, clock):
    key = next(iter(world.wecom.keys))
    world.wecom.keys.clear()
    published(body)
    clock.work()
    row = of(wecom)
    assert (row.state, row.reason) == ("failed", "机器人的 key 无效，可能已被移出群或重置（93000）。")
    assert key not in told(row)


def test_where_no_server_answers_the_delivery_waits(body, settings, wecom, clock):
    settings.STAND_INS = "http://127.0.0.1:1"
    published(body)
    clock.work(2)
    row = of(wecom)
    assert (row.state, row.reason) == ("waiting", "连不上平台的服务器。")
    assert "sending" not in row.progress


@given(st.text(max_size=60), st.integers(4, 40))
def test_a_cut_never_goes_through_a_character(text, most):
    made = cut_bytes(text, most)
    assert len(made.encode()) <= most
    assert text.startswith(made.removesuffix(MARK))
    assert len(cut(text, most)) <= most
