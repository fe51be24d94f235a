"""The work plan of a year and its tasks."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.models import Community, Office, PublicBody
from gongkai.apps.catalogue.words import Origin, TaskState
from gongkai.apps.publishing.models import Disclosure


class WorkPlan(models.Model):
    """The plan of a body's work on disclosure for a year (政务公开工作方案)."""

    public_body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="work_plans")
    year = models.PositiveSmallIntegerField(_("年度"))
    basis = models.CharField(_("依据"), max_length=300, blank=True)
    made_at = models.DateTimeField(_("建立时间"))
    made_by = models.CharField(_("建立人"), max_length=100)

    class Meta:
        """One a year."""

        ordering: ClassVar = ["-year"]
        verbose_name = _("工作方案")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["public_body", "year"], name="catalogue_plan_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.public_body}{self.year}年政务公开工作方案"


class PlanTask(models.Model):
    """A task of the plan (工作任务). Done or given up, it stays with its reason and evidence."""

    plan = models.ForeignKey(WorkPlan, on_delete=models.PROTECT, related_name="tasks")
    title = models.CharField(_("任务"), max_length=300)
    origin = models.CharField(_("由来"), max_length=20, choices=Origin.choices(), default=Origin.PLAN)
    problem = models.TextField(_("上一年度报告写的问题"), blank=True)
    office = models.ForeignKey(Office, verbose_name=_("责任科室"), on_delete=models.PROTECT, null=True, blank=True)
    community = models.ForeignKey(
        Community, verbose_name=_("责任社区"), on_delete=models.PROTECT, null=True, blank=True
    )
    due_on = models.DateField(_("完成期限"))
    state = models.CharField(_("状态"), max_length=20, choices=TaskState.choices(), default=TaskState.OPEN)
    percent = models.PositiveSmallIntegerField(_("进度（%）"), default=0)
    closed_on = models.DateField(_("办结日期"), null=True, blank=True)
    closed_why = models.CharField(_("完成情况或不再办理的理由"), max_length=300, blank=True)

    class Meta:
        """By their terms; what is closed has its day and its reason."""

        ordering: ClassVar = ["due_on", "pk"]
        verbose_name = _("工作任务")
        indexes: ClassVar = [models.Index(fields=["due_on"], condition=Q(state="open"), name="catalogue_tasks_open")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="open", closed_on__isnull=True)
                | (~Q(state="open") & Q(closed_on__isnull=False) & ~Q(closed_why="")),
                name="catalogue_closed_with_reason",
            ),
            models.CheckConstraint(condition=Q(percent__lte=100), name="catalogue_percent"),
            models.CheckConstraint(
                condition=Q(office__isnull=True) | Q(community__isnull=True), name="catalogue_task_one_unit"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def unit(self) -> Office | Community | None:
        """The office or community that answers for it."""
        return self.office or self.community


class TaskProgress(models.Model):
    """One report on a task (进展): words, how far it is, and what shows it. Rows are only added."""

    task = models.ForeignKey(PlanTask, on_delete=models.PROTECT, related_name="progress")
    at = models.DateTimeField(_("时间"))
    by = models.CharField(_("报告人"), max_length=100)
    words = models.CharField(_("进展"), max_length=500)
    percent = models.PositiveSmallIntegerField(_("进度（%）"))
    disclosure = models.ForeignKey(
        Disclosure, verbose_name=_("佐证的信息"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    link = models.URLField(_("佐证的链接"), max_length=500, blank=True)
    file = models.FileField(_("佐证的文件"), upload_to="catalogue/%Y/%m/", blank=True)
    file_name = models.CharField(_("文件名"), max_length=100, blank=True)

    class Meta:
        """In time."""

        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return self.words
