"""The catalogue of a body: its matters, one matter, a new one, a change, an end."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.bodies.asking import person
from gongkai.apps.bodies.models import Community, Office
from gongkai.apps.bodies.roles import ALLOWED, Act, Role
from gongkai.apps.bodies.selectors import held_by, within
from gongkai.apps.bodies.views.acting import do, typed
from gongkai.apps.catalogue import services
from gongkai.apps.catalogue.forms import EndForm, MatterForm
from gongkai.apps.catalogue.models import Matter, MatterImport
from gongkai.apps.catalogue.selectors import duties as owed
from gongkai.apps.catalogue.selectors import matters
from gongkai.apps.catalogue.views.asked import body_asked, shown
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.words import Standing

RECORDS = 30  # newest records of a matter that its page shows


@require_safe
@never_cache
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The bodies whose catalogue a person may see."""
    grants = [one for one in held_by(person(request), timezone.localdate()) if Act.SEE_BODY in ALLOWED[Role(one.role)]]
    own = {grant.body for grant in grants}
    bodies = [one for one in within(own) if one.closed_on is None]
    return render(request, "catalogue/home.html", {"bodies": bodies})


@require_safe
@never_cache
@login_required
def catalogue(request: HttpRequest, slug: str) -> HttpResponse:
    """The matters of a body as they are today, by fields."""
    body = body_asked(request, slug)
    found = matters.in_force(body, timezone.localdate())
    given = shown(
        request,
        body,
        rows=list(found),
        fields=dict.fromkeys(one.field for one in found),
        imports=MatterImport.objects.filter(public_body=body)[:5],
        coming=matters.standing([body]).filter(from_on__gt=timezone.localdate()),
        part="catalogue",
    )
    return render(request, "catalogue/catalogue.html", given)


@require_safe
@never_cache
@login_required
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A matter: what it says, its versions, its duties of this year, its newest records."""
    matter = get_object_or_404(Matter.objects.select_related("public_body", "office", "community"), pk=pk)
    body = body_asked(request, matter.public_body.slug)
    today = timezone.localdate()
    records = Disclosure.objects.filter(public_body=body, matter=matter.code, standing=Standing.PUBLISHED)
    given = shown(
        request,
        body,
        matter=matter,
        versions=matters.versions(body, matter.code),
        duties=[duty for duty in owed.duties(body, today.year, today=today) if duty.matter == matter.code],
        records=records.select_related("public_body", "column").order_by("-published_at")[:RECORDS],
        part="catalogue",
    )
    return render(request, "catalogue/matter.html", given)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """A new matter; afterwards the form is there again for the next one."""
    body = body_asked(request, slug, Act.KEEP_CATALOGUE)
    form = MatterForm(typed(request), body=body, with_code=True)

    def run() -> object:
        code, from_on = form.cleaned_data["code"], form.cleaned_data["from_on"]
        return services.add_matter(
            by=person(request), body=body, said=form.said(), from_on=from_on, code=code, now=timezone.now()
        )

    if form.is_valid() and do(request, form, run):
        messages.success(request, _("已增加“{title}”。可以接着增加下一项。").format(title=form.said().first_level))
        return redirect("catalogue:new", body.slug)
    given = shown(request, body, form=form, title=_("增加公开事项"), button=_("增加"), part="catalogue")
    return render(request, "catalogue/form.html", given)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """A change of a matter, from a day on."""
    matter = get_object_or_404(Matter.objects.select_related("public_body", "office", "community"), pk=pk)
    body = body_asked(request, matter.public_body.slug, Act.KEEP_CATALOGUE)
    form = MatterForm(typed(request), body=body, initial=_said_before(matter))

    def run() -> object:
        from_on = form.cleaned_data["from_on"]
        return services.change_matter(
            by=person(request), matter=matter, said=form.said(), from_on=from_on, now=timezone.now()
        )

    if form.is_valid() and do(request, form, run):
        messages.success(request, _("已经修改，原来的内容仍用于以前的日子。"))
        return redirect("catalogue:catalogue", body.slug)
    told = _("起始日期填今天或以后，就从那一天起按新的内容计算；要改正写错的内容，保持原来的起始日期不动。")
    title = _("修改“{title}”").format(title=matter.title)
    given = shown(request, body, form=form, title=title, told=told, button=_("保存"), part="catalogue")
    return render(request, "catalogue/form.html", given)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """The end of a matter."""
    matter = get_object_or_404(Matter.objects.select_related("public_body"), pk=pk)
    body = body_asked(request, matter.public_body.slug, Act.KEEP_CATALOGUE)
    form = EndForm(typed(request), initial={"until_on": timezone.localdate()})

    def run() -> object:
        return services.end_matter(by=person(request), matter=matter, now=timezone.now(), **form.cleaned_data)

    if form.is_valid() and do(request, form, run):
        messages.success(request, _("已经停用，以前的记录和公开任务不变。"))
        return redirect("catalogue:catalogue", body.slug)
    title = _("停用“{title}”").format(title=matter.title)
    given = shown(request, body, form=form, title=title, button=_("停用"), part="catalogue")
    return render(request, "catalogue/form.html", given)


def _said_before(matter: Matter) -> dict[str, Any]:
    unit = matter.unit
    kind = {Office: "office", Community: "community"}.get(type(unit)) if unit is not None else None
    return {
        **{name: getattr(matter, name) for name in MatterForm.TEXTS},
        "days": matter.limit_days,
        "working": matter.limit_working,
        "unit": f"{kind}-{unit.pk}" if unit is not None else "",
        "from_on": matter.from_on,
    }
