"""The home of a body."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.apps.publishing.selectors import public
from gongkai.apps.publishing.words import Section
from gongkai.portal.pages.views.frame import body_at, frame

SHOWN: Final = 12  # newest entries
POLICIES: Final = 6
REPORTS: Final = 4


@require_safe
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest of a body, its policy documents, its annual reports, and how to reach it."""
    found = body_at(slug)
    shown = {
        "newest": list(public.published(body=found)[:SHOWN]),
        "policies": list(public.published(body=found, section=Section.DOCUMENTS)[:POLICIES]),
        "reports": list(public.published(body=found, section=Section.REPORTS)[:REPORTS]),
    }
    return render(request, "pages/body.html", {**frame(found), **shown})
