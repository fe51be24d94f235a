"""What an outcome means in plain words, and what can be done about it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.apps.applications.law import law_of
from gongkai.apps.applications.services.letters import letter_settings
from gongkai.core.law.outcomes import outcomes
from gongkai.core.law.remedies import clause, remedies
from gongkai.portal.apply import access
from gongkai.portal.apply.plain_words import plain_words


@require_safe
def all_outcomes(request: HttpRequest, slug: str) -> HttpResponse:
    """List the outcomes an application can have."""
    body = access.body_of(slug)
    return render(request, "apply/outcomes.html", {"body": body, "outcomes": outcomes().values()})


@require_safe
def outcome(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Explain one outcome."""
    body = access.body_of(slug)
    if code not in outcomes():
        raise Http404
    today = timezone.localdate()
    settings = letter_settings(body, today)
    found = remedies(code, today, law_of(body, today).settings)
    places = settings.remedies
    clauses = [clause(each, places) for each in found] if places and places.organ and places.court else []
    context = {
        "body": body,
        "outcome": outcomes()[code],
        "words": plain_words()[code],
        "clauses": clauses,
        "first": found[0].variant.value == "RC_FIRST",
    }
    return render(request, "apply/outcome.html", context)
