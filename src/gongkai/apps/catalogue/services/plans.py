"""The work plan: making it, its tasks, reports on them, their end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.db import transaction

from gongkai.apps.bodies.models import Community, Office, PublicBody, RoleGrant, User, snapshot
from gongkai.apps.bodies.permissions import By, may
from gongkai.apps.bodies.roles import ALLOWED, Act, Role
from gongkai.apps.bodies.selectors import held_by
from gongkai.apps.bodies.services.logged import day_of, lock_open, log
from gongkai.apps.catalogue.errors import WrongPlan
from gongkai.apps.catalogue.models import PlanTask, TaskProgress, WorkPlan
from gongkai.apps.catalogue.words import Origin, TaskState
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.uploads import Upload

TASK = ("title", "origin", "problem", "office", "community", "due_on")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a task asks for."""

    title: str
    due_on: date
    unit: Office | Community | None = None
    origin: Origin = Origin.PLAN
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows how far a task is."""

    disclosure: Disclosure | None = None
    link: str = ""
    file: Upload | None = None


@transaction.atomic
def make_plan(*, by: By, body: PublicBody, year: int, basis: str = "", now: datetime) -> WorkPlan:
    """Make the plan of a year (编制政务公开工作方案)."""
    body = lock_open(body, by, Act.KEEP_WORK_PLAN, now)
    if WorkPlan.objects.filter(public_body=body, year=year).exists():
        raise WrongPlan(f"{year}年的工作方案已经有了。", "请打开它增加任务。")
    if not day_of(now).year - 5 <= year <= day_of(now).year + 1:
        raise WrongPlan(f"不能编制{year}年的工作方案。", "可以编制最近五年到明年的。")
    made = WorkPlan.objects.create(
        public_body=body, year=year, basis=basis.strip(), made_at=now, made_by=by.as_actor().name
    )
    log(
        Act.KEEP_WORK_PLAN,
        made,
        by=by,
        now=now,
        body=body,
        told=f"建立{year}年方案",
        after=snapshot(made, "year", "basis"),
    )
    return made


@transaction.atomic
def add_tasks(*, by: By, plan: WorkPlan, wanted: Iterable[Wanted], now: datetime) -> list[PlanTask]:
    """Put tasks into a plan, each with its owner and its term."""
    body = lock_open(plan.public_body, by, Act.KEEP_WORK_PLAN, now)
    made = []
    for one in wanted:
        _check(one, plan, body)
        task = PlanTask.objects.create(
            plan=plan, title=one.title.strip(), origin=one.origin, problem=one.problem.strip(), due_on=one.due_on,
            office=one.unit if isinstance(one.unit, Office) else None,
            community=one.unit if isinstance(one.unit, Community) else None,
        )  # fmt: skip
        log(Act.KEEP_WORK_PLAN, task, by=by, now=now, body=body, told=f"增加任务“{task}”", after=snapshot(task, *TASK))
        made.append(task)
    if not made:
        raise WrongPlan("没有选任务。", "请至少选一条。")
    return made


@transaction.atomic
def report_progress(
    *, by: By, task: PlanTask, words: str, percent: int, evidence: Evidence, now: datetime
) -> TaskProgress:
    """Report how far a task is, with what shows it (报告任务进展)."""
    body = lock_open(task.plan.public_body, by, Act.HAND_IN, now)
    row = _open(task)
    if not may_report(by, row, day_of(now)):
        raise WrongPlan(f"这项任务由{row.unit}负责。", "请由责任科室、社区或信息专员报告进展。")
    if not words.strip():
        raise WrongPlan("没有写进展。", "请写一句做了什么。")
    if not 0 <= percent <= 100:
        raise WrongPlan("进度要在 0 到 100 之间。", "请改正。")
    if evidence.disclosure is not None and evidence.disclosure.public_body_id != body.pk:
        raise WrongPlan("佐证的信息不是本机关的。", "请填本机关信息的公开编号或索引号。")
    made = TaskProgress(
        task=row, at=now, by=by.as_actor().name, words=words.strip(), percent=percent, link=evidence.link,
        disclosure=evidence.disclosure,
    )  # fmt: skip
    if evidence.file is not None:
        made.file_name = evidence.file.name
        made.file.save(f"evidence.{evidence.file.ending}", ContentFile(evidence.file.data), save=False)
    made.save()
    row.percent = percent
    row.save(update_fields=["percent"])
    after = snapshot(made, "words", "percent", "disclosure", "link", "file_name")
    log(Act.REPORT_PROGRESS, row, by=by, now=now, body=body, told=f"“{row}”{percent}%：{made.words}", after=after)
    return made


@transaction.atomic
def close_task(*, by: By, task: PlanTask, done: bool, why: str, now: datetime) -> PlanTask:
    """Close a task: done, with what was reached, or no longer to be done, with the reason."""
    body = lock_open(task.plan.public_body, by, Act.KEEP_WORK_PLAN, now)
    row = _open(task)
    if not why.strip():
        raise WrongPlan("没有填写完成情况或理由。", "请写一句；年度报告会用到。")
    row.state = TaskState.DONE if done else TaskState.DROPPED
    row.closed_on, row.closed_why, row.percent = day_of(now), why.strip()[:300], 100 if done else row.percent
    row.save(update_fields=["state", "closed_on", "closed_why", "percent"])
    told = f"“{row}”{TaskState(row.state).label}：{row.closed_why}"
    after = snapshot(row, "state", "closed_on", "closed_why")
    log(Act.KEEP_WORK_PLAN, row, by=by, now=now, body=body, told=told, after=after)
    return row


def may_report(by: By, task: PlanTask, on: date) -> bool:
    """Tell whether somebody may report on a task: who keeps the plan, or who hands in for the unit it is given to."""
    body = task.plan.public_body
    if not isinstance(by, User) or may(by, Act.KEEP_WORK_PLAN, body, on=on):
        return True
    return any(
        grant.body_id == body.pk and Act.HAND_IN in ALLOWED[Role(grant.role)] and _of_unit(grant, task)
        for grant in held_by(by, on)
    )


def _of_unit(grant: RoleGrant, task: PlanTask) -> bool:
    if task.unit is None:
        return False
    return (grant.office_id, grant.community_id) == (task.office_id, task.community_id)


def _check(one: Wanted, plan: WorkPlan, body: PublicBody) -> None:
    if not one.title.strip():
        raise WrongPlan("没有填写任务。", "请写一句要做什么。")
    if len(one.title.strip()) > 300:
        raise WrongPlan("任务超过 300 个字。", "请缩短，详情写在进展里。")
    if one.due_on.year != plan.year:
        raise WrongPlan(f"完成期限 {one.due_on} 不在{plan.year}年。", f"请填{plan.year}年的日期。")
    if one.unit is not None and one.unit.body_id != body.pk:
        raise WrongPlan(f"{one.unit}不属于{body}。", "请选本机关的科室或社区。")


def _open(task: PlanTask) -> PlanTask:
    row = PlanTask.objects.select_for_update().get(pk=task.pk)
    if row.state != TaskState.OPEN:
        raise WrongPlan(f"任务“{row}”{TaskState(row.state).label}。", "需要时请在方案里另加一条任务。")
    return row
