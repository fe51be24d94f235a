"""What an address of the boards names, for a person who may see it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from gongkai.apps.boards.access import require_on
from gongkai.apps.boards.models import Board, Posting
from gongkai.apps.bodies.asking import person
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import require
from gongkai.apps.bodies.roles import Act


def body_asked(request: HttpRequest, slug: str) -> PublicBody:
    """Return the body of an address; raise NotAllowed for who does not keep its channels."""
    body = get_object_or_404(PublicBody, slug=slug)
    require(person(request), Act.KEEP_CHANNELS, body, on=timezone.localdate())
    return body


def board_asked(request: HttpRequest, pk: int, act: Act = Act.POST_ON_BOARD) -> Board:
    """Return the board of an address; raise NotAllowed for who may not do the act on it."""
    board = get_object_or_404(Board.objects.select_related("channel__public_body", "community"), pk=pk)
    require_on(person(request), act, board, on=timezone.localdate())
    return board


def posting_asked(request: HttpRequest, pk: int) -> Posting:
    """Return the posting of an address; raise NotAllowed for who may not post on its board."""
    found = Posting.objects.select_related(
        "board__channel__public_body", "board__community", "delivery__disclosure__public_body", "matter"
    )
    posting = get_object_or_404(found, pk=pk)
    require_on(person(request), Act.POST_ON_BOARD, posting.board, on=timezone.localdate())
    return posting


def form_page(request: HttpRequest, form: Any, title: str, button: str, back: str, **more: Any) -> HttpResponse:
    """Show a form of the desk."""
    given = {"form": form, "title": title, "button": button, "back": back, **more}
    return render(request, "boards/form.html", given)
