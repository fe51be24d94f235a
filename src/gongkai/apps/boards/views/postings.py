"""One posting: put up, taken down, its period, its photos, its objections."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.boards import services
from gongkai.apps.boards.access import require_on
from gongkai.apps.boards.forms import AnswerForm, ObjectionForm, PeriodForm, PostForm, ProofForm
from gongkai.apps.boards.models import Objection, Photo, Posting, Way
from gongkai.apps.boards.views.asked import board_asked, form_page, posting_asked
from gongkai.apps.bodies.asking import may_act, person
from gongkai.apps.bodies.permissions import require
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.views.acting import do, typed


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """A matter posted from a phone: which, the photo, how long, done."""
    board, now = board_asked(request, pk), timezone.now()
    form = PostForm(typed(request), request.FILES or None, board=board, on=timezone.localdate(now))
    made = list[Posting]()

    def run() -> None:
        wanted = form.cleaned_data
        made.append(
            services.post(
                by=person(request), board=board, matter=wanted["matter"], title=wanted["title"],
                from_on=wanted["from_on"], until_on=wanted["until_on"], proof=form.proof(), now=now,
            )
        )  # fmt: skip

    if form.is_valid() and do(request, form, run):
        messages.success(request, _("已经登记张贴。") if made[0].up_at else _("已经列入计划。"))
        return redirect("boards:board", pk)
    back = reverse("boards:board", args=[pk])
    return form_page(
        request, form, _("张贴公示"), _("完成"), back, board=board, told=str(board.channel.name), files=True
    )


@require_safe
@never_cache
@login_required
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One posting with its photos and objections."""
    posting, on = posting_asked(request, pk), timezone.localdate()
    given = {
        "posting": posting,
        "board": posting.board,
        "left": posting.days_left(on),
        "over": posting.is_over(on),
        "photos": posting.photos.all(),
        "objections": posting.objections.all(),
        "may_answer": may_act(request, Act.ANSWER_OBJECTION, posting.board.channel.public_body),
    }
    return render(request, "boards/posting.html", given)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def up(request: HttpRequest, pk: int) -> HttpResponse:
    """The photo of a sheet that hangs."""
    posting = posting_asked(request, pk)
    form = ProofForm(typed(request), request.FILES or None)
    form.fields["photo"].required = True

    def run() -> object:
        return services.put_up(by=person(request), posting=posting, proof=form.proof(), now=timezone.now())

    return _act(request, posting, form, run, _("登记张贴"), files=True)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def down(request: HttpRequest, pk: int) -> HttpResponse:
    """The photo of a board from which a sheet is gone."""
    posting = posting_asked(request, pk)
    form = ProofForm(typed(request), request.FILES or None)

    def run() -> object:
        return services.take_down(by=person(request), posting=posting, proof=form.proof(), now=timezone.now())

    return _act(request, posting, form, run, _("登记撤下") if posting.up_at else _("不再张贴"), files=True)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def period(request: HttpRequest, pk: int) -> HttpResponse:
    """The publicity period."""
    posting = posting_asked(request, pk)
    form = PeriodForm(typed(request), initial={"from_on": posting.from_on, "until_on": posting.until_on})

    def run() -> object:
        return services.set_period(by=person(request), posting=posting, **form.cleaned_data, now=timezone.now())

    return _act(request, posting, form, run, _("设定公示期"))


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    """An objection registered."""
    posting, now = posting_asked(request, pk), timezone.now()
    form = ObjectionForm(typed(request), posting=posting, on=timezone.localdate(now))

    def run() -> object:
        typed_in = {**form.cleaned_data, "way": Way(form.cleaned_data["way"])}
        return services.register_objection(by=person(request), posting=posting, **typed_in, now=now)

    return _act(request, posting, form, run, _("登记异议"))


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """An objection answered."""
    row = get_object_or_404(Objection.objects.select_related("posting__board__channel__public_body"), pk=pk)
    require(person(request), Act.ANSWER_OBJECTION, row.posting.board.channel.public_body, on=timezone.localdate())
    form = AnswerForm(typed(request))

    def run() -> object:
        text = form.cleaned_data["answer"]
        return services.answer_objection(by=person(request), objection=row, answer=text, now=timezone.now())

    return _act(request, row.posting, form, run, _("答复异议"), asked=row.text)


@require_safe
@never_cache
@login_required
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """A photo of a board."""
    row = get_object_or_404(Photo.objects.select_related("posting__board__channel__public_body"), pk=pk)
    require_on(person(request), Act.POST_ON_BOARD, row.posting.board, on=timezone.localdate())
    with row.file.open("rb") as file:
        return HttpResponse(file.read(), content_type="image/jpeg")


def _act(
    request: HttpRequest, posting: Posting, form: Any, run: Callable[[], object], title: str, **more: Any
) -> HttpResponse:
    if form.is_valid() and do(request, form, run):
        messages.success(request, _("已经登记。"))
        return redirect("boards:posting", posting.pk)
    back = reverse("boards:posting", args=[posting.pk])
    return form_page(request, form, title, title, back, board=posting.board, told=posting.heading, **more)
