"""A business system that writes into the ledgers."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.models import PublicBody


class BusinessSystem(models.Model):
    """A system (业务系统) that may enter what it decided. Only the digest of its token is kept."""

    public_body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="business_systems")
    name = models.CharField(_("系统名称"), max_length=60)
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("启用时间"))
    ended_at = models.DateTimeField(_("停用时间"), null=True, blank=True)

    class Meta:
        """In the order of their making."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name
