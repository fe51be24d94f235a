"""The desk of the channels: accounts, the queue, a delivery, its proof; training is told on every page."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from gongkai.apps.bodies.roles import Role
from gongkai.apps.channels.kinds import ChannelKind, Mode
from gongkai.apps.channels.models import Channel
from tests.apps.bodies import factories
from tests.apps.channels.conftest import of, opened
from tests.apps.channels.test_outbox import photo
from tests.apps.publishing.factories import column, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(body):
    browser = Client()
    officer = factories.holder(Role.DISCLOSURE_OFFICER, body)
    browser.force_login(officer, backend="gongkai.apps.bodies.accounts.StaffBackend")
    return browser


def text(answer):
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_an_account_is_registered_with_secrets_that_no_page_shows(body, desk):
    typed = {"name": "演示公众号", "mode": "api", "account": "wx0", "silence_days": "14", "owner": "乙街道"}
    assert desk.post("/desk/channels/yi/new/wechat/", typed).status_code == 302
    channel = Channel.objects.get(kind="wechat")
    assert "缺少：AppSecret" in text(desk.get(f"/desk/channels/accounts/{channel.pk}/"))

    secret = "0123456789abcdef-secret"
    desk.post(f"/desk/channels/accounts/{channel.pk}/secrets/", {"app_secret": secret})
    desk.post(f"/desk/channels/accounts/{channel.pk}/required/", {"columns": [column(body).pk], "matters": "M-1"})

    for page in ("", "secrets/", "change/", "required/"):
        said = text(desk.get(f"/desk/channels/accounts/{channel.pk}/{page}"))
        assert secret not in said
    shown = text(desk.get(f"/desk/channels/accounts/{channel.pk}/"))
    assert "缺少" not in shown
    assert "M-1" in shown
    assert "••••cret" in text(desk.get(f"/desk/channels/accounts/{channel.pk}/secrets/"))
    assert "wx0" in text(desk.get("/desk/channels/yi/")) or "演示公众号" in text(desk.get("/desk/channels/yi/"))


def test_a_delivery_waits_on_the_desk_until_it_is_proven_with_a_photo(body, desk):
    channel = opened(body, ChannelKind.BOARD, Mode.BY_HAND)
    page = published(body)
    assert "待人工办理的投送" in text(desk.get("/desk/"))
    assert page.title in text(desk.get("/desk/channels/"))

    given = {
        "at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
        "photo": SimpleUploadedFile("a.jpg", photo(), "image/jpeg"),
    }
    row = of(channel)
    row.made_at = timezone.now().replace(second=0, microsecond=0)
    row.save()
    assert desk.post(f"/desk/channels/deliveries/{row.pk}/prove/", given).status_code == 302

    assert "已发出" in text(desk.get(f"/desk/channels/deliveries/{row.pk}/"))
    picture = desk.get(f"/desk/channels/deliveries/{row.pk}/photo.jpg")
    assert picture.content[:2] == b"\xff\xd8"
    assert page.title not in text(desk.get("/desk/channels/")).split("系统正在办理")[0]


def test_what_a_superior_site_did_is_noted_on_the_desk(body, desk):
    channel = opened(body, ChannelKind.SUPERIOR, Mode.PACKAGE)
    page = published(body)
    row = of(channel)
    type(row).objects.filter(pk=row.pk).update(made_at=timezone.now() - timedelta(hours=1))
    address, at = f"/desk/channels/deliveries/{row.pk}/", timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    assert "登记凭证" not in text(desk.get(address))

    assert desk.post(f"{address}answer/", {"answer": "submitted", "at": at, "note": "后台"}).status_code == 302
    assert page.title in text(desk.get("/desk/channels/")).split("等待采用")[1]
    assert "没有填写原因" in text(desk.post(f"{address}answer/", {"answer": "refused", "at": at}))
    given = {"answer": "adopted", "at": at, "title": "换过的标题", "link": "https://superior.example/1"}
    assert desk.post(f"{address}answer/", given).status_code == 302

    shown = text(desk.get(address))
    assert "换过的标题" in shown
    assert "采用时间" in shown
    assert "报送上级网站" in text(desk.get("/desk/channels/yi/"))


def test_a_file_that_is_no_photo_is_refused_in_a_sentence(body, desk):
    channel = opened(body, ChannelKind.BOARD, Mode.BY_HAND)
    published(body)
    given = {"at": "2026-01-01T00:00", "photo": SimpleUploadedFile("a.jpg", b"none", "image/jpeg")}
    assert "时间不在" in text(desk.post(f"/desk/channels/deliveries/{of(channel).pk}/prove/", given))
    assert of(channel).state == "by_hand"


def test_a_record_may_be_sent_to_a_channel_besides(body, desk):
    page = published(body)
    channel = opened(body, ChannelKind.GROUP, Mode.PACKAGE)
    address = f"/desk/channels/yi/records/{page.public_id}/"
    assert channel.name in text(desk.get(address))
    desk.post(address, {"channel": channel.pk})
    assert of(channel).state == "by_hand"
    assert "加投其他渠道" not in text(desk.get(address))


def test_training_is_told_on_every_page_of_the_desk_and_only_then(body, desk, settings):
    for stand_ins, told in (("http://127.0.0.1:1", True), ("", False)):
        settings.STAND_INS = stand_ins
        for address in ("/desk/", "/desk/channels/", "/desk/channels/yi/", "/desk/disclosures/"):
            assert ("训练环境" in text(desk.get(address))) is told


def test_the_demonstration_sends_its_newest_notices_to_the_stand_ins(world, clock, settings):
    from gongkai.apps.bodies.demonstration import make_demonstration as make_bodies
    from gongkai.apps.bodies.models import PublicBody
    from gongkai.apps.channels.demonstration import make_demonstration
    from gongkai.apps.channels.models import Delivery

    now = timezone.now()
    make_bodies(now)
    published(PublicBody.objects.get(slug="xiguan"), now=now)

    assert make_demonstration(now)
    assert not make_demonstration(now)
    clock.work()

    states = dict(Delivery.objects.exclude(channel__kind="website").values_list("channel__kind", "state"))
    assert states == {
        "wechat": "ready",
        "wecom": "done",
        "douyin": "by_hand",
        "board": "by_hand",
        "superior": "submitted",
    }
    assert len(world.wechat.drafts) == len(world.wecom.messages) == 1
