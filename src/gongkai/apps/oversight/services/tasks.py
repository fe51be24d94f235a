"""Tasks for mending: given, answered with evidence, returned or accepted (督办)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import By, require
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import day_of, lock_open, log
from gongkai.apps.oversight.errors import OversightRefused
from gongkai.apps.oversight.models import Indicator, Task, TaskStep
from gongkai.apps.oversight.states import State, Step, advance
from gongkai.apps.publishing.uploads import Upload, keep


@dataclass(frozen=True, slots=True)
class Assignment:
    """What is asked of a body."""

    title: str
    wanted: str
    due_on: date
    indicator: Indicator | None = None


@transaction.atomic
def assign(*, by: By, district: PublicBody, body: PublicBody, given: Assignment, now: datetime) -> Task:
    """Give a task to a body of the district (交办)."""
    district = lock_open(district, by, Act.ASSIGN_TASK, now)
    body = PublicBody.objects.get(pk=body.pk)
    if not body.path.startswith(district.path) or body.closed_on is not None:
        raise OversightRefused(f"{body.name}不是{district.name}所属的在用机关。", "请从列表中选择机关。")
    if given.due_on < day_of(now):
        raise OversightRefused("答复期限已经过去。", "请填写今天或者以后的日期。")
    task = Task.objects.create(
        district=district, public_body=body, indicator=given.indicator, title=given.title.strip(),
        wanted=given.wanted.strip(), due_on=given.due_on, assigned_at=now,
    )  # fmt: skip
    _step(task, Step.ASSIGN, by, now, words=task.wanted)
    return task


@transaction.atomic
def answer(*, by: By, task: Task, words: str, link: str = "", upload: Upload | None = None, now: datetime) -> Task:
    """Answer a task with what was done, and the evidence for it (答复)."""
    task = _locked(task, by, Act.ANSWER_TASK, now)
    task.state = advance(State(task.state), Step.ANSWER)
    if not words.strip():
        raise OversightRefused("没有填写办理情况。", "请写明做了什么、结果怎样。")
    task.save(update_fields=["state"])
    document = keep(upload, task.public_body) if upload else None
    _step(task, Step.ANSWER, by, now, words=words.strip(), link=link.strip(), document=document)
    return task


@transaction.atomic
def send_back(*, by: By, task: Task, words: str, now: datetime) -> Task:
    """Return an answer with what is still wrong (退回)."""
    task = _locked(task, by, Act.ASSIGN_TASK, now)
    task.state = advance(State(task.state), Step.RETURN)
    if not words.strip():
        raise OversightRefused("没有填写退回的原因。", "请写明还差什么。")
    task.save(update_fields=["state"])
    _step(task, Step.RETURN, by, now, words=words.strip())
    return task


@transaction.atomic
def accept(*, by: By, task: Task, words: str = "", now: datetime) -> Task:
    """Accept an answer: the task is done (办结)."""
    return _end(Step.ACCEPT, by, task, words, now)


@transaction.atomic
def cancel(*, by: By, task: Task, words: str, now: datetime) -> Task:
    """Take a task back (撤销)."""
    if not words.strip():
        raise OversightRefused("没有填写撤销的原因。", "请写明为什么不再需要办理。")
    return _end(Step.CANCEL, by, task, words, now)


def _end(step: Step, by: By, task: Task, words: str, now: datetime) -> Task:
    task = _locked(task, by, Act.ASSIGN_TASK, now)
    task.state, task.ended_at = advance(State(task.state), step), now
    task.save(update_fields=["state", "ended_at"])
    _step(task, step, by, now, words=words.strip())
    return task


def _locked(task: Task, by: By, act: Act, now: datetime) -> Task:
    rows = Task.objects.select_for_update(of=("self",)).select_related("public_body", "district")
    locked = rows.get(pk=task.pk)
    require(by, act, locked.district if act is Act.ASSIGN_TASK else locked.public_body, on=day_of(now))
    return locked


def _step(task: Task, step: Step, by: By, now: datetime, **given: object) -> None:
    TaskStep.objects.create(task=task, step=step, at=now, by=by.as_actor().name, **given)
    after = {"state": task.state, "due_on": task.due_on, "words": given.get("words", ""), "link": given.get("link", "")}
    log(
        step,
        task,
        by=by,
        now=now,
        body=task.public_body,
        told=f"{task.public_body.short_name}，{task.title}",
        after=after,
    )
