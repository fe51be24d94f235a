"""The letters of a case (文书): drafted, approved, sent, each with its number and files."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.apps.applications.models.application import Application
from gongkai.apps.applications.models.handling import Sealed
from gongkai.apps.applications.models.paper import Paper
from gongkai.apps.applications.words import LetterState


class Letter(Sealed):
    """One letter. `kind` is an id of `core.letters`; sealed: what the person typed into its places."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(_("种类"), max_length=40)
    title = models.CharField(_("标题"), max_length=100)
    number = models.CharField(_("文号"), max_length=60, blank=True)
    state = models.CharField(_("状态"), max_length=20, choices=LetterState.choices(), default=LetterState.DRAFT)
    dated_on = models.DateField(_("成文日期"))
    drafted_by = models.CharField(_("拟稿人"), max_length=100)
    drafted_by_id = models.CharField(max_length=40)
    approved_by = models.CharField(_("审签人"), max_length=100, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    sent_on = models.DateField(_("发出日期"), null=True, blank=True)
    pdf = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    docx = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        """In their order."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.title}{self.number}"
