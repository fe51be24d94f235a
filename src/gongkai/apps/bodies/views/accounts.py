"""Login, logout, logins of one's own, password, and the acceptance of an invitation."""

from http import HTTPStatus
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps.bodies.accounts import client_address
from gongkai.apps.bodies.demonstration import cards
from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import StaffSession, User
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services import accept_invitation, begin_session, change_password, end_session
from gongkai.apps.bodies.services.invitations import open_invitation
from gongkai.apps.bodies.services.sessions import Browser

KEPT = "staff_session"  # in the browser's session: the number of its row of logins


class Login(LoginView):
    """The page where staff log in (`/desk/login/`)."""

    template_name = "bodies/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the cards of the demonstration beside the form, on a demonstration site only."""
        return super().get_context_data(**kwargs, cards=cards() if settings.DEMO else [])

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Log in and note where from."""
        user = form.get_user()
        login(self.request, user)
        note_login(self.request, user)
        return HttpResponseRedirect(self.get_success_url())


def note_login(request: HttpRequest, user: User) -> None:
    """Write the row of a login that has just begun in this browser."""
    browser = Browser(client_address(request), request.headers.get("User-Agent", ""))
    key = cast("str", request.session.session_key)
    session = begin_session(user=user, session_key=key, browser=browser, now=timezone.now())
    request.session[KEPT] = session.pk


def typed(request: HttpRequest) -> QueryDict | None:
    """Return what was sent for a form to judge, an empty form included; None where none was sent."""
    return request.POST if request.method == "POST" else None


def locked(request: HttpRequest, response: HttpResponse, credentials: dict[str, Any]) -> HttpResponse:
    """429: too many wrong passwords; called by django-axes."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    context = {"problem": "密码连续输错的次数过多。", "remedy": f"请在 {minutes} 分钟后再试。", "status": 429}
    return render(request, "site/error.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)


@require_POST
@login_required
def log_out(request: HttpRequest) -> HttpResponse:
    """End this login."""
    session = StaffSession.objects.filter(pk=request.session.get(KEPT, 0), ended_at__isnull=True).first()
    if session is not None:
        end_session(by=cast("User", request.user), session=session, act=Act.LOG_OUT, now=timezone.now())
    logout(request)
    return redirect("bodies:login")


@require_safe
@never_cache
@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """Show the last logins of one's own."""
    rows = StaffSession.objects.filter(user=cast("User", request.user))[:50]
    return render(request, "bodies/sessions.html", {"sessions": rows, "here": request.session.get(KEPT)})


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


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; logins elsewhere end."""
    user = cast("User", request.user)
    form = PasswordChangeForm(user, typed(request))
    if request.method == "POST" and form.is_valid():
        user = change_password(user=user, password=form.cleaned_data["new_password1"], now=timezone.now())
        update_session_auth_hash(request, user)
        note_login(request, user)
        return redirect("bodies:sessions")
    # the name stands hidden in the form, so that a password manager knows whose password it keeps
    context = {"form": form, "title": "修改密码", "button": "保存", "username": user.username}
    return render(request, "bodies/form.html", context)


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
        "title": f"{user.name}，请设置密码",
        "button": "设置密码",
        "told": f"登录名 {user.username}",
        "username": user.username,
    }
    return render(request, "bodies/form.html", context)
