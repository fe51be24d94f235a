"""Notice boards of the demonstration (演示公示栏): the lobby's and those of two communities, with work for today."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Final

from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw

from gongkai.apps.boards import services
from gongkai.apps.boards.models import Board, BoardMatter, Way
from gongkai.apps.boards.services import Boarding, Proof
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.channels import outbox
from gongkai.apps.channels.kinds import ChannelKind
from gongkai.apps.channels.models import Channel
from gongkai.apps.channels.services import require_for
from gongkai.apps.publishing.selectors import public

BODY: Final = "xiguan"
COMMUNITIES: Final = (("河滨社区", "demo-hebin"), ("文昌社区", "demo-wenchang"))
LOBBY: Final = "demo"  # short names of addresses, easy to open
MATTERS: Final = (("居务公开", 30), ("财务收支", 30), ("救助对象公示", 7), ("其他", None))
SENT: Final = 3


@transaction.atomic
def make_demonstration(now: datetime) -> bool:
    """Set up the boards, hang something there; False where a board is there or the body is not."""
    body = PublicBody.objects.filter(slug=BODY).first()
    if body is None or Board.objects.exists():
        return False
    matters = [services.add_matter(by=SERVER, body=body, name=name, days=days, now=now) for name, days in MATTERS]
    notices = [one for one in public.columns_of(body) if one.slug == "notices"]
    newest = public.whole(body=body).filter(column__in=notices).order_by("-published_at")[:SENT]
    lobby = _lobby(body, now)
    boards = [(lobby, LOBBY)]
    for name, key in COMMUNITIES:
        boarding = Boarding(f"{name}服务站门口", body.communities.get(name=name), phone="0000-0000002", days=7)
        board = services.open_board(by=SERVER, body=body, name=f"{name}公示栏（演示）", boarding=boarding, now=now)
        boards.append((board, key))
    for board, key in boards:
        Board.objects.filter(pk=board.pk).update(key=key)
        require_for(by=SERVER, channel=board.channel, columns=notices, now=now)
        for page in newest:
            outbox.make(page, [board.channel], now)
    _hang(boards[1][0], matters, now)
    return True


def _lobby(body: PublicBody, now: datetime) -> Board:
    """Return the lobby's board; where the account was registered before, it gets its place."""
    boarding = Boarding("一楼大厅", paper="a3", phone="0000-0000002", days=7)
    channel = Channel.objects.filter(public_body=body, kind=ChannelKind.BOARD, closed_on=None).first()
    if channel is not None:
        return services.attach_board(by=SERVER, channel=channel, boarding=boarding, now=now)
    return services.open_board(by=SERVER, body=body, name="办事大厅公示栏（演示）", boarding=boarding, now=now)


def _hang(board: Board, matters: list[BoardMatter], now: datetime) -> None:
    """Hang one matter whose period runs, with an objection, and one whose period is over."""
    today = timezone.localdate(now)
    runs, over = matters[2], matters[0]
    proof = Proof(now - timedelta(days=2), _photo())
    one = services.post(
        by=SERVER, board=board, matter=runs, title="本月临时救助名单", from_on=today - timedelta(days=2),
        until_on=today + timedelta(days=5), proof=proof, now=now,
    )  # fmt: skip
    services.post(
        by=SERVER, board=board, matter=over, title="上月居务公开", from_on=today - timedelta(days=31),
        until_on=today - timedelta(days=1), proof=Proof(now - timedelta(days=31), _photo()), now=now,
    )  # fmt: skip
    text = "名单第 2 户的人口数与实际不符，请核实。（演示）"
    services.register_objection(by=SERVER, posting=one, way=Way.PHONE, text=text, received_on=today, now=now)


def _photo() -> bytes:
    """Return a picture that is plainly no photo: a sheet on a board."""
    drawn, made = Image.new("RGB", (480, 320), "#8a6d4b"), BytesIO()
    ImageDraw.Draw(drawn).rectangle((140, 40, 340, 280), fill="white", outline="black")
    drawn.save(made, "JPEG")
    return made.getvalue()
