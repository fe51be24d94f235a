"""The home of the platform."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.selectors import public
from gongkai.portal.pages.lists import SIZE


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The newest of all bodies, and every body."""
    bodies = PublicBody.objects.filter(home__isnull=False, closed_on__isnull=True).order_by("path")
    return render(
        request, "pages/home.html", {"newest": public.entries(public.published()[:SIZE]), "bodies": list(bodies)}
    )
