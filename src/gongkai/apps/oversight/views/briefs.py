"""The leader's one-page brief: as PDF, and as a letter."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.apps.bodies.asking import may_act, person
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.views.acting import do
from gongkai.apps.oversight.selectors.brief import brief_of, leaders_of
from gongkai.apps.oversight.services.briefs import send_brief
from gongkai.apps.oversight.views.asked import FIRST, READERS, body_asked
from gongkai.core.oversight.brief import render as as_pdf

SENDERS = (Act.OVERSEE, Act.DRAFT_REPORT)


@require_safe
@never_cache
@login_required
def page(request: HttpRequest, slug: str, year: int, month: int) -> HttpResponse:
    """The brief as a page, with the ways to take it along."""
    body = body_asked(request, slug, *READERS)
    today = timezone.localdate()
    _judge(year, month)
    given = {
        "body": body,
        "page": "brief",
        "brief": brief_of(body, year, month, today),
        "year": year,
        "month": month,
        "months": _months_before(today.year, today.month),
        "leaders": leaders_of(body, today),
        "may_send": any(may_act(request, act, body) for act in SENDERS),
    }
    return render(request, "oversight/brief.html", given)


@require_safe
@never_cache
@login_required
def pdf(request: HttpRequest, slug: str, year: int, month: int) -> HttpResponse:
    """The brief as one page of PDF."""
    body = body_asked(request, slug, *READERS)
    _judge(year, month)
    brief = brief_of(body, year, month, timezone.localdate())
    answer = HttpResponse(as_pdf(brief), content_type="application/pdf")
    name = f"{body.short_name}{year}年{month}月政务公开月报.pdf"
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or ""  # noqa: FBT003
    return answer


@require_POST
@login_required
def send(request: HttpRequest, slug: str, year: int, month: int) -> HttpResponse:
    """Send the brief to the leaders of the body."""
    body = body_asked(request, slug, *SENDERS)
    _judge(year, month)
    address = request.build_absolute_uri(reverse("oversight:brief", args=[slug, year, month]))

    def run() -> object:
        return send_brief(by=person(request), body=body, month=(year, month), link=lambda: address, now=timezone.now())

    if do(request, None, run):
        messages.success(request, _("简报已经交给寄信程序。"))
    return redirect("oversight:brief", slug, year, month)


def _judge(year: int, month: int) -> None:
    today = timezone.localdate()
    if not (1 <= month <= 12 and (FIRST, 1) <= (year, month) <= (today.year, today.month)):
        raise Http404


def _months_before(year: int, month: int) -> list[tuple[int, int]]:
    """Return a year of months, the newest first."""
    first = year * 12 + month - 1
    return [(number // 12, number % 12 + 1) for number in range(first, first - 12, -1)]
