"""The duties of a body: the map of a year, what stands behind each cell, the columns."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.apps.catalogue.selectors import duties as owed
from gongkai.apps.catalogue.selectors import matters
from gongkai.apps.catalogue.selectors.map import map_of, urgent
from gongkai.apps.catalogue.views.asked import body_asked, shown, year_asked, years_back
from gongkai.apps.publishing.models import Disclosure


@require_safe
@never_cache
@login_required
def year(request: HttpRequest, slug: str) -> HttpResponse:
    """The map of a year, and what is to be done now."""
    body, today, asked = body_asked(request, slug), timezone.localdate(), year_asked(request)
    found = map_of(body, asked, today=today)
    given = shown(
        request,
        body,
        year=asked,
        years=years_back(),
        map=found,
        months=range(1, 13),
        urgent=urgent(found.duties, today),
        never=owed.never_filled(body, on=today) if asked == today.year else [],
        part="duties",
    )
    return render(request, "catalogue/duties.html", given)


@require_safe
@never_cache
@login_required
def cell(request: HttpRequest, slug: str, code: str, month: int) -> HttpResponse:
    """What was due of a matter in a month, and the records that met it."""
    body, today, asked = body_asked(request, slug), timezone.localdate(), year_asked(request)
    matter = matters.versions(body, code).first()
    if matter is None or not 1 <= month <= 12:
        raise Http404
    found = [duty for duty in owed.duties(body, asked, today=today) if duty.matter == code and duty.month == month]
    keys = {key for duty in found for key in (*duty.records, *duty.in_hand)}
    pages = {
        one.public_id: one
        for one in Disclosure.objects.filter(public_body=body, public_id__in=keys).select_related(
            "public_body", "column"
        )
    }
    lines = [
        (
            duty,
            [pages[key] for key in duty.records],
            [pages[key] for key in duty.in_hand],
        )
        for duty in found
    ]
    given = shown(request, body, matter=matter, year=asked, month=month, lines=lines, part="duties")
    return render(request, "catalogue/cell.html", given)


@require_safe
@never_cache
@login_required
def columns(request: HttpRequest, slug: str) -> HttpResponse:
    """How fresh each column is, and the matters that were never filled."""
    body, today = body_asked(request, slug), timezone.localdate()
    given = shown(
        request, body, columns=owed.columns(body, on=today), never=owed.never_filled(body, on=today), part="columns"
    )
    return render(request, "catalogue/columns.html", given)
