"""A person's page, and what an administrator does with the account."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

from django import forms as plain
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.bodies import forms, services
from gongkai.apps.bodies.errors import NotAllowed
from gongkai.apps.bodies.models import RoleGrant, User
from gongkai.apps.bodies.permissions import require
from gongkai.apps.bodies.questions import open_work_of
from gongkai.apps.bodies.roles import Act, Role
from gongkai.apps.bodies.selectors import second_factors_of
from gongkai.apps.bodies.services.people import require_over
from gongkai.apps.bodies.views.acting import do, typed


@dataclass(frozen=True, slots=True)
class Action:
    """One form of a person's page: the act, what is typed, the service called, and when there is anything to do."""

    act: Act
    form: type[plain.Form]
    run: Callable[[User, User, datetime, Mapping[str, Any]], object]
    fits: Callable[[User], bool]


ACTIONS: Final[Mapping[str, Action]] = {
    "rename": Action(
        Act.RENAME_PERSON,
        forms.PersonsName,
        lambda by, person, now, typed: services.rename_person(by=by, person=person, now=now, **typed),
        lambda _person: True,
    ),
    "close": Action(
        Act.CLOSE_ACCOUNT,
        plain.Form,
        lambda by, person, now, _typed: services.close_account(by=by, person=person, now=now),
        lambda person: person.closed_on is None,
    ),
    "reopen": Action(
        Act.REOPEN_ACCOUNT,
        plain.Form,
        lambda by, person, now, _typed: services.reopen_account(by=by, person=person, now=now),
        lambda person: person.closed_on is not None,
    ),
    "reset": Action(
        Act.RESET_SECOND_FACTOR,
        plain.Form,
        lambda by, person, now, _typed: services.reset_second_factor(by=by, person=person, now=now),
        lambda person: bool(second_factors_of(person)),
    ),
    "unlink": Action(
        Act.UNLINK_ACCOUNT,
        plain.Form,
        lambda by, person, now, _typed: services.unlink_account(by=by, person=person, now=now),
        lambda person: hasattr(person, "outside_account"),
    ),
}


def _allowed(by: User, person: User, act: Act) -> bool:
    try:
        require_over(by, person, act, timezone.now())
    except NotAllowed:
        return False
    return True


@require_safe
@never_cache
@login_required
def person_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person's account and roles to those who look after it, and what is in the person's hands."""
    person, by = get_object_or_404(User, pk=pk), cast("User", request.user)
    require_over(by, person, Act.RENAME_PERSON, timezone.now())
    grants = person.grants.select_related("body", "office", "community", "user")
    context = {
        "person": person,
        "grants": grants,
        "factors": second_factors_of(person),
        "work": open_work_of(person),
        "last": person.staff_sessions.first(),
        "actions": [
            (name, one.act) for name, one in ACTIONS.items() if one.fits(person) and _allowed(by, person, one.act)
        ],
    }
    return render(request, "bodies/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def action(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Show the form of one act on a person's account, and do it."""
    if name not in ACTIONS:
        raise Http404
    person, by, chosen = get_object_or_404(User, pk=pk), cast("User", request.user), ACTIONS[name]
    require_over(by, person, chosen.act, timezone.now())
    form = chosen.form(typed(request), initial={"name": person.name})
    if request.method == "POST" and form.is_valid():
        run = chosen.run
        if do(request, form, lambda: run(by, person, timezone.now(), form.cleaned_data)):
            return redirect("bodies:person", pk)
    context = {
        "form": form,
        "title": chosen.act.shown,
        "told": f"{person}（{person.username}）",
        "button": chosen.act.shown,
        "work": open_work_of(person) if chosen.act is Act.CLOSE_ACCOUNT else [],
        "help": _("岗位、代办和登录立即结束，记录都保留。") if chosen.act is Act.CLOSE_ACCOUNT else "",
    }
    return render(request, "bodies/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a person go on in the same role elsewhere."""
    grant, by, today = get_object_or_404(RoleGrant, pk=pk), cast("User", request.user), timezone.localdate()
    require(by, Act.MOVE_PERSON, grant.body, on=today)
    form = forms.MovePerson(typed(request), by=by, role=Role(grant.role), on=today)
    if request.method == "POST" and form.is_valid():
        body, unit = form.cleaned_data["place"]
        if do(
            request,
            form,
            lambda: services.move_person(by=by, grant=grant, body=body, unit=unit, now=timezone.now()),
        ):
            return redirect("bodies:body", body.slug)
    context = {
        "form": form,
        "title": Act.MOVE_PERSON.shown,
        "told": f"{grant.body}　{grant.shown}",
        "button": Act.MOVE_PERSON.shown,
        "body": grant.body,
        "work": open_work_of(grant.user),
    }
    return render(request, "bodies/form.html", context)
