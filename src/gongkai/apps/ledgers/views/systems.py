"""Business systems that enter by themselves."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.apps.bodies.asking import person
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.views.acting import do, typed
from gongkai.apps.ledgers import services
from gongkai.apps.ledgers.forms import SystemForm
from gongkai.apps.ledgers.models import BusinessSystem
from gongkai.apps.ledgers.views.asked import body_asked, shown


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def systems(request: HttpRequest, slug: str) -> HttpResponse:
    """The systems of a body; the token of a new one is shown this once."""
    body = body_asked(request, slug, Act.EDIT_BODY)
    form = SystemForm(typed(request))
    told: list[str] = []

    def run() -> None:
        _, token = services.add_system(
            by=person(request), body=body, name=form.cleaned_data["name"], now=timezone.now()
        )
        told.append(token)

    if form.is_valid() and do(request, form, run):
        form = SystemForm()
    found = BusinessSystem.objects.filter(public_body=body)
    return render(request, "ledgers/systems.html", shown(body, form=form, systems=found, token=told[0] if told else ""))


@require_POST
@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a system's token back."""
    system = get_object_or_404(BusinessSystem.objects.select_related("public_body"), pk=pk)
    body = body_asked(request, system.public_body.slug, Act.EDIT_BODY)
    do(request, None, lambda: services.end_system(by=person(request), system=system, now=timezone.now()))
    return redirect("ledgers:systems", body.slug)
