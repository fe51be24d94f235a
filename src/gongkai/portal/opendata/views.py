"""The index of the bulk files in plain words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from gongkai.portal.opendata.services import package


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Name the files of last night, what they hold, and on what conditions they are used."""
    found = package()
    created = parse_datetime(found["created"]) if found else None
    return render(request, "opendata/index.html", {"files": found.get("resources", []), "created": created})
