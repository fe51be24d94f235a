"""The desk of reported mistakes: the list of a body, and one report with the form that closes it."""

from typing import Final, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.bodies.models import PublicBody, User
from gongkai.apps.bodies.permissions import require
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.views.acting import do
from gongkai.apps.publishing.models import Disclosure
from gongkai.portal.mistakes.answering import bodies_of
from gongkai.portal.mistakes.forms import Answer
from gongkai.portal.mistakes.models import MistakeReport
from gongkai.portal.mistakes.services import close_mistake

SHOWN: Final = 100  # newest reports of each kind


@require_safe
@never_cache
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """Show the person's bodies with their open reports."""
    found = bodies_of(cast("User", request.user), timezone.localdate())
    lists = [(body, list(body.mistake_reports.filter(closed_at__isnull=True)[:SHOWN])) for body in found]
    return render(request, "mistakes/desk.html", {"lists": lists})


@require_safe
@never_cache
@login_required
def of_body(request: HttpRequest, slug: str) -> HttpResponse:
    """Show all reports of a body, open ones first."""
    body = get_object_or_404(PublicBody, slug=slug)
    require(cast("User", request.user), Act.ANSWER_MISTAKE, body, on=timezone.localdate())
    rows = body.mistake_reports
    waiting = list(rows.filter(closed_at__isnull=True)[:SHOWN])
    closed = list(rows.filter(closed_at__isnull=False)[:SHOWN])
    return render(request, "mistakes/list.html", {"body": body, "waiting": waiting, "closed": closed})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one report; close it with an answer."""
    by, now = cast("User", request.user), timezone.now()
    report = get_object_or_404(MistakeReport.objects.select_related("body"), pk=pk)
    require(by, Act.ANSWER_MISTAKE, report.body, on=timezone.localdate(now))
    form = Answer(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["answer"]
        if do(request, form, lambda: close_mistake(by=by, report=report, answer=answer, now=now)):
            messages.success(request, _("已经办结。"))
            return redirect("mistakes:of-body", report.body.slug)
    page = Disclosure.objects.filter(public_id=report.page, public_body=report.body).first() if report.page else None
    return render(request, "mistakes/one.html", {"body": report.body, "report": report, "page": page, "form": form})
