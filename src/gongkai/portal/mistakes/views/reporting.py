"""The form for readers, and the page that shows what became of a report."""

from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.applications.errors import TooMany
from gongkai.apps.applications.services.throttle import Limit, count_attempt, refuse_if_too_many
from gongkai.apps.bodies.accounts import client_address
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.selectors import public
from gongkai.portal import human_check
from gongkai.portal.mistakes.forms import Report
from gongkai.portal.mistakes.models import MistakeReport
from gongkai.portal.mistakes.services import report_mistake
from gongkai.portal.pages.views.frame import Crumb, body_at, frame

REPORTING: Final = Limit("mistake", 10, 60)
BUTTON: Final = "提交"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mistake(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form; take a report and lead to its page."""
    body, now = body_at(slug), timezone.now()
    opened = human_check.open_form(now)
    if request.method != "POST":
        form = Report(initial={"token": opened.token(), "page": request.GET.get("page", "")[:12]})
        return _form(request, body, form, opened)
    form = Report(request.POST)
    sent = human_check.opened_form(request.POST.get("token", ""), now)
    if sent is None:
        form = Report({**request.POST.dict(), "token": opened.token(), "answer": ""})
        form.add_error(None, _("这张表单打开得太久了。内容还在，请重新回答下面的问题，再提交一次。"))
        return _form(request, body, form, opened)
    made = _taken(request, body, form, sent) if form.is_valid() and form.judge(sent, now, BUTTON) else None
    return _form(request, body, form, sent) if made is None else redirect("mistake-report", slug, made.token)


@never_cache
@require_safe
def report_page(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Show a report and its answer to whoever has its address."""
    body = body_at(slug)
    report = get_object_or_404(MistakeReport, body=body, token=token)
    shown = {**frame(body, Crumb(_("网站找错"))), "report": report, "page_named": _page(body, report.page)}
    return render(request, "mistakes/report.html", shown)


def _taken(request: HttpRequest, body: PublicBody, form: Report, sent: human_check.Opened) -> MistakeReport | None:
    now, who, given = timezone.now(), client_address(request), form.cleaned_data
    named = _page(body, given["page"])
    try:
        refuse_if_too_many(REPORTING, who, now)
    except TooMany as refused:
        form.add_error(None, str(refused))
        return None
    count_attempt(REPORTING, who, now)
    page = named.public_id if named is not None else ""
    return report_mistake(body=body, page=page, text=given["text"], contact=given["contact"], key=sent.key, now=now)


def _form(request: HttpRequest, body: PublicBody, form: Report, opened: human_check.Opened) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound and form.errors else HTTPStatus.OK
    shown = {
        **frame(body, Crumb(_("网站找错"))),
        "form": form,
        "question": opened.question,
        "page_named": _page(body, str(form["page"].value() or "")),
    }
    return render(request, "mistakes/form.html", shown, status=status)


def _page(body: PublicBody, public_id: str) -> Disclosure | None:
    """Return the public page of the body that is named, or nothing."""
    return public.published(body=body).filter(public_id=public_id).first() if public_id else None
