"""Importing a sheet: upload, what was read, entering it, undoing it."""

import io

import xlsxwriter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps.bodies.asking import person
from gongkai.apps.bodies.views.acting import do, typed
from gongkai.apps.ledgers import services
from gongkai.apps.ledgers.forms import ReasonForm, SheetForm
from gongkai.apps.ledgers.kinds import WORDINGS, LedgerKind
from gongkai.apps.ledgers.models import LedgerImport
from gongkai.apps.ledgers.sheets.heads import wanted
from gongkai.apps.ledgers.views.asked import body_asked, kind_asked, shown

SHOWN = 200  # rows of a preview
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def upload(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Take a sheet and show what it holds."""
    body, asked = body_asked(request, slug), kind_asked(kind)
    form = SheetForm(typed(request), request.FILES or None)
    made: list[LedgerImport] = []

    def run() -> None:
        sheet = form.cleaned_data["sheet"]
        made.append(
            services.preview(
                by=person(request), body=body, kind=asked, name=sheet.name, data=sheet.read(), now=timezone.now()
            )
        )

    if form.is_valid() and do(request, form, run):
        return redirect("ledgers:import", made[0].pk)
    title = _("导入{kind}台账").format(kind=asked.label)
    given = shown(body, kind=asked, form=form, title=title, button=_("读取"), is_upload=True, heads=wanted(asked))
    return render(request, "ledgers/form.html", given)


@require_safe
@login_required
def empty(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """An empty sheet with the heads of a ledger."""
    body_asked(request, slug)
    asked = kind_asked(kind)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet(asked.label)
    bold = book.add_format({"bold": True, "bottom": 1})
    for column, head in enumerate(wanted(asked)):
        sheet.write_string(0, column, head, bold)
        sheet.set_column(column, column, max(12, 2 * len(head) + 2))
    sheet.freeze_panes(1, 0)
    book.close()
    answer = HttpResponse(out.getvalue(), content_type=XLSX)
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=f"{asked.label}台账.xlsx") or ""
    )
    return answer


@require_safe
@never_cache
@login_required
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """What a sheet holds, and why rows cannot go in."""
    made = get_object_or_404(LedgerImport.objects.select_related("public_body"), pk=pk)
    body, kind = body_asked(request, made.public_body.slug), LedgerKind(made.kind)
    given = shown(body, kind=kind, made=made, rows=made.rows[:SHOWN], wording=WORDINGS[kind], most=SHOWN)
    return render(request, "ledgers/import.html", given)


@require_POST
@login_required
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter what was shown."""
    made = get_object_or_404(LedgerImport.objects.select_related("public_body"), pk=pk)
    body_asked(request, made.public_body.slug)
    if do(request, None, lambda: services.carry_out(by=person(request), made=made, now=timezone.now())):
        messages.success(request, _("已经导入 {count} 条。").format(count=len(made.rows)))
    return redirect("ledgers:import", pk)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an import back as a whole."""
    made = get_object_or_404(LedgerImport.objects.select_related("public_body"), pk=pk)
    body = body_asked(request, made.public_body.slug)
    form = ReasonForm(typed(request))

    def run() -> object:
        return services.undo(by=person(request), made=made, reason=form.cleaned_data["reason"], now=timezone.now())

    if form.is_valid() and do(request, form, run):
        messages.success(request, _("这次导入已经整批撤销。"))
        return redirect("ledgers:import", pk)
    title = _("撤销“{name}”的导入").format(name=made.file_name)
    told = _("这次导入的全部记录会作废，不再计数，但是保留下来可以查看。")
    return render(request, "ledgers/form.html", shown(body, form=form, title=title, button=_("整批撤销"), told=told))
