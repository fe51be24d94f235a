"""The score of one body: every indicator with its points, its evidence, and what would still be won."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.apps.bodies.asking import may_act
from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.roles import Act
from gongkai.apps.oversight.models import Indicator
from gongkai.apps.oversight.selectors.counting import facts_of
from gongkai.apps.oversight.selectors.rows import MOST_ROWS, rows_of
from gongkai.apps.oversight.selectors.rules import as_of, district_of, rules
from gongkai.apps.oversight.views.asked import READERS, body_asked, day_asked, year_asked
from gongkai.core.oversight import score as judge


@require_safe
@never_cache
@login_required
def score(request: HttpRequest, slug: str) -> HttpResponse:
    """The points of a body as of today, of the end of a year, or of a day ahead."""
    body = body_asked(request, slug, *READERS)
    today, day = timezone.localdate(), day_asked(request)
    year = day.year if day else year_asked(request)
    on = day or as_of(year, today)
    district = district_of(body)
    facts = facts_of([body], year, min(today, on) if day else today)[body.pk]
    given = {
        "body": body,
        "page": "score",
        "year": year,
        "on": on,
        "today": today,
        "is_simulated": day is not None,
        "sheet": judge(facts, rules(district, on), on),
        "district": district,
        "years": range(today.year, today.year - 5, -1),
        "may_assign": may_act(request, Act.ASSIGN_TASK, district),
    }
    return render(request, "oversight/score.html", given)


@require_safe
@never_cache
@login_required
def rows(request: HttpRequest, slug: str, indicator: int, key: str) -> HttpResponse:
    """The rows behind a point."""
    body = body_asked(request, slug, *READERS)
    rule = get_object_or_404(Indicator, pk=indicator)
    day = day_asked(request)
    year = day.year if day else year_asked(request)
    on = day or as_of(year, timezone.localdate())
    try:
        found = rows_of(body, year, on, key, rule.target)
    except RuleError:
        raise Http404 from None
    given = {"body": body, "page": "score", "rule": rule, "rows": found, "year": year, "on": on, "most": MOST_ROWS}
    return render(request, "oversight/rows.html", given)
