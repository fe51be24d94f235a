"""The desk of one report: what it says, its figures, what is found in it, and what can be done now."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.apps.bodies.asking import person
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import may
from gongkai.apps.bodies.roles import ALLOWED, Act, Role
from gongkai.apps.bodies.selectors import held_by
from gongkai.apps.bodies.views.acting import do, typed
from gongkai.apps.reports import services
from gongkai.apps.reports.assembling import FIRST_YEAR, PARTS, Part
from gongkai.apps.reports.due import current_year, report_due
from gongkai.apps.reports.forms import TextsForm
from gongkai.apps.reports.models import ReportDraft
from gongkai.apps.reports.numbers import filled, used
from gongkai.apps.reports.selectors.facts import TARGET, by_month, improvements
from gongkai.apps.reports.selectors.findings import Point, points, similarity
from gongkai.apps.reports.selectors.reports import Standing, in_force, latest, sealed_report, versions
from gongkai.apps.reports.suggestions import suggestions
from gongkai.apps.reports.views.acts import open_acts
from gongkai.apps.reports.views.asked import READERS, WORKERS, allowed, body_asked, draft_asked, years
from gongkai.core.report.checks import Severity
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.writers import WRITERS
from gongkai.core.report.writers import write as written
from gongkai.core.report.writers.layout import tables

KINDS: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True)
class TypedPart:
    """A part of the narrative on the desk: its field, what is suggested for it, how it reads with its numbers."""

    part: Part
    field: BoundField
    offer: str
    reads: str


@require_safe
@never_cache
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The bodies whose reports a person works on, and those over which a person watches."""
    today = timezone.localdate()
    grants = list(held_by(person(request), today))
    own = {grant.body for grant in grants if ALLOWED[Role(grant.role)] & set(WORKERS)}
    over = {grant.body for grant in grants if Act.OVERSEE in ALLOWED[Role(grant.role)]}
    year = current_year(today)
    given = {
        "year": year,
        "own": [(body, latest(body, year), report_due(body, year)) for body in sorted(own, key=lambda one: one.pk)],
        "over": sorted(over, key=lambda one: one.pk),
    }
    return render(request, "reports/home.html", given)


@require_safe
@never_cache
@login_required
def report(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """The six parts with all findings beside them; for the district, what was sealed."""
    body = body_asked(request, slug, year, READERS)
    if not allowed(request, WORKERS, body):
        return _for_the_district(request, body, year)
    draft = latest(body, year)
    if draft is None:
        return render(
            request, "reports/none.html", {**_around(request, body, year), "may_begin": _may_begin(request, body, year)}
        )
    form = TextsForm(texts=draft.texts, seen=draft.changed_at.isoformat())
    return _page(request, draft, form)


def _page(request: HttpRequest, draft: ReportDraft, form: TextsForm) -> HttpResponse:
    standing, body = Standing(draft), draft.public_body
    found = points(standing)
    given = {
        **_around(request, body, draft.year),
        "draft": draft,
        "all_versions": versions(body, draft.year),
        "form": form,
        "writes": draft.state == "drafting" and may(person(request), Act.DRAFT_REPORT, body, on=timezone.localdate()),
        "points": found,
        "similarity": similarity(standing),
        "acts": open_acts(request, draft),
        "signatures": draft.signatures.all(),
        **_texts(standing, form),
        **_tables(standing.report),
        "counts": _by_gravity(found),
        "overrides": standing.overrides,
        "opens": True,
        "previous": standing.previous,
    }
    return render(request, "reports/report.html", given)


def _texts(standing: Standing, form: TextsForm) -> dict[str, Any]:
    """Return the parts with what is suggested for them, and the live numbers: those used, and all there are."""
    draft, known = standing.draft, standing.numbers
    months = by_month(draft.public_body, draft.year)
    done = improvements(draft.public_body, draft.year)
    offered = suggestions(known, year=draft.year, months=months, target=TARGET, improvements=done)
    named = [number for name, number in known.items() if not name.startswith(("t2.", "t3.", "t4."))]
    return {
        "parts": [_typed_part(standing, part, form[part.key], offered.get(part.key, "")) for part in PARTS],
        "used": used(draft.texts.values(), known),
        "named": named,
        "months": _pictured(months),
    }


def _typed_part(standing: Standing, part: Part, field: BoundField, offer: str) -> TypedPart:
    """Return a part as it is typed, and as it reads with its numbers where it has any."""
    text = standing.draft.texts.get(part.key, "")
    reads = filled(text, standing.numbers)
    return TypedPart(part, field, offer, reads if reads != text else "")


def _by_gravity(found: list[Point]) -> list[tuple[str, int]]:
    return [(kind.label, number) for kind in Severity if (number := sum(one.severity is kind for one in found))]


def _pictured(months: list[int]) -> list[tuple[int, int, int]]:
    """Return month, number, and the height of its bar in per cent."""
    most = max([TARGET, *months])
    return [(month, number, round(100 * number / most)) for month, number in enumerate(months, 1)]


def _tables(found: AnnualReport) -> dict[str, Any]:
    of_section = dict(zip(("s2", "s3", "s4"), tables(found), strict=True))
    sections = [(section, of_section.get(key)) for key, section in found.sections.items()]
    return {"report": found, "tables": of_section, "sections": sections}


def _around(request: HttpRequest, body: PublicBody, year: int) -> dict[str, Any]:
    today = timezone.localdate()
    due = report_due(body, year)
    return {
        "body": body,
        "year": year,
        "years": years(today),
        "due": due,
        "days_left": due.left(today),
        "days_late": -due.left(today),
    }


def _may_begin(request: HttpRequest, body: PublicBody, year: int) -> bool:
    return year >= FIRST_YEAR and may(person(request), Act.DRAFT_REPORT, body, on=timezone.localdate())


def _for_the_district(request: HttpRequest, body: PublicBody, year: int) -> HttpResponse:
    draft = in_force(body, year)
    if draft is None:
        return render(request, "reports/none.html", {**_around(request, body, year), "may_begin": False})
    standing = Standing(draft)
    given = {
        **_around(request, body, year),
        "draft": draft,
        "all_versions": [draft],
        "points": points(standing),
        "similarity": similarity(standing),
        "acts": open_acts(request, draft),
        "signatures": draft.signatures.all(),
        **_tables(sealed_report(draft)),
    }
    return render(request, "reports/report.html", given)


@require_POST
@login_required
def begin(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Begin the report of a year."""
    body = body_asked(request, slug, year, (Act.DRAFT_REPORT,))
    do(request, None, lambda: services.begin(by=person(request), body=body, year=year, now=timezone.now()))
    return redirect("reports:report", slug, year)


@require_POST
@login_required
def write(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Keep the narrative; what was typed stays on the page when it cannot be kept."""
    draft = draft_asked(request, slug, year, (Act.DRAFT_REPORT,))
    if "seen" not in request.POST:  # nothing was typed here: it must not empty what is there
        return redirect("reports:report", slug, year)
    form = TextsForm(typed(request), texts=draft.texts, seen=draft.changed_at.isoformat())

    def run() -> object:
        texts, suggested = form.texts(), request.POST.get("take", "")
        if suggested:
            texts[suggested] = "\n".join(part for part in (texts.get(suggested, ""), _offer(draft, suggested)) if part)
        seen = parsed(form.cleaned_data["seen"])
        return services.write(by=person(request), draft=draft, texts=texts, seen=seen, now=timezone.now())

    if form.is_valid() and do(request, form, run):
        messages.success(request, _("已经保存，检查结果在下面。"))
        return redirect("reports:report", slug, year)
    return _page(request, draft, form)


def parsed(text: str) -> datetime:
    """Return an instant out of a form; the first one there is where it is none, which no version was changed at."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


def _offer(draft: ReportDraft, part: str) -> str:
    known = Standing(draft).numbers
    months = by_month(draft.public_body, draft.year)
    done = improvements(draft.public_body, draft.year)
    return suggestions(known, year=draft.year, months=months, target=TARGET, improvements=done).get(part, "")


@require_safe
@never_cache
@login_required
def download(request: HttpRequest, slug: str, year: int, form: str) -> HttpResponse:
    """The report as a file, as it stands: a proof before it is sealed."""
    if form not in WRITERS or form not in KINDS:
        raise Http404
    body = body_asked(request, slug, year, READERS)
    draft = latest(body, year) if allowed(request, WORKERS, body) else in_force(body, year)
    if draft is None:
        raise Http404
    found = Standing(draft).report
    mark = "" if draft.frozen else "（未封存）"
    return sent(written(found, form), f"{found.title}{mark}", form)


def sent(data: bytes, title: str, form: str) -> HttpResponse:
    """Return a file to be saved."""
    answer = HttpResponse(data, content_type=KINDS[form])
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{title}.{form}") or ""
    return answer
