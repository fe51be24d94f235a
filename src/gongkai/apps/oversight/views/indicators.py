"""The indicators of a district: those in force, those of other days, each edited from a day on."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.bodies.asking import may_act, person
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.views.acting import do, typed
from gongkai.apps.oversight import services
from gongkai.apps.oversight.forms import DayForm, IndicatorForm
from gongkai.apps.oversight.models import Indicator
from gongkai.apps.oversight.selectors.rules import in_force
from gongkai.apps.oversight.services.indicators import Given
from gongkai.apps.oversight.views.asked import body_asked, require_any
from gongkai.core.oversight import MEASURES

WHO = Act.KEEP_INDICATORS


@require_safe
@never_cache
@login_required
def all_of(request: HttpRequest, slug: str) -> HttpResponse:
    """The indicators in force today, and all others by their days."""
    body = body_asked(request, slug, Act.OVERSEE)
    now = list(in_force(body, timezone.localdate()))
    others = Indicator.objects.filter(district=body).exclude(pk__in=[one.pk for one in now]).order_by("-from_on", "pk")
    given = {
        "body": body,
        "page": "indicators",
        "now": now,
        "others": others,
        "may_keep": may_act(request, WHO, body),
    }
    return render(request, "oversight/indicators.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Add an indicator."""
    body = body_asked(request, slug, WHO)
    form = IndicatorForm(typed(request), initial={"from_on": timezone.localdate()})

    def run() -> object:
        return services.keep(by=person(request), district=body, given=Given(**form.cleaned_data), now=timezone.now())

    if form.is_valid() and do(request, form, run):
        messages.success(request, _("已经新增指标。"))
        return redirect("oversight:indicators", slug)
    given = {
        "body": body,
        "page": "indicators",
        "form": form,
        "title": _("新增考核指标"),
        "measures": MEASURES.values(),
    }
    return render(request, "oversight/indicator.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an indicator from a day on; its earlier days keep what held then."""
    row = _row(request, pk)
    form = IndicatorForm(typed(request), initial=_said(row))

    def run() -> object:
        return services.replace(by=person(request), indicator=row, given=Given(**form.cleaned_data), now=timezone.now())

    if form.is_valid() and do(request, form, run):
        messages.success(request, _("已经修改。以前的日子仍按原来的指标考核。"))
        return redirect("oversight:indicators", row.district.slug)
    given = {
        "body": row.district, "page": "indicators", "form": form, "row": row,
        "title": _("修改考核指标：{name}").format(name=row.name), "measures": MEASURES.values(),
    }  # fmt: skip
    return render(request, "oversight/indicator.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End an indicator."""
    row = _row(request, pk)
    form = DayForm(typed(request), initial={"from_on": timezone.localdate()})

    def run() -> object:
        day = form.cleaned_data["from_on"]
        return services.end(by=person(request), indicator=row, from_on=day, now=timezone.now())

    if form.is_valid() and do(request, form, run):
        messages.success(request, _("已经停用。"))
        return redirect("oversight:indicators", row.district.slug)
    given = {
        "body": row.district,
        "page": "indicators",
        "form": form,
        "title": _("停用考核指标：{name}").format(name=row.name),
    }
    return render(request, "oversight/indicator.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def adopt(request: HttpRequest, slug: str) -> HttpResponse:
    """Take over the indicators that come with the system."""
    body = body_asked(request, slug, WHO)
    form = DayForm(typed(request), initial={"from_on": timezone.localdate().replace(month=1, day=1)})

    def run() -> object:
        day = form.cleaned_data["from_on"]
        return services.adopt(by=person(request), district=body, from_on=day, now=timezone.now())

    if form.is_valid() and do(request, form, run):
        messages.success(request, _("已经采用常用指标，请按本地的考核文件核对来源、目标和分值。"))
        return redirect("oversight:indicators", slug)
    given = {"body": body, "page": "indicators", "form": form, "title": _("采用常用指标")}
    return render(request, "oversight/indicator.html", given)


def _row(request: HttpRequest, pk: int) -> Indicator:
    row = get_object_or_404(Indicator.objects.select_related("district"), pk=pk)
    require_any(request, row.district, WHO)
    return row


def _said(row: Indicator) -> dict[str, Any]:
    names = ("name", "measure", "target", "points", "source")
    return {**{name: getattr(row, name) for name in names}, "from_on": timezone.localdate()}
