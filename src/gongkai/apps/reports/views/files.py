"""Reports that came as files: last year's of the body itself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps.bodies.asking import person
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.views.acting import do, typed
from gongkai.apps.reports import services
from gongkai.apps.reports.forms import FileForm
from gongkai.apps.reports.models import ReportFile
from gongkai.apps.reports.selectors.reports import from_mapping
from gongkai.apps.reports.views.asked import READERS, allowed, body_asked
from gongkai.core.report.writers.layout import tables


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def new(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Hand in the published report of the year before."""
    body = body_asked(request, slug, year, (Act.DRAFT_REPORT,))
    form = FileForm(typed(request), request.FILES or None)

    def run() -> object:
        upload, report = services.read_upload(form.cleaned_data["file"])
        return services.keep_file(
            by=person(request), act=Act.DRAFT_REPORT, keeper=body, upload=upload, report=report, of=body,
            year=year - 1, now=timezone.now(),
        )  # fmt: skip

    if form.is_valid() and do(request, form, run):
        messages.success(request, _("已经存入{year}年的报告。").format(year=year - 1))
        return redirect("reports:report", slug, year)
    title = _("存入{year}年已公布的报告").format(year=year - 1)
    return render(request, "reports/new_file.html", {"body": body, "year": year, "form": form, "title": title})


@require_safe
@never_cache
@login_required
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """What was read out of a file."""
    file = get_object_or_404(ReportFile.objects.select_related("keeper", "public_body"), pk=pk)
    body = body_asked(request, file.keeper.slug, file.year, READERS)
    report = from_mapping(file.report)
    given = {
        "body": body,
        "year": file.year,
        "file": file,
        "report": report,
        "tables": dict(zip(("s2", "s3", "s4"), tables(report), strict=True)),
        "may_drop": file.dropped_at is None and bool(allowed(request, (_right(file),), body)),
    }
    return render(request, "reports/file.html", given)


@require_POST
@login_required
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Use a file no longer."""
    file = get_object_or_404(ReportFile.objects.select_related("keeper", "public_body"), pk=pk)
    body_asked(request, file.keeper.slug, file.year, (_right(file),))
    if do(
        request, None,
        lambda: services.drop_file(by=person(request), act=_right(file), file=file, now=timezone.now()),
    ):  # fmt: skip
        messages.success(request, _("这个文件不再使用。"))
    return redirect("reports:file", pk)


def _right(file: ReportFile) -> Act:
    """A body's own file is its writers' business; any other, and that of a whole district, is the overseer's."""
    return Act.DRAFT_REPORT if file.public_body_id == file.keeper_id and not file.is_whole else Act.OVERSEE
