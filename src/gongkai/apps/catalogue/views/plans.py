"""The work plan of a body: its tasks, new ones, last year's problems, reports on a task, its end."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.bodies.asking import person
from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.permissions import may
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.views.acting import do, typed
from gongkai.apps.catalogue import services
from gongkai.apps.catalogue.forms import CloseForm, PlanForm, ProblemsForm, ProgressForm, TaskForm
from gongkai.apps.catalogue.models import PlanTask, TaskProgress
from gongkai.apps.catalogue.selectors import plans
from gongkai.apps.catalogue.services import Evidence, Wanted
from gongkai.apps.catalogue.views.asked import body_asked, shown, years_back
from gongkai.apps.catalogue.words import Origin
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.uploads import judged


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def plan(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """The plan of a year; where there is none yet, the form that makes it."""
    body = body_asked(request, slug, Act.KEEP_WORK_PLAN if request.method == "POST" else Act.SEE_BODY)
    found, form = plans.plan_of(body, year), PlanForm(typed(request))

    def run() -> object:
        return services.make_plan(
            by=person(request), body=body, year=year, basis=form.cleaned_data["basis"], now=timezone.now()
        )

    if form.is_valid() and do(request, form, run):
        return redirect("catalogue:plan", body.slug, year)
    this = timezone.localdate().year
    given = shown(
        request, body, plan=found, form=form, year=year, years=[this + 1, *years_back()],
        tasks=plans.tasks_of(body, year), problems=len(plans.problems_of(body, year)) if found else 0,
        may_plan=_may_plan(request, body), part="plan",
    )  # fmt: skip
    return render(request, "catalogue/plan.html", given)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def new_task(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """A new task."""
    body = body_asked(request, slug, Act.KEEP_WORK_PLAN)
    found = plans.plan_of(body, year)
    if found is None:
        raise Http404
    form = TaskForm(typed(request), body=body)

    def run() -> object:
        wanted = Wanted(form.cleaned_data["title"], form.cleaned_data["due_on"], form.unit())
        return services.add_tasks(by=person(request), plan=found, wanted=[wanted], now=timezone.now())

    if form.is_valid() and do(request, form, run):
        messages.success(request, _("已增加。可以接着增加下一条。"))
        return redirect("catalogue:new-task", body.slug, year)
    back = _address(slug, year)
    given = shown(request, body, form=form, title=_("增加任务"), button=_("增加"), back=back, part="plan")
    return render(request, "catalogue/form.html", given)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def problems(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Last year's named problems, to be made tasks of this year."""
    body = body_asked(request, slug, Act.KEEP_WORK_PLAN)
    found = plans.plan_of(body, year)
    if found is None:
        raise Http404
    form = ProblemsForm(typed(request), body=body, pieces=plans.problems_of(body, year))

    def run() -> object:
        wanted = [
            Wanted(f"解决“{piece}”"[:300], form.cleaned_data["due_on"], form.unit(), Origin.PROBLEM, piece)
            for piece in form.chosen()
        ]
        return services.add_tasks(by=person(request), plan=found, wanted=wanted, now=timezone.now())

    if form.is_valid() and do(request, form, run):
        return redirect("catalogue:plan", body.slug, year)
    title = _("上一年度报告写的问题")
    told = _("从{year}年度报告第五部分里选，每条成为今年的一项任务，明年写改进情况时会列出来。").format(year=year - 1)
    given = shown(
        request, body, form=form, title=title, told=told, button=_("列入方案"), back=_address(slug, year), part="plan"
    )
    return render(request, "catalogue/form.html", given)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """A task with its reports; who answers for it adds one."""
    row = _task(pk)
    body = body_asked(request, row.plan.public_body.slug)
    form = ProgressForm(typed(request), request.FILES or None, initial={"percent": row.percent})

    def run() -> object:
        given = form.cleaned_data
        file = judged(given["file"]) if given["file"] else None
        evidence = Evidence(_named(body.pk, given["disclosure"]), given["link"], file)
        return services.report_progress(
            by=person(request), task=row, words=given["words"], percent=given["percent"], evidence=evidence,
            now=timezone.now(),
        )  # fmt: skip

    if form.is_valid() and do(request, form, run):
        messages.success(request, _("进展已经记下。"))
        return redirect("catalogue:task", pk)
    on = timezone.localdate()
    may_report = may(person(request), Act.HAND_IN, body, on=on) and services.may_report(person(request), row, on)
    given = shown(
        request, body, task=row, form=form if may_report and row.state == "open" else None,
        progress=row.progress.select_related("disclosure__public_body"), may_plan=_may_plan(request, body), part="plan",
    )  # fmt: skip
    return render(request, "catalogue/task.html", given)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """The end of a task."""
    row = _task(pk)
    body = body_asked(request, row.plan.public_body.slug, Act.KEEP_WORK_PLAN)
    form = CloseForm(typed(request))

    def run() -> object:
        done = form.cleaned_data["how"] == "done"
        return services.close_task(
            by=person(request), task=row, done=done, why=form.cleaned_data["why"], now=timezone.now()
        )

    if form.is_valid() and do(request, form, run):
        return redirect("catalogue:plan", body.slug, row.plan.year)
    title, back = _("办结“{title}”").format(title=row.title), _address(body.slug, row.plan.year)
    given = shown(request, body, form=form, title=title, button=_("办结"), back=back, part="plan")
    return render(request, "catalogue/form.html", given)


@require_safe
@never_cache
@login_required
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """A file that shows how far a task is; always saved, never shown in the browser."""
    row = get_object_or_404(TaskProgress.objects.select_related("task__plan__public_body"), pk=pk)
    body_asked(request, row.task.plan.public_body.slug)
    if not row.file:
        raise Http404
    with row.file.open("rb") as file:
        answer = HttpResponse(file.read(), content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=row.file_name) or ""
    return answer


def _task(pk: int) -> PlanTask:
    found = PlanTask.objects.select_related("plan__public_body", "office", "community")
    return get_object_or_404(found, pk=pk)


def _may_plan(request: HttpRequest, body: object) -> bool:
    return may(person(request), Act.KEEP_WORK_PLAN, body, on=timezone.localdate())  # type: ignore[arg-type]


def _address(slug: str, year: int) -> str:
    return redirect("catalogue:plan", slug, year)["Location"]


def _named(body: int, word: str) -> Disclosure | None:
    if not word:
        return None
    found: Disclosure | None = Disclosure.objects.filter(
        Q(public_id=word) | Q(index_number=word), public_body=body
    ).first()
    if found is None:
        raise RuleError(f"本机关没有编号是“{word}”的信息。", "请填公开编号或索引号，或者留空。")
    return found
