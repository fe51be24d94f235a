"""The draft of an answer in two steps: outcomes, then what the letter of each outcome asks for; its preview."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.applications import access, services
from gongkai.apps.applications.forms.reply import Draft, Outcomes
from gongkai.apps.applications.models import Letter
from gongkai.apps.applications.services.letters import compose
from gongkai.apps.applications.services.replies import content_of
from gongkai.apps.applications.views.cases import submitted, today_of, user_of
from gongkai.core.law.outcomes import outcomes
from gongkai.core.letters.writers import render as written


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft an answer."""
    by, application, today = today_of(request, pk)
    items = list(application.items.all())
    asked = {name: value for name, value in request.GET.items() if name.startswith("outcome") or name == "main"}
    first = Outcomes(asked or None, items=items)
    context: dict[str, Any] = {"body": application.body, "application": application, "items": items}
    if not asked or not first.is_valid():
        return render(request, "applications/outcomes.html", {**context, "form": first})
    chosen = {item.place: first.cleaned_data[f"outcome{item.place}"] for item in items}
    form = Draft(request.POST or None, request.FILES or None, application=application, chosen=chosen, today=today)

    def run() -> object:
        given = form.cleaned_data
        return services.draft_reply(
            by=by,
            application_id=pk,
            on=given["on"],
            answers=form.answers(),
            main=first.cleaned_data.get("main", ""),
            dated_on=given["dated_on"],
            by_internet=given["by_internet"],
            files=given["uploads"],
            why_late=given["why_late"],
            now=timezone.now(),
        )

    if request.method == "POST" and submitted(request, form, run):
        messages.success(request, "已经拟稿。请核对预览，再由分管领导审签。")
        return redirect("applications:case", pk)
    labels = [(item, outcomes()[chosen[item.place]]) for item in items]
    return render(request, "applications/draft.html", {**context, "form": form, "labels": labels})


@require_safe
@never_cache
@login_required
def preview(request: HttpRequest, pk: int, letter: int) -> HttpResponse:
    """Show a drafted answer as it would be, marked as a draft; `?lacking` lists what it lacks."""
    today = timezone.localdate()
    application = access.seen_case(user_of(request), pk, today)
    row = get_object_or_404(Letter, pk=letter, application=application)
    text = compose(application, row.kind, content_of(row), dated_on=row.dated_on, today=today)
    if "lacking" in request.GET:
        lacking = [gap.sentence for gap in text.gaps if gap.place != "文号"]  # given when it is signed
        context = {"body": application.body, "application": application, "letter": row, "missing": lacking}
        return render(request, "applications/lacking.html", context)
    headers = {"Content-Disposition": f'inline; filename="draft-{application.number}.pdf"'}
    return HttpResponse(written(text, "pdf"), content_type="application/pdf", headers=headers)
