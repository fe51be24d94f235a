"""A body's year: table 2, the rows behind each cell, the months."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps.bodies.asking import person
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import may
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.selectors import held_by
from gongkai.apps.bodies.views.acting import do, typed
from gongkai.apps.ledgers import services
from gongkai.apps.ledgers.forms import ReasonForm
from gongkai.apps.ledgers.models import LedgerImport
from gongkai.apps.ledgers.selectors import months
from gongkai.apps.ledgers.selectors.cells import RULES, Period, rows, table2
from gongkai.apps.ledgers.views.asked import body_asked, shown, year_asked

FIRST_ROWS = 500  # rows behind a cell that its page shows


@require_safe
@never_cache
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The bodies whose ledgers a person keeps."""
    today = timezone.localdate()
    bodies = {
        grant.body
        for grant in held_by(person(request), today)
        if may(person(request), Act.KEEP_LEDGER, grant.body, on=today)
    }
    return render(request, "ledgers/home.html", {"bodies": sorted(bodies, key=lambda body: body.pk)})


@require_safe
@never_cache
@login_required
def year(request: HttpRequest, slug: str) -> HttpResponse:
    """Table 2 of a year as it stands, the months, the last imports."""
    body = body_asked(request, slug)
    now = timezone.now()
    asked = year_asked(request, now)
    cells = table2(body, Period.of_year(asked))
    closed = months.closed_months(body, asked)
    over = timezone.localdate(now).month - 1 if asked == timezone.localdate(now).year else 12
    given = shown(
        body,
        year=asked,
        years=range(timezone.localdate(now).year, timezone.localdate(now).year - 6, -1),
        cells=[(rule, cells[cell]) for cell, rule in RULES.items()],
        months=[(month, month in closed, month <= over) for month in range(1, 13)],
        openings=[one for one in months.history(body, asked) if one.opened_at is not None],
        imports=LedgerImport.objects.filter(public_body=body)[:8],
        may_open=may(person(request), Act.OPEN_MONTH, body, on=timezone.localdate(now)),
    )
    return render(request, "ledgers/year.html", given)


@require_safe
@never_cache
@login_required
def cell(request: HttpRequest, slug: str, cell: str) -> HttpResponse:
    """The rows behind a cell of table 2, and the rule that counts them."""
    body = body_asked(request, slug)
    if cell not in RULES:
        raise Http404
    asked = year_asked(request, timezone.now())
    period = Period.of_year(asked)
    found = rows(body, cell, period)
    given = shown(
        body,
        year=asked,
        rule=RULES[cell],
        value=table2(body, period)[cell],
        rows=found[:FIRST_ROWS],
        count=found.count(),
    )
    return render(request, "ledgers/cell.html", given)


@require_POST
@login_required
def close_month(request: HttpRequest, slug: str, year: int, month: int) -> HttpResponse:
    """Close a month."""
    body = _body(request, slug, Act.CLOSE_MONTH)
    _month(month)
    if do(
        request,
        None,
        lambda: services.close_month(by=person(request), body=body, year=year, month=month, now=timezone.now()),
    ):
        messages.success(request, _("{year}年{month}月已经结账。").format(year=year, month=month))
    return _back(body, year)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def open_month(request: HttpRequest, slug: str, year: int, month: int) -> HttpResponse:
    """Open a month again, for a reason."""
    body = _body(request, slug, Act.OPEN_MONTH)
    _month(month)
    form = ReasonForm(typed(request))

    def run() -> object:
        reason = form.cleaned_data["reason"]
        return services.open_month(
            by=person(request), body=body, year=year, month=month, reason=reason, now=timezone.now()
        )

    if form.is_valid() and do(request, form, run):
        return _back(body, year)
    title = _("重新打开{year}年{month}月的台账").format(year=year, month=month)
    given = shown(body, form=form, title=title, button=_("重新打开"), told=_("理由会保留，并显示在月结记录里。"))
    return render(request, "ledgers/form.html", given)


def _body(request: HttpRequest, slug: str, act: Act) -> PublicBody:
    return body_asked(request, slug, act)


def _month(month: int) -> None:
    if not 1 <= month <= 12:
        raise Http404


def _back(body: PublicBody, year: int) -> HttpResponse:
    answer = redirect("ledgers:year", body.slug)
    answer["Location"] += f"?year={year}"
    return answer
