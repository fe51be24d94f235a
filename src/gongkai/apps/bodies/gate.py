"""What is asked of whoever is logged in, before every page of the desk: a login that is not ended, a second factor."""

from collections.abc import Callable
from typing import Final, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from gongkai.apps.bodies.models import User
from gongkai.apps.bodies.selectors import second_factor_required
from gongkai.apps.bodies.services.sessions import see_session

DESK: Final = "/desk/"
GUARDED: Final = (DESK, "/files/")  # what staff see before anybody else does
KEPT: Final = "staff_session"  # in the browser's session: the number of its row of logins
SECOND: Final = "second_factor"  # in the browser's session: that this login passed a second step
# what a login without the second factor that its roles ask for may still open: to set one up, or to leave
STILL_OPEN: Final = tuple(
    f"{DESK}{address}" for address in ("login/", "logout/", "confirm/", "second-factor/", "language/")
)

# what Wagtail has of its own and knows neither the throttle nor the second step: there is one door to the desk
OTHER_DOORS: Final = tuple(f"{DESK}editor/{address}" for address in ("login/", "password_reset/"))


class Gate:
    """Lead whoever lacks the second factor their roles ask for to where it is set up; note that the login is used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or lead elsewhere."""
        if request.path.startswith(OTHER_DOORS):
            return redirect("bodies:login")
        # without the cookie of a session nobody is logged in, and no page of the public need ask the database
        asked = request.path.startswith(GUARDED) and settings.SESSION_COOKIE_NAME in request.COOKIES
        if asked and request.user.is_authenticated:
            if KEPT in request.session:
                see_session(request.session[KEPT], timezone.now())
            if not request.path.startswith(STILL_OPEN) and _lacks(request):
                return redirect("bodies:second-factor")
        return self.get_response(request)


def _lacks(request: HttpRequest) -> bool:
    if request.session.get(SECOND):
        return False
    return second_factor_required(cast("User", request.user), timezone.localdate())
