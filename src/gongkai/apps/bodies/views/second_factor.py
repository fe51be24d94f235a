"""The second step of a login, and the pages where a person sets up a second factor."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps.bodies import passkeys
from gongkai.apps.bodies.accounts import StaffBackend
from gongkai.apps.bodies.code_apps import new_secret, picture, typed_by_hand
from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.forms import Code, PasskeyName
from gongkai.apps.bodies.gate import SECOND
from gongkai.apps.bodies.models import CodeApp, Passkey, RecoveryCode, User
from gongkai.apps.bodies.selectors import second_factor_required, second_factors_of
from gongkai.apps.bodies.services import (
    add_code_app,
    add_passkey,
    make_recovery_codes,
    remove_factor,
    use_code,
    use_passkey,
)
from gongkai.apps.bodies.services.second_factor import Factor, TooManyCodes
from gongkai.apps.bodies.views.acting import do, typed
from gongkai.apps.bodies.views.entering import halfway, is_confirmed, let_in

SECRET = "new_code_app"  # noqa: S105 in the browser's session: the secret that is being set up, sealed
ASKED = "passkey_asked"  # in the browser's session: what a device was asked
View = TypeVar("View", bound=Callable[..., HttpResponse])


def confirmed(view: View) -> View:
    """Let a page be opened by who proved a short while ago who they are; others are asked for the password first."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_confirmed(request):
            return view(request, *args, **kwargs)
        onward = request.path if request.method == "GET" else reverse("bodies:second-factor")
        return redirect(f"{reverse('bodies:confirm')}?{urlencode({'next': onward})}")

    return cast("View", asked)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask who has passed the first step for a code or a passkey."""
    found = halfway(request)
    if found is None:
        return redirect("bodies:login")
    user, onward = found
    form = Code(request.POST if "code" in request.POST else None)
    try:
        if "credential" in request.POST:
            shown = passkeys.read_known(request, request.session.pop(ASKED, {}), request.POST["credential"])
            use_passkey(user=user, shown=shown, now=timezone.now())
            return let_in(request, user, onward, second=Factor.PASSKEY)
        if form.is_bound and form.is_valid():
            used = use_code(user=user, code=form.cleaned_data["code"], now=timezone.now())
            if used is not None:
                return let_in(request, user, onward, second=used)
            form.add_error("code", _("验证码不对，或已经用过。请输入现在显示的验证码，或一个没有用过的备用码。"))
    except TooManyCodes as error:
        context = {"problem": error.problem, "remedy": error.remedy, "status": 429}
        return render(request, "site/error.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    except RuleError as error:
        form.add_error(None, str(error)) if form.is_bound else messages.error(request, str(error))
    factors = second_factors_of(user)
    context = {"form": form, "factors": factors, "name": user.name}
    if "passkey" in factors:
        context["asked"] = _ask(request, passkeys.ask_for_known(request, user))
    return render(request, "bodies/second_step.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def passkey_login(request: HttpRequest) -> HttpResponse:
    """Log in by a passkey alone, which knew its owner: it is the device and the owner, two factors in one."""
    if request.method == "POST":
        try:
            shown = passkeys.read_known(request, request.session.pop(ASKED, {}), request.POST.get("credential", ""))
            user = use_passkey(shown=shown, now=timezone.now())
            if StaffBackend().user_can_authenticate(user):
                return let_in(request, user, request.GET.get("next", ""), second=Factor.PASSKEY)
            raise passkeys.PasskeyRefused
        except RuleError as error:
            messages.error(request, str(error))
    asked = _ask(request, passkeys.ask_for_known(request, None))
    return render(request, "bodies/passkey_login.html", {"asked": asked})


@require_safe
@never_cache
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """Show the second factors of one's own, and what can be added."""
    user = cast("User", request.user)
    context = {
        "app": CodeApp.objects.filter(user=user).first(),
        "passkeys": Passkey.objects.filter(user=user),
        "codes": RecoveryCode.objects.filter(user=user, used_at__isnull=True).count(),
        "required": second_factor_required(user, timezone.localdate()),
    }
    return render(request, "bodies/second_factor.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@confirmed
def code_app(request: HttpRequest) -> HttpResponse:
    """Set up an app that shows codes: a picture to take, a code to prove that it was taken."""
    user = cast("User", request.user)
    kept = request.session.get(SECRET)
    secret = bytes.fromhex(kept) if kept else new_secret()
    request.session[SECRET] = secret.hex()
    form = Code(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            added = add_code_app(user=user, secret=secret, code=form.cleaned_data["code"], now=timezone.now())
        except RuleError as error:
            form.add_error("code", str(error))
        else:
            del request.session[SECRET]
            return _added(request, added.codes)
    context = {"form": form, "picture": picture(secret, user.username), "secret": typed_by_hand(secret)}
    return render(request, "bodies/code_app.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@confirmed
def new_passkey(request: HttpRequest) -> HttpResponse:
    """Add a passkey of this device, or of a key that is plugged in."""
    user = cast("User", request.user)
    form = PasskeyName(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = passkeys.read_new(request, request.session.pop(ASKED, {}), form.cleaned_data["credential"])
            added = add_passkey(user=user, name=form.cleaned_data["name"], registered=made, now=timezone.now())
        except RuleError as error:
            form.add_error(None, str(error))
        else:
            return _added(request, added.codes)
    asked = _ask(request, passkeys.ask_for_new(request, user))
    return render(request, "bodies/new_passkey.html", {"form": form, "asked": asked})


@require_POST
@never_cache
@login_required
@confirmed
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes and show them this once."""
    try:
        codes = make_recovery_codes(user=cast("User", request.user), now=timezone.now())
    except RuleError as error:
        messages.error(request, str(error))
        return redirect("bodies:second-factor")
    return render(request, "bodies/recovery_codes.html", {"codes": codes})


@require_POST
@login_required
@confirmed
def remove(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Remove a second factor of one's own."""
    user = cast("User", request.user)
    model: Any = {"code-app": CodeApp, "passkey": Passkey}[kind]
    factor = get_object_or_404(model, pk=pk, user=user)
    do(request, None, lambda: remove_factor(user=user, factor=factor, now=timezone.now()))
    if not second_factors_of(user):
        request.session[SECOND] = False
    return redirect("bodies:second-factor")


def _added(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """Go on after a factor was added: this login has proved it; the codes of the first one are shown this once."""
    request.session[SECOND] = True
    if codes:
        return render(request, "bodies/recovery_codes.html", {"codes": codes})
    return redirect("bodies:second-factor")


def _ask(request: HttpRequest, asked: passkeys.Asked) -> str:
    request.session[ASKED] = asked.state
    return asked.options
