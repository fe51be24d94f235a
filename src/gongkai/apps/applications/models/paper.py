"""The files of a case (案卷材料), sealed in the database, so that one backup holds case and files alike."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.apps.applications import sealing
from gongkai.apps.applications.models.application import Application
from gongkai.apps.applications.words import PaperKind


class Paper(models.Model):
    """One file of a case."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(_("种类"), max_length=20, choices=PaperKind.choices())
    sealed_name = models.BinaryField(blank=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("字节"))
    for_applicant = models.BooleanField(_("提供给申请人"), default=False)
    added_at = models.DateTimeField(_("存入时间"))
    added_by = models.CharField(_("存入人"), max_length=100)
    erased_on = models.DateField(null=True, blank=True)

    class Meta:
        """In the order of their coming."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{PaperKind(self.kind).label} {self.pk}"

    @property
    def name(self) -> str:
        """The name of the file."""
        return sealing.opened_text(self.sealed_name, f"paper-name:{self.uid}") or "已清除"

    def data(self) -> bytes:
        """Return the file itself; empty after erasure."""
        held = self.content.sealed
        return sealing.opened(held, f"paper:{self.uid}") if held else b""


class PaperContent(models.Model):
    """What a file holds; apart, so that lists of files are short."""

    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="content")
    sealed = models.BinaryField(blank=True)

    def __str__(self) -> str:
        return f"content of {self.paper_id}"
