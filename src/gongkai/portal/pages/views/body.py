"""The home of a body."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.apps.publishing.models import Column
from gongkai.apps.publishing.selectors import public
from gongkai.apps.publishing.selectors.public import Entry
from gongkai.apps.publishing.words import Section
from gongkai.portal.pages.views.frame import Place, body_at, frame

SHOWN: Final = 12  # newest entries
POLICIES: Final = 6
REPORTS: Final = 4


@require_safe
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest of a body, its policy documents, its annual reports, and how to reach it."""
    found = body_at(slug)
    framed = frame(found)
    columns = [column for block in framed["blocks"] for column in block.columns]
    wanted = Column.objects.filter(home__public_body=found, section__in=(Section.DOCUMENTS, Section.REPORTS))
    each = public.newest_of_each(wanted, POLICIES)
    shown = {
        "newest": public.entries(public.published(body=found)[:SHOWN]),
        "policies": _newest(each, columns, Section.DOCUMENTS, POLICIES),
        "reports": _newest(each, columns, Section.REPORTS, REPORTS),
    }
    return render(request, "pages/body.html", {**framed, **shown})


def _newest(each: dict[int, list[Entry]], columns: list[Place], section: Section, number: int) -> list[Entry]:
    """Return the newest of a section: of the newest of each of its columns."""
    found = [one for column in columns if column.section == section for one in each.get(column.pk, ())]
    return sorted(found, key=lambda one: (one.published_at, one.pk), reverse=True)[:number]
