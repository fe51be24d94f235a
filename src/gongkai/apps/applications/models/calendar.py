"""Holidays typed in (放假安排): the yearly notice for all bodies, and days of one body (地方放假日)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.models import PublicBody


class HolidayNotice(models.Model):
    """The notice for a year, as `core.law.notices.parse_notice` reads it; the last one of a year counts."""

    year = models.PositiveSmallIntegerField(_("年份"))
    data = models.JSONField()
    at = models.DateTimeField(_("录入时间"))
    actor_name = models.CharField(_("录入人"), max_length=100)

    class Meta:
        """In the order of their coming."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.year}年放假安排"


class LocalDay(models.Model):
    """A day that a body and those below it have off or work, against the national calendar."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="local_days")
    on = models.DateField(_("日期"))
    working = models.BooleanField(_("上班"))
    why = models.CharField(_("原因"), max_length=60)
    source = models.CharField(_("依据"), max_length=100)

    class Meta:
        """A day stands once in a body."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["body", "on"], name="applications_local_day_once")]

    def __str__(self) -> str:
        return f"{self.on} {self.why}"
