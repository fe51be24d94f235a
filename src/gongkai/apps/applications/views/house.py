"""What a body sets for its letters and terms: wordings, the seal, local days; and the notice of a year for all."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps.applications import access
from gongkai.apps.applications.errors import REFUSALS
from gongkai.apps.applications.forms.house import LocalDayForm, NoticeForm, SealUpload, Wording
from gongkai.apps.applications.law import calendar_of
from gongkai.apps.applications.models import LetterWording, LocalDay, SealPicture
from gongkai.apps.applications.services import calendars, seals
from gongkai.apps.applications.services import wordings as worded
from gongkai.apps.applications.services.letters import letter_settings
from gongkai.apps.applications.views.cases import submitted, user_of
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import may, require
from gongkai.apps.bodies.roles import Act as Right
from gongkai.core.letters.kinds import LetterKind


def _body(request: HttpRequest, slug: str, right: Right | None = None) -> PublicBody:
    """Return a body whose settings somebody may see, or for a right change."""
    body, day = get_object_or_404(PublicBody, slug=slug), timezone.localdate()
    if right is not None:
        require(user_of(request), right, body, on=day)
    else:
        access.require_any(user_of(request), (*access.CASES, Right.EDIT_CALENDAR), body, day)
    return body


@require_safe
@never_cache
@login_required
def wordings(request: HttpRequest, slug: str) -> HttpResponse:
    """List the letters and which of them the body has worded itself."""
    body, day, by = _body(request, slug), timezone.localdate(), user_of(request)
    access.require_any(by, access.CASES, body, day)
    own = worded.wordings_of(body)
    rows = [(id_, worded.name_of(id_), id_ in own) for id_ in worded.editable()]
    context = {
        "body": body,
        "rows": rows,
        "may_edit": may(by, Right.EDIT_WORDING, body, on=day),
        "may_seal": may(by, Right.KEEP_SEAL, body, on=day),
    }
    return render(request, "applications/wordings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def wording(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Edit a wording; `preview` shows it as a letter before it is saved."""
    body, by = _body(request, slug, Right.EDIT_WORDING), user_of(request)
    found = worded.editable().get(kind)
    if found is None:
        raise Http404
    now = timezone.now()
    current = worded.wordings_of(body).get(kind, found.text)
    form = Wording(request.POST or None, initial={"text": current})
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        try:
            if "preview" in request.POST:
                return _preview(body, kind, text or found.text)
            row = worded.set_wording(by=by, body=body, kind=kind, text=text, now=now)
            told = "已恢复系统自带的措辞。" if not row.text else f"已保存第 {row.version} 版，以后的文书都用它。"
            messages.success(request, told)
            return redirect("applications:wordings", slug)
        except REFUSALS as error:
            form.add_error("text", str(error))
    context = {
        "body": body,
        "form": form,
        "name": worded.name_of(kind),
        "standard": found.text,
        "mandatory": found.mandatory if isinstance(found, LetterKind) else found.places,
        "parts": [part.value for part in found.parts] if isinstance(found, LetterKind) else [],
        "versions": LetterWording.objects.filter(body=body, kind=kind).order_by("-version")[:20],
    }
    return render(request, "applications/wording.html", context)


def _preview(body: PublicBody, kind: str, text: str) -> HttpResponse:
    day = timezone.localdate()
    tried = letter_settings(body, day)
    tried = replace(tried, wordings={**tried.wordings, kind: worded.checked(kind, text)})
    headers = {"Content-Disposition": f'inline; filename="{kind}.pdf"'}
    return HttpResponse(worded.preview(tried, kind, day), content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def seal(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the seal in use; put another one in, or take it out of use."""
    body, by, now = _body(request, slug, Right.KEEP_SEAL), user_of(request), timezone.now()
    form = SealUpload(request.POST or None, request.FILES or None)
    if "end" in request.POST:
        try:
            seals.end_seal(by=by, body=body, now=now)
            messages.success(request, "印章图片已经停用。以后的文书打印后加盖实物印章。")
        except REFUSALS as error:
            messages.error(request, str(error))
        return redirect("applications:seal", slug)
    if request.method == "POST" and submitted(
        request,
        form,
        lambda: seals.put_seal(by=by, body=body, png=form.cleaned_data["picture"].read(2_000_000), now=now),
    ):
        messages.success(request, "印章图片已经启用，只加盖在审签过的文书上。")
        return redirect("applications:seal", slug)
    context = {"body": body, "form": form, "rows": SealPicture.objects.filter(body=body).order_by("-pk")[:20]}
    return render(request, "applications/seal.html", context)


@require_safe
@never_cache
@login_required
def seal_picture(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the picture in use to who keeps it."""
    found = seals.seal_of(_body(request, slug, Right.KEEP_SEAL))
    if found is None:
        raise Http404
    return HttpResponse(found, content_type="image/png")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Show which years are known and which local days there are; enter another one."""
    body, by, day, now = _body(request, slug), user_of(request), timezone.localdate(), timezone.now()
    editable = may(by, Right.EDIT_CALENDAR, body, on=day)
    form = LocalDayForm(request.POST or None)
    moved: list[str] = []
    if request.method == "POST" and submitted(
        request,
        form,
        lambda: moved.extend(calendars.add_local_day(by=by, body=body, now=now, **form.cleaned_data)),
    ):
        _tell(request, moved)
        return redirect("applications:calendar", slug)
    found = calendar_of(body)
    context = {
        "body": body,
        "form": form if editable else None,
        "years": found.years,
        "rows": LocalDay.objects.filter(body_id__in=[body.pk, *body.above()]).select_related("body").order_by("-on"),
        "may_notice": calendars.may_add_notice(by, day),
    }
    return render(request, "applications/calendar.html", context)


@require_POST
@never_cache
@login_required
def remove_day(request: HttpRequest, slug: str, day: int) -> HttpResponse:
    """Take a local day back."""
    body = _body(request, slug, Right.EDIT_CALENDAR)
    row = get_object_or_404(LocalDay, pk=day, body=body)
    _tell(request, calendars.remove_local_day(by=user_of(request), local_day=row, now=timezone.now()))
    return redirect("applications:calendar", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def notice(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter the notice of a year, which binds every body; the service refuses who looks after one body only."""
    body, by = _body(request, slug, Right.EDIT_CALENDAR), user_of(request)
    form, now = NoticeForm(request.POST or None), timezone.now()
    moved: list[str] = []
    if request.method == "POST" and submitted(
        request, form, lambda: moved.extend(calendars.add_notice(by=by, data=form.given(), now=now))
    ):
        _tell(request, moved)
        return redirect("applications:calendar", slug)
    return render(request, "applications/notice.html", {"body": body, "form": form})


def _tell(request: HttpRequest, moved: list[str]) -> None:
    told = f"工作日已经更新，{len(moved)} 件办理中的申请答复期限有变动。" if moved else "工作日已经更新，没有期限变动。"
    messages.success(request, told)
    for line in moved[:20]:
        messages.info(request, line)
