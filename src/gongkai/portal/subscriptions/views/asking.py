"""The form; its answer is the same for every address."""

from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.applications.errors import TooMany
from gongkai.apps.applications.services.throttle import Limit, count_attempt, refuse_if_too_many
from gongkai.apps.bodies.accounts import client_address
from gongkai.apps.bodies.models import PublicBody
from gongkai.portal import human_check
from gongkai.portal.pages.views.frame import Crumb, body_at, frame
from gongkai.portal.subscriptions.forms import Subscription
from gongkai.portal.subscriptions.services import Wanted, ask_for

SUBSCRIBING: Final = Limit("subscribe", 10, 60)
BUTTON: Final = "订阅"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form; take what was asked for and lead to a page that tells nothing of it."""
    body, now = body_at(slug), timezone.now()
    opened = human_check.open_form(now)
    if request.method != "POST":
        initial = {"token": opened.token(), "column": request.GET.get("column", "")[:12]}
        return _form(request, body, Subscription(body=body, initial=initial), opened)
    form = Subscription(request.POST, body=body)
    sent = human_check.opened_form(request.POST.get("token", ""), now)
    if sent is None:
        form = Subscription({**request.POST.dict(), "token": opened.token(), "answer": ""}, body=body)
        form.add_error(None, _("这张表单打开得太久了。内容还在，请重新回答下面的问题，再提交一次。"))
        return _form(request, body, form, opened)
    if form.is_valid() and form.judge(sent, now, BUTTON) and _taken(request, body, form):
        return redirect("subscribed", slug)
    return _form(request, body, form, sent)


@never_cache
@require_safe
def subscribed(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that a letter was sent, if the address is right."""
    return render(request, "subscriptions/sent.html", frame(body_at(slug), Crumb(_("邮件订阅"))))


def _taken(request: HttpRequest, body: PublicBody, form: Subscription) -> bool:
    now, who, given = timezone.now(), client_address(request), form.cleaned_data
    try:
        refuse_if_too_many(SUBSCRIBING, who, now)
    except TooMany as refused:
        form.add_error(None, str(refused))
        return False
    count_attempt(SUBSCRIBING, who, now)
    ask_for(Wanted(body, given["column"], given["word"].strip()), given["address"], now)
    return True


def _form(request: HttpRequest, body: PublicBody, form: Subscription, opened: human_check.Opened) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound and form.errors else HTTPStatus.OK
    shown = {**frame(body, Crumb(_("邮件订阅"))), "form": form, "question": opened.question}
    shown["is_open"] = bool(settings.APPLICANT_KEYS)
    return render(request, "subscriptions/form.html", shown, status=status)
