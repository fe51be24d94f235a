"""The public catalogue of a body."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.apps.catalogue.selectors import matters
from gongkai.apps.publishing.words import Section
from gongkai.portal.pages.views.frame import Crumb, body_at, frame


@require_safe
def catalogue(request: HttpRequest, slug: str) -> HttpResponse:
    """The matters of a body as they are today, by fields."""
    body = body_at(slug)
    rows = list(matters.in_force(body, timezone.localdate()))
    if not rows:
        raise Http404
    section, title = Section.CATALOGUE, _("公开事项目录")
    crumbs = (Crumb(section.label, f"/{body.slug}/{section.value}/"), Crumb(title))
    shown = {**frame(body, *crumbs, section=section.value), "rows": rows, "title": title}
    return render(request, "matters/catalogue.html", shown)
