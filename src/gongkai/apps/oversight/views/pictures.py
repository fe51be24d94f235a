"""The page of pictures, of a body or of a district: each drawing with its table, to be printed as it is."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.oversight.selectors.pictures import of_body, of_district
from gongkai.apps.oversight.views.asked import READERS, body_asked, year_asked


@require_safe
@never_cache
@login_required
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the pictures of a year."""
    body = body_asked(request, slug, *READERS)
    year, now = year_asked(request), timezone.now()
    has_bodies = PublicBody.objects.filter(path__startswith=body.path, closed_on=None).exclude(pk=body.pk).exists()
    found = of_district(body, year, now) if has_bodies else of_body(body, year, now)
    this = timezone.localdate(now).year
    given = {"body": body, "page": "pictures", "year": year, "years": range(this, this - 5, -1), "pictures": found}
    return render(request, "oversight/pictures.html", given)
