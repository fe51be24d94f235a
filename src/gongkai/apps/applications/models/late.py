"""Acts done on paper on an earlier day, entered now (补录): they count when a second person has seen the proof."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.apps.applications.models.application import Application
from gongkai.apps.applications.models.handling import OfBody, Sealed
from gongkai.apps.applications.models.paper import Paper
from gongkai.apps.applications.words import LateState
from gongkai.apps.bodies.models import User


class LateEntry(Sealed, OfBody):
    """One act waiting for its confirmation. Sealed: `form` (what was filled in), `why`, `reference`, `refusal`."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="late_entries")
    doing = models.CharField(_("事项"), max_length=40)  # a key of `doings.DOINGS`, or "correct"
    label = models.CharField(_("事项"), max_length=60)
    on = models.DateField(_("日期"))
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("提交时间"))
    proof = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(_("状态"), max_length=20, choices=LateState.choices(), default=LateState.WAITING.value)
    settled_by = models.CharField(_("核对人"), max_length=100, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """In their order; those that wait are looked for every day."""

        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["body"], name="applications_late", condition=models.Q(state=LateState.WAITING.value))
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.label}"
