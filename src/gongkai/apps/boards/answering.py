"""What the desk is told of boards: what to put up and take down today, objections without an answer."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.apps.boards.access import boards_for
from gongkai.apps.boards.models import Posting
from gongkai.apps.boards.selectors import plan
from gongkai.apps.bodies.models import Community, User
from gongkai.apps.bodies.questions import Counted, open_work, waiting
from gongkai.apps.bodies.roles import Act
from gongkai.apps.publishing.permissions import bodies_where


def connect() -> None:
    """Answer the questions of `bodies`."""
    waiting.connect(_waiting, dispatch_uid="gongkai.apps.boards")
    open_work.connect(_open_work, dispatch_uid="gongkai.apps.boards")


def _waiting(sender: Any, of: User, on: date, **_more: Any) -> list[Counted]:
    home = reverse("boards:home")
    days = [plan.today(board, on) for board in boards_for(of, Act.POST_ON_BOARD, on)]
    bodies = bodies_where(of, Act.ANSWER_OBJECTION, on)
    return [
        Counted(_("今天要张贴的公示"), sum(len(one.up) for one in days), home),
        Counted(_("今天要撤下的公示"), sum(len(one.down) for one in days), home, urgent=True),
        Counted(_("待答复的公示期异议"), plan.objections(bodies).count() if bodies else 0, home, urgent=True),
    ]


def _open_work(sender: Any, of: Any, **_more: Any) -> list[Counted]:
    if not isinstance(of, Community):
        return []
    hangs = Posting.objects.filter(board__community=of, up_at__isnull=False, down_at=None)
    return [Counted(_("还没有撤下的公示"), hangs.count())]
