"""Importing a catalogue: upload, what was read, taking it over, undoing it."""

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
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.views.acting import do, typed
from gongkai.apps.catalogue import services
from gongkai.apps.catalogue.forms import ReasonForm, SheetForm
from gongkai.apps.catalogue.models import MatterImport
from gongkai.apps.catalogue.sheets.heads import WANTED
from gongkai.apps.catalogue.views.asked import body_asked, shown
from gongkai.core.catalogue.fields import fields

SHOWN = 300  # rows of a preview
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a sheet and show what it holds."""
    body = body_asked(request, slug, Act.KEEP_CATALOGUE)
    form = SheetForm(typed(request), request.FILES or None, initial={"from_on": timezone.localdate()})
    made: list[MatterImport] = []

    def run() -> None:
        sheet, from_on = form.cleaned_data["sheet"], form.cleaned_data["from_on"]
        made.append(
            services.preview(
                by=person(request), body=body, name=sheet.name, data=sheet.read(), from_on=from_on, now=timezone.now()
            )
        )

    if form.is_valid() and do(request, form, run):
        return redirect("catalogue:import", made[0].pk)
    given = shown(
        request, body, form=form, title=_("导入公开事项目录"), button=_("读取"), is_upload=True, heads=WANTED,
        part="catalogue",
    )  # fmt: skip
    return render(request, "catalogue/form.html", given)


@require_safe
@login_required
def empty(request: HttpRequest, slug: str) -> HttpResponse:
    """An empty sheet with the heads of a catalogue, and the 26 fields beside it."""
    body_asked(request, slug, Act.KEEP_CATALOGUE)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    bold = book.add_format({"bold": True, "bottom": 1})
    sheet = book.add_worksheet("目录")
    for column, head in enumerate(WANTED):
        sheet.write_string(0, column, head, bold)
        sheet.set_column(column, column, max(12, 2 * len(head) + 2))
    sheet.freeze_panes(1, 0)
    known = [one.name for one in fields()]
    sheet.data_validation(
        1, 1, 2000, 1, {"validate": "list", "source": "='26个领域'!$A$1:$A$26", "error_type": "information"}
    )
    names = book.add_worksheet("26个领域")
    for row, name in enumerate(known):
        names.write_string(row, 0, name)
    names.hide()
    book.close()
    answer = HttpResponse(out.getvalue(), content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename="公开事项目录.xlsx") or ""
    return answer


@require_safe
@never_cache
@login_required
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """What a sheet holds, and why rows cannot be taken."""
    made = get_object_or_404(MatterImport.objects.select_related("public_body"), pk=pk)
    body = body_asked(request, made.public_body.slug, Act.KEEP_CATALOGUE)
    given = shown(request, body, made=made, rows=made.rows[:SHOWN], most=SHOWN, part="catalogue")
    return render(request, "catalogue/import.html", given)


@require_POST
@login_required
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over what was shown."""
    made = get_object_or_404(MatterImport.objects.select_related("public_body"), pk=pk)
    body_asked(request, made.public_body.slug, Act.KEEP_CATALOGUE)
    if do(request, None, lambda: services.carry_out(by=person(request), made=made, now=timezone.now())):
        messages.success(request, _("已经导入 {count} 项。").format(count=len(made.rows)))
    return redirect("catalogue:import", pk)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an import back as a whole."""
    made = get_object_or_404(MatterImport.objects.select_related("public_body"), pk=pk)
    body = body_asked(request, made.public_body.slug, Act.KEEP_CATALOGUE)
    form = ReasonForm(typed(request))

    def run() -> object:
        return services.undo(by=person(request), made=made, reason=form.cleaned_data["reason"], now=timezone.now())

    if form.is_valid() and do(request, form, run):
        messages.success(request, _("这次导入已经整批撤销。"))
        return redirect("catalogue:import", pk)
    title = _("撤销“{name}”的导入").format(name=made.file_name)
    told = _("这次导入的事项全部作废，被它替换的事项恢复原样。")
    given = shown(request, body, form=form, title=title, button=_("整批撤销"), told=told, part="catalogue")
    return render(request, "catalogue/form.html", given)
