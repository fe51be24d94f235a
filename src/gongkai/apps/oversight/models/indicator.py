"""An indicator as it is in force from a day to a day; a change is a new row, the old one stays for its days."""

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.models import PublicBody
from gongkai.core.oversight import MEASURES, Measure, Rule


class Indicator(models.Model):
    """One indicator of a district (考核指标): what it measures, its target, its points, its days, its source."""

    district = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="indicators", editable=False)
    name = models.CharField(_("指标名称"), max_length=60)
    measure = models.CharField(_("测算项"), max_length=30, choices=[(one.id, one.label) for one in MEASURES.values()])
    target = models.DecimalField(_("目标"), max_digits=8, decimal_places=2, validators=[MinValueValidator(0)])
    points = models.DecimalField(_("满分"), max_digits=6, decimal_places=2, validators=[MinValueValidator(0)])
    from_on = models.DateField(_("自何日起"))
    until_on = models.DateField(_("到何日止（当日不计）"), null=True, blank=True, editable=False)
    source = models.CharField(
        _("来源"),
        max_length=300,
        help_text=_("文件名称和条款；没有核对过原文的注明（GK），本地约定注明（C）"),
    )
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by", editable=False
    )
    made_at = models.DateTimeField(_("修改时间"), editable=False)
    made_by = models.CharField(_("修改人"), max_length=100, editable=False)

    class Meta:
        """In the order in which they were made."""

        ordering: ClassVar = ["pk"]
        verbose_name = _("考核指标")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="oversight_indicator_days"
            ),
            models.CheckConstraint(condition=Q(points__gte=0, target__gte=0), name="oversight_indicator_figures"),
        ]
        indexes: ClassVar = [models.Index(fields=["district", "from_on"], name="oversight_in_force")]

    def __str__(self) -> str:
        return self.name

    @property
    def measured(self) -> Measure:
        """The measure it is made of."""
        return MEASURES[self.measure]

    def as_rule(self) -> Rule:
        """Return it as the scoring takes it."""
        return Rule(self.pk, self.name, self.measure, self.target.normalize(), self.points.normalize(), self.source)
