"""How a login begins, whatever came before it: a second step where the person has one, then the desk."""

from datetime import timedelta
from typing import Final, cast

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from gongkai.apps.bodies.accounts import client_address
from gongkai.apps.bodies.gate import KEPT, SECOND
from gongkai.apps.bodies.models import User
from gongkai.apps.bodies.selectors import second_factors_of
from gongkai.apps.bodies.services import begin_session
from gongkai.apps.bodies.services.sessions import Browser

BACKEND: Final = "gongkai.apps.bodies.accounts.StaffBackend"
HALFWAY: Final = "halfway"  # in the browser's session: who has passed the first step, when, and where they want to go
HALFWAY_FOR: Final = timedelta(minutes=5)
CONFIRMED: Final = "confirmed_at"  # in the browser's session: when the person last proved who they are
CONFIRMED_FOR: Final = timedelta(minutes=15)


def enter(request: HttpRequest, user: User, onward: str) -> HttpResponse:
    """Let in who has passed the first step; ask for the second where the person has one."""
    if not second_factors_of(user):
        return let_in(request, user, onward, second="")
    request.session.flush()  # nothing of whoever used this browser before
    request.session[HALFWAY] = {"user": user.pk, "at": timezone.now().timestamp(), "onward": onward}
    return redirect("bodies:second-step")


def halfway(request: HttpRequest) -> tuple[User, str] | None:
    """Return who has passed the first step in this browser a short while ago, and where they want to go."""
    kept = request.session.get(HALFWAY)
    if kept is None or timezone.now().timestamp() - kept["at"] > HALFWAY_FOR.total_seconds():
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    return (user, str(kept["onward"])) if user else None


def let_in(request: HttpRequest, user: User, onward: str, *, second: str) -> HttpResponse:
    """Begin the login, note from where, and lead on."""
    login(request, user, backend=BACKEND)
    request.session.pop(HALFWAY, None)
    note_login(request, user, second=second)
    request.session[SECOND] = bool(second)
    confirm(request)
    return redirect(safe(request, onward))


def note_login(request: HttpRequest, user: User, *, second: str = "") -> None:
    """Write the row of a login that has just begun in this browser."""
    browser = Browser(client_address(request), request.headers.get("User-Agent", ""))
    key = cast("str", request.session.session_key)
    session = begin_session(user=user, session_key=key, browser=browser, second=second, now=timezone.now())
    request.session[KEPT] = session.pk


def confirm(request: HttpRequest) -> None:
    """Note that the person has just proved who they are."""
    request.session[CONFIRMED] = timezone.now().timestamp()


def is_confirmed(request: HttpRequest) -> bool:
    """Tell whether the person proved who they are a short while ago."""
    at: float = request.session.get(CONFIRMED, 0)
    return timezone.now().timestamp() - at <= CONFIRMED_FOR.total_seconds()


def safe(request: HttpRequest, onward: str) -> str:
    """Return an address of this site; the desk for any other."""
    held = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    return onward if onward and held else "/desk/"
