"""Boards, plainly invented."""

import itertools
from io import BytesIO

from PIL import Image

from gongkai.apps.boards import services
from gongkai.apps.boards.models import Board
from gongkai.apps.boards.services import Boarding, Proof
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.channels.services import require_for
from tests.apps.publishing.factories import column

_numbers = itertools.count(1)


def photo() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (40, 30), "brown").save(drawn, "JPEG")
    return drawn.getvalue()


def proof(at, **given):
    return Proof(**{"at": at, "photo": photo(), **given})


def board(body: PublicBody, now, **given) -> Board:
    """A board to which the notices of its body must go."""
    boarding = Boarding(**{"place": "虚构的门口", "phone": "0000-0000000", "days": 7, **given})
    name = f"演示公示栏{next(_numbers)}"
    made = services.open_board(by=SERVER, body=body, name=name, boarding=boarding, now=now)
    require_for(by=SERVER, channel=made.channel, columns=[column(body)], now=now)
    return made


def matter(body: PublicBody, now, **given):
    name = f"虚构事项{next(_numbers)}"
    return services.add_matter(**{"by": SERVER, "body": body, "name": name, "days": None, "now": now, **given})
