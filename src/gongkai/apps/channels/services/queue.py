"""What people do with deliveries: pause, resume, cancel, send again, and prove by hand."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.core.files.base import ContentFile
from django.db import transaction

from gongkai.apps.bodies.models import snapshot
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import lock_open, log
from gongkai.apps.channels.errors import ChannelError
from gongkai.apps.channels.kinds import BY_WORKER, Mode
from gongkai.apps.channels.models import Channel, Delivery
from gongkai.apps.channels.models.delivery import new_key
from gongkai.apps.channels.outbox import make
from gongkai.apps.channels.photos import drawn_anew
from gongkai.apps.channels.states import WORKED, State, Step, advance
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.words import Standing

SHOWN: Final = (
    "state", "reason", "link", "next_at", "paused_at", "submitted_at", "done_at", "adopted_title", "removed_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proof:
    """That something was put up or taken down: when, and a link, a photo or a word about it."""

    at: datetime
    link: str = ""
    photo: bytes = b""
    note: str = ""


@transaction.atomic
def add_delivery(*, by: By, disclosure: Disclosure, channel: Channel, now: datetime) -> Delivery:
    """Send a published disclosure to a channel besides those its column asks for (加投)."""
    lock_open(channel.public_body, by, Act.DELIVER, now)
    if disclosure.public_body_id != channel.public_body_id or channel.closed_on is not None:
        raise ChannelError("这个渠道不能投送这件稿件。", "请选择本机关正在使用的渠道。")
    made = make(disclosure, [channel], now)
    if not made:
        raise ChannelError("稿件没有公开，或者已经投送过这个渠道。", "请在投送记录里查看。")
    return _logged(made[0], by, now, f"加投{channel}", None)


@transaction.atomic
def pause(*, by: By, delivery: Delivery, now: datetime) -> Delivery:
    """Let one delivery wait (暂停投送)."""
    row, before = locked(delivery, by, now)
    if row.state not in WORKED or row.paused_at is not None:
        raise ChannelError(f"这次投送现在是“{State(row.state).label}”，不能暂停。", "只有等待办理的投送可以暂停。")
    row.paused_at = now
    return saved(row, by, now, "暂停", before)


@transaction.atomic
def resume(*, by: By, delivery: Delivery, now: datetime) -> Delivery:
    """Let a delivery go on (恢复投送)."""
    row, before = locked(delivery, by, now)
    if row.paused_at is None:
        raise ChannelError("这次投送没有暂停。", "不需要恢复。")
    row.paused_at, row.next_at = None, now
    return saved(row, by, now, "恢复", before)


@transaction.atomic
def cancel(*, by: By, delivery: Delivery, reason: str, now: datetime) -> Delivery:
    """Give a delivery up (取消投送); a draft that lies at the platform is deleted there."""
    row, before = locked(delivery, by, now)
    if not reason.strip():
        raise ChannelError("没有填写取消的原因。", "请填写原因。")
    row.state = advance(State(row.state), Step.CANCEL)
    row.next_at, row.tries = (now if row.state == State.REMOVING else None), 0
    row.reason, row.paused_at = reason.strip()[:300], None
    return saved(row, by, now, f"取消，{reason.strip()}", before)


@transaction.atomic
def resend(*, by: By, delivery: Delivery, now: datetime) -> Delivery:
    """Send once more (重新投送). What failed goes on from where it was; what may be out already gets a new key."""
    row, before = locked(delivery, by, now)
    if row.disclosure.standing != Standing.PUBLISHED or row.release != row.disclosure.releases.last():
        raise ChannelError("这一版已经不是公开的内容。", "请在最新一版的投送上办理。")
    state = advance(State(row.state), Step.RESEND)
    if Mode(row.channel.mode) not in BY_WORKER:
        state = State.BY_HAND
    if row.state != State.FAILED:
        row.key, row.progress = new_key(), {}
    row.state, row.tries, row.reason, row.done_at, row.link = state, 0, "", None, ""
    row.submitted_at, row.adopted_title = None, ""
    row.next_at = now if state is State.WAITING else None
    return saved(row, by, now, "重新投送", before)


@transaction.atomic
def prove(*, by: By, delivery: Delivery, proof: Proof, now: datetime) -> Delivery:
    """Say that a delivery is out, or was taken down, with the proof of it (登记凭证)."""
    row, before = locked(delivery, by, now)
    removing = row.state in {State.REMOVE_BY_HAND, State.REMOVING}
    row.state = advance(State(row.state), Step.REMOVE if removing else Step.FINISH)
    if not (proof.link or proof.photo or proof.note.strip()):
        raise ChannelError("没有凭证。", "请填写链接、上传照片，或者写明在哪里发出、谁可以证明。")
    keep_proof(row, proof, now)
    row.next_at, row.tries, row.paused_at = None, 0, None
    if removing:
        row.removed_at = proof.at
        return saved(row, by, now, "已撤下", before)
    row.done_at, row.done_by = proof.at, by.as_actor().name
    Channel.objects.filter(pk=row.channel_id).update(last_post_at=proof.at)
    return saved(row, by, now, "已发出", before)


def keep_proof(row: Delivery, proof: Proof, now: datetime) -> None:
    """Put a proof at a delivery; its time lies between the making of the delivery and now."""
    if not row.made_at - timedelta(minutes=1) <= proof.at <= now + timedelta(minutes=1):
        raise ChannelError("时间不在投送产生之后、现在之前。", "请填写实际的时间。")
    if proof.photo:
        row.photo.save(f"{row.pk}.jpg", ContentFile(drawn_anew(proof.photo)), save=False)
    row.link, row.reason = proof.link or row.link, proof.note.strip()[:300]


def locked(delivery: Delivery, by: By, now: datetime) -> tuple[Delivery, dict[str, object]]:
    """Return a delivery locked for an act, and what it says before."""
    lock_open(delivery.channel.public_body, by, Act.DELIVER, now)
    row = Delivery.objects.select_for_update(of=("self",)).select_related("channel", "disclosure").get(pk=delivery.pk)
    return row, dict(snapshot(row, *SHOWN))


def saved(row: Delivery, by: By, now: datetime, told: str, before: dict[str, object]) -> Delivery:
    """Save a delivery after an act, with its entry in the log."""
    row.save()
    return _logged(row, by, now, told, before)


def _logged(row: Delivery, by: By, now: datetime, told: str, before: dict[str, object] | None) -> Delivery:
    sentence, body = f"{row.disclosure.title}，{row.channel}：{told}", row.channel.public_body
    after = snapshot(row, *SHOWN)
    log(Act.DELIVER, row, by=by, now=now, body=body, told=sentence, before=before, after=after)
    return row
