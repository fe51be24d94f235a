"""What a screen is to play: asked for, decided on, arranged."""

from collections.abc import Callable, Mapping
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.apps.bodies.asking import may_act, person
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.views.acting import do, typed
from gongkai.apps.channels.states import State as Sent
from gongkai.apps.screens import services
from gongkai.apps.screens.forms import ArrangeForm, DecisionForm, RequestForm
from gongkai.apps.screens.models import Showing
from gongkai.apps.screens.states import TRANSITIONS, State, Step
from gongkai.apps.screens.views.asked import screen_asked, showing_asked
from gongkai.apps.screens.views.screens import form_page

GONE: Final = frozenset({Sent.REMOVING, Sent.REMOVE_BY_HAND, Sent.REMOVED, Sent.CANCELLED})
DECIDING: Final[Mapping[Step, Callable[..., Showing]]] = {
    Step.REVIEW: services.review,
    Step.APPROVE: services.approve,
    Step.REFUSE: services.refuse,
    Step.STOP: services.stop,
}


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def request_one(request: HttpRequest, pk: int) -> HttpResponse:
    """A notice asked for."""
    screen, now = screen_asked(request, pk, Act.REQUEST_SHOWING), timezone.now()
    form, made = RequestForm(typed(request), now=now), list[Showing]()

    def run() -> None:
        made.append(services.request_showing(by=person(request), screen=screen, wanted=form.typed(), now=now))

    if form.is_valid() and do(request, form, run):
        messages.success(request, _("已经提交，等待审核。"))
        return redirect("screens:showing", made[0].pk)
    back = reverse("screens:screen", args=[pk])
    title = _("申请在“{name}”播放").format(name=screen.channel.name)
    return form_page(request, screen.channel.public_body, form, title, _("提交申请"), back)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry with every step, and what the person may decide about it."""
    showing = showing_asked(request, pk)
    open_steps = _open(request, showing)
    form = DecisionForm(typed(request))
    if request.method == "POST" and form.is_valid():
        step = next((one for one in open_steps if one.value == request.POST.get("step")), None)
        if step is None:
            raise Http404
        note = form.cleaned_data["note"]
        if do(
            request, form,
            lambda: DECIDING[step](by=person(request), showing=showing, note=note, now=timezone.now()),
        ):  # fmt: skip
            messages.success(request, _("已经办理。"))
            return redirect("screens:showing", pk)
    given = {
        "showing": showing,
        "screen": showing.screen,
        "body": showing.screen.channel.public_body,
        "steps": showing.steps.all(),
        "is_gone": showing.delivery is not None and showing.delivery.state in GONE,
        "plays": showing.plays.all(),
        "form": form,
        "doubts": [] if showing.delivery else services.doubts(showing, timezone.now()),
        "open_steps": open_steps,
        "may_arrange": showing.state == State.APPROVED
        and may_act(request, Act.STOP_SHOWING, showing.screen.channel.public_body),
    }
    return render(request, "screens/showing.html", given)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """Days, hours and priority changed."""
    showing = showing_asked(request, pk, Act.STOP_SHOWING)
    names = ("priority", "from_at", "until_at", "from_time", "until_time")
    form = ArrangeForm(typed(request), initial={name: getattr(showing, name) for name in names})

    def run() -> object:
        return services.arrange(by=person(request), showing=showing, wanted=form.wanted(showing), now=timezone.now())

    if form.is_valid() and do(request, form, run):
        return redirect("screens:showing", pk)
    back = reverse("screens:showing", args=[pk])
    return form_page(request, showing.screen.channel.public_body, form, _("调整播放安排"), _("保存"), back)


def _open(request: HttpRequest, showing: Showing) -> list[Step]:
    """Return the steps that the state allows and the person may take."""
    body, state = showing.screen.channel.public_body, State(showing.state)
    acts = {
        Step.REVIEW: Act.REVIEW_SHOWING,
        Step.APPROVE: Act.APPROVE_SHOWING,
        Step.REFUSE: Act.REVIEW_SHOWING if state is State.REQUESTED else Act.APPROVE_SHOWING,
        Step.STOP: Act.STOP_SHOWING,
    }
    return [step for step, act in acts.items() if (state, step) in TRANSITIONS and may_act(request, act, body)]
