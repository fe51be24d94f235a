"""A report that came as a file."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.models import PublicBody


class ReportFile(models.Model):
    """A report read out of a file: last year's, that of a body outside the system, or the published one of a district.

    `keeper` is the body on whose desk it lies; `public_body` the one that reports, none for a body outside.
    """

    keeper = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="report_files")
    public_body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organ = models.CharField(_("机关"), max_length=200)
    year = models.PositiveSmallIntegerField(_("年度"))
    name = models.CharField(_("文件名"), max_length=120)
    is_whole = models.BooleanField(_("包括下级机关"), default=False, help_text=_("已公布的全区报告，用来与合计核对"))
    report = models.JSONField(_("读出的内容"))
    document = models.ForeignKey("wagtaildocs.Document", on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(_("存入时间"))
    kept_by = models.CharField(_("存入人"), max_length=100)
    dropped_at = models.DateTimeField(_("停用时间"), null=True, blank=True)

    class Meta:
        """The newest last."""

        ordering: ClassVar = ["year", "pk"]
        verbose_name = _("年度报告文件")

    def __str__(self) -> str:
        return f"{self.organ}{self.year}年（{self.name}）"
