"""What waits for a person, what a body has at work, one disclosure with its steps, its findings, its changes."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Revision

from gongkai.apps.bodies.models import PublicBody, User
from gongkai.apps.bodies.permissions import may, require
from gongkai.apps.bodies.roles import Act
from gongkai.apps.publishing import differences
from gongkai.apps.publishing.forms import Filter
from gongkai.apps.publishing.guarding import inspect
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.offers import offered
from gongkai.apps.publishing.permissions import bodies_where, may_see
from gongkai.apps.publishing.pictures import picture_of
from gongkai.apps.publishing.questions import origins_of
from gongkai.apps.publishing.rendering import html_of
from gongkai.apps.publishing.selectors import public, staff
from gongkai.apps.publishing.selectors.links import dead_links
from gongkai.apps.publishing.stages import Stage
from gongkai.apps.publishing.steps import steps_of
from gongkai.apps.publishing.terms import due_of, term_of

ROWS = 50  # of one page of a list


def seen_by(request: HttpRequest, public_id: str) -> Disclosure:
    """Return a disclosure that the person may see; to others it is not there."""
    found: Disclosure = get_object_or_404(
        Disclosure.objects.select_related("public_body", "column", "owner", "office", "community"), public_id=public_id
    )
    if not may_see(cast("User", request.user), found, on=timezone.localdate()):
        raise Http404
    return found


@require_safe
@never_cache
@login_required
def first_page(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person, and the bodies they work for."""
    user, today = cast("User", request.user), timezone.localdate()
    overseen = bodies_where(user, Act.PUBLISH, today)
    bodies = {body.pk: body for act in (Act.HAND_IN, Act.SEE_UNPUBLISHED) for body in bodies_where(user, act, today)}
    context = {
        "waiting": staff.waiting_for(user, today),
        "late": staff.late(overseen, today),
        "bodies": [(body, may(user, Act.HAND_IN, body, on=today)) for body in bodies.values()],
    }
    return render(request, "publishing/first_page.html", context)


@require_safe
@never_cache
@login_required
def of_body(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the disclosures of a body that the person may see, page by page."""
    user, body, today = cast("User", request.user), get_object_or_404(PublicBody, slug=slug), timezone.localdate()
    if not may(user, Act.SEE_UNPUBLISHED, body, on=today):
        require(user, Act.HAND_IN, body, on=today)
    form = Filter(request.GET or None)
    form.fields["stage"].choices = [("", "全部"), *Stage.choices()]  # type: ignore[attr-defined]
    columns = public.columns_of(body)
    form.fields["column"].choices = [("", "全部"), *((str(one.pk), one.name) for one in columns)]  # type: ignore[attr-defined]
    found = staff.of_body(user, body, today)
    if form.is_valid():
        typed = form.cleaned_data
        if typed["q"]:
            found = found.filter(Q(draft_title__icontains=typed["q"]) | Q(index_number=typed["q"]))
        found = found.filter(**{name: typed[name] for name in ("stage", "column") if typed[name]})
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {"body": body, "page": page, "form": form, "may_hand_in": may(user, Act.HAND_IN, body, on=today)}
    context["may_correct"] = may(user, Act.CORRECT, body, on=today)
    context["dead_links"] = dead_links([body]).count()
    context["may_set_columns"] = may(user, Act.EDIT_COLUMN, body, on=today)
    context["may_set_lists"] = may(user, Act.EDIT_GUARD_LIST, body, on=today)
    return render(request, "publishing/of_body.html", context)


@require_safe
@never_cache
@login_required
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a disclosure as it would be published, with its steps and what may be done now."""
    user, page, today = cast("User", request.user), seen_by(request, public_id), timezone.localdate()
    draft: Disclosure = page.get_latest_revision_as_object()
    context = {
        "page": page,
        "draft": draft,
        "html": html_of(draft.body, picture_of),
        "steps": staff.steps_taken(page),
        "planned": [step.label for step in steps_of(page.public_body, today)],
        "step_label": Act(page.step).label if page.step else "",
        "due": due_of(page, today, term_of(page.public_body, today)),
        "offers": offered(user, page, today),
        "may_edit_whole": draft.permissions_for_user(user).can_edit(),
        "changed": staff.compared_with(page) is not None,
        "corrections": page.corrections.all(),
        "passes": page.guard_passes.all(),
        "origins": origins_of(page),
        "editor_address": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    return render(request, "publishing/one.html", context)


@require_safe
@never_cache
@login_required
def findings(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what the guard finds in a draft, each with its place, its reason and its mask."""
    user, page = cast("User", request.user), seen_by(request, public_id)
    draft: Disclosure = page.get_latest_revision_as_object()
    report = inspect(draft, timezone.now())
    context = {
        "page": page,
        "report": report,
        "may_mask": draft.permissions_for_user(user).can_edit(),
        "maskable": any(found.maskable for found in report.found),
    }
    return render(request, "publishing/findings.html", context)


@require_safe
@never_cache
@login_required
def changes(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what changed since the version last judged at this step, or since another version of the page."""
    page = seen_by(request, public_id)
    asked = request.GET.get("from", "")
    before = (
        get_object_or_404(page.revisions, pk=int(asked))
        if asked.isascii() and asked.isdigit()
        else staff.compared_with(page)
    )
    versions = page.revisions.select_related("user").order_by("-created_at", "-pk")[:ROWS]
    context = {"page": page, "before": before, "versions": versions}
    if before is not None:
        old, new = _as_page(before), page.get_latest_revision_as_object()
        context["differences"] = differences.between(old, new)
    return render(request, "publishing/changes.html", context)


def _as_page(revision: Revision) -> Disclosure:
    made: Disclosure = revision.as_object()
    return made
