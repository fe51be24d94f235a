"""The site map (sitemaps.org): one file of pages for each body and year, and one that names them all."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.selectors import public
from gongkai.portal.sitemap.years import year_of, years_of_bodies

_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Name the files of pages."""
    places = ["/sitemap/columns.xml"]
    places += [f"/sitemap/{slug}-{year}.xml" for slug, years in years_of_bodies() for year in years]
    return _xml("sitemapindex", "sitemap", ((place, None) for place in places))


@require_safe
def columns(request: HttpRequest) -> HttpResponse:
    """Name the homes and the columns."""
    return _xml("urlset", "url", ((place, None) for place in _columns()))


@require_safe
def of_year(request: HttpRequest, slug: str, year: str) -> HttpResponse:
    """Name what a body published in a year, with the day it was last changed."""
    body = PublicBody.objects.filter(slug=slug, home__isnull=False).first()
    if body is None:
        raise Http404
    found = year_of(public.published(body=body), int(year)).order_by("published_at", "page_ptr")
    rows = found.values_list("public_id", "corrected_at", "published_at")
    places = [(f"/{slug}/documents/{public_id}/", corrected or at) for public_id, corrected, at in rows]
    if not places:
        raise Http404
    return _xml("urlset", "url", places)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell machines what is not for them, and where the map is."""
    lines = ["User-agent: *", "Disallow: /desk/", "Disallow: /search/", "Disallow: /*/apply/track/"]
    lines += ["", f"Sitemap: {settings.SITE_ADDRESS}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _columns() -> Iterator[str]:
    yield "/"
    for body in PublicBody.objects.filter(home__isnull=False, closed_on__isnull=True):
        yield f"/{body.slug}/"
        yield from (column.address for column in public.columns_of(body))


def _xml(whole: str, part: str, places: Iterable[tuple[str, datetime | None]]) -> HttpResponse:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{whole} xmlns="{_SPACE}">']
    for place, changed in places:
        day = f"<lastmod>{timezone.localtime(changed).isoformat(timespec='seconds')}</lastmod>" if changed else ""
        lines.append(f"<{part}><loc>{escape(settings.SITE_ADDRESS + place)}</loc>{day}</{part}>")
    return HttpResponse("\n".join([*lines, f"</{whole}>", ""]), content_type="application/xml; charset=utf-8")
