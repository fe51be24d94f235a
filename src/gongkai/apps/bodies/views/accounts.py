"""Login, logout, logins of one's own, the language, and the acceptance of an invitation."""

from http import HTTPStatus
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps.bodies.demonstration import cards
from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.gate import KEPT
from gongkai.apps.bodies.language import COOKIE, KEPT_FOR
from gongkai.apps.bodies.models import StaffSession, User
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services import accept_invitation, end_other_sessions, end_session
from gongkai.apps.bodies.services.invitations import open_invitation
from gongkai.apps.bodies.views.acting import typed
from gongkai.apps.bodies.views.entering import enter, safe


class Login(LoginView):
    """The page where staff log in (`/desk/login/`)."""

    template_name = "bodies/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the cards of the demonstration beside the form, on a demonstration site only."""
        more = {"cards": list(cards()) if settings.DEMO else [], "provider": settings.OIDC}
        return super().get_context_data(**kwargs, **more)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Go on to the second step, or log in and note where from."""
        return enter(self.request, form.get_user(), self.get_success_url())


def locked(request: HttpRequest, response: HttpResponse, credentials: dict[str, Any]) -> HttpResponse:
    """429: too many wrong passwords; called by django-axes."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    context = {
        "problem": _("密码连续输错的次数过多。"),
        "remedy": _("请在 {minutes} 分钟后再试。").format(minutes=minutes),
        "status": 429,
    }
    return render(request, "site/error.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)


@require_POST
@login_required
def log_out(request: HttpRequest) -> HttpResponse:
    """End this login."""
    session = _here(request)
    if session is not None:
        end_session(by=cast("User", request.user), session=session, act=Act.LOG_OUT, now=timezone.now())
    logout(request)
    return redirect("bodies:login")


@require_safe
@never_cache
@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """Show the last logins of one's own."""
    rows = list(StaffSession.objects.filter(user=cast("User", request.user))[:50])
    here = request.session.get(KEPT)
    others = any(one.ended_at is None and one.pk != here for one in rows)
    return render(request, "bodies/sessions.html", {"sessions": rows, "here": here, "others": others})


@require_POST
@login_required
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End a login of one's own elsewhere."""
    user = cast("User", request.user)
    session = get_object_or_404(StaffSession, pk=pk, user=user)
    if session.pk == request.session.get(KEPT):
        return log_out(request)
    if session.ended_at is None:
        end_session(by=user, session=session, act=Act.REVOKE_SESSION, now=timezone.now())
    return redirect("bodies:sessions")


@require_POST
@login_required
def revoke_others(request: HttpRequest) -> HttpResponse:
    """End every login of one's own but this one."""
    end_other_sessions(by=cast("User", request.user), keep=_here(request), now=timezone.now())
    return redirect("bodies:sessions")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the desk to another language in this browser, and go back to the page."""
    response = redirect(safe(request, request.POST.get("next", "")))
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            COOKIE, chosen, KEPT_FOR, path="/desk/", secure=request.is_secure(), httponly=True, samesite="Lax"
        )
    return response


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Let an invited person set a password."""
    try:
        user = open_invitation(token, timezone.now()).user
        form: SetPasswordForm[User] = SetPasswordForm(user, typed(request))
        if request.method == "POST" and form.is_valid():
            accept_invitation(token=token, password=form.cleaned_data["new_password1"], now=timezone.now())
            return redirect("bodies:login")
    except RuleError as error:
        context = {"problem": error.problem, "remedy": error.remedy, "status": HTTPStatus.GONE.value}
        return render(request, "site/error.html", context, status=HTTPStatus.GONE)
    context = {
        "form": form,
        "title": _("{name}，请设置密码").format(name=user.name),
        "button": _("设置密码"),
        "told": _("登录名 {login}").format(login=user.username),
        "username": user.username,
    }
    return render(request, "bodies/form.html", context)


def _here(request: HttpRequest) -> StaffSession | None:
    return StaffSession.objects.filter(pk=request.session.get(KEPT, 0), ended_at__isnull=True).first()
