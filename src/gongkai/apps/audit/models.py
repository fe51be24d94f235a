"""The log and its end. Both are written by `services.append` alone; the database refuses any other change."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.apps.audit.chain import START, Link


class Entry(models.Model):
    """One act (操作记录). No foreign keys: the row outlives whatever it speaks of."""

    number = models.BigIntegerField(_("序号"), primary_key=True)
    at = models.DateTimeField(_("时间"), db_index=True)
    actor_id = models.CharField(_("操作人编号"), max_length=40, help_text=_("空表示由系统或命令行办理"), blank=True)
    actor_name = models.CharField(_("操作人"), max_length=100)
    body_id = models.BigIntegerField(_("机关编号"), null=True, blank=True)
    act = models.CharField(_("操作"), max_length=60)
    subject = models.CharField(_("对象"), max_length=100)
    summary = models.CharField(_("说明"), max_length=500)
    before = models.TextField(_("操作前"))
    after = models.TextField(_("操作后"))
    algorithm = models.CharField(_("杂凑算法"), max_length=20)
    previous = models.CharField(_("前一条的杂凑值"), max_length=64)
    digest = models.CharField(_("杂凑值"), max_length=64)

    class Meta:
        """In the order of the chain; a body's own rows are asked for newest first."""

        ordering: ClassVar = ["number"]
        verbose_name = _("操作记录")
        indexes: ClassVar = [models.Index(fields=["body_id", "-number"], name="audit_entry_of_body")]

    def __str__(self) -> str:
        return f"{self.number} {self.summary}"

    def link(self) -> Link:
        """Return what the digest of this row must cover."""
        return Link(**{name: getattr(self, name) for name in Link.__dataclass_fields__})


class Head(models.Model):
    """The end of the chain (链头), one row: the lock for which appends wait, and the proof of the last row."""

    number = models.BigIntegerField(_("最后一条的序号"), default=0)
    digest = models.CharField(_("最后一条的杂凑值"), max_length=64, default=START)

    class Meta:
        """One row, made by the first migration."""

        verbose_name = _("链头")

    def __str__(self) -> str:
        return f"{self.number}:{self.digest}"
