"""One disclosure, or what is left of it."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.selectors import public
from gongkai.apps.publishing.selectors.public import Tombstone
from gongkai.apps.publishing.words import Section
from gongkai.portal.pages.header import header_of
from gongkai.portal.pages.neighbours import neighbours
from gongkai.portal.pages.qr import qr_image
from gongkai.portal.pages.views.frame import Crumb, body_at, frame
from gongkai.portal.pages.views.lists import column_page


@require_safe
def named(request: HttpRequest, slug: str, section: str, name: str) -> HttpResponse:
    """A column by its name, or below /documents/ a disclosure by its public id."""
    found = public.by_address(slug, name) if section == Section.DOCUMENTS else None
    if found is None:
        column = public.column_by_address(slug, section, name)
        if column is None:
            raise Http404
        return column_page(request, column.home.public_body, column)
    return _tombstone(request, found) if isinstance(found, Tombstone) else _disclosure(request, found)


@require_safe
def moved(request: HttpRequest, slug: str, section: str, name: str, public_id: str) -> HttpResponseBase:
    """An address with the column in it leads to the one that survives a move."""
    column = public.column_by_address(slug, section, name)
    found = public.moved_to(column, public_id) if column is not None else None
    if found is None:
        raise Http404
    return HttpResponsePermanentRedirect(found.address)


def _disclosure(request: HttpRequest, found: Disclosure) -> HttpResponse:
    body, column = found.public_body, found.column
    above = (
        []
        if column.slug == column.section
        else [Crumb(Section(column.section).label, f"/{body.slug}/{column.section}/")]
    )
    newer, older = neighbours(found)
    canonical = f"{settings.SITE_ADDRESS}{found.address}"
    shown = {
        **frame(body, *above, Crumb(column.name, column.address), Crumb(_("正文")), column=column),
        "disclosure": found,
        "validity": found.validity_on(timezone.localdate()),
        "header": header_of(found, timezone.localdate()),
        "explainers": public.explainers(found),
        "explained": public.explained(found),
        "newer": newer,
        "older": older,
        "canonical": canonical,
        "qr": qr_image(canonical),
    }
    return render(request, "pages/disclosure.html", shown)


def _tombstone(request: HttpRequest, found: Tombstone) -> HttpResponse:
    body = body_at(found.body.slug)
    shown = {**frame(body, Crumb(_("已撤下"))), "tombstone": found}
    return render(request, "pages/tombstone.html", shown, status=410)
