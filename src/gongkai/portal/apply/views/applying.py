"""The form, the receipt, the empty form on paper."""

from http import HTTPStatus
from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.applications.check_words import printed
from gongkai.apps.applications.errors import REFUSALS, NoKeys
from gongkai.apps.applications.law import law_of
from gongkai.apps.applications.models import Application
from gongkai.apps.applications.sealing import have_keys
from gongkai.apps.applications.selectors.cases import case
from gongkai.apps.applications.services import Submission, submit
from gongkai.apps.applications.services.letters import form_file, receipt_pdf
from gongkai.apps.applications.services.throttle import SUBMITTING, count_attempt, refuse_if_too_many
from gongkai.apps.applications.words import ApplicantKind, Carrier, Manner
from gongkai.apps.bodies.accounts import client_address
from gongkai.apps.bodies.models import PublicBody
from gongkai.core.law.deadlines import Due, ReplyClock
from gongkai.portal import human_check
from gongkai.portal.apply import access
from gongkai.portal.apply.forms import Apply


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form; take an application and lead to its receipt."""
    body, now = access.body_of(slug), timezone.now()
    opened = human_check.open_form(now)
    if request.method != "POST":
        return _form(request, body, Apply(initial={"token": opened.token()}), opened)
    form = Apply(request.POST, request.FILES)
    sent = human_check.opened_form(request.POST.get("token", ""), now)
    if sent is None:
        form = Apply({**request.POST.dict(), "token": opened.token(), "answer": ""}, request.FILES)
        form.add_error(None, "这张表单打开得太久了。内容还在，请重新回答下面的问题，选好附件，再提交一次。")
        return _form(request, body, form, opened)
    made = _taken(request, body, form, sent) if form.is_valid() else None
    if made is None:
        return _form(request, body, form, sent)
    access.let_in(request, made)
    return redirect("apply:receipt", slug, made.number)


def _taken(request: HttpRequest, body: PublicBody, form: Apply, sent: human_check.Opened) -> Application | None:
    """Take the application; tell above the form what is against it."""
    now, given, who = timezone.now(), form.cleaned_data, client_address(request)
    if not form.judge(sent, now, "提交申请"):
        return None
    submission = Submission(
        kind=ApplicantKind(given["kind"]),
        particulars=form.particulars(),
        wanted=given["wanted"],
        carrier=Carrier(given["carrier"]),
        manner=Manner(given["manner"]),
        assistance=given["assistance"],
        files=given["uploads"],
        identity_files=given["identity_file"],
    )
    try:
        refuse_if_too_many(SUBMITTING, who, now)
        made = submit(body=body, submission=submission, key=sent.key, now=now)
        count_attempt(SUBMITTING, who, now)
    except REFUSALS as error:
        form.add_error(None, str(error))
        return None
    return made


def _form(request: HttpRequest, body: PublicBody, form: Apply, opened: human_check.Opened) -> HttpResponse:
    refused = str(NoKeys()) if not have_keys() else f"{body}已经撤销，不再受理申请。" if body.closed_on else ""
    status = HTTPStatus.OK
    if form.is_bound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"body": body, "form": form, "question": opened.question, "refused": refused, "due": _if_today(body)}
    return render(request, "apply/form.html", context, status=status)


def _if_today(body: PublicBody) -> Due:
    """Return when an answer would be due for an application received today."""
    today = timezone.localdate()
    law = law_of(body, today)
    return ReplyClock(today).due(law.calendar, law.settings)


@never_cache
@require_safe
def receipt(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Show the receipt to the browser that sent the application or has shown its check word."""
    body = access.body_of(slug)
    try:
        application = access.shown(request, body, number)
    except access.NotShown:
        return redirect("apply:track", slug)
    who = application.applicant.particulars()
    address = f"{settings.SITE_ADDRESS}{reverse('apply:track', args=[slug])}?number={application.number}"
    context: dict[str, Any] = {
        "body": body,
        "application": application,
        "case": case(application, timezone.localdate()),
        "word": printed(who.check_word),
        "email": who.email,
        "address": address,
        "code": segno.make(address, error="m").svg_data_uri(scale=4),
    }
    return render(request, "apply/receipt.html", context)


@never_cache
@require_safe
def receipt_file(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Hand out the receipt as PDF."""
    try:
        application = access.shown(request, access.body_of(slug), number)
    except access.NotShown:
        return redirect("apply:track", slug)
    return pdf(receipt_pdf(application, timezone.localdate()), f"receipt-{application.number}.pdf")


@require_safe
def paper_form(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand out the empty form (申请表), to be printed and filled in by hand; as Word with `?form=docx`."""
    body = access.body_of(slug)
    if request.GET.get("form") == "docx":
        data = form_file(body, "form_application", "docx", timezone.localdate())
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        headers = {"Content-Disposition": 'attachment; filename="application-form.docx"'}
        return HttpResponse(data, content_type=kind, headers=headers)
    return pdf(form_file(body, "form_application", "pdf", timezone.localdate()), "application-form.pdf")


def pdf(data: bytes, name: str) -> HttpResponse:
    """Return a PDF to be opened in the browser."""
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(data, content_type="application/pdf", headers=headers)
