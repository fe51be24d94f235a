"""The first page of the desk, a body's page, and the forms of what may be done there."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Final, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps.audit.selectors import entries_of_body
from gongkai.apps.bodies import forms, services
from gongkai.apps.bodies.gate import KEPT
from gongkai.apps.bodies.models import (
    Community,
    Invitation,
    Office,
    PublicBody,
    RoleGrant,
    StaffSession,
    Substitution,
    User,
    labels,
)
from gongkai.apps.bodies.permissions import grantable, may, require
from gongkai.apps.bodies.questions import waiting_for
from gongkai.apps.bodies.roles import ALLOWED, REACHES_BELOW, Act, Role
from gongkai.apps.bodies.selectors import held, held_by, login_before, substitutions_ahead, within
from gongkai.apps.bodies.services.tree import PROFILE
from gongkai.apps.bodies.views.acting import do, invitation_link
from gongkai.apps.bodies.views.acting import typed as sent
from gongkai.apps.bodies.views.body_acts import ACTIONS, PLACES

# What a person may begin at once from the first page, by its address in the app that has it.
STARTS: Final = ((Act.HAND_IN, "publishing:new"), (Act.REGISTER_APPLICATION, "applications:register"))
UNITS: Final[Mapping[str, type[Office] | type[Community]]] = {"offices": Office, "communities": Community}


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
        "grants": [(grant, _starts(grant)) for grant in grants],
        "tree": _tree(reached),
        "before": login_before(session) if session else None,
        "substitutions": substitutions_ahead(today).filter(grant__user=user),
        "waiting": waiting_for(user, today),
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

    def allowed(act: Act) -> bool:
        return may(user, act, body, on=today)

    named = may(user, Act.NAME_SUBSTITUTE, body, on=today)
    moved = may(user, Act.MOVE_PERSON, body, on=today) and not body.closed_on
    context = {
        "body": body,
        "profile": [(label, getattr(body, name)) for name, label in labels(PublicBody, PROFILE).items()],
        "actions": {
            place: [(name, offered[name].act) for name in names if name in offered and allowed(offered[name].act)]
            for place, names in PLACES.items()
        },
        "people": [
            {
                "grant": one,
                "may_end": Role(one.role) in given,
                "may_move": moved and Role(one.role) in given,
                "may_name": named or one.user == user,
            }
            for one in grants
        ],
        "substitutions": substitutions_ahead(today).filter(grant__body=body) if named else [],
        "may_see_person": may(user, Act.RENAME_PERSON, body, on=today),
        "may_close_office": may(user, Act.CLOSE_OFFICE, body, on=today) and not body.closed_on,
        "may_close_community": may(user, Act.CLOSE_COMMUNITY, body, on=today) and not body.closed_on,
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
        done = do(request, form, lambda: run(user, body, timezone.now(), form.cleaned_data, invitation_link(request)))
        if done:
            return redirect("bodies:desk") if chosen.act is Act.DELETE_BODY else redirect("bodies:body", slug)
    context = {"form": form, "title": chosen.act.shown, "told": body.name, "button": chosen.act.shown, "body": body}
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
    do(request, None, lambda: services.end_role(by=by, grant=grant, now=timezone.now()))
    if not may(by, Act.SEE_BODY, grant.body, on=timezone.localdate()):
        return redirect("bodies:desk")
    return redirect("bodies:body", grant.body.slug)


@require_POST
@login_required
def end_substitution(request: HttpRequest, pk: int) -> HttpResponse:
    """End a substitution before its last day."""
    found, by = get_object_or_404(Substitution, pk=pk), cast("User", request.user)
    do(request, None, lambda: services.end_substitution(by=by, substitution=found, now=timezone.now()))
    return redirect("bodies:desk") if found.grant.user == by else redirect("bodies:body", found.grant.body.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def close_unit(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Close an office or a community."""
    unit = cast("Office | Community", get_object_or_404(UNITS[kind], pk=pk))
    act = Act.CLOSE_OFFICE if isinstance(unit, Office) else Act.CLOSE_COMMUNITY
    by = cast("User", request.user)
    require(by, act, unit.body, on=timezone.localdate())
    form = forms.Nothing(sent(request), by=by, body=unit.body, on=timezone.localdate())
    if request.method == "POST" and do(
        request, form, lambda: services.close_unit(by=by, unit=unit, now=timezone.now())
    ):
        return redirect("bodies:body", unit.body.slug)
    context = {
        "form": form,
        "title": act.shown,
        "told": f"{unit.body}　{unit}",
        "button": act.shown,
        "body": unit.body,
        "help": _("撤销后，它的名称和报送过的内容仍然保留，不能再选用。"),
    }
    return render(request, "bodies/form.html", context)


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
        if do(request, form, lambda: services.name_substitute(by=user, grant=grant, now=timezone.now(), **typed)):
            return redirect("bodies:desk")
    context = {"form": form, "title": Act.NAME_SUBSTITUTE.shown, "told": grant.shown, "button": _("指定")}
    return render(request, "bodies/form.html", context)


@require_POST
@login_required
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an invitation again."""
    invitation, by = get_object_or_404(Invitation, pk=pk), cast("User", request.user)
    require(by, Act.INVITE_USER, invitation.body, on=timezone.localdate())
    link = invitation_link(request)
    do(request, None, lambda: services.renew_invitation(by=by, invitation=invitation, link=link, now=timezone.now()))
    return redirect("bodies:body", invitation.body.slug)


def _starts(grant: RoleGrant) -> list[tuple[str, Act]]:
    """Return what the holder of a role may begin in its body: the address and the act, where an app has it."""
    found = []
    for act, name in STARTS:
        if act in ALLOWED[Role(grant.role)] and grant.body.closed_on is None:
            with suppress(NoReverseMatch):
                found.append((reverse(name, args=[grant.body.slug]), act))
    return found


def _tree(tops: list[PublicBody]) -> list[tuple[int, PublicBody]]:
    """Return the bodies below the tops with their depth, in the order of the tree."""
    found = list(within(tops))
    highest = min((len(body.above()) for body in found), default=0)
    return [(len(body.above()) - highest, body) for body in found]
