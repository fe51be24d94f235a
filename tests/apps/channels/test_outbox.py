"""Deliveries come and go with publications, in the same transaction; people pause, cancel, resend and prove them."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from PIL import Image

from gongkai.apps.audit.models import Entry
from gongkai.apps.audit.selectors import verify
from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.channels import services
from gongkai.apps.channels.kinds import ChannelKind, Mode, Secret
from gongkai.apps.channels.models import Channel, Delivery
from gongkai.apps.channels.secrets import MASK, SecretsLost, hint, masked
from gongkai.apps.channels.selectors import figures, queue
from gongkai.apps.channels.services import Proof
from gongkai.apps.channels.states import TRANSITIONS, State, Step
from gongkai.apps.publishing import services as publishing
from tests.apps.bodies import factories
from tests.apps.channels.conftest import NOW, of, opened
from tests.apps.publishing.factories import column, published, writing

pytestmark = pytest.mark.django_db


def states(page):
    return {row.channel.kind: row.state for row in Delivery.objects.filter(disclosure=page)}


def bake(settings, page):
    path = settings.BAKED_DIR / page.address.strip("/") / "index.html"
    path.parent.mkdir(parents=True)
    path.write_text("x")
    return path


def test_publishing_makes_a_delivery_for_the_website_and_each_channel_of_the_column(body):
    opened(body, ChannelKind.WECHAT)
    opened(body, ChannelKind.GROUP, Mode.PACKAGE)
    services.open_channel(
        by=SERVER, body=body, kind=ChannelKind.OTHER, account=services.Account("报纸", Mode.BY_HAND), now=NOW
    )

    page = published(body)

    assert states(page) == {"website": "waiting", "wechat": "waiting", "group": "by_hand"}
    assert published(body, column=column(body, "plans")).deliveries.count() == 1


def test_a_channel_may_be_required_for_a_matter(body):
    channel = opened(body, ChannelKind.GROUP, Mode.BY_HAND)
    services.require_for(by=SERVER, channel=channel, columns=[], matters=["M-7"], now=NOW)

    assert published(body, matter="M-7").deliveries.count() == 2
    assert published(body, matter="M-8").deliveries.count() == 1


def test_a_publication_that_is_undone_leaves_no_delivery(body):
    class Undone(Exception):
        pass

    def publish_and_fail():
        with transaction.atomic():
            published(body)
            raise Undone

    with pytest.raises(Undone):
        publish_and_fail()

    assert Delivery.objects.count() == 0


def test_the_website_is_delivered_when_the_page_stands_and_removed_when_it_is_gone(body, settings, clock):
    page = published(body)
    clock.work()
    row = page.deliveries.get()
    assert (row.state, row.tries, row.reason) == ("waiting", 1, "网页还没有生成。")
    path = bake(settings, page)
    clock.work(2)
    row.refresh_from_db()
    assert (row.state, row.link) == ("done", f"{settings.SITE_ADDRESS}{page.address}")
    assert row.done_at is not None

    publishing.withdraw(by=SERVER, disclosure=page, reason="虚构", now=timezone.now())
    clock.work(1)
    assert of(row.channel).state == "removing"
    path.unlink()
    clock.work(3)

    assert of(row.channel).state == "removed"
    assert of(row.channel).removed_at is not None
    assert [one.what for one in row.attempts.all()][:2] == ["投送", "投送"]
    assert Entry.objects.filter(act="deliver").count() == 2
    assert [*verify()] == []


def test_a_withdrawal_cancels_what_was_not_sent_and_asks_a_person_to_take_down_what_was(body, clock):
    sent, waiting = opened(body, ChannelKind.GROUP, Mode.BY_HAND), opened(body, ChannelKind.BOARD, Mode.BY_HAND)
    page = published(body)
    services.prove(by=SERVER, delivery=of(sent), proof=Proof(timezone.now(), note="已发"), now=timezone.now())

    publishing.withdraw(by=SERVER, disclosure=page, reason="虚构", now=timezone.now())
    clock.work(2)

    assert of(waiting).state == "cancelled"
    assert of(sent).state == "remove_by_hand"
    services.prove(by=SERVER, delivery=of(sent), proof=Proof(timezone.now(), note="已删"), now=timezone.now())
    assert of(sent).state == "removed"


def test_a_correction_is_delivered_anew_and_the_old_version_taken_down(body, clock):
    channel = opened(body, ChannelKind.GROUP, Mode.BY_HAND)
    page = published(body)
    services.prove(by=SERVER, delivery=of(channel), proof=Proof(timezone.now(), note="已发"), now=timezone.now())
    publishing.correct(by=SERVER, disclosure=page, writing=writing(), note="虚构", now=timezone.now())
    page.refresh_from_db()
    type(page).objects.filter(pk=page.pk).update(stage="approved")

    publishing.publish(by=SERVER, disclosure=page, now=timezone.now())
    clock.work()

    old, new = Delivery.objects.filter(channel=channel).order_by("pk")
    assert (old.state, new.state) == ("remove_by_hand", "by_hand")
    assert new.release == page.releases.last()


def test_pause_resume_cancel_and_resend(body, clock):
    opened(body, ChannelKind.WECHAT)
    row = published(body).deliveries.get(channel__kind="wechat")

    services.pause(by=SERVER, delivery=row, now=timezone.now())
    clock.work(2)
    assert row.attempts.count() == 0
    services.resume(by=SERVER, delivery=row, now=timezone.now())
    clock.work()
    row.refresh_from_db()
    assert (row.state, row.reason) == ("failed", "账号资料缺少AppID、AppSecret。")
    key = row.key
    services.cancel(by=SERVER, delivery=row, reason="虚构", now=timezone.now())
    with pytest.raises(RuleError, match="不能取消投送"):
        services.cancel(by=SERVER, delivery=row, reason="虚构", now=timezone.now())
    again = services.resend(by=SERVER, delivery=row, now=timezone.now())

    assert (again.state, again.tries) == ("waiting", 0)
    assert again.key != key


def test_a_paused_channel_sends_nothing(body, clock, settings):
    page = published(body)
    bake(settings, page)
    services.pause_channel(by=SERVER, channel=page.deliveries.get().channel, now=timezone.now())
    clock.work(2)
    assert page.deliveries.get().state == "waiting"
    services.resume_channel(by=SERVER, channel=page.deliveries.get().channel, now=timezone.now())
    clock.work()
    assert page.deliveries.get().state == "done"


def photo():
    drawn = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "maker"
    Image.new("RGB", (3000, 1500), "green").save(drawn, "JPEG", exif=exif)
    return drawn.getvalue()


def test_a_proof_by_hand_keeps_link_photo_and_time(body):
    channel = opened(body, ChannelKind.BOARD, Mode.BY_HAND)
    published(body)
    at = timezone.now()

    made = services.prove(by=SERVER, delivery=of(channel), proof=Proof(at, photo=photo()), now=at)

    with made.photo.open("rb") as file:
        kept = Image.open(BytesIO(file.read()))
    assert kept.size == (2000, 1000)
    assert dict(kept.getexif()) == {}
    assert (made.state, made.done_at) == ("done", at)
    channel.refresh_from_db()
    assert channel.last_post_at == at


@pytest.mark.parametrize(
    ("proof", "told"),
    [
        (Proof(NOW, note="早于产生"), "时间"),
        (Proof(NOW), "没有凭证"),
    ],
)
def test_a_proof_without_content_or_at_an_impossible_time_is_refused(body, proof, told):
    channel = opened(body, ChannelKind.BOARD, Mode.BY_HAND)
    published(body)
    with pytest.raises(RuleError, match=told):
        services.prove(by=SERVER, delivery=of(channel), proof=proof, now=timezone.now())
    assert of(channel).state == "by_hand"


def test_secrets_are_sealed_never_logged_and_bound_to_their_account(body, settings):
    first, second = opened(body, ChannelKind.WECOM), opened(body, ChannelKind.WECOM, name="另一个群")
    services.set_secrets(by=SERVER, channel=first, secrets={Secret.ROBOT_KEY: "s3cret-of-the-robot"}, now=NOW)

    row = Channel.objects.get(pk=first.pk)
    assert b"s3cret" not in bytes(row.sealed)
    assert row.secrets() == {"robot_key": "s3cret-of-the-robot"}
    assert not Entry.objects.filter(after__contains="s3cret").exists()
    Channel.objects.filter(pk=second.pk).update(sealed=row.sealed)
    with pytest.raises(SecretsLost):
        Channel.objects.get(pk=second.pk).secrets()
    settings.SECRET_KEY = "another" * 10
    with pytest.raises(SecretsLost, match="重新填写"):
        Channel.objects.get(pk=first.pk).secrets()


def test_a_secret_is_masked_in_texts():
    assert masked("token abcd and abcdef", ["abcd", "abcdef"]) == f"token {MASK} and {MASK}"
    assert hint("0123456789abcdef") == f"{MASK}cdef"
    assert hint("short") == MASK


def test_a_closed_account_forgets_its_secrets_and_takes_nothing_more(body):
    channel = opened(body, ChannelKind.WECHAT)
    services.set_secrets(by=SERVER, channel=channel, secrets={Secret.APP_SECRET: "s3cret"}, now=NOW)
    published(body)

    services.close_channel(by=SERVER, channel=channel, reason="停止运营", now=NOW)

    assert of(channel).state == "cancelled"
    assert Channel.objects.get(pk=channel.pk).secrets() == {}
    assert published(body).deliveries.count() == 1


def test_silence_for_longer_than_the_limit_warns(body):
    channel = opened(body, ChannelKind.WECHAT)
    assert queue.silent([body], NOW + timedelta(days=14)) == []
    assert queue.silent([body], NOW + timedelta(days=15)) == [channel]
    Channel.objects.filter(pk=channel.pk).update(last_post_at=NOW + timedelta(days=10))
    assert queue.silent([body], NOW + timedelta(days=24)) == []
    assert queue.silent([body], NOW + timedelta(days=24, seconds=1)) == [channel]


def test_figures_count_a_record_once_over_all_channels(body):
    opened(body, ChannelKind.GROUP, Mode.BY_HAND)
    opened(body, ChannelKind.BOARD, Mode.BY_HAND)
    now = timezone.now()
    for _ in range(2):
        for row in published(body).deliveries.exclude(channel__kind="website"):
            services.prove(by=SERVER, delivery=row, proof=Proof(now, note="已发"), now=now)
    local = timezone.localdate(now)

    found = {(one.kind, one.month): (one.records, one.deliveries) for one in figures.of_year(body, local.year)}

    assert found[None, 0] == (2, 4)
    assert found[ChannelKind.GROUP, local.month] == (2, 2)
    assert found[ChannelKind.BOARD, 0] == (2, 2)
    assert [one.records for one in figures.of_year(body, local.year - 1)] == [0]


def test_who_holds_no_role_for_it_neither_keeps_accounts_nor_delivers(body):
    stranger = factories.holder(Role.CONTRIBUTOR, body)
    channel = opened(body, ChannelKind.BOARD, Mode.BY_HAND)
    published(body)
    with pytest.raises(PermissionDenied):
        services.close_channel(by=stranger, channel=channel, reason="x", now=NOW)
    with pytest.raises(PermissionDenied):
        services.cancel(by=stranger, delivery=of(channel), reason="x", now=timezone.now())


def test_every_state_is_reached_and_every_state_but_the_last_is_left():
    reached = {State.WAITING, State.BY_HAND, *TRANSITIONS.values()}
    assert reached == set(State)
    assert {state for state, _ in TRANSITIONS} == set(State) - {State.REMOVED}
    assert {step for _, step in TRANSITIONS} == set(Step)
