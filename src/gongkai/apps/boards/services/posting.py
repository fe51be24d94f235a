"""Put up, with a photo; taken down, with a photo. A record's delivery goes with its sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.core.files.base import ContentFile
from django.db import transaction

from gongkai.apps.boards.access import require_on
from gongkai.apps.boards.errors import BoardError
from gongkai.apps.boards.models import Board, BoardMatter, Photo, Posting, Side
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import day_of, log
from gongkai.apps.channels.models import Channel, Delivery
from gongkai.apps.channels.photos import drawn_anew
from gongkai.apps.channels.states import State, Step, advance

LONGEST: Final = timedelta(days=366)
_SLACK: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Proof:
    """When something was put up or taken down, the photo of it, a word about it."""

    at: datetime
    photo: bytes = b""
    note: str = ""


@transaction.atomic
def post(  # noqa: PLR0913 what a posting is made of
    *, by: By, board: Board, matter: BoardMatter, title: str, from_on: date, until_on: date | None,
    proof: Proof | None = None, now: datetime,
) -> Posting:  # fmt: skip
    """Plan a matter on a board; with a proof, it is put up already (张贴公示)."""
    row = _locked_board(board, by, now)
    if matter.public_body_id != row.channel.public_body_id or matter.closed_on is not None:
        raise BoardError("没有这个公示事项。", "请从列表里选择。")
    _possible(from_on, until_on)
    made = Posting.objects.create(
        board=row, matter=matter, title=title.strip() or matter.name, from_on=from_on, until_on=until_on
    )
    if proof is None:
        return _logged(made, by, now, f"计划自{from_on}公示", {"from_on": str(from_on), "until_on": str(until_on)})
    return _up(made, by, proof, now)


@transaction.atomic
def put_up(*, by: By, posting: Posting, proof: Proof, now: datetime) -> Posting:
    """Say that a sheet hangs, with the photo of it (登记张贴)."""
    return _up(_locked(posting, by, now), by, proof, now)


@transaction.atomic
def take_down(*, by: By, posting: Posting, proof: Proof, now: datetime) -> Posting:
    """Say that a sheet was taken down, or never hung (登记撤下). The copy on the web stays."""
    row = _locked(posting, by, now)
    if row.down_at is not None:
        raise BoardError("这张公示已经撤下。", "不需要再登记。")
    _timely(proof, row.up_at, now)
    if row.up_at is None and not proof.note.strip():
        raise BoardError("这张公示没有张贴过。", "不再张贴的，请写明原因。")
    if row.up_at is not None and not (proof.photo or proof.note.strip()):
        raise BoardError("没有凭证。", "请拍一张撤下以后的照片，或者写明情况。")
    row.down_at, row.down_by, row.note = proof.at, by.as_actor().name, proof.note.strip()[:300] or row.note
    row.save(update_fields=["down_at", "down_by", "note"])
    _photographed(row, Side.DOWN, by, proof)
    if row.delivery is not None:
        _delivery_down(row.delivery.pk, hung=row.up_at is not None, by=by, proof=proof)
    return _logged(row, by, now, "撤下" if row.up_at else "不再张贴", {"down_at": str(row.down_at)})


@transaction.atomic
def set_period(*, by: By, posting: Posting, from_on: date, until_on: date | None, now: datetime) -> Posting:
    """Set how long something hangs (设定公示期)."""
    row = _locked(posting, by, now)
    if row.down_at is not None:
        raise BoardError("这张公示已经撤下。", "公示期不再更改。")
    _possible(from_on, until_on)
    before = {"from_on": str(row.from_on), "until_on": str(row.until_on)}
    row.from_on, row.until_on = from_on, until_on
    row.save(update_fields=["from_on", "until_on"])
    after = {"from_on": str(from_on), "until_on": str(until_on)}
    return _logged(row, by, now, f"公示期{before['from_on']}至{before['until_on']}改为{from_on}至{until_on}", after)


def _up(row: Posting, by: By, proof: Proof, now: datetime) -> Posting:
    if row.up_at is not None or row.down_at is not None or row.is_taken_back:
        raise BoardError("这张公示已经张贴，或者已经不用张贴。", "请刷新页面查看。")
    if not proof.photo:
        raise BoardError("没有照片。", "请拍一张公示栏的照片，作为张贴的凭证。")
    _timely(proof, None, now)
    row.up_at, row.up_by = proof.at, by.as_actor().name
    row.save(update_fields=["up_at", "up_by"])
    photo = _photographed(row, Side.UP, by, proof)
    if row.delivery is not None:
        sent = Delivery.objects.select_for_update().get(pk=row.delivery.pk)
        sent.state = advance(State(sent.state), Step.FINISH)
        sent.done_at, sent.done_by, sent.photo = proof.at, by.as_actor().name, photo.file.name if photo else ""
        sent.next_at, sent.reason = None, proof.note.strip()[:300]
        sent.save(update_fields=["state", "done_at", "done_by", "photo", "next_at", "reason"])
        Channel.objects.filter(pk=sent.channel_id).update(last_post_at=proof.at)
    return _logged(row, by, now, "张贴", {"up_at": str(row.up_at), "until_on": str(row.until_on)})


def _delivery_down(number: int, *, hung: bool, by: By, proof: Proof) -> None:
    sent = Delivery.objects.select_for_update().get(pk=number)
    if not hung:
        if sent.state == State.BY_HAND:
            sent.state = advance(State.BY_HAND, Step.CANCEL)
    else:
        if sent.state == State.DONE:
            sent.state = advance(State.DONE, Step.TAKE_BACK)
        if sent.state in {State.REMOVING, State.REMOVE_BY_HAND}:
            sent.state, sent.removed_at = advance(State(sent.state), Step.REMOVE), proof.at
    sent.reason = (proof.note.strip() or f"{by.as_actor().name}撤下")[:300]
    sent.next_at, sent.paused_at, sent.lease, sent.leased_until = None, None, "", None
    sent.save(update_fields=["state", "removed_at", "reason", "next_at", "paused_at", "lease", "leased_until"])


def _photographed(row: Posting, side: Side, by: By, proof: Proof) -> Photo | None:
    if not proof.photo:
        return None
    made = Photo(posting=row, side=side, at=proof.at, by=by.as_actor().name)
    made.file.save(f"{row.pk}-{side.value}.jpg", ContentFile(drawn_anew(proof.photo)), save=True)
    return made


def _locked_board(board: Board, by: By, now: datetime) -> Board:
    row = Board.objects.select_for_update(of=("self",)).select_related("channel__public_body").get(pk=board.pk)
    require_on(by, Act.POST_ON_BOARD, row, on=day_of(now))
    if row.channel.closed_on is not None:
        raise BoardError("这块公示栏已经停用。", "请选择正在使用的公示栏。")
    return row


def _locked(posting: Posting, by: By, now: datetime) -> Posting:
    _locked_board(posting.board, by, now)
    found = Posting.objects.select_for_update(of=("self",))
    return found.select_related("board__channel__public_body", "delivery__disclosure", "matter").get(pk=posting.pk)


def _possible(from_on: date, until_on: date | None) -> None:
    if until_on is not None and not from_on <= until_on <= from_on + LONGEST:
        raise BoardError("公示期的截止日早于起始日，或者超过一年。", "请改正日期。")


def _timely(proof: Proof, after: datetime | None, now: datetime) -> None:
    if proof.at > now + _SLACK or (after is not None and proof.at < after - _SLACK):
        raise BoardError("时间晚于现在，或者早于张贴。", "请填写实际的时间。")


def _logged(row: Posting, by: By, now: datetime, told: str, after: Mapping[str, object]) -> Posting:
    sentence = f"{row.board}，{row.heading}：{told}"
    log(Act.POST_ON_BOARD, row, by=by, now=now, body=row.board.channel.public_body, told=sentence, after=after)
    return row
