"""What an address of the ledgers names, for a person who may see it."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from gongkai.apps.bodies.asking import person
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import require
from gongkai.apps.bodies.roles import Act
from gongkai.apps.ledgers.kinds import LedgerKind


def body_asked(request: HttpRequest, slug: str, act: Act = Act.KEEP_LEDGER) -> PublicBody:
    """Return the body of an address; raise NotAllowed for who may not do the act there."""
    body = get_object_or_404(PublicBody, slug=slug)
    require(person(request), act, body, on=timezone.localdate())
    return body


def kind_asked(name: str) -> LedgerKind:
    """Return the ledger of an address. Raises Http404."""
    try:
        return LedgerKind(name)
    except ValueError:
        raise Http404 from None


def year_asked(request: HttpRequest, now: datetime) -> int:
    """Return the year asked for, else this one."""
    text = request.GET.get("year", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    return year if 1949 <= year <= now.year else timezone.localdate(now).year


def shown(body: PublicBody, **more: Any) -> dict[str, Any]:
    """Return what every page of the ledgers is given."""
    return {"body": body, "kinds": list(LedgerKind), **more}
