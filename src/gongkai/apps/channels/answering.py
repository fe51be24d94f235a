"""What the desk is told of channels: what waits for a person, and what a body has made."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.apps.bodies.models import PublicBody, User
from gongkai.apps.bodies.questions import Counted, content, waiting
from gongkai.apps.bodies.roles import Act
from gongkai.apps.channels.models import Channel
from gongkai.apps.channels.outbound import training
from gongkai.apps.channels.selectors.queue import for_a_person, silent
from gongkai.apps.publishing.permissions import bodies_where


def connect() -> None:
    """Answer the questions of `bodies`."""
    waiting.connect(_waiting, dispatch_uid="gongkai.apps.channels")
    content.connect(_content, dispatch_uid="gongkai.apps.channels")


def _waiting(sender: Any, of: User, on: date, **_more: Any) -> list[Counted]:
    bodies = bodies_where(of, Act.DELIVER, on)
    if not bodies:
        return []
    home, quiet = reverse("channels:home"), silent(bodies, timezone.now())
    return [
        Counted(_("待人工办理的投送"), for_a_person(bodies).count(), home),
        Counted(_("超过更新间隔的新媒体账号"), len(quiet), home, urgent=True),
    ]


def _content(sender: Any, of: PublicBody, **_more: Any) -> list[Counted]:
    return [Counted(_("渠道账号"), Channel.objects.filter(public_body=of).exclude(kind="website").count())]


def site(request: Any) -> dict[str, bool]:
    """Tell every page whether the channels are stand-ins for training."""
    return {"training": training()}
