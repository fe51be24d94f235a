"""What an address of the screens names, for a person who may see it."""

from typing import Final

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from gongkai.apps.bodies.asking import may_act, person
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import require
from gongkai.apps.bodies.roles import Act
from gongkai.apps.publishing.permissions import bodies_where
from gongkai.apps.screens.models import Screen, Showing

# Whoever has any of these to do sees the screens of the body.
SEEING: Final = (Act.REQUEST_SHOWING, Act.REVIEW_SHOWING, Act.APPROVE_SHOWING, Act.STOP_SHOWING)


def bodies_seen(request: HttpRequest) -> list[PublicBody]:
    """Return the bodies whose screens the person sees."""
    found = {one.pk: one for act in SEEING for one in bodies_where(person(request), act, timezone.localdate())}
    return [found[number] for number in sorted(found)]


def screen_asked(request: HttpRequest, pk: int, act: Act | None = None) -> Screen:
    """Return the screen of an address; raise NotAllowed for who may not do the act, or none of them, in its body."""
    screen = get_object_or_404(Screen.objects.select_related("channel__public_body"), pk=pk)
    _require(request, act, screen.channel.public_body)
    return screen


def showing_asked(request: HttpRequest, pk: int, act: Act | None = None) -> Showing:
    """Return what an address names of the list of a screen; raise NotAllowed as `screen_asked` does."""
    found = Showing.objects.select_related("screen__channel__public_body", "delivery__disclosure__public_body")
    showing = get_object_or_404(found, pk=pk)
    _require(request, act, showing.screen.channel.public_body)
    return showing


def _require(request: HttpRequest, act: Act | None, body: PublicBody) -> None:
    if act is None and any(may_act(request, one, body) for one in SEEING):
        return
    require(person(request), act or Act.REQUEST_SHOWING, body, on=timezone.localdate())
