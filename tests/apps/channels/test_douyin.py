"""Douyin against the stand-in: pictures with a text, review, rights, lost answers; else a package."""

import pytest

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.channels import services
from gongkai.apps.channels.adapters import douyin as adapter
from gongkai.apps.channels.kinds import ChannelKind, Mode, Secret
from standins import faults
from standins.douyin import UNFIT
from standins.refusal import Refusal
from tests.apps.channels.conftest import NOW, of, opened, told
from tests.apps.channels.test_wechat import with_picture
from tests.apps.publishing.factories import published

pytestmark = pytest.mark.django_db
CREATE = "/douyin/api/douyin/v1/video/create_image_text/"


@pytest.fixture
def account(body, world):
    adapter._tokens.clear()
    made = opened(body, ChannelKind.DOUYIN, account=world.douyin.open_id)
    given = {Secret.CLIENT_KEY: world.douyin.client_key, Secret.REFRESH_TOKEN: world.douyin.refresh_token}
    return services.set_secrets(by=SERVER, channel=made, secrets=given, now=NOW)


def test_a_work_is_public_after_its_review(body, world, account, clock):
    page = with_picture(body)
    clock.work()
    row, [work] = of(account), world.douyin.works.values()
    assert (row.state, row.reason) == ("under_way", "平台审核中")
    assert work.text.startswith(page.title)
    assert page.address in work.text
    assert len(work.images) == 1

    clock.work(30)
    row = of(account)
    assert row.state == "done"
    assert row.link.startswith("https://www.iesdouyin.com/share/video/")


def test_a_record_without_pictures_goes_as_one_long_picture(body, world, account, clock):
    published(body)
    clock.work()
    [data] = world.douyin.images.values()
    assert data.startswith(b"\x89PNG")


def test_a_work_that_the_review_hides_is_told(body, world, account, clock):
    world.douyin.ends_with = UNFIT
    with_picture(body)
    clock.work(30)
    assert of(account).state == "failed"
    assert "没有通过平台审核" in of(account).reason


def test_a_public_work_that_is_hidden_later_is_told(body, world, account, clock):
    with_picture(body)
    clock.work(30)
    next(iter(world.douyin.works.values())).status = UNFIT
    clock.now = of(account).next_at
    clock.work()
    assert of(account).state == "taken_down"


@pytest.mark.parametrize("lack", ["scope", "another account"])
def test_without_the_right_the_package_is_published_by_a_person(body, world, account, clock, lack):
    if lack == "scope":
        world.douyin.scopes.clear()
    else:
        world.douyin.open_id = "another"
    with_picture(body)
    clock.work()
    assert of(account).state == "by_hand"
    assert "请用发布包在抖音发布" in of(account).reason


def test_a_token_that_ended_is_asked_for_anew(body, world, account, clock):
    with_picture(body)
    clock.work()
    world.douyin.tokens.clear()
    clock.work(30)
    assert of(account).state == "done"


def test_an_authorisation_that_ended_is_told_without_the_token(body, world, account, clock):
    world.douyin.refresh_token = "another"
    with_picture(body)
    clock.work()
    assert of(account).state == "failed"
    assert "请在抖音开放平台重新授权" in of(account).reason
    assert "stand-in-refresh-token" not in told(of(account))


@pytest.mark.parametrize("fault", [faults.NO_ANSWER, faults.GARBAGE])
def test_a_lost_answer_makes_no_second_work(body, world, account, clock, fault):
    world.faults.once[CREATE] = [fault]
    with_picture(body)
    clock.work(30)
    assert of(account).state == "done"
    assert len(world.douyin.works) == 1
    assert len(world.douyin.images) == 1


def test_a_work_that_cannot_be_found_is_looked_for_by_a_person(body, world, account, clock):
    world.faults.once[CREATE] = [faults.BAD_GATEWAY]
    with_picture(body)
    clock.work(30)
    assert of(account).state == "unsure"
    assert world.douyin.works == {}


def test_a_busy_platform_is_tried_again(body, world, account, clock):
    world.faults.once[CREATE] = ["28001005"]
    with_picture(body)
    clock.work(30)
    assert of(account).state == "done"
    assert len(world.douyin.works) == 1


def test_by_package_nothing_is_called(body, world, clock):
    opened(body, ChannelKind.DOUYIN, Mode.PACKAGE)
    published(body)
    clock.work()
    assert world.calls == []


def test_the_stand_in_tells_of_a_part_that_was_lost(world):
    tokens = world.douyin.answer("/oauth/refresh_token/", {}, b"", {
        "client_key": world.douyin.client_key.encode(), "refresh_token": world.douyin.refresh_token.encode(),
    }, {})["data"]  # fmt: skip
    asked, headers = {"open_id": world.douyin.open_id}, {"access-token": tokens["access_token"]}

    def call(name, files=None, **more):
        answer = world.douyin.answer(f"{adapter.V1}/{name}/", {**asked, **more}, b"", files or {}, headers)
        return answer["data"]

    upload = call("init_video_part_upload")["upload_id"]
    for number in ("1", "3"):
        call("upload_video_part", {"video": b"x"}, upload_id=upload, part_number=number)
    with pytest.raises(Refusal, match="分片不完整"):
        call("complete_video_part_upload", upload_id=upload)
    call("upload_video_part", {"video": b"x"}, upload_id=upload, part_number="2")
    assert call("complete_video_part_upload", upload_id=upload)["video"]["video_id"]
