"""The columns of a body on the desk: opened, named, put in order, held to a limit, closed."""

from collections.abc import Callable, Mapping
from typing import Final, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.apps.bodies.errors import NotAllowed, RuleError
from gongkai.apps.bodies.models import PublicBody, User
from gongkai.apps.bodies.permissions import require
from gongkai.apps.bodies.roles import Act
from gongkai.apps.publishing import forms_of_settings as forms
from gongkai.apps.publishing import services
from gongkai.apps.publishing.models import Column
from gongkai.apps.publishing.selectors.columns import columns_by_section
from gongkai.apps.publishing.services.columns import Plan

DEEDS: Final[Mapping[str, Callable[..., Column]]] = {
    "up": lambda **given: services.shift_column(up=True, **given),
    "down": lambda **given: services.shift_column(up=False, **given),
    "close": services.close_column,
    "reopen": services.reopen_column,
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def columns(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the columns of a body in their order; open one."""
    user, body = _asked(request, slug)
    services.home_of(body)
    form = forms.NewColumn(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.open_column(by=user, body=body, plan=Plan(**form.cleaned_data), now=timezone.now())
        except NotAllowed:
            raise
        except (RuleError, ValidationError) as error:
            form.add_error(None, error if isinstance(error, ValidationError) else str(error))
        else:
            messages.success(request, _("已增设栏目“%(name)s”。") % {"name": made.name})
            return redirect("publishing:columns", slug)
    context = {"body": body, "form": form, "sections": columns_by_section(body, timezone.localdate())}
    return render(request, "publishing/columns.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def column(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give a column another name or another limit."""
    user, body = _asked(request, slug)
    found = get_object_or_404(Column, pk=pk, home__public_body=body)
    initial = {"name": found.name, "update_days": found.update_days}
    form = forms.ChangedColumn(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_column(by=user, column=found, now=timezone.now(), **form.cleaned_data)
        except NotAllowed:
            raise
        except (RuleError, ValidationError) as error:
            form.add_error(None, error if isinstance(error, ValidationError) else str(error))
        else:
            return redirect("publishing:columns", slug)
    back = "publishing:columns"
    context = {
        "form": form,
        "title": _("修改栏目"),
        "told": found.address,
        "button": _("保存"),
        "body": body,
        "back": back,
    }
    return render(request, "publishing/hand_in.html", context)


@require_POST
@login_required
def column_deed(request: HttpRequest, slug: str, pk: int, deed: str) -> HttpResponse:
    """Move a column up or down, close it, open it again."""
    user, body = _asked(request, slug)
    found = get_object_or_404(Column, pk=pk, home__public_body=body)
    if deed not in DEEDS:
        raise Http404
    try:
        DEEDS[deed](by=user, column=found, now=timezone.now())
    except NotAllowed:
        raise
    except RuleError as error:
        messages.error(request, str(error))
    return redirect("publishing:columns", slug)


def _asked(request: HttpRequest, slug: str) -> tuple[User, PublicBody]:
    user, body = cast("User", request.user), get_object_or_404(PublicBody, slug=slug)
    require(user, Act.EDIT_COLUMN, body, on=timezone.localdate())
    return user, body
