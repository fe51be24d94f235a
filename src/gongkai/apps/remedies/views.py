"""The desk of reconsideration and litigation: the register, a case, table 4 that opens."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms as django_forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.applications import access
from gongkai.apps.applications.errors import REFUSALS
from gongkai.apps.applications.forms.registration import Span
from gongkai.apps.applications.law import calendar_of
from gongkai.apps.applications.selectors.counts import Period
from gongkai.apps.applications.views.cases import submitted, user_of
from gongkai.apps.bodies.permissions import may, require
from gongkai.apps.bodies.roles import Act as Right
from gongkai.apps.remedies import forms, services
from gongkai.apps.remedies.counts import COLUMNS, cases_of_cell, table4
from gongkai.apps.remedies.models import Remedy
from gongkai.apps.remedies.words import Kind

LABELS: Final = dict(zip(COLUMNS, ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"), strict=True))


@dataclass(frozen=True, slots=True)
class Doing:
    """One act on a case."""

    title: str
    form: type[django_forms.Form]
    run: Callable[..., object]


DOINGS: Final[Mapping[str, Doing]] = {
    "answer": Doing("登记答复或者答辩", forms.Answer, services.enter_answer),
    "hearing": Doing("登记听证或者开庭", forms.Hearing, services.enter_hearing),
    "result": Doing("登记结果", forms.Ending, services.enter_result),
    "opinion": Doing("登记行政复议意见书", forms.OpinionLetter, services.enter_opinion),
}


@require_safe
@never_cache
@login_required
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the cases of a body, open ones first with what is due."""
    day = timezone.localdate()
    body = access.listed_body(user_of(request), slug, day)
    calendar = calendar_of(body)
    rows = Remedy.objects.filter(body=body).select_related("application")[:200]
    cases = [(row, row.answer_due(calendar), row.late(day, calendar)) for row in rows]
    cases.sort(key=lambda case: case[0].decided_on is not None)
    handles = may(user_of(request), Right.HANDLE_APPLICATION, body, on=day)
    return render(request, "remedies/register.html", {"body": body, "cases": cases, "handles": handles})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Register a case."""
    day, by = timezone.localdate(), user_of(request)
    body = access.listed_body(by, slug, day)
    require(by, Right.HANDLE_APPLICATION, body, on=day)
    form = forms.NewRemedy(request.POST or None, body=body, initial={"application": request.GET.get("application", "")})
    if request.method == "POST" and submitted(
        request, form, lambda: services.enter_remedy(by=by, body=body, now=timezone.now(), **form.cleaned_data)
    ):
        messages.success(request, "已经登记。")
        return redirect("remedies:register", slug)
    return render(request, "remedies/form.html", {"body": body, "form": form, "title": "登记复议或者诉讼"})


@require_safe
@never_cache
@login_required
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one case."""
    by, day = user_of(request), timezone.localdate()
    row = get_object_or_404(Remedy.objects.select_related("body", "application"), pk=pk)
    access.require_any(by, access.CASES, row.body, day)
    calendar = calendar_of(row.body)
    context = {
        "body": row.body,
        "row": row,
        "due": row.answer_due(calendar),
        "late": row.late(day, calendar),
        "report": row.report_due(calendar),
        "doings": DOINGS.items() if may(by, Right.HANDLE_APPLICATION, row.body, on=day) else (),
    }
    return render(request, "remedies/case.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Show the form of an act, and do it."""
    if name not in DOINGS:
        raise Http404
    by, doing = user_of(request), DOINGS[name]
    row = get_object_or_404(Remedy.objects.select_related("body"), pk=pk)
    require(by, Right.HANDLE_APPLICATION, row.body, on=timezone.localdate())
    known = {"copy_on": row.copy_on, "procedure": row.procedure, "opinion_on": row.opinion_on}
    form = doing.form(request.POST or None, initial=known)
    if request.method == "POST" and submitted(
        request, form, lambda: doing.run(by=by, remedy_id=pk, now=timezone.now(), **form.cleaned_data)
    ):
        messages.success(request, f"已经办理：{doing.title}。")
        return redirect("remedies:case", pk)
    return render(request, "remedies/form.html", {"body": row.body, "form": form, "title": doing.title, "row": row})


def _period(form: Span) -> Period:
    if not form.is_valid():
        return Period.of_year(timezone.localdate().year)
    return Period(form.cleaned_data["first"], form.cleaned_data["last"])


@require_safe
@never_cache
@login_required
def statistics(request: HttpRequest, slug: str) -> HttpResponse:
    """Show table 4 for a period; with `?cell=` the cases behind a figure."""
    day = timezone.localdate()
    body = access.listed_body(user_of(request), slug, day)
    form = Span(request.GET if "first" in request.GET else {"first": f"{day.year}-01-01", "last": f"{day.year}-12-31"})
    context: dict[str, Any] = {"body": body, "form": form, "labels": LABELS.values()}
    mine, cell = Remedy.objects.filter(body=body), request.GET.get("cell", "")
    try:
        period = _period(form)
        cells = table4(mine, period)
        rows = [
            (kind.label, [(name, cells[name]) for name in (f"t4.{kind}.{column}" for column in COLUMNS)])
            for kind in Kind
        ]
        context |= {"period": period, "rows": rows}
        if cell:
            context |= {"cell": cell, "cases": cases_of_cell(mine, period, cell).select_related("application")[:500]}
    except REFUSALS as error:
        form.add_error(None, str(error))
    return render(request, "remedies/statistics.html", context)
