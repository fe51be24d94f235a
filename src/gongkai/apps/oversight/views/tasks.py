"""Tasks for mending: the list of a body or a district, giving one, its page, the acts on it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.bodies.asking import may_act, person
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.views.acting import do, typed
from gongkai.apps.oversight import services
from gongkai.apps.oversight.forms import AnswerForm, TaskForm, WordsForm
from gongkai.apps.oversight.models import Indicator, Task, TaskStep
from gongkai.apps.oversight.services.tasks import Assignment
from gongkai.apps.oversight.states import TRANSITIONS, State, Step
from gongkai.apps.oversight.views.asked import READERS, body_asked, require_any
from gongkai.apps.publishing.uploads import judged

MOST: Final = 200


@dataclass(frozen=True, slots=True)
class TaskAct:
    """An act on a task: its step, who may do it, its words, the service that does it."""

    name: str
    step: Step
    right: Act
    label: Any
    words: Any
    run: Callable[..., Task]
    required: bool = True

    @property
    def form(self) -> type[WordsForm]:
        """What is typed."""
        return AnswerForm if self.step is Step.ANSWER else WordsForm


ACTS: Final[Mapping[str, TaskAct]] = {
    act.name: act
    for act in (
        TaskAct(
            "answer", Step.ANSWER, Act.ANSWER_TASK, gettext_lazy("答复"), gettext_lazy("办理情况"), services.answer),
        TaskAct(
            "accept", Step.ACCEPT, Act.ASSIGN_TASK, gettext_lazy("办结"), gettext_lazy("意见"), services.accept,
            required=False,
        ),
        TaskAct(
            "return", Step.RETURN, Act.ASSIGN_TASK, gettext_lazy("退回"), gettext_lazy("还差什么"), services.send_back),
        TaskAct(
            "cancel", Step.CANCEL, Act.ASSIGN_TASK, gettext_lazy("撤销"), gettext_lazy("撤销的原因"), services.cancel),
    )
}  # fmt: skip


@require_safe
@never_cache
@login_required
def all_of(request: HttpRequest, slug: str) -> HttpResponse:
    """The tasks of a body, and those that it gave; under way first."""
    body = body_asked(request, slug, *READERS)
    found = Task.objects.filter(Q(public_body=body) | Q(district=body)).select_related("public_body", "indicator")
    tasks = sorted(found[:MOST], key=lambda one: (not one.is_under_way, one.due_on))
    today = timezone.localdate()
    given = {
        "body": body, "page": "tasks", "tasks": [(one, one.is_late(today)) for one in tasks],
        "may_assign": may_act(request, Act.ASSIGN_TASK, body),
    }  # fmt: skip
    return render(request, "oversight/tasks.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a task; from a score its body and indicator are filled in."""
    body = body_asked(request, slug, Act.ASSIGN_TASK)
    form = TaskForm(typed(request), district=body, initial=_proposed(request, body))

    def run() -> object:
        given = dict(form.cleaned_data)
        to = given.pop("public_body")
        return services.assign(
            by=person(request), district=body, body=to, given=Assignment(**given), now=timezone.now()
        )

    if form.is_valid() and do(request, form, run):
        messages.success(request, _("已经交办，承办机关的工作台会提醒。"))
        return redirect("oversight:tasks", slug)
    given = {"body": body, "page": "tasks", "form": form, "title": _("交办督办事项")}
    return render(request, "oversight/indicator.html", given)


def _proposed(request: HttpRequest, district: PublicBody) -> dict[str, Any]:
    """Return what a link from a score fills in."""
    to = PublicBody.objects.filter(slug=request.GET.get("body", ""), path__startswith=district.path).first()
    number = request.GET.get("indicator", "")
    rows = (
        Indicator.objects.filter(district=district, pk=int(number)) if number.isascii() and number.isdigit() else None
    )
    indicator = rows.first() if rows is not None else None
    found: dict[str, Any] = {"public_body": to, "indicator": indicator}
    if indicator is not None:
        found["title"] = _("整改：{name}").format(name=indicator.name)
        found["wanted"] = request.GET.get("said", "")[:500]
    return found


@require_safe
@never_cache
@login_required
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A task with all its steps and the acts that are open."""
    task = _task(request, pk)
    given = {
        "body": task.public_body, "page": "tasks", "task": task, "is_late": task.is_late(timezone.localdate()),
        "steps": task.steps.select_related("document"), "acts": _open_acts(request, task),
    }  # fmt: skip
    return render(request, "oversight/task.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """The page of an act, and the act."""
    if name not in ACTS:
        raise Http404
    task, asked = _task(request, pk), ACTS[name]
    require_any(request, _judge(task, asked), asked.right)
    files = request.FILES or None
    form = asked.form(typed(request), files, label=asked.words, required=asked.required)

    def run() -> object:
        given = dict(form.cleaned_data)
        if "file" in given:
            file = given.pop("file")
            given["upload"] = judged(file) if file else None
        return asked.run(by=person(request), task=task, now=timezone.now(), **given)

    if form.is_valid() and do(request, form, run):
        messages.success(request, _("已经办理：{act}。").format(act=asked.label))
        return redirect("oversight:task", task.pk)
    given = {
        "body": task.public_body,
        "page": "tasks",
        "task": task,
        "form": form,
        "title": f"{asked.label}：{task.title}",
    }
    return render(request, "oversight/indicator.html", given)


@require_safe
@never_cache
@login_required
def file(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """The evidence of an answer, as a file to be saved."""
    row = get_object_or_404(TaskStep, pk=step, task=_task(request, pk), document__isnull=False)
    if row.document is None:
        raise Http404
    with row.document.file.open("rb") as opened:
        answer = HttpResponse(opened.read(), content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = content_disposition_header(True, row.document.title) or ""  # noqa: FBT003
    return answer


def _task(request: HttpRequest, pk: int) -> Task:
    task = get_object_or_404(Task.objects.select_related("public_body", "district", "indicator"), pk=pk)
    require_any(request, task.public_body, *READERS)
    return task


def _judge(task: Task, act: TaskAct) -> PublicBody:
    return task.district if act.right is Act.ASSIGN_TASK else task.public_body


def _open_acts(request: HttpRequest, task: Task) -> list[TaskAct]:
    open_steps = {step for state, step in TRANSITIONS if state is State(task.state)}
    return [one for one in ACTS.values() if one.step in open_steps and may_act(request, one.right, _judge(task, one))]
