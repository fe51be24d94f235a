"""Dead links of a body on the desk."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.apps.bodies.models import PublicBody, User
from gongkai.apps.bodies.permissions import require
from gongkai.apps.bodies.roles import Act
from gongkai.apps.publishing.selectors.links import dead_links
from gongkai.apps.publishing.services.links import look_again
from gongkai.apps.publishing.views.desk import ROWS


@require_safe
@never_cache
@login_required
def links(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the links of a body's public disclosures that cannot be opened."""
    body = _asked(request, slug)
    page = Paginator(dead_links([body]), ROWS).get_page(request.GET.get("page"))
    return render(request, "publishing/links.html", {"body": body, "page": page})


@require_POST
@login_required
def again(request: HttpRequest, slug: str) -> HttpResponse:
    """Let the failing links of a body be looked at again, soon."""
    number = look_again(body=_asked(request, slug), now=timezone.now())
    messages.success(request, _("%(number)s 个链接将由后台进程重新检查。") % {"number": number})
    return redirect("publishing:links", slug)


def _asked(request: HttpRequest, slug: str) -> PublicBody:
    body = get_object_or_404(PublicBody, slug=slug)
    require(cast("User", request.user), Act.CORRECT, body, on=timezone.localdate())
    return body
