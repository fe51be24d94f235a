"""Progress without an account: each step, what is waited for, letters and files; what the applicant can do on line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps.applications.errors import REFUSALS
from gongkai.apps.applications.models import Application, Paper
from gongkai.apps.applications.selectors.cases import case
from gongkai.apps.applications.selectors.tracking import by_number, proved
from gongkai.apps.applications.services import resident
from gongkai.apps.applications.services.acting import RESIDENT
from gongkai.apps.applications.services.throttle import LOST, TRACKING, count_attempt, refuse_if_too_many
from gongkai.apps.applications.words import MessageKind
from gongkai.apps.bodies.accounts import client_address
from gongkai.apps.bodies.models import PublicBody
from gongkai.core.law.casework import TRANSITIONS, Act
from gongkai.portal.apply import access, forms
from gongkai.portal.apply.calendar_file import calendar_file
from gongkai.portal.apply.steps import remedies_of, steps

WRONG: Final = "编号或查询码不对。请对照回执核对；遗失回执的，可以在下面补发，或携带身份证明到本机关办理。"
SENT: Final = "如果编号和邮箱与申请时填写的一致，查询码会寄到这个邮箱。没有收到的，请携带身份证明到本机关办理。"


@sensitive_post_parameters("word")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for number and check word; a right pair leads to the progress page."""
    body, now = access.body_of(slug), timezone.now()
    if request.method != "POST":
        form = forms.Track(initial={"number": request.GET.get("number", "")[:20]})
        return _asked(request, body, form, forms.Lost())
    form = forms.Track(request.POST)
    if form.is_valid():
        who = client_address(request)
        try:
            refuse_if_too_many(TRACKING, who, now)
        except REFUSALS as error:
            form.add_error(None, str(error))
            return _asked(request, body, form, forms.Lost(), status=429)
        found = proved(body, form.cleaned_data["number"], form.cleaned_data["word"])
        if found is not None:
            access.let_in(request, found)
            return redirect("apply:progress", slug, found.number)
        count_attempt(TRACKING, who, now)
        form.add_error(None, WRONG)
    return _asked(request, body, form, forms.Lost(), status=422)


def _asked(
    request: HttpRequest, body: PublicBody, form: forms.Track, lost: forms.Lost, status: int = 200
) -> HttpResponse:
    mine = Application.objects.filter(body=body, pk__in=request.session.get(access.KEPT, []))
    context = {"body": body, "form": form, "lost": lost, "mine": mine}
    return render(request, "apply/track.html", context, status=status)


@never_cache
@require_POST
def lost(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the check word again to the address of the application; the answer is the same whatever was typed."""
    body, now = access.body_of(slug), timezone.now()
    form = forms.Lost(request.POST)
    if not form.is_valid():
        return _asked(request, body, forms.Track(), form, status=422)
    try:
        refuse_if_too_many(LOST, client_address(request), now)
        count_attempt(LOST, client_address(request), now)
        found = by_number(body, form.cleaned_data["number"])
        if found is not None:
            resident.send_check_word(application=found, email=form.cleaned_data["email"], now=now)
        messages.success(request, SENT)
    except REFUSALS as error:
        messages.error(request, str(error))
    return redirect("apply:track", slug)


@require_POST
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Forget what this browser may see."""
    access.forget(request)
    return redirect("apply:track", slug)


@never_cache
@require_safe
def progress(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Show where an application stands."""
    body = access.body_of(slug)
    try:
        application = access.shown(request, body, number)
    except access.NotShown:
        return redirect("apply:track", slug)
    found, today = case(application, timezone.localdate()), timezone.localdate()
    context = {
        "body": body,
        "application": application,
        "case": found,
        "steps": steps(found),
        "waiting": found.clock.waiting(today, found.law.calendar, found.law.settings),
        "overdue": found.clock.overdue(today, found.law.calendar, found.law.settings),
        "papers": application.papers.filter(for_applicant=True),
        "mine": application.papers.filter(for_applicant=False, added_by="申请人"),
        "messages_sent": [(each, each.told()) for each in application.messages.all()],
        "acts": [name for name, one in DOINGS.items() if _allowed(one, found.state)],
        "remedies": remedies_of(found),
        "who": application.applicant.particulars().masked(),
    }
    return render(request, "apply/progress.html", context)


@dataclass(frozen=True, slots=True)
class Doing:
    """Something an applicant does on line: the act of the law it is (None: none), the form, the service."""

    act: Act | None
    title: str
    help: str
    form: type[django_forms.Form]
    run: Callable[[int, dict[str, Any], datetime], object]
    done: str


def _supplement(pk: int, given: dict[str, Any], now: datetime) -> object:
    return resident.supplement_online(application_id=pk, text=given["text"], files=given["uploads"], now=now)


def _reasons(pk: int, given: dict[str, Any], now: datetime) -> object:
    return resident.give_reasons_online(application_id=pk, text=given["text"], files=given["uploads"], now=now)


DOINGS: Final[dict[str, Doing]] = {
    "supplement": Doing(
        Act.SUPPLEMENT,
        "补正申请",
        "请按补正告知书逐项写明。答复期限自收到补正之日起重新计算（《条例》第三十条）。",
        forms.Words,
        _supplement,
        "已经收到您的补正，答复期限重新计算。",
    ),
    "reasons": Doing(
        Act.RECEIVE_REASONS,
        "说明理由",
        "请说明申请的数量、频次有什么合理的理由（《条例》第三十五条）。",
        forms.Words,
        _reasons,
        "已经收到您的说明。",
    ),
    "contact": Doing(
        Act.CHANGE_CONTACT,
        "变更联系方式",
        "姓名和身份证明不能在网上更改；需要更改的，请与本机关联系。",
        forms.Contact,
        lambda pk, given, now: resident.change_contact(by=RESIDENT, application_id=pk, contact=given, now=now),
        "联系方式已经更改。",
    ),
    "withdraw": Doing(
        Act.WITHDRAW,
        "撤回申请",
        "撤回后本机关不再办理；需要时可以重新提出申请。",
        forms.Withdraw,
        lambda pk, given, now: resident.withdraw(application_id=pk, reason=given["text"], now=now),
        "这件申请已经撤回。",
    ),
    "message": Doing(
        None,
        "咨询或投诉",
        "本机关会在这个页面回复。也可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报（《条例》第五十一条）。",
        forms.Complaint,
        lambda pk, given, now: resident.write_message(
            application_id=pk, kind=MessageKind(given["kind"]), text=given["text"], now=now
        ),
        "已经收到，请过后回到这个页面查看回复。",
    ),
}


def _allowed(doing: Doing, state: Any) -> bool:
    return doing.act is None or (state, doing.act) in TRANSITIONS


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def doing(request: HttpRequest, slug: str, number: str, name: str) -> HttpResponse:
    """Show the form of something the applicant can do, and do it."""
    if name not in DOINGS:
        raise Http404
    body, chosen = access.body_of(slug), DOINGS[name]
    try:
        application = access.shown(request, body, number)
    except access.NotShown:
        return redirect("apply:track", slug)
    now, status = timezone.now(), 200
    form = chosen.form(initial=_initial(name, application))
    if request.method == "POST":
        form = chosen.form(request.POST, request.FILES)
        if form.is_valid():
            try:
                chosen.run(application.pk, form.cleaned_data, now)
                messages.success(request, chosen.done)
                return redirect("apply:progress", slug, number)
            except REFUSALS as error:
                form.add_error(None, str(error))
        status = 422
    context = {"body": body, "application": application, "form": form, "doing": chosen}
    return render(request, "apply/doing.html", context, status=status)


def _initial(name: str, application: Application) -> dict[str, str]:
    if name != "contact":
        return {}
    who = application.applicant.particulars()
    return {field: getattr(who, field) for field in ("contact_person", "phone", "email", "address", "postcode")}


@never_cache
@require_POST
def paper(request: HttpRequest, slug: str, number: str, pk: int) -> HttpResponse:
    """Hand a letter or a file to the applicant; this proves its service."""
    try:
        application = access.shown(request, access.body_of(slug), number)
    except access.NotShown:
        return redirect("apply:track", slug)
    get_object_or_404(Paper, pk=pk, application=application, for_applicant=True, erased_on=None)
    address = client_address(request)
    found = resident.fetch_paper(application_id=application.pk, paper_id=pk, address=address, now=timezone.now())
    return sent_file(found)


def sent_file(found: Paper) -> HttpResponse:
    """Return a file to be saved, never to be shown by the browser as a page of this site."""
    response = HttpResponse(found.data(), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name) or ""
    return response


@never_cache
@require_safe
def remedy_day(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Hand out the last day for reconsideration or a lawsuit as a calendar file; `?of=lawsuit` for the latter."""
    body = access.body_of(slug)
    try:
        application = access.shown(request, body, number)
    except access.NotShown:
        return redirect("apply:track", slug)
    found = remedies_of(case(application, timezone.localdate()))
    of_lawsuit = request.GET.get("of") == "lawsuit"
    due = None if found is None else found.dates.lawsuit if of_lawsuit else found.dates.reconsideration
    if due is None or due.due_on is None:
        raise Http404
    what = "提起行政诉讼" if of_lawsuit else "申请行政复议"
    data = calendar_file(
        uid=f"{application.uid}-{'lawsuit' if of_lawsuit else 'review'}@gongkai",
        title=f"{what}的最后一天（申请 {application.number}）",
        text=due.derivation.sentence(),
        on=due.due_on,
        made_at=timezone.now(),
    )
    name = quote(f"{application.number}.ics")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type="text/calendar; charset=utf-8", headers=headers)
