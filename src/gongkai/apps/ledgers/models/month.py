"""The closing of a month."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.models import PublicBody


class MonthClosing(models.Model):
    """That a month's ledgers are complete (月结). Opened again, the row stays with its reason."""

    public_body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="month_closings")
    year = models.PositiveSmallIntegerField(_("年"))
    month = models.PositiveSmallIntegerField(_("月"))
    closed_at = models.DateTimeField(_("结账时间"))
    closed_by = models.CharField(_("结账人"), max_length=100)
    opened_at = models.DateTimeField(_("重新打开时间"), null=True, blank=True)
    opened_by = models.CharField(_("重新打开人"), max_length=100, blank=True)
    reason = models.CharField(_("重新打开的理由"), max_length=200, blank=True)

    class Meta:
        """A month is closed once at a time."""

        ordering: ClassVar = ["-year", "-month", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["public_body", "year", "month"], condition=Q(opened_at=None), name="ledgers_month_once"
            ),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="ledgers_month_of_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.public_body} {self.year}-{self.month:02}"
