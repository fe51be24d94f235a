"""One mistake that a reader reported."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.models import PublicBody


class MistakeReport(models.Model):
    """What a reader found wrong on a page (纠错留言). It stays open until an officer closes it with an answer."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="mistake_reports")
    key = models.CharField(max_length=40, unique=True, help_text=_("表单的编号：一张表单发两次只算一次"))
    token = models.CharField(max_length=32, unique=True, help_text=_("查看答复的网址里的编号"))
    page = models.CharField(_("有错的网页"), max_length=12, blank=True, help_text=_("公开编号；空表示没有指明"))
    text = models.TextField(_("哪里有错"), max_length=1000)
    contact = models.CharField(_("联系方式"), max_length=100, blank=True, help_text=_("只供工作人员答复用，办结时清除"))
    at = models.DateTimeField(_("收到时间"))
    answer = models.TextField(_("答复"), max_length=1000, blank=True)
    closed_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    closed_by = models.CharField(_("办理人"), max_length=100, blank=True)

    class Meta:
        """Newest first."""

        verbose_name = _("纠错留言")
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["body", "closed_at"], name="mistakes_open_of_body")]

    def __str__(self) -> str:
        return self.text[:40]
