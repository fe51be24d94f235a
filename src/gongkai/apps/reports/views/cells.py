"""A figure of the tables or of the narrative: what stands behind it, how it is counted, and its change by hand."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps.bodies.asking import person
from gongkai.apps.bodies.permissions import may
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.views.acting import do, typed
from gongkai.apps.reports import services
from gongkai.apps.reports.forms import OverrideForm
from gongkai.apps.reports.selectors.facts import rows_of
from gongkai.apps.reports.selectors.figures import MOST_ROWS, behind
from gongkai.apps.reports.selectors.reports import Standing
from gongkai.apps.reports.views.asked import WORKERS, draft_asked
from gongkai.core.report.form import edition_for_year
from gongkai.core.report.model import cell_label


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def cell(request: HttpRequest, slug: str, year: int, cell: str) -> HttpResponse:
    """A cell of the form: the rows behind it, the rule, and a change by hand with its reason."""
    form_edition = edition_for_year(year)
    draft = draft_asked(request, slug, year, (Act.DRAFT_REPORT,) if request.method == "POST" else WORKERS)
    if cell not in form_edition.cells:
        raise Http404
    standing = Standing(draft)
    form = OverrideForm(typed(request))

    def run() -> object:
        return services.override(by=person(request), draft=draft, cell=cell, now=timezone.now(), **form.cleaned_data)

    if form.is_valid() and do(request, form, run):
        messages.success(request, _("已经更改，理由会一直显示。"))
        return redirect("reports:report", slug, year)
    given = {
        "body": draft.public_body,
        "year": year,
        "draft": draft,
        "cell": cell,
        "label": cell_label(cell, form_edition),
        "behind": behind(draft.public_body, year, cell),
        "counted": standing.counted[cell],
        "value": standing.report.value(cell),
        "override": standing.overrides.get(cell),
        "history": draft.overrides.filter(cell=cell),
        "form": form,
        "may_change": draft.state == "drafting"
        and may(person(request), Act.DRAFT_REPORT, draft.public_body, on=timezone.localdate()),
        "most": MOST_ROWS,
    }
    return render(request, "reports/cell.html", given)


@require_POST
@login_required
def drop(request: HttpRequest, slug: str, year: int, cell: str) -> HttpResponse:
    """Take a change by hand back."""
    draft = draft_asked(request, slug, year, (Act.DRAFT_REPORT,))
    if do(
        request, None, lambda: services.drop_override(by=person(request), draft=draft, cell=cell, now=timezone.now())
    ):
        messages.success(request, _("已经恢复为台账算出的数字。"))
    return redirect("reports:report", slug, year)


@require_safe
@never_cache
@login_required
def number(request: HttpRequest, slug: str, year: int, name: str) -> HttpResponse:
    """A live number: the items behind it, or the cells it is made of."""
    draft = draft_asked(request, slug, year, WORKERS)
    found = Standing(draft).numbers.get(name)
    if found is None:
        raise Http404
    rows = rows_of(draft.public_body, year, name)
    form = edition_for_year(year)
    given = {
        "body": draft.public_body,
        "year": year,
        "draft": draft,
        "number": found,
        "rows": None if rows is None else rows[:MOST_ROWS],
        "count": None if rows is None else rows.count(),
        "cells": [(one, cell_label(one, form)) for one in found.cells],
        "most": MOST_ROWS,
    }
    return render(request, "reports/number.html", given)
