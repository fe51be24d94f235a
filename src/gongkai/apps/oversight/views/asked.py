"""What an address of oversight names, for a person who may see it."""

from datetime import date
from typing import Final

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from gongkai.apps.bodies.asking import may_act
from gongkai.apps.bodies.errors import NotAllowed
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.roles import ALLOWED, Act, Role

FIRST: Final = 2019  # the first year of the present forms
LATEST: Final = 366  # how many days ahead the next inspection may be
# Who sees the score of a body: those who answer for its disclosure, and the district.
READERS: Final = (Act.ANSWER_TASK, Act.SIGN_REPORT, Act.OVERSEE)


def body_asked(request: HttpRequest, slug: str, *acts: Act) -> PublicBody:
    """Return the body of an address; raise NotAllowed for who may do none of the acts."""
    body = get_object_or_404(PublicBody, slug=slug)
    require_any(request, body, *acts)
    return body


def require_any(request: HttpRequest, body: PublicBody, *acts: Act) -> None:
    """Raise NotAllowed for who may do none of the acts in a body."""
    if not any(may_act(request, act, body) for act in acts):
        raise NotAllowed(acts[0], body.name, [role for role in Role if ALLOWED[role] & set(acts)])


def year_asked(request: HttpRequest) -> int:
    """Return the year asked for, else this one. Raises Http404 for one that the desk does not have."""
    today = timezone.localdate()
    text = request.GET.get("year", str(today.year))
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    if not FIRST <= year <= today.year + 1:
        raise Http404
    return year


def day_asked(request: HttpRequest) -> date | None:
    """Return the day of an inspection that is asked for; None for none, or for one that cannot be judged."""
    try:
        day = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return None
    return day if day.year >= FIRST and (day - timezone.localdate()).days <= LATEST else None
