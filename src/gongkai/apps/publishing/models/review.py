"""A step of review as Wagtail's workflow knows it, and what is signed there."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from gongkai.apps.bodies.roles import REVIEW_STEPS
from gongkai.apps.publishing.words import Secrecy


class ReviewState(TaskState):
    """One step of one passage: Wagtail keeps when it began and ended, by whom, on which revision, with which note."""

    secrecy = models.CharField(_("保密审查结论"), max_length=20, choices=Secrecy.choices(), blank=True)
    digest = models.CharField(_("所审内容的杂凑值"), max_length=64, blank=True)
    substitute_for = models.CharField(_("代何人办理"), max_length=100, blank=True)

    exclude_fields_in_copy: ClassVar = ["secrecy", "digest", "substitute_for"]


class ReviewTask(Task):
    """A step of review (审核步骤): the act of the table of roles that it is. The desk signs it, not the editor."""

    step = models.CharField(
        _("步骤"), max_length=30, unique=True, choices=[(step.value, step.label) for step in REVIEW_STEPS]
    )
    task_state_class = ReviewState

    class Meta:
        """Named."""

        verbose_name = _("审核步骤")

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """What is in review cannot be edited by anybody: take it back or send it back first."""
        return True
