"""The password: changed, confirmed once more before a weighty act, and set anew by a letter when it was forgotten."""

from http import HTTPStatus
from typing import cast

from django import forms
from django.contrib.auth import authenticate, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from gongkai.apps.bodies.accounts import client_address
from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import User
from gongkai.apps.bodies.services import ask_reset, change_password, reset_password
from gongkai.apps.bodies.services.passwords import TooManyRequests, open_reset
from gongkai.apps.bodies.views.acting import typed
from gongkai.apps.bodies.views.entering import confirm as note_confirmed
from gongkai.apps.bodies.views.entering import note_login, safe


class Address(forms.Form):
    """To which address the letter is to go."""

    email = forms.EmailField(label=gettext_lazy("电子邮箱"), help_text=gettext_lazy("您账号里登记的邮箱"))


class Password(forms.Form):
    """The password once more."""

    password = forms.CharField(
        label=gettext_lazy("密码"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def change(request: HttpRequest) -> HttpResponse:
    """Change one's own password; logins elsewhere end."""
    user = cast("User", request.user)
    form = PasswordChangeForm(user, typed(request))
    if request.method == "POST" and form.is_valid():
        user = change_password(user=user, password=form.cleaned_data["new_password1"], now=timezone.now())
        update_session_auth_hash(request, user)
        note_login(request, user)
        note_confirmed(request)
        return redirect("bodies:sessions")
    # the name stands hidden in the form, so that a password manager knows whose password it keeps
    context = {"form": form, "title": _("修改密码"), "button": _("保存"), "username": user.username}
    return render(request, "bodies/form.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask for the password once more, throttled as a login is; who has none logs in anew."""
    user, onward = cast("User", request.user), safe(request, request.GET.get("next", ""))
    form = Password(typed(request))
    if request.method == "POST" and form.is_valid():
        found = authenticate(request, username=user.username, password=form.cleaned_data["password"])
        if found == user:
            note_confirmed(request)
            return redirect(onward)
        form.add_error("password", _("密码不对。"))
    context = {
        "form": form,
        "title": _("请确认是您本人"),
        "told": _("这项操作需要再输入一次密码。")
        if user.has_usable_password()
        else _("您的账号没有密码。请退出后重新登录，再办理这项操作。"),
        "button": _("确认"),
        "username": user.username,
    }
    return render(request, "bodies/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a letter. One answer, whether anybody has the address or not."""
    form = Address(typed(request))
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "title": _("找回密码"), "button": _("发送邮件"), "back": reverse("bodies:login")}
        return render(request, "bodies/form.html", context)
    email = form.cleaned_data["email"]
    try:
        post = ask_reset(
            email=email,
            address=client_address(request),
            link=lambda place, token: request.build_absolute_uri(reverse("bodies:reset", args=[place, token])),
            now=timezone.now(),
        )
    except TooManyRequests as error:
        return _problem(request, error, HTTPStatus.TOO_MANY_REQUESTS)
    post()
    return render(request, "bodies/letter_sent.html", {"email": email})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def reset(request: HttpRequest, place: str, token: str) -> HttpResponse:
    """Set another password by the link of a letter."""
    try:
        user = open_reset(place, token)
        form: SetPasswordForm[User] = SetPasswordForm(user, typed(request))
        if request.method == "POST" and form.is_valid():
            password = form.cleaned_data["new_password1"]
            reset_password(place=place, token=token, password=password, now=timezone.now())
            return redirect("bodies:login")
    except RuleError as error:
        return _problem(request, error, HTTPStatus.GONE)
    context = {"form": form, "title": _("设置新密码"), "button": _("设置密码"), "username": user.username}
    return render(request, "bodies/form.html", {**context, "told": _("登录名 {login}").format(login=user.username)})


def _problem(request: HttpRequest, error: RuleError, status: HTTPStatus) -> HttpResponse:
    context = {"problem": error.problem, "remedy": error.remedy, "status": status.value}
    return render(request, "site/error.html", context, status=status)
