"""What was counted of a body for a year: a cache, counted anew by the worker, never edited."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.models import PublicBody
from gongkai.core.oversight import BodyFacts, facts_from_json


class YearFacts(models.Model):
    """The facts of one body for one year as of `counted_at` (统计数据)."""

    public_body = models.ForeignKey(PublicBody, on_delete=models.CASCADE, related_name="year_facts")
    year = models.PositiveSmallIntegerField(_("年度"))
    facts = models.JSONField(_("数据"))
    counted_at = models.DateTimeField(_("统计时间"))

    class Meta:
        """One row a body and year; the worker asks for the oldest."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["public_body", "year"], name="oversight_facts_once")]
        indexes: ClassVar = [models.Index(fields=["year", "counted_at"], name="oversight_facts_age")]

    def __str__(self) -> str:
        return f"{self.public_body_id} {self.year}"

    def opened(self) -> BodyFacts:
        """Return the facts."""
        return facts_from_json(self.facts)
