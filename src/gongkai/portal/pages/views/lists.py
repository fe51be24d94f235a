"""Sections and columns: what stands in them."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.catalogue.selectors.matters import in_force
from gongkai.apps.publishing.models import Column
from gongkai.apps.publishing.selectors import public
from gongkai.apps.publishing.selectors.public import Entry
from gongkai.apps.publishing.words import Section
from gongkai.portal.pages.lists import SIZE, Listing, asked, newest, of_year, years_of
from gongkai.portal.pages.views.frame import Crumb, body_at, frame
from gongkai.portal.pages.views.guide import guide

OF_EACH: Final = 4  # newest entries of a column that its section shows


@require_safe
def section(request: HttpRequest, slug: str, section: str) -> HttpResponse:
    """A section: its own column where it is one, else its columns with the newest of each, or what is asked for."""
    found = body_at(slug)
    own = public.column_by_address(slug, section, section)
    if own is not None and section == Section.GUIDE and not request.GET:
        return guide(request, found, own)
    if own is not None:
        return column_page(request, found, own)
    name = Section(section).label
    if request.GET:
        every = public.published(body=found, section=Section(section))
        listing = asked(every, request.GET)
        shown = {**frame(found, Crumb(name), section=section), "listing": listing, "title": name}
        return render(request, "pages/list.html", {**shown, "offices": offices(found), "years": ()})
    shown = {**frame(found, Crumb(name), section=section), "title": name, "newest": newest_of(found, section)}
    shown["matters"] = section == Section.CATALOGUE and in_force(found, timezone.localdate()).exists()
    return render(request, "pages/section.html", shown)


@require_safe
def section_year(request: HttpRequest, slug: str, section: str, year: str) -> HttpResponse:
    """What a section that is a column published in a year."""
    return column_year(request, slug, section, section, year)


@require_safe
def column_year(request: HttpRequest, slug: str, section: str, name: str, year: str) -> HttpResponse:
    """What a column published in a year."""
    found = public.column_by_address(slug, section, name)
    if found is None:
        raise Http404
    listing = of_year(found, int(year))
    if not listing.entries:
        raise Http404
    return _page(request, found.home.public_body, found, listing, year=int(year))


def column_page(request: HttpRequest, body: PublicBody, column: Column) -> HttpResponse:
    """The newest of a column, or what is asked for."""
    every = public.published(column=column)
    return _page(request, body, column, asked(every, request.GET) if request.GET else newest(every, SIZE))


def _page(
    request: HttpRequest, body: PublicBody, column: Column, listing: Listing, year: int | None = None
) -> HttpResponse:
    is_own = column.slug == column.section
    above = [] if is_own else [Crumb(Section(column.section).label, f"/{body.slug}/{column.section}/")]
    ends = [Crumb(column.name, column.address), Crumb(f"{year}年")] if year else [Crumb(column.name)]
    shown = {
        **frame(body, *above, *ends, column=column),
        "listing": listing,
        "title": f"{column.name}（{year}年）" if year else column.name,
        "years": years_of(column),
        "year": year,
        "offices": offices(body),
    }
    return render(request, "pages/list.html", shown)


def offices(body: PublicBody) -> list[tuple[int, str]]:
    """Return the offices of a body that a list may be narrowed to."""
    return list(body.offices.values_list("pk", "name"))


def newest_of(body: PublicBody, section: str) -> dict[int, list[Entry]]:
    """Return, by the number of the column, its newest entries."""
    return public.newest_of_each(Column.objects.filter(home__public_body=body, section=section), OF_EACH)
