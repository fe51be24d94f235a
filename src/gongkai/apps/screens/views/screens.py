"""The screens of one's bodies, one screen with its list and its devices, its ledger."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.bodies.asking import may_act, person
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import require
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.views.acting import do, typed
from gongkai.apps.screens import services
from gongkai.apps.screens.forms import ScreenForm
from gongkai.apps.screens.models import Screen
from gongkai.apps.screens.selectors import playlist, state
from gongkai.apps.screens.states import State
from gongkai.apps.screens.views.asked import bodies_seen, screen_asked


@require_safe
@never_cache
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The screens, which of them are silent, what waits for a decision."""
    bodies, now = bodies_seen(request), timezone.now()
    screens = [(one, state.is_silent(one, now)) for one in state.screens_of(bodies)]
    given = {
        "screens": screens,
        "keeps": [one for one in bodies if may_act(request, Act.KEEP_CHANNELS, one)],
        "waiting": [*state.waiting(bodies, State.REQUESTED), *state.waiting(bodies, State.REVIEWED)],
    }
    return render(request, "screens/home.html", given)


@require_safe
@never_cache
@login_required
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One screen: what it plays, what its devices last said."""
    screen, now = screen_asked(request, pk), timezone.now()
    body = screen.channel.public_body
    given = {
        "screen": screen,
        "body": body,
        "address": f"{settings.SITE_ADDRESS}{screen.address}",
        "silent": state.is_silent(screen, now),
        "is_open": screen.is_open(timezone.localtime(now).time()),
        "rows": playlist.allowed(screen, now).select_related("delivery__disclosure")[: playlist.MOST],
        "devices": screen.devices.all(),
        "may_keep": may_act(request, Act.KEEP_CHANNELS, body),
        "may_request": may_act(request, Act.REQUEST_SHOWING, body),
    }
    return render(request, "screens/screen.html", given)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """A screen set up."""
    body = get_object_or_404(PublicBody, slug=slug)
    require(person(request), Act.KEEP_CHANNELS, body, on=timezone.localdate())
    form, made = ScreenForm(typed(request)), list[Screen]()

    def run() -> None:
        name = form.cleaned_data["name"]
        made.append(
            services.open_screen(
                by=person(request), body=body, name=name, screening=form.screening(), now=timezone.now()
            )
        )

    if form.is_valid() and do(request, form, run):
        return redirect("screens:screen", made[0].pk)
    return form_page(request, body, form, _("接入电子屏"), _("接入"), reverse("screens:home"))


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """A screen changed."""
    screen = screen_asked(request, pk, Act.KEEP_CHANNELS)
    form = ScreenForm(typed(request), instance=screen)

    def run() -> object:
        return services.change_screen(by=person(request), screen=screen, screening=form.screening(), now=timezone.now())

    if form.is_valid() and do(request, form, run):
        messages.success(request, _("已经保存，屏幕几秒内更新。"))
        return redirect("screens:screen", pk)
    back = reverse("screens:screen", args=[pk])
    return form_page(request, screen.channel.public_body, form, _("修改电子屏"), _("保存"), back)


@require_safe
@never_cache
@login_required
def ledger(request: HttpRequest, pk: int) -> HttpResponse:
    """The ledger of a month: who asked, who reviewed, who approved, when it was shown and how often."""
    screen = screen_asked(request, pk)
    start = _month(request.GET.get("month", ""))
    end = (start + timedelta(days=32)).replace(day=1)
    given = {
        "screen": screen,
        "body": screen.channel.public_body,
        "rows": state.ledger(screen, start, end),
        "month": start,
        "before": (start - timedelta(days=1)).strftime("%Y-%m"),
        "after": end.strftime("%Y-%m"),
    }
    return render(request, "screens/ledger.html", given)


def _month(asked: str) -> datetime:
    """Return the first instant of the month asked for, such as 2026-06; of this one for anything else."""
    now = timezone.localtime()
    try:
        day = datetime.strptime(asked, "%Y-%m")  # noqa: DTZ007 the zone is that of the site
    except ValueError:
        day = now
    return now.replace(year=day.year, month=day.month, day=1, hour=0, minute=0, second=0, microsecond=0)


def form_page(request: HttpRequest, body: PublicBody, form: Any, title: str, button: str, back: str) -> HttpResponse:
    """Show a form of the desk."""
    given = {"body": body, "form": form, "title": title, "button": button, "back": back}
    return render(request, "screens/form.html", given)
