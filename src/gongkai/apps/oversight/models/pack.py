"""A package of evidence for an assessor: ordered at the desk, made by the worker."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.models import PublicBody


class EvidencePack(models.Model):
    """One package (考核材料): a zip of report, records, log and pages of a body and a year."""

    public_body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="evidence_packs")
    year = models.PositiveSmallIntegerField(_("年度"))
    ordered_at = models.DateTimeField(_("申请时间"))
    ordered_by = models.CharField(_("申请人"), max_length=100)
    file = models.FileField(_("文件"), upload_to="oversight/%Y/%m/", blank=True)
    bytes = models.PositiveBigIntegerField(_("大小"), default=0)
    sha256 = models.CharField(_("校验和"), max_length=64, blank=True)
    left_out = models.JSONField(_("没有装入的"), default=list)
    tries = models.PositiveSmallIntegerField(_("已试次数"), default=0)
    made_at = models.DateTimeField(_("制成时间"), null=True, blank=True)

    class Meta:
        """The newest first; the worker asks for those not made."""

        ordering: ClassVar = ["-pk"]
        verbose_name = _("考核材料")
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=models.Q(made_at__isnull=True), name="oversight_packs_due")
        ]

    def __str__(self) -> str:
        return f"{self.public_body.short_name}{self.year}年考核材料"

    @property
    def is_waiting(self) -> bool:
        """Whether the worker still has to make it."""
        return self.made_at is None
