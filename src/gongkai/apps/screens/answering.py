"""What the desk is told of screens: silent ones, requests that wait for a decision."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.apps.bodies.models import User
from gongkai.apps.bodies.questions import Counted, open_work, waiting
from gongkai.apps.bodies.roles import Act
from gongkai.apps.publishing.permissions import bodies_where
from gongkai.apps.screens.models import Showing
from gongkai.apps.screens.selectors import state
from gongkai.apps.screens.states import State


def connect() -> None:
    """Answer the questions of `bodies`."""
    waiting.connect(_waiting, dispatch_uid="gongkai.apps.screens")
    open_work.connect(_open_work, dispatch_uid="gongkai.apps.screens")


def _waiting(sender: Any, of: User, on: date, **_more: Any) -> list[Counted]:
    home = reverse("screens:home")
    keeps = bodies_where(of, Act.DELIVER, on)
    quiet = len(state.silent(keeps, timezone.now())) if keeps else 0
    lines = [Counted(_("没有回应的电子屏"), quiet, home, urgent=True)]
    for act, asked, what in (
        (Act.REVIEW_SHOWING, State.REQUESTED, _("待审核的电子屏播放")),
        (Act.APPROVE_SHOWING, State.REVIEWED, _("待审批的电子屏播放")),
    ):
        bodies = bodies_where(of, act, on)
        lines.append(Counted(what, state.waiting(bodies, asked).count() if bodies else 0, home))
    return lines


def _open_work(sender: Any, of: Any, **_more: Any) -> list[Counted]:
    if not isinstance(of, User):
        return []
    asked = Showing.objects.filter(requested_by=of, state__in=[State.REQUESTED, State.REVIEWED])
    return [Counted(_("还没有审批的电子屏播放申请"), asked.count())]
