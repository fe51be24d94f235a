"""The robot of a WeCom group against the stand-in."""

import json
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
from standins.refusal import Refusal
from tests.apps.channels.conftest import of, told
from tests.apps.publishing.factories import document, published

pytestmark = pytest.mark.django_db
SEND, UPLOAD = "/wecom/cgi-bin/webhook/send", "/wecom/cgi-bin/webhook/upload_media"


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


@pytest.fixture
def with_files(wecom):
    type(wecom).objects.filter(pk=wecom.pk).update(with_files=True)
    return wecom


def with_attachments(body, *contents):
    files = [(document(body, data, f"fujian{number}.txt"), "附件") for number, data in enumerate(contents)]
    return published(body, attachments=files)


def test_attachments_follow_the_message_each_once(body, world, with_files, clock):
    with_attachments(body, b"the first", b"tiny", b"the second")
    world.faults.once[UPLOAD] = [faults.NO_ANSWER]  # uploaded again: only saying it is seen
    world.faults.once[SEND] = ["", "45009"]
    clock.work(6)
    assert of(with_files).state == "done"
    assert of(with_files).reason == "附件太大或太小，没有发到群里：fujian1.txt"
    assert len(world.wecom.messages) == 1
    assert world.wecom.files == [b"the first", b"the second"]


def test_a_file_of_which_it_is_not_known_whether_it_was_said_is_not_said_again(body, world, with_files, clock):
    with_attachments(body, b"the first")
    world.faults.once[SEND] = ["", faults.NO_ANSWER]
    clock.work(5)
    assert of(with_files).state == "unsure"
    assert world.wecom.files == [b"the first"]


def test_files_count_among_the_twenty_a_minute(body, world, with_files, clock):
    world.wecom.now = lambda: clock.now.timestamp()  # noqa: PLW0108 the clock goes on
    for number in range(11):
        with_attachments(body, b"file %d" % number)
    clock.work(step=timedelta(seconds=1))
    assert len(world.wecom.messages) + len(world.wecom.files) == 20
    clock.work(4)
    assert (len(world.wecom.messages), len(set(world.wecom.files))) == (11, 11)


@pytest.mark.parametrize("what", ["of another robot", "three days old"])
def test_the_stand_in_takes_only_a_fresh_file_of_the_same_robot(world, what):
    robot, now = world.wecom, [0.0]
    robot.now, robot.keys = lambda: now[0], {"one", "other"}
    made = robot.answer("/cgi-bin/webhook/upload_media", {"key": "one", "type": "file"}, b"", {"media": b"12345"}, {})
    said = json.dumps({"msgtype": "file", "file": {"media_id": made["media_id"]}}).encode()
    now[0] = 3 * 86_400 + 1.0 if what == "three days old" else 0.0
    with pytest.raises(Refusal, match="invalid media_id"):
        robot.answer("/cgi-bin/webhook/send", {"key": "other" if what == "of another robot" else "one"}, said, {}, {})


@given(st.text(max_size=60), st.integers(4, 40))
def test_a_cut_never_goes_through_a_character(text, most):
    made = cut_bytes(text, most)
    assert len(made.encode()) <= most
    assert text.startswith(made.removesuffix(MARK))
    assert len(cut(text, most)) <= most
