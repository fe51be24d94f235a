"""Acts on one row of a case: a delivery, a consultation, an entry, a message, the contact, the check word."""

from functools import partial
from typing import Any, Final

from django import forms as django_forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps.applications import access, services
from gongkai.apps.applications.check_words import printed
from gongkai.apps.applications.errors import REFUSALS
from gongkai.apps.applications.forms import rows as forms
from gongkai.apps.applications.forms.fields import Contact
from gongkai.apps.applications.models import (
    Application,
    CaseEvent,
    Consultation,
    Delivery,
    LateEntry,
    Message,
    Paper,
)
from gongkai.apps.applications.services import resident
from gongkai.apps.applications.services.late import CORRECT
from gongkai.apps.applications.services.letters import print_receipt
from gongkai.apps.applications.services.redacting import Redacted
from gongkai.apps.applications.views.cases import submitted, today_of, user_of
from gongkai.apps.applications.views.late import or_ask, proof_of, tell
from gongkai.apps.bodies.permissions import require
from gongkai.apps.bodies.roles import Act as Right

DELIVERY: Final = {"signed": "登记签收", "returned": "登记退回", "again": "再次送达"}


def _page(
    request: HttpRequest, application: Application, form: Any, title: str, told: str = "", proof: Any = None
) -> HttpResponse:
    context = {"body": application.body, "application": application, "form": form, "title": title, "told": told}
    context |= {"proof": proof, "proof_open": request.method == "POST"}
    return render(request, "applications/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def delivery(request: HttpRequest, pk: int, delivery: int, what: str) -> HttpResponse:
    """Enter that a paper was signed for or came back, or send it again."""
    if what not in DELIVERY:
        raise Http404
    by, application, today = today_of(request, pk)
    row = get_object_or_404(Delivery, pk=delivery, application=application)
    now, data, files = timezone.now(), request.POST or None, request.FILES or None
    form: django_forms.Form
    if what == "signed":
        form = forms.Signature(data, files, initial={"signed_on": today, "tracking": row.tracking})
    elif what == "returned":
        form = forms.Returned(data, initial={"returned_on": today})
    else:
        form = forms.Again(data, application=application, today=today)

    def run() -> object:
        given = form.cleaned_data
        if what == "signed":
            rest = {name: given[name] for name in ("signed_on", "signer", "tracking")}
            return services.prove_delivery(by=by, delivery_id=row.pk, now=now, files=given["uploads"], **rest)
        if what == "returned":
            return services.return_delivery(by=by, delivery_id=row.pk, now=now, **given)
        assert isinstance(form, forms.Again)  # noqa: S101 the third of three
        return services.send_again(by=by, delivery_id=row.pk, now=now, **form.given())

    if request.method == "POST" and submitted(request, form, run):
        messages.success(request, f"已登记：{row.title}，{DELIVERY[what]}。")
        return redirect("applications:case", pk)
    return _page(request, application, form, DELIVERY[what], row.title)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def opinion(request: HttpRequest, pk: int, consultation: int) -> HttpResponse:
    """Enter what a party or an office answered."""
    by, application, today = today_of(request, pk)
    row = get_object_or_404(Consultation, pk=consultation, application=application)
    form = forms.Reply(request.POST or None, request.FILES or None, application=application, today=today)
    now = timezone.now()
    if request.method == "POST" and submitted(
        request, form, lambda: services.receive_opinion(by=by, consultation_id=row.pk, now=now, **form.given())
    ):
        messages.success(request, "意见已经登记。")
        return redirect("applications:case", pk)
    return _page(request, application, form, "登记回复", row.told().get("name", ""))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def correction(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Cancel a mistaken entry."""
    by, application, _today = today_of(request, pk)
    row = get_object_or_404(CaseEvent, application=application, number=number)
    form, proof, now = forms.Mistake(request.POST or None), proof_of(request), timezone.now()
    waits: list[LateEntry | None] = []

    def run() -> None:
        given = form.cleaned_data
        at_once = partial(services.correct, by=by, application_id=pk, number=number, now=now, **given)
        waits.append(
            or_ask(
                request,
                at_once,
                by=by,
                application=application,
                doing=CORRECT,
                on=row.on,
                proof=proof,
                number=str(number),
            )
        )

    if request.method == "POST" and submitted(request, form, run):
        if waits[0] is not None:
            tell(request, waits[0])
        else:
            messages.success(request, f"已更正：{row.label}。")
        return redirect("applications:case", pk)
    return _page(request, application, form, "更正记录", f"{row.on} {row.label}", proof)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def message(request: HttpRequest, pk: int, message: int) -> HttpResponse:
    """Answer what the applicant wrote."""
    by, application, _today = today_of(request, pk)
    row = get_object_or_404(Message, pk=message, application=application)
    form, now = forms.MessageAnswer(request.POST or None), timezone.now()
    if request.method == "POST" and submitted(
        request, form, lambda: resident.answer_message(by=by, message_id=row.pk, now=now, **form.cleaned_data)
    ):
        messages.success(request, "已经回复，申请人在进度页面可以看到。")
        return redirect("applications:case", pk)
    return _page(request, application, form, "回复申请人", row.told().get("text", ""))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def new_papers(request: HttpRequest, pk: int) -> HttpResponse:
    """Put files into the case."""
    by, application, _today = today_of(request, pk)
    form, now = forms.NewPapers(request.POST or None, request.FILES or None), timezone.now()

    def run() -> object:
        given = form.cleaned_data
        return services.add_papers(by=by, application_id=pk, kind=given["kind"], files=given["uploads"], now=now)

    if request.method == "POST" and submitted(request, form, run):
        messages.success(request, "文件已经存入案卷。")
        return redirect("applications:case", pk)
    return _page(request, application, form, "存入文件")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def redaction(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """Make a copy of a file without what must not be seen."""
    by, application, _today = today_of(request, pk)
    row = get_object_or_404(Paper, pk=paper, application=application, erased_on=None)
    form, now = forms.Covering(request.POST or None), timezone.now()
    made: list[Redacted] = []

    def run() -> object:
        made.append(services.redact_paper(by=by, application_id=pk, paper_id=row.pk, now=now, **form.cleaned_data))
        return made

    if request.method == "POST" and submitted(request, form, run):
        told = "；".join(f"“{each.what}”{each.where}{each.times}处" for each in made[0].covered)
        messages.success(request, f"遮盖后的文件已经存入，作为随答复提供的文件。{told}。请打开核对后再发出。")
        for warning in made[0].warnings:
            messages.warning(request, warning)
        return redirect("applications:case", pk)
    return _page(request, application, form, "遮盖文件", row.name)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Change how the applicant can be reached, as the applicant told."""
    by, application, _today = today_of(request, pk)
    form, now = Contact(request.POST or None), timezone.now()
    if request.method == "POST" and submitted(
        request,
        form,
        lambda: resident.change_contact(by=by, application_id=pk, contact=form.cleaned_data, now=now),
    ):
        messages.success(request, "联系方式已经更改。")
        return redirect("applications:case", pk)
    return _page(request, application, form, "变更联系方式", "填写全部联系方式，没有填写的会被清除。")


@require_POST
@never_cache
@login_required
def check_word(request: HttpRequest, pk: int) -> HttpResponse:
    """Give another check word to an applicant who lost the receipt and showed who they are."""
    by, today = user_of(request), timezone.localdate()
    application = access.seen_case(by, pk, today)
    require(by, Right.REGISTER_APPLICATION, application.body, on=today)
    try:
        who = resident.renew_check_word(by=by, application_id=pk, now=timezone.now())
        messages.success(request, f"新的查询码是 {printed(who.check_word)}，旧的已经失效。请当面交给申请人。")
    except REFUSALS as error:
        messages.error(request, str(error))
    return redirect("applications:case", pk)


@require_safe
@never_cache
@login_required
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Print the receipt for an applicant at the counter; the log keeps who did."""
    by, today = user_of(request), timezone.localdate()
    application = access.seen_case(by, pk, today)
    require(by, Right.REGISTER_APPLICATION, application.body, on=today)
    headers = {"Content-Disposition": f'inline; filename="receipt-{application.number}.pdf"'}
    made = print_receipt(by=by, application_id=pk, now=timezone.now())
    return HttpResponse(made, content_type="application/pdf", headers=headers)
