"""Who asks for a page of the desk, and what they may do today: for the views of every app."""

from typing import cast

from django.http import HttpRequest
from django.utils import timezone

from gongkai.apps.bodies.models import PublicBody, User
from gongkai.apps.bodies.permissions import may
from gongkai.apps.bodies.roles import Act


def person(request: HttpRequest) -> User:
    """Return who asks; the page asks for a login first."""
    return cast("User", request.user)


def may_act(request: HttpRequest, act: Act, body: PublicBody) -> bool:
    """Tell whether the person may do an act in a body today."""
    return may(person(request), act, body, on=timezone.localdate())
