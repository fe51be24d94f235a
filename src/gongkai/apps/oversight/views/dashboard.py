"""The dashboard of a district: the order of its bodies with reasons, the years side by side, a day ahead."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.apps.bodies.asking import person
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.roles import ALLOWED, Act, Role
from gongkai.apps.bodies.selectors import held_by
from gongkai.apps.oversight import services
from gongkai.apps.oversight.selectors.dashboard import Dashboard
from gongkai.apps.oversight.views.asked import READERS, body_asked, day_asked, year_asked


@require_safe
@never_cache
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The districts a person watches over, and the own bodies."""
    grants = list(held_by(person(request), timezone.localdate()))
    own = {grant.body for grant in grants if ALLOWED[Role(grant.role)] & (set(READERS) - {Act.OVERSEE})}
    over = {grant.body for grant in grants if Act.OVERSEE in ALLOWED[Role(grant.role)]}
    given = {"own": sorted(own, key=lambda one: one.pk), "over": sorted(over, key=lambda one: one.pk)}
    return render(request, "oversight/home.html", given)


@require_safe
@never_cache
@login_required
def district(request: HttpRequest, slug: str) -> HttpResponse:
    """All bodies of a district over the years; with a day asked for, as they would stand on it."""
    body = body_asked(request, slug, Act.OVERSEE)
    on = day_asked(request)
    found = Dashboard(body, on.year if on else year_asked(request), timezone.now(), on)
    return render(request, "oversight/district.html", {"body": body, "board": found, "page": "district"})


@require_POST
@login_required
def count(request: HttpRequest, slug: str) -> HttpResponse:
    """Count all bodies of a district anew for the running year."""
    body = body_asked(request, slug, Act.OVERSEE)
    now = timezone.now()
    below = PublicBody.objects.filter(path__startswith=body.path, closed_on=None)
    number = services.count(bodies=below, year=timezone.localdate(now).year, now=now)
    messages.success(request, _("已经重新统计 {number} 个机关。").format(number=number))
    return redirect("oversight:district", slug)
