"""The boards of a person, one board with the work of today, its month, its sheets, the matters."""

from datetime import date, datetime, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.boards import services
from gongkai.apps.boards.access import boards_for
from gongkai.apps.boards.forms import BoardForm, MatterForm
from gongkai.apps.boards.models import Board, BoardMatter
from gongkai.apps.boards.posters import posters_of
from gongkai.apps.boards.selectors import plan
from gongkai.apps.boards.views.asked import board_asked, body_asked, form_page
from gongkai.apps.bodies.asking import may_act, person
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.views.acting import do, typed
from gongkai.apps.publishing.permissions import bodies_where
from gongkai.core.posters import PAPERS
from gongkai.core.posters import render as draw


@require_safe
@never_cache
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What to put up and take down today, on all boards of the person; objections that wait."""
    on = timezone.localdate()
    boards = [(one, plan.today(one, on)) for one in boards_for(person(request), Act.POST_ON_BOARD, on)]
    given = {
        "boards": boards,
        "on": on,
        "keeps": bodies_where(person(request), Act.KEEP_CHANNELS, on),
        "objections": plan.objections(bodies_where(person(request), Act.ANSWER_OBJECTION, on)),
    }
    return render(request, "boards/home.html", given)


@require_safe
@never_cache
@login_required
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One board: the work of today, what hangs and how long still."""
    board, on = board_asked(request, pk), timezone.localdate()
    work = plan.today(board, on)
    given = {
        "board": board,
        "work": work,
        "hanging": [(row, row.days_left(on)) for row in work.hanging],
        "may_keep": may_act(request, Act.KEEP_CHANNELS, board.channel.public_body),
        "papers": PAPERS,
        "has_sheets": any(row.delivery for row in work.up),
    }
    return render(request, "boards/board.html", given)


@require_safe
@never_cache
@login_required
def month(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan of a month, day by day."""
    board = board_asked(request, pk)
    first = _month(request.GET.get("month", ""))
    given = {
        "board": board,
        "month": first,
        "days": plan.month(board, first),
        "before": (first - timedelta(days=1)).strftime("%Y-%m"),
        "after": (first + timedelta(days=32)).strftime("%Y-%m"),
    }
    return render(request, "boards/month.html", given)


@require_safe
@never_cache
@login_required
def sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheets of what is to be put up today, or of one posting, to print."""
    board, on = board_asked(request, pk), timezone.localdate()
    asked = request.GET.get("posting", "")
    work = plan.today(board, on)
    wanted = [row for row in (*work.up, *work.hanging) if str(row.pk) == asked] if asked else work.up
    posters = posters_of(board, wanted)
    paper = request.GET.get("paper", board.paper)
    if not posters or paper not in PAPERS:
        raise Http404
    answer = HttpResponse(draw(posters, paper), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="board-{board.key}-{on:%Y%m%d}.pdf"'
    return answer


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """A board set up."""
    body = body_asked(request, slug)
    form, made = BoardForm(typed(request), body=body), list[Board]()

    def run() -> None:
        name = form.cleaned_data["name"]
        made.append(
            services.open_board(by=person(request), body=body, name=name, boarding=form.boarding(), now=timezone.now())
        )

    if form.is_valid() and do(request, form, run):
        return redirect("boards:board", made[0].pk)
    return form_page(request, form, _("设立公示栏"), _("设立"), reverse("boards:home"), told=body.name)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """A board changed."""
    board = board_asked(request, pk, Act.KEEP_CHANNELS)
    form = BoardForm(typed(request), body=board.channel.public_body, instance=board)

    def run() -> object:
        return services.change_board(by=person(request), board=board, boarding=form.boarding(), now=timezone.now())

    if form.is_valid() and do(request, form, run):
        messages.success(request, _("已经保存。"))
        return redirect("boards:board", pk)
    back = reverse("boards:board", args=[pk])
    return form_page(request, form, _("修改公示栏"), _("保存"), back, board=board)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def matters(request: HttpRequest, slug: str) -> HttpResponse:
    """The matters of a body's boards: added, or offered no more."""
    body, now = body_asked(request, slug), timezone.now()
    closing = request.POST.get("close", "")
    form = MatterForm(typed(request) if not closing else None)
    if closing:
        matter = get_object_or_404(BoardMatter, pk=closing if closing.isdigit() else 0, public_body=body)
        do(request, None, lambda: services.close_matter(by=person(request), matter=matter, now=now))
        return redirect("boards:matters", slug)
    if form.is_valid() and do(
        request, form, lambda: services.add_matter(by=person(request), body=body, **form.cleaned_data, now=now)
    ):
        return redirect("boards:matters", slug)
    rows = BoardMatter.objects.filter(public_body=body, closed_on=None)
    return render(request, "boards/matters.html", {"body": body, "form": form, "rows": rows})


def _month(asked: str) -> date:
    """Return the first day of the month asked for, such as 2026-06; of this one for anything else."""
    try:
        return datetime.strptime(asked, "%Y-%m").date()  # noqa: DTZ007 a month has no zone
    except ValueError:
        return timezone.localdate().replace(day=1)
