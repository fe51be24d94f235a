"""What hangs on a board and until when, what is over, and its sheets to print."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.apps.boards.models import Board
from gongkai.apps.boards.posters import period_of, posters_of
from gongkai.apps.boards.selectors import plan
from gongkai.core.posters import PAPERS
from gongkai.core.posters import render as draw
from gongkai.portal.pages.views.frame import Crumb, frame


@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """The board: what runs with the days that are left, what is over."""
    board, on = _board(key), timezone.localdate()
    body = board.channel.public_body
    running = [(row, period_of(row), row.days_left(on)) for row in plan.shown(board, on)]
    given = {
        **frame(body, Crumb(board.channel.name)),
        "board": board,
        "running": running,
        "ended": plan.ended(board, on),
        "has_sheets": any(row.delivery for row, _, _ in running),
        "phone": board.phone or body.phone,
    }
    answer = render(request, "board/page.html", given)
    answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
def sheets(request: HttpRequest, key: str) -> HttpResponse:
    """The sheets of what runs; all of it is public already."""
    board, on = _board(key), timezone.localdate()
    posters = posters_of(board, plan.shown(board, on))
    paper = request.GET.get("paper", board.paper)
    if not posters or paper not in PAPERS:
        raise Http404
    answer = HttpResponse(draw(posters, paper), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="board-{board.key}.pdf"'
    return answer


def _board(key: str) -> Board:
    found = Board.objects.select_related("channel__public_body", "community").filter(
        key=key, channel__closed_on=None, channel__public_body__home__isnull=False
    )
    board = found.first()
    if board is None:
        raise Http404
    return board
