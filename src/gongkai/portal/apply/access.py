"""Which applications a browser may see: those sent from it, and those whose check word it has shown."""

from typing import Final

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from gongkai.apps.applications.models import Application
from gongkai.apps.bodies.models import PublicBody

KEPT: Final = "applications"  # in the browser's session: numbers of rows
MOST: Final = 20


class NotShown(Exception):
    """The browser has not shown the check word of this application."""


def body_of(slug: str) -> PublicBody:
    """Return the body of an address."""
    return get_object_or_404(PublicBody, slug=slug)


def let_in(request: HttpRequest, application: Application) -> None:
    """Remember that this browser may see an application."""
    kept = [number for number in request.session.get(KEPT, []) if number != application.pk]
    request.session.cycle_key()
    request.session[KEPT] = [*kept, application.pk][-MOST:]


def forget(request: HttpRequest) -> None:
    """Forget all of them, as somebody leaves a shared computer."""
    request.session.pop(KEPT, None)


def shown(request: HttpRequest, body: PublicBody, number: str) -> Application:
    """Return an application that this browser may see. Raises NotShown, the same for one that is not there."""
    year, _dash, serial = number.partition("-")
    if not (year.isdecimal() and serial.isdecimal()) or len(number) > 20:
        raise Http404
    rows = Application.objects.select_related("body", "applicant")
    found = rows.filter(
        body=body, year=int(year), serial=int(serial), pk__in=request.session.get(KEPT, []), applicant__erased_on=None
    )
    application = found.first()
    if application is None:
        raise NotShown
    return application
