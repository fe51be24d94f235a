"""A task for mending, given by the district to a body, and each step on it."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.oversight.models.indicator import Indicator
from gongkai.apps.oversight.states import UNDER_WAY, WITH_BODY, State, Step


class Task(models.Model):
    """A task for mending (督办事项)."""

    district = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="tasks_given", editable=False)
    public_body = models.ForeignKey(
        PublicBody, verbose_name=_("承办机关"), on_delete=models.PROTECT, related_name="tasks"
    )
    indicator = models.ForeignKey(
        Indicator, verbose_name=_("考核指标"), on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    title = models.CharField(_("事项"), max_length=100)
    wanted = models.TextField(_("发现的问题和要求"), max_length=2000)
    due_on = models.DateField(_("答复期限"))
    state = models.CharField(_("状态"), max_length=20, choices=State.choices(), default=State.OPEN, editable=False)
    assigned_at = models.DateTimeField(_("交办时间"), editable=False)
    ended_at = models.DateTimeField(_("办结时间"), null=True, blank=True, editable=False)

    class Meta:
        """The newest first; a body's own by where they stand."""

        ordering: ClassVar = ["-assigned_at", "-pk"]
        verbose_name = _("督办事项")
        indexes: ClassVar = [
            models.Index(fields=["public_body", "state", "due_on"], name="oversight_tasks_of_body"),
            models.Index(fields=["district", "state"], name="oversight_tasks_given"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_with_body(self) -> bool:
        """Whether the body has to answer."""
        return self.state in WITH_BODY

    @property
    def is_under_way(self) -> bool:
        """Whether it has not ended."""
        return self.state in UNDER_WAY

    def is_late(self, today: date) -> bool:
        """Whether the body has not answered by the last day."""
        return self.is_with_body and today > self.due_on


class TaskStep(models.Model):
    """One step on a task, with its words and its evidence (办理记录). Rows are only added."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(_("办理"), max_length=20, choices=Step.choices())
    words = models.TextField(_("说明"), blank=True)
    link = models.CharField(_("佐证网址"), max_length=500, blank=True)
    document = models.ForeignKey(
        "wagtaildocs.Document", verbose_name=_("佐证文件"), on_delete=models.PROTECT, null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    at = models.DateTimeField(_("时间"))
    by = models.CharField(_("办理人"), max_length=100)

    class Meta:
        """In time."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return Step(self.step).label
