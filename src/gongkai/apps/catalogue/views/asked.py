"""What an address of the catalogue names, for a person who may see it."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from gongkai.apps.bodies.asking import may_act, person
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import require
from gongkai.apps.bodies.roles import Act


def body_asked(request: HttpRequest, slug: str, act: Act = Act.SEE_BODY) -> PublicBody:
    """Return the body of an address; raise NotAllowed for who may not do the act there."""
    body = get_object_or_404(PublicBody, slug=slug)
    require(person(request), act, body, on=timezone.localdate())
    return body


def year_asked(request: HttpRequest) -> int:
    """Return the year asked for, else this one."""
    text, today = request.GET.get("year", ""), timezone.localdate()
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    return year if 2008 <= year <= today.year + 1 else today.year


def years_back(number: int = 5) -> list[int]:
    """Return this year and those before it."""
    this = timezone.localdate().year
    return list(range(this, this - number, -1))


def shown(request: HttpRequest, body: PublicBody, **more: Any) -> dict[str, Any]:
    """Return what every page of the catalogue is given."""
    on = timezone.localdate()
    return {"body": body, "may_keep": may_act(request, Act.KEEP_CATALOGUE, body), "today": on, **more}
