"""The first page of the desk, a body's page, and the forms of what may be done there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPException
from typing import Any, Final, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps.audit.selectors import entries_of_body
from gongkai.apps.bodies import forms, services
from gongkai.apps.bodies.errors import NotAllowed, RuleError
from gongkai.apps.bodies.models import Invitation, PublicBody, RoleGrant, StaffSession, User, labels
from gongkai.apps.bodies.permissions import grantable, may, require
from gongkai.apps.bodies.roles import REACHES_BELOW, Act, Role
from gongkai.apps.bodies.selectors import held, held_by, login_before, within
from gongkai.apps.bodies.services.invitations import Link, Person
from gongkai.apps.bodies.services.tree import PROFILE
from gongkai.apps.bodies.views.accounts import KEPT
from gongkai.apps.bodies.views.accounts import typed as sent

Typed = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Action:
    """One form of a body's page: the act it is for, what is typed, and the service called."""

    act: Act
    form: type[forms.ActForm]
    run: Callable[[User, PublicBody, datetime, Typed, Link], object]


def _invite(by: User, body: PublicBody, now: datetime, typed: Typed, link: Link) -> object:
    person = Person(typed["name"], typed["username"], typed["email"])
    return services.invite_user(
        by=by, body=body, person=person, role=typed["role"], unit=typed["unit"], link=link, now=now
    )


def _grant(by: User, body: PublicBody, now: datetime, typed: Typed, link: Link) -> object:
    return services.grant_role(
        by=by, user=typed["username"], body=body, role=typed["role"], unit=typed["unit"], now=now
    )


ACTIONS: Final[Mapping[str, Action]] = {
    "new": Action(
        Act.CREATE_BODY,
        forms.NewBody,
        lambda by, body, now, typed, _: services.create_body(by=by, parent=body, now=now, **typed),
    ),
    "rename": Action(
        Act.RENAME_BODY,
        forms.NewName,
        lambda by, body, now, typed, _: services.rename_body(by=by, body=body, now=now, **typed),
    ),
    "edit": Action(
        Act.EDIT_BODY,
        forms.Profile,
        lambda by, body, now, typed, _: services.edit_body(by=by, body=body, now=now, profile=typed),
    ),
    "move": Action(
        Act.MOVE_BODY,
        forms.Move,
        lambda by, body, now, typed, _: services.move_body(by=by, body=body, now=now, **typed),
    ),
    "close": Action(
        Act.CLOSE_BODY,
        forms.Close,
        lambda by, body, now, typed, _: services.close_body(by=by, body=body, now=now, **typed),
    ),
    "office": Action(
        Act.ADD_OFFICE,
        forms.NewUnit,
        lambda by, body, now, typed, _: services.add_office(by=by, body=body, now=now, **typed),
    ),
    "community": Action(
        Act.ADD_COMMUNITY,
        forms.NewUnit,
        lambda by, body, now, typed, _: services.add_community(by=by, body=body, now=now, **typed),
    ),
    "word": Action(
        Act.ADD_DOCUMENT_WORD,
        forms.NewWord,
        lambda by, body, now, typed, _: services.add_document_word(by=by, body=body, now=now, **typed),
    ),
    "setting": Action(
        Act.SET_SETTING,
        forms.NewSetting,
        lambda by, body, now, typed, _: services.set_setting(by=by, body=body, now=now, **typed),
    ),
    "invite": Action(Act.INVITE_USER, forms.Invite, _invite),
    "grant": Action(Act.GRANT_ROLE, forms.Grant, _grant),
}


@require_safe
@never_cache
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """Show the bodies the person belongs to with the roles there, and the tree where a role reaches below."""
    user, today = cast("User", request.user), timezone.localdate()
    grants = list(held_by(user, today))
    reached = [grant.body for grant in grants if Role(grant.role) in REACHES_BELOW]
    session = StaffSession.objects.filter(pk=request.session.get(KEPT, 0), user=user).first()
    context = {
        "grants": grants,
        "tree": _tree(reached),
        "before": login_before(session) if session else None,
    }
    return render(request, "bodies/desk.html", context)


@require_safe
@never_cache
@login_required
def body_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a body with its offices, communities and people, and what the person may do there."""
    user, body, today = cast("User", request.user), get_object_or_404(PublicBody, slug=slug), timezone.localdate()
    require(user, Act.SEE_BODY, body, on=today)
    offered = {} if body.closed_on else ACTIONS
    given = grantable(user, body, on=today) if may(user, Act.END_ROLE, body, on=today) else frozenset[Role]()
    grants = body.grants.filter(held(today)).select_related("user", "office", "community", "body")
    named = may(user, Act.NAME_SUBSTITUTE, body, on=today)
    context = {
        "body": body,
        "profile": [(label, getattr(body, name)) for name, label in labels(PublicBody, PROFILE).items()],
        "actions": [(name, one.act) for name, one in offered.items() if may(user, one.act, body, on=today)],
        "people": [(one, Role(one.role) in given, named or one.user == user) for one in grants],
        "invitations": body.invitations.filter(accepted_at__isnull=True).select_related("user"),
        "may_invite": may(user, Act.INVITE_USER, body, on=today) and not body.closed_on,
        "may_see_log": may(user, Act.SEE_LOG, body, on=today),
    }
    return render(request, "bodies/body.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def action(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Show the form of one act on a body, and do it."""
    if name not in ACTIONS:
        raise Http404
    user, body, today = cast("User", request.user), get_object_or_404(PublicBody, slug=slug), timezone.localdate()
    chosen = ACTIONS[name]
    require(user, chosen.act, body, on=today)
    form = chosen.form(sent(request), by=user, body=body, on=today)
    if request.method == "POST" and form.is_valid():
        run = chosen.run
        done = _do(request, form, lambda: run(user, body, timezone.now(), form.cleaned_data, _link(request)))
        if done:
            return redirect("bodies:body", slug)
    context = {"form": form, "title": chosen.act.label, "told": body.name, "button": chosen.act.label, "body": body}
    return render(request, "bodies/form.html", context)


@require_safe
@never_cache
@login_required
def log(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the last acts on a body."""
    body = get_object_or_404(PublicBody, slug=slug)
    require(cast("User", request.user), Act.SEE_LOG, body, on=timezone.localdate())
    return render(request, "bodies/log.html", {"body": body, "entries": entries_of_body(body.pk)[:200]})


@require_POST
@login_required
def end_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a role away."""
    grant = get_object_or_404(RoleGrant, pk=pk)
    by = cast("User", request.user)
    _do(request, None, lambda: services.end_role(by=by, grant=grant, now=timezone.now()))
    if not may(by, Act.SEE_BODY, grant.body, on=timezone.localdate()):
        return redirect("bodies:desk")
    return redirect("bodies:body", grant.body.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def substitute(request: HttpRequest, pk: int) -> HttpResponse:
    """Name somebody who acts in a role while its holder is away."""
    grant, user = get_object_or_404(RoleGrant, pk=pk), cast("User", request.user)
    if grant.user != user:
        require(user, Act.NAME_SUBSTITUTE, grant.body, on=timezone.localdate())
    form = forms.Substitute(sent(request))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        if _do(request, form, lambda: services.name_substitute(by=user, grant=grant, now=timezone.now(), **typed)):
            return redirect("bodies:desk")
    context = {"form": form, "title": Act.NAME_SUBSTITUTE.label, "told": str(grant), "button": "指定"}
    return render(request, "bodies/form.html", context)


@require_POST
@login_required
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an invitation again."""
    invitation, by = get_object_or_404(Invitation, pk=pk), cast("User", request.user)
    require(by, Act.INVITE_USER, invitation.body, on=timezone.localdate())
    link = _link(request)
    _do(request, None, lambda: services.renew_invitation(by=by, invitation=invitation, link=link, now=timezone.now()))
    return redirect("bodies:body", invitation.body.slug)


def _tree(tops: list[PublicBody]) -> list[tuple[int, PublicBody]]:
    """Return the bodies below the tops with their depth, in the order of the tree."""
    found = list(within(tops))
    highest = min((len(body.above()) for body in found), default=0)
    return [(len(body.above()) - highest, body) for body in found]


def _do(request: HttpRequest, form: Any, run: Callable[[], object]) -> bool:
    """Call a service; tell the person what the rules say against it, above the form or on the next page."""
    try:
        run()
    except (SMTPException, OSError):
        # raised after the commit: the account is there, the letter is not
        messages.error(request, "邀请已经保存，但是信没有寄出。请检查寄信设置，再点“重新发送邀请”。")
    except NotAllowed:
        raise  # the page of refusals says who may
    except RuleError as error:
        if form is None:
            messages.error(request, str(error))
        else:
            form.add_error(None, str(error))
        return False
    return True


def _link(request: HttpRequest) -> Link:
    return lambda token: request.build_absolute_uri(reverse("bodies:invitation", args=[token]))
