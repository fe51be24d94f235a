"""Boards and the matters that hang on them, set up and changed."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from gongkai.apps.boards.errors import BoardError
from gongkai.apps.boards.models import Board, BoardMatter
from gongkai.apps.bodies.models import Community, PublicBody, snapshot
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import day_of, lock_open, log
from gongkai.apps.channels.kinds import ChannelKind, Mode
from gongkai.apps.channels.models import Channel
from gongkai.apps.channels.services import Account, open_channel

FIELDS: Final = ("community", "place", "paper", "phone", "days")


@dataclass(frozen=True, slots=True)
class Boarding:
    """Where a board hangs, whose it is, its paper, whom to call, how long a record hangs as a rule."""

    place: str
    community: Community | None = None
    paper: str = "a4"
    phone: str = ""
    days: int | None = None


@transaction.atomic
def open_board(*, by: By, body: PublicBody, name: str, boarding: Boarding, now: datetime) -> Board:
    """Set up a board (设立公示栏) with its account in the registry of channels."""
    account = Account(name, Mode.BY_HAND, boarding.place[:80], body.name, silence_days=0)
    channel = open_channel(by=by, body=body, kind=ChannelKind.BOARD, account=account, now=now)
    return attach_board(by=by, channel=channel, boarding=boarding, now=now)


@transaction.atomic
def attach_board(*, by: By, channel: Channel, boarding: Boarding, now: datetime) -> Board:
    """Give an account of the kind board, registered before, its place and plan."""
    body = lock_open(channel.public_body, by, Act.KEEP_CHANNELS, now)
    if channel.kind != ChannelKind.BOARD or Board.objects.filter(channel=channel).exists():
        raise BoardError("这个账号不是公示栏，或者已经设好。", "请选择另一个。")
    _possible(body, boarding)
    made = Board.objects.create(channel=channel, **_fields(boarding))
    log(Act.KEEP_CHANNELS, made, by=by, now=now, body=body, told=f"设立{made}", after=snapshot(made, *FIELDS))
    return made


@transaction.atomic
def change_board(*, by: By, board: Board, boarding: Boarding, now: datetime) -> Board:
    """Change where a board hangs, its paper, phone or days (修改公示栏)."""
    body = lock_open(board.channel.public_body, by, Act.KEEP_CHANNELS, now)
    _possible(body, boarding)
    row = Board.objects.select_for_update(of=("self",)).get(pk=board.pk)
    before = snapshot(row, *FIELDS)
    for name, value in _fields(boarding).items():
        setattr(row, name, value)
    row.save(update_fields=FIELDS)
    after = snapshot(row, *FIELDS)
    log(Act.KEEP_CHANNELS, row, by=by, now=now, body=body, told=f"修改{row}", before=before, after=after)
    return row


@transaction.atomic
def add_matter(*, by: By, body: PublicBody, name: str, days: int | None, now: datetime) -> BoardMatter:
    """Add a matter that hangs on boards (增设公示事项)."""
    body = lock_open(body, by, Act.KEEP_CHANNELS, now)
    if BoardMatter.objects.filter(public_body=body, name=name.strip(), closed_on=None).exists():
        raise BoardError(f"已经有公示事项“{name.strip()}”。", "请换一个名称。")
    made = BoardMatter.objects.create(public_body=body, name=name.strip(), days=days)
    after = {"name": made.name, "days": made.days}
    log(Act.KEEP_CHANNELS, made, by=by, now=now, body=body, told=f"增设公示事项“{made}”", after=after)
    return made


@transaction.atomic
def close_matter(*, by: By, matter: BoardMatter, now: datetime) -> BoardMatter:
    """Offer a matter no more (停用公示事项); what hangs under it stays as it is."""
    body = lock_open(matter.public_body, by, Act.KEEP_CHANNELS, now)
    row = BoardMatter.objects.select_for_update().get(pk=matter.pk)
    row.closed_on = row.closed_on or day_of(now)
    row.save(update_fields=["closed_on"])
    after = {"closed_on": str(row.closed_on)}
    log(Act.KEEP_CHANNELS, row, by=by, now=now, body=body, told=f"停用公示事项“{row}”", after=after)
    return row


def _fields(boarding: Boarding) -> dict[str, Any]:
    return {**asdict(boarding), "community": boarding.community}


def _possible(body: PublicBody, boarding: Boarding) -> None:
    if boarding.community is not None and boarding.community.body_id != body.pk:
        raise BoardError("选了别的机关的社区。", "请选择本机关的社区。")
