"""One import of a catalogue."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.catalogue.words import ImportState


class MatterImport(models.Model):
    """A sheet that was read (目录导入): its rows as they were shown, and whether they went into the catalogue."""

    public_body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="matter_imports")
    file_name = models.CharField(_("文件名"), max_length=200)
    digest = models.CharField(_("文件杂凑值"), max_length=64)
    from_on = models.DateField(_("自何日起"))
    rows = models.JSONField(_("可以导入的行"), default=list)
    refused = models.JSONField(_("不能导入的行"), default=list)
    remarks = models.JSONField(_("说明"), default=list)
    closed = models.JSONField(default=list, editable=False)  # the versions it ended, for its undoing
    state = models.CharField(max_length=10, choices=ImportState.choices(), default=ImportState.PREVIEWED)
    made_at = models.DateTimeField(_("读取时间"))
    made_by = models.CharField(_("读取人"), max_length=100)
    done_at = models.DateTimeField(_("导入时间"), null=True, blank=True)
    undone_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.file_name
