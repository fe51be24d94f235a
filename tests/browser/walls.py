"""A body with a screen, a board and a WeChat account, and what happens to its records: run in a process of the site."""

import time as clock
from collections.abc import Callable
from datetime import time

from django.utils import timezone

from gongkai.apps.boards import services as boards
from gongkai.apps.boards.models import Board
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.channels import services as channels
from gongkai.apps.channels.kinds import ChannelKind, Mode, Secret
from gongkai.apps.channels.models import Delivery
from gongkai.apps.publishing import services as publishing
from gongkai.apps.publishing.models import Disclosure
from tests.apps.boards import factories as board_factories
from tests.apps.bodies import factories as bodies
from tests.apps.publishing.factories import column, image, published
from tests.apps.screens import factories as screen_factories

PATIENCE = 60  # seconds
TITLE = "关于虚构路段停水的通知"
STAND_IN = ("wx0000000000standin", "stand-in-app-secret-0000")


def make() -> dict[str, str]:
    """Make the body; return the addresses of its screen and its board."""
    now, body = timezone.now(), bodies.body(bodies.body(), slug="yi", name="乙街道办事处", short_name="乙街道")
    screen = screen_factories.screen(
        body, now=now, opens_at=time(0), closes_at=time(23, 59, 59), numbers="大厅 0000-0000000"
    )
    board = board_factories.board(body, now)
    account = channels.Account("演示公众号", Mode.API, STAND_IN[0])
    wechat = channels.open_channel(by=SERVER, body=body, kind=ChannelKind.WECHAT, account=account, now=now)
    channels.set_secrets(by=SERVER, channel=wechat, secrets={Secret.APP_SECRET: STAND_IN[1]}, now=now)
    channels.require_for(by=SERVER, channel=wechat, columns=[column(body)], now=now)
    published(body, now=now, title="先前的通知", body=[("text", "<p>先前的内容。</p>")])
    return {"screen": screen.address, "board": board.address}


def publish() -> dict[str, str]:
    """Publish a record with a picture."""
    body, now = PublicBody.objects.get(slug="yi"), timezone.now()
    picture = {"image": image(body), "text": "虚构的照片", "caption": ""}
    text = ("text", "<p>明天上午九点起停水一天，请提前储水。</p>")
    page = published(body, now=now, title=TITLE, body=[text, ("picture", picture)])
    return {"address": page.address}


def hang() -> dict[str, str]:
    """Put the sheet of the record up."""
    now = timezone.now()
    posting = Board.objects.get().postings.get(delivery__disclosure__title=TITLE)
    boards.put_up(by=SERVER, posting=posting, proof=board_factories.proof(now), now=now)
    return states()


def withdraw() -> dict[str, str]:
    """Withdraw the record."""
    page = Disclosure.objects.get(title=TITLE)
    publishing.withdraw(by=SERVER, disclosure=page, reason="有误", now=timezone.now())
    return {}


def take_down() -> dict[str, str]:
    """Take the sheet down."""
    now = timezone.now()
    posting = Board.objects.get().postings.get(delivery__disclosure__title=TITLE)
    boards.take_down(by=SERVER, posting=posting, proof=board_factories.proof(now), now=now)
    return {}


def states() -> dict[str, str]:
    """Return where the deliveries of the record stand."""
    rows = Delivery.objects.filter(disclosure__title=TITLE).select_related("channel")
    return {row.channel.kind: row.state for row in rows}


def shown() -> dict[str, str]:
    """Wait until the screen has said that it showed the record."""
    return _until(lambda found: found["screen"] == "done")


def removed() -> dict[str, str]:
    """Wait until the removal from every channel is proved."""
    return _until(lambda found: set(found.values()) == {"removed"})


def _until(true: Callable[[dict[str, str]], bool]) -> dict[str, str]:
    end = clock.monotonic() + PATIENCE
    while not true(found := states()):
        assert clock.monotonic() < end, found
        clock.sleep(0.2)
    return found
