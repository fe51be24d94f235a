"""What an address of the report desk names, for a person who may see it."""

from datetime import date
from typing import Final

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from gongkai.apps.bodies.asking import may_act
from gongkai.apps.bodies.errors import NotAllowed
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.roles import ALLOWED, Act, Role
from gongkai.apps.reports.models import ReportDraft
from gongkai.apps.reports.selectors.reports import latest

FIRST: Final = 2019  # the first year of the present forms
WORKERS: Final = (Act.DRAFT_REPORT, Act.REVIEW_REPORT, Act.SIGN_REPORT)
READERS: Final = (*WORKERS, Act.OVERSEE)


def allowed(request: HttpRequest, acts: tuple[Act, ...], body: PublicBody) -> set[Act]:
    """Return which of some acts a person may do in a body."""
    return {act for act in acts if may_act(request, act, body)}


def body_asked(request: HttpRequest, slug: str, year: int, acts: tuple[Act, ...]) -> PublicBody:
    """Return the body of an address; raise NotAllowed for who may do none of the acts, Http404 for no year of ours."""
    body = get_object_or_404(PublicBody, slug=slug)
    if not allowed(request, acts, body):
        raise NotAllowed(acts[0], body.name, [role for role in Role if ALLOWED[role] & set(acts)])
    if not FIRST <= year <= timezone.localdate().year:
        raise Http404
    return body


def draft_asked(request: HttpRequest, slug: str, year: int, acts: tuple[Act, ...]) -> ReportDraft:
    """Return the newest version of a body's report for a year."""
    draft = latest(body_asked(request, slug, year, acts), year)
    if draft is None:
        raise Http404
    return draft


def years(today: date) -> list[int]:
    """Return the years that the desk offers, newest first."""
    return list(range(today.year, max(FIRST, today.year - 6), -1))
