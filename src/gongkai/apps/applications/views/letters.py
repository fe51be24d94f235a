"""Letters to the address that takes applications: the list, one letter with the form that registers it."""

import secrets
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.applications import access
from gongkai.apps.applications.errors import REFUSALS
from gongkai.apps.applications.forms.registration import Registration
from gongkai.apps.applications.models import Application, IncomingFile, IncomingMail
from gongkai.apps.applications.services import incoming
from gongkai.apps.applications.views.cases import as_file, submitted, user_of
from gongkai.apps.applications.views.lists import registered
from gongkai.apps.bodies.models import PublicBody, User
from gongkai.apps.bodies.permissions import require
from gongkai.apps.bodies.roles import Act as Right
from gongkai.core.law.receipt import Channel


class PutAside(forms.Form):
    """Why a letter is no application."""

    why = forms.CharField(label=_("为什么不作为申请"), max_length=200, help_text=_("例如：广告；信访事项，已转信访办"))


def _body(request: HttpRequest, slug: str) -> PublicBody:
    day = timezone.localdate()
    body = access.listed_body(user_of(request), slug, day)
    require(user_of(request), Right.REGISTER_APPLICATION, body, on=day)
    return body


@require_safe
@never_cache
@login_required
def mailbox(request: HttpRequest, slug: str) -> HttpResponse:
    """List the letters that wait, and what became of the last ones."""
    body = _body(request, slug)
    mine = IncomingMail.objects.filter(body=body)
    rows = mine.filter(settled_at__isnull=True)[:100]
    context = {
        "body": body,
        "waiting": [(row, row.told()) for row in rows],
        "settled": mine.filter(settled_at__isnull=False).select_related("application").order_by("-settled_at")[:20],
    }
    return render(request, "applications/mailbox.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def letter(request: HttpRequest, slug: str, mail: int) -> HttpResponse:
    """Show a letter with the form that registers it as an application."""
    by, body, day = user_of(request), _body(request, slug), timezone.localdate()
    row = get_object_or_404(IncomingMail, pk=mail, body=body)
    if row.settled_at is not None:
        messages.info(request, "这封来信已经处理过了。")
        return redirect("applications:mailbox", slug)
    words = incoming.see_mail(row, by=by, now=timezone.now())
    form = Registration(initial=_initial(row, words), today=day)
    if request.method == "POST":
        form = Registration(request.POST, request.FILES, today=day)
        made = _registered(by, row, form) if form.is_valid() else None
        if made is not None:
            messages.success(request, f"来信已登记为申请，编号 {made.number}。")
            return redirect("applications:case", made.pk)
    context: dict[str, Any] = {"body": body, "mail": row, "words": words, "form": form, "files": row.files.all()}
    return render(request, "applications/incoming.html", {**context, "aside": PutAside()})


def _initial(row: IncomingMail, words: dict[str, str]) -> dict[str, Any]:
    arrived: date = timezone.localdate(row.received_at)
    text = words.get("text", "")
    return {
        "key": secrets.token_urlsafe(24),
        "channel": Channel.EMAIL.value,
        "arrived_on": arrived,
        "name": words.get("sender", ""),
        "email": words.get("address", ""),
        "wanted": text[:4000] or words.get("subject", ""),
        "manner": "email" if words.get("address") else "pick_up",
    }


def _registered(by: User, row: IncomingMail, form: Registration) -> Application | None:
    """Register and settle in one transaction: a letter becomes one application."""
    now = timezone.now()
    try:
        with transaction.atomic():
            held = incoming.waiting(row.pk, by=by, now=now)
            made = registered(by, held.body, form, incoming.files_of(held))
            if made is not None:
                incoming.note_registered(held, made, by=by, now=now)
            return made
    except REFUSALS as error:
        form.add_error(None, str(error))
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def aside(request: HttpRequest, slug: str, mail: int) -> HttpResponse:
    """Put a letter aside that is no application."""
    body = _body(request, slug)
    row = get_object_or_404(IncomingMail, pk=mail, body=body)
    form, now = PutAside(request.POST or None), timezone.now()
    if request.method == "POST" and submitted(
        request, form, lambda: incoming.put_aside(by=user_of(request), mail_id=row.pk, now=now, **form.cleaned_data)
    ):
        messages.success(request, "已注明不作为申请，来信的内容已经清除。")
        return redirect("applications:mailbox", slug)
    return render(request, "applications/put_aside.html", {"body": body, "mail": row, "form": form})


@require_safe
@never_cache
@login_required
def file(request: HttpRequest, slug: str, mail: int, number: int) -> HttpResponse:
    """Hand out a file of a letter; the log keeps who looked."""
    row = get_object_or_404(IncomingFile.objects.select_related("mail__body"), pk=number, mail=mail)
    get_object_or_404(IncomingMail, pk=mail, body=_body(request, slug))
    incoming.see_mail(row.mail, by=user_of(request), now=timezone.now())
    return as_file(row.name or "文件", row.data())
