"""The desk page of what could not be baked."""

from typing import Final, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.apps.bodies.errors import NotAllowed
from gongkai.apps.bodies.models import PublicBody, User
from gongkai.apps.bodies.roles import ALLOWED, Act, Role
from gongkai.portal.bake.failing import bodies_of, failing_of, try_again

SHOWN: Final = 200


@require_safe
@never_cache
@login_required
def failing(request: HttpRequest) -> HttpResponse:
    """Show the pages that could not be baked, with what went wrong."""
    found = failing_of(_bodies(request))
    return render(request, "bake/failing.html", {"orders": list(found[:SHOWN]), "number": found.count()})


@require_POST
@never_cache
@login_required
def again(request: HttpRequest) -> HttpResponse:
    """Try all of them again."""
    number = try_again(_bodies(request))
    messages.success(request, _("{number} 个网页会在几秒内重新生成。").format(number=number))
    return redirect("bake:failing")


def _bodies(request: HttpRequest) -> list[PublicBody]:
    found = bodies_of(cast("User", request.user), timezone.localdate())
    if not found:
        raise NotAllowed(Act.REBAKE, _("任何机关"), [role for role in Role if Act.REBAKE in ALLOWED[role]])
    return found
