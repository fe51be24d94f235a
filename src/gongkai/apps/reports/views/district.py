"""The district's page: who handed in, what is found, the sum over the bodies, reports from outside the system."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.bodies.asking import person
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.views.acting import do, typed
from gongkai.apps.reports import services
from gongkai.apps.reports.due import report_due
from gongkai.apps.reports.forms import FileForm
from gongkai.apps.reports.selectors.district import District
from gongkai.apps.reports.views.asked import body_asked, years
from gongkai.apps.reports.views.desk import KINDS, sent
from gongkai.core.report.model import cell_label
from gongkai.core.report.writers import write as written

OUTSIDE, PARENT = "", "parent"


class DistrictFileForm(FileForm):
    """A report as a file, and whose it is."""

    of = forms.ChoiceField(label=gettext_lazy("哪个机关的报告"), required=False)
    previous = forms.BooleanField(label=gettext_lazy("这是上一年的报告，只供核对"), required=False)

    def __init__(self, *args: Any, body: PublicBody, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        below = PublicBody.objects.filter(path__startswith=body.path).exclude(pk=body.pk).order_by("path")
        self.fields["of"].choices = [  # type: ignore[attr-defined]
            (OUTSIDE, _("不在本系统的机关")),
            (PARENT, _("{body}（已公布的全区报告，用来核对）").format(body=body.name)),
            *((one.slug, one.name) for one in below),
        ]


@require_safe
@never_cache
@login_required
def page(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Who handed in, what is found, and the sum."""
    body = body_asked(request, slug, year, (Act.OVERSEE,))
    found = District(body, year)
    given = {
        "body": body,
        "year": year,
        "years": years(timezone.localdate()),
        "district": found,
        "missing": [line for line in found.lines if line.is_missing and not line.is_own],
        "due": report_due(body, year),
    }
    return render(request, "reports/district.html", given)


@require_safe
@never_cache
@login_required
def cell(request: HttpRequest, slug: str, year: int, cell: str) -> HttpResponse:
    """A figure of the sum: that of each body."""
    body = body_asked(request, slug, year, (Act.OVERSEE,))
    found = District(body, year)
    if found.rollup is None or cell not in found.rollup.report.cells:
        raise Http404
    total = found.rollup.report
    given = {
        "body": body,
        "year": year,
        "label": cell_label(cell, total.edition),
        "total": total.cells[cell].value,
        "rows": found.by_body(cell),
        "gaps": [(kind.label, names) for kind, names in found.rollup.gaps.get(cell, {}).items()],
    }
    return render(request, "reports/district_cell.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def new_file(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Take in a report of a body outside the system, or one that was handed in on paper or by mail."""
    body = body_asked(request, slug, year, (Act.OVERSEE,))
    form = DistrictFileForm(typed(request), request.FILES or None, body=body)

    def run() -> object:
        given = form.cleaned_data
        upload, report = services.read_upload(given["file"])
        of = body if given["of"] == PARENT else PublicBody.objects.filter(slug=given["of"]).first()
        return services.keep_file(
            by=person(request), act=Act.OVERSEE, keeper=body, upload=upload, report=report, of=of,
            year=year - 1 if given["previous"] else year, now=timezone.now(), is_whole=given["of"] == PARENT,
        )  # fmt: skip

    if form.is_valid() and do(request, form, run):
        messages.success(request, _("已经存入。"))
        return redirect("reports:district", slug, year)
    title = _("存入{year}年的年度报告文件").format(year=year)
    given = {"body": body, "year": year, "form": form, "title": title, "of_district": True}
    return render(request, "reports/new_file.html", given)


@require_safe
@never_cache
@login_required
def download(request: HttpRequest, slug: str, year: int, form: str) -> HttpResponse:
    """The sum as a file; what is not in it stands in its notes."""
    if form not in KINDS:
        raise Http404
    body = body_asked(request, slug, year, (Act.OVERSEE,))
    found = District(body, year).rollup
    if found is None:
        raise Http404
    return sent(written(found.report, form), found.report.title, form)
