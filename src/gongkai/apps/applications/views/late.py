"""Late entries (补录) at the desk: asked for beside the form of the act, settled on the page of the case."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gongkai.apps.applications import access
from gongkai.apps.applications.errors import REFUSALS, NeedsProof
from gongkai.apps.applications.forms.late import LateProof
from gongkai.apps.applications.models import Application, LateEntry
from gongkai.apps.applications.services.late import ask_late, settle_late
from gongkai.apps.bodies.models import User
from gongkai.apps.bodies.permissions import require
from gongkai.apps.bodies.roles import Act as Right

HIDDEN = ("csrfmiddlewaretoken", "late-why", "late-reference")


def proof_of(request: HttpRequest) -> LateProof:
    """Return the form of the proof, beside that of the act."""
    if request.method != "POST":
        return LateProof(prefix="late")
    return LateProof(request.POST, request.FILES, prefix="late")


def or_ask(
    request: HttpRequest,
    run: Callable[[], Any],
    *,
    by: User,
    application: Application,
    doing: str,
    on: date,
    proof: LateProof,
    **more: str,
) -> LateEntry | None:
    """Do an act; where it needs proof and has it, put it before a second person and return what waits."""
    try:
        run()
    except NeedsProof:
        if not proof.is_valid() or not proof.filled:
            raise
        form = {name: value for name, value in request.POST.items() if name not in HIDDEN} | more
        return ask_late(
            by=by,
            application_id=application.pk,
            doing=doing,
            on=on,
            form={name: str(value) for name, value in form.items()},
            proof=proof.proof(),
            now=timezone.now(),
        )
    return None


def tell(request: HttpRequest, late: LateEntry) -> None:
    """Tell that an entry waits."""
    messages.success(request, f"已提交补录：{late.label}。由分管领导核对确认以后生效，现在不影响期限。")


@require_POST
@never_cache
@login_required
def settle(request: HttpRequest, pk: int, late: int) -> HttpResponse:
    """Confirm or refuse a late entry."""
    by, today = request.user, timezone.localdate()
    assert isinstance(by, User)  # noqa: S101 login_required
    application = access.seen_case(by, pk, today)
    require(by, Right.APPROVE_REPLY, application.body, on=today)
    row = get_object_or_404(LateEntry, pk=late, application=application)
    agreed, why = request.POST.get("agreed") == "yes", request.POST.get("why", "")[:500]
    try:
        done = settle_late(by=by, late_id=row.pk, agreed=agreed, why=why, now=timezone.now())
        messages.success(request, f"{done}：{done.get_state_display()}。")
    except REFUSALS as error:
        messages.error(request, str(error))
    return redirect("applications:case", pk)
