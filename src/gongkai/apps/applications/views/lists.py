"""What must be done today, the list of cases, its export, the registration of a new one, the counts."""

import secrets
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.applications import access
from gongkai.apps.applications.errors import REFUSALS
from gongkai.apps.applications.exports import exported
from gongkai.apps.applications.files import Upload
from gongkai.apps.applications.forms.registration import Filter, Registration, Span
from gongkai.apps.applications.models import Application
from gongkai.apps.applications.selectors.counts import Period, cases_of_cell, table3, unbalanced, within
from gongkai.apps.applications.selectors.desk import Wanted, days_of, page_of, to_do
from gongkai.apps.applications.services import Submission, register
from gongkai.apps.applications.services.upkeep import follow_the_days
from gongkai.apps.applications.words import ApplicantKind, Carrier, Manner
from gongkai.apps.bodies.models import PublicBody, User
from gongkai.apps.bodies.permissions import may, require
from gongkai.apps.bodies.roles import Act as Right
from gongkai.core.law.receipt import Channel
from gongkai.core.report.form import COMMON, edition_for_year


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


@require_safe
@never_cache
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Show the one body whose cases the person works on, or let them choose."""
    bodies = access.bodies_of(_user(request), timezone.localdate())
    if len(bodies) == 1:
        return today(request, bodies[0].slug)
    return render(request, "applications/bodies.html", {"bodies": bodies})


@require_safe
@never_cache
@login_required
def today(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what must be done today, and the open cases whose time is nearest."""
    day = timezone.localdate()
    body = access.listed_body(_user(request), slug, day)
    follow_the_days(body.pk, day)
    days = days_of(body, day)
    buckets = to_do(body, days)
    context = {
        "body": body,
        "day": day,
        "buckets": [(bucket, count) for bucket, count in buckets if count],
        "quiet": [bucket.label for bucket, count in buckets if not count],
        "page": page_of(body, Wanted(open_only=True), days, 20),
        "may_register": may(_user(request), Right.REGISTER_APPLICATION, body, on=day) and not body.closed_on,
    }
    return render(request, "applications/today.html", context)


def _wanted(form: Filter, after: str) -> Wanted:
    given = form.cleaned_data if form.is_valid() else {}
    known = {name: value for name, value in given.items() if value and name not in form.errors}
    return Wanted(**{**known, "after": after})


@require_safe
@never_cache
@login_required
def cases(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the list of cases: filtered, sorted, searched, one page."""
    day = timezone.localdate()
    body = access.listed_body(_user(request), slug, day)
    form = Filter(request.GET)
    wanted = _wanted(form, request.GET.get("after", ""))
    page = page_of(body, wanted, days_of(body, day))
    query = request.GET.copy()
    query.pop("after", None)
    context = {"body": body, "day": day, "form": form, "page": page, "query": query.urlencode(), "wanted": wanted}
    return render(request, "applications/cases.html", context)


@require_safe
@never_cache
@login_required
def export(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """Hand out the list as a sheet or as CSV; names are masked, and the log keeps who took it."""
    day = timezone.localdate()
    body = access.listed_body(_user(request), slug, day)
    wanted = _wanted(Filter(request.GET), "")
    return exported(body, wanted, days_of(body, day), form, by=_user(request), now=timezone.now())


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def registration(request: HttpRequest, slug: str) -> HttpResponse:
    """Register an application that came by hand, letter, fax, e-mail or word of mouth."""
    day = timezone.localdate()
    body = access.listed_body(_user(request), slug, day)
    require(_user(request), Right.REGISTER_APPLICATION, body, on=day)
    form = Registration(initial={"key": secrets.token_urlsafe(24)}, today=day)
    if request.method == "POST":
        form = Registration(request.POST, request.FILES, today=day)
        made = registered(_user(request), body, form) if form.is_valid() else None
        if made is not None:
            messages.success(request, f"已登记，编号 {made.number}。请打印回执交给申请人。")
            return redirect("applications:case", made.pk)
    return render(request, "applications/register.html", {"body": body, "form": form})


def registered(by: User, body: PublicBody, form: Registration, files: tuple[Upload, ...] = ()) -> Application | None:
    """Register what a form says, with files that came besides; tell above it what the rules say against it."""
    given = form.cleaned_data
    submission = Submission(
        kind=ApplicantKind(given["kind"]),
        particulars=form.particulars(),
        wanted=given["wanted"],
        carrier=Carrier(given["carrier"]),
        manner=Manner(given["manner"]),
        assistance=given["assistance"],
        files=(*files, *given["uploads"]),
        identity_files=given["identity_file"],
    )
    try:
        return register(
            by=by,
            body=body,
            submission=submission,
            channel=Channel(given["channel"]),
            arrived_on=given["arrived_on"],
            now=timezone.now(),
            key=f"desk-{given['key']}"[:64],
        )
    except REFUSALS as error:
        form.add_error(None, str(error))
        return None


@require_safe
@never_cache
@login_required
def statistics(request: HttpRequest, slug: str) -> HttpResponse:
    """Show table 3 for a period; every figure opens to its cases."""
    day = timezone.localdate()
    body = access.listed_body(_user(request), slug, day)
    form = Span(request.GET or {"first": f"{day.year}-01-01", "last": f"{day.year}-12-31"})
    context: dict[str, Any] = {"body": body, "form": form, "columns": COMMON.t3_columns}
    try:
        period = _period(form)
    except REFUSALS as error:
        form.add_error(None, str(error))
        return render(request, "applications/statistics.html", context)
    cells = table3(within(body), period)
    edition = edition_for_year(period.last.year)
    rows = [(row, [(cell, cells[cell]) for cell in row.cells]) for row in edition.table3]
    context |= {"rows": rows, "period": period, "wrong": unbalanced(cells)}
    return render(request, "applications/statistics.html", context)


def _period(form: Span) -> Period:
    if not form.is_valid():
        year = timezone.localdate().year
        return Period.of_year(year)
    return Period(form.cleaned_data["first"], form.cleaned_data["last"])


@require_safe
@never_cache
@login_required
def cell(request: HttpRequest, slug: str, cell: str) -> HttpResponse:
    """Show the cases behind a figure of table 3."""
    day = timezone.localdate()
    body = access.listed_body(_user(request), slug, day)
    try:
        period = _period(Span(request.GET))
        found = cases_of_cell(within(body), period, cell)
    except REFUSALS as error:
        messages.error(request, str(error))
        return redirect("applications:statistics", slug)
    row, _dot, column = cell.rpartition(".")
    context = {
        "body": body,
        "period": period,
        "row": edition_for_year(period.last.year).row_by_id[row],
        "column": next(each for each in COMMON.t3_columns if each.id == column),
        "count": found.count(),
        "cases": found.select_related("applicant").order_by("counted_from", "pk")[:500],
    }
    return render(request, "applications/cell.html", context)
