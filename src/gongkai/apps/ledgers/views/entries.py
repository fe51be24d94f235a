"""One ledger: its entries, a new one, a change, a voiding."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.bodies.asking import person
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.views.acting import do, typed
from gongkai.apps.ledgers import services
from gongkai.apps.ledgers.forms import EntryForm, ReasonForm
from gongkai.apps.ledgers.kinds import WORDINGS, LedgerKind
from gongkai.apps.ledgers.models import LedgerEntry
from gongkai.apps.ledgers.models.entry import CONTENT
from gongkai.apps.ledgers.selectors.published import entered_not_published, published_not_entered
from gongkai.apps.ledgers.views.asked import body_asked, kind_asked, shown

SIZE = 50


@require_safe
@never_cache
@login_required
def ledger(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The entries of a ledger, newest first; voided ones shown as such."""
    body, asked = body_asked(request, slug), kind_asked(kind)
    words = request.GET.get("q", "").strip()[:80]
    found = LedgerEntry.objects.filter(public_body=body, kind=asked).select_related("office")
    if words:
        found = found.filter(Q(title__icontains=words) | Q(number__icontains=words))
    found = _after(found, request.GET.get("before", ""))
    rows = list(found[: SIZE + 1])
    older = rows[SIZE - 1].pk if len(rows) > SIZE else None
    given = shown(body, kind=asked, words=words, wording=WORDINGS[asked], rows=rows[:SIZE], older=older)
    if asked is LedgerKind.NORMATIVE_DOCUMENT and not words:
        given |= {"not_entered": published_not_entered(body), "not_published": entered_not_published(body)}
    return render(request, "ledgers/ledger.html", given)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def new(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """A new entry; afterwards the form is there again for the next one."""
    body, asked = body_asked(request, slug), kind_asked(kind)
    form = EntryForm(typed(request), body=body, kind=asked, initial=_of_published(body, request.GET.get("of", "")))

    def run() -> object:
        return services.enter(by=person(request), body=body, kind=asked, entry=form.entry(), now=timezone.now())

    if form.is_valid() and do(request, form, run):
        messages.success(request, _("已登记“{title}”。可以接着登记下一条。").format(title=form.cleaned_data["title"]))
        return redirect("ledgers:new", body.slug, asked.value)
    given = shown(body, kind=asked, form=form, title=_("登记{kind}").format(kind=asked.label), button=_("登记"))
    return render(request, "ledgers/form.html", given)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """A change of an entry."""
    row = get_object_or_404(LedgerEntry.objects.select_related("public_body"), pk=pk)
    body, kind = body_asked(request, row.public_body.slug), LedgerKind(row.kind)
    form = EntryForm(typed(request), body=body, kind=kind, initial=_typed_before(row))

    def run() -> object:
        return services.change(by=person(request), row=row, entry=form.entry(), now=timezone.now())

    if form.is_valid() and do(request, form, run):
        messages.success(request, _("已经更正，原来的内容留在操作日志里。"))
        return redirect("ledgers:ledger", body.slug, kind.value)
    given = shown(body, kind=kind, form=form, title=_("更正{kind}").format(kind=kind.label), button=_("保存"))
    return render(request, "ledgers/form.html", given)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def void(request: HttpRequest, pk: int) -> HttpResponse:
    """The voiding of an entry."""
    row = get_object_or_404(LedgerEntry.objects.select_related("public_body"), pk=pk)
    body, kind = body_asked(request, row.public_body.slug), LedgerKind(row.kind)
    form = ReasonForm(typed(request))

    def run() -> object:
        return services.void(by=person(request), row=row, reason=form.cleaned_data["reason"], now=timezone.now())

    if form.is_valid() and do(request, form, run):
        messages.success(request, _("已经作废。"))
        return redirect("ledgers:ledger", body.slug, kind.value)
    given = shown(body, kind=kind, form=form, title=_("作废“{title}”").format(title=row.title), button=_("作废"))
    return render(request, "ledgers/form.html", given)


def _typed_before(row: LedgerEntry) -> dict[str, Any]:
    return {name: getattr(row, name) for name in CONTENT}


def _after(found: QuerySet[LedgerEntry], before: str) -> QuerySet[LedgerEntry]:
    last = found.filter(pk=int(before)).first() if before.isascii() and before.isdigit() and len(before) < 19 else None
    if last is None:
        return found
    return found.filter(Q(on__lt=last.on) | Q(on=last.on, pk__lt=last.pk))


def _of_published(body: PublicBody, public_id: str) -> dict[str, Any]:
    """Return what a published document proposes for its entry."""
    one = (
        next((page for page in published_not_entered(body) if page.public_id == public_id), None) if public_id else None
    )
    if one is None:
        return {}
    return {"title": one.title, "number": one.document_number, "on": one.made_on, "is_public": True}
