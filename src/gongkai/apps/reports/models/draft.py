"""A version of a body's report for a year, what was changed by hand in it, and who signed it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.models import PublicBody, User
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.reports.states import FROZEN, Filing, State, Step


class ReportDraft(models.Model):
    """One version of the annual report of one body for one year.

    `texts` holds the narrative with its live numbers ({{主动公开.总数}}). From sealing on `sealed` is the whole report
    with every number filled in, and `counted` what ledgers and cases gave at that moment.
    """

    public_body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="annual_reports")
    year = models.PositiveSmallIntegerField(_("年度"))
    version = models.PositiveSmallIntegerField(_("版本"), default=1)
    state = models.CharField(_("状态"), max_length=20, choices=State.choices(), default=State.DRAFTING)
    filing = models.CharField(_("报送"), max_length=20, choices=Filing.choices(), default=Filing.NOT_SUBMITTED)
    texts = models.JSONField(_("正文"), default=dict)
    note = models.TextField(_("更正说明"), blank=True)
    returned_for = models.TextField(_("退回的原因"), blank=True)
    begun_at = models.DateTimeField(_("开始编制时间"))
    changed_at = models.DateTimeField(_("最近修改时间"))
    sealed = models.JSONField(_("封存的报告"), null=True, blank=True)
    counted = models.JSONField(_("封存时算出的数据"), null=True, blank=True)
    digest = models.CharField(_("杂凑值"), max_length=64, blank=True)
    sealed_at = models.DateTimeField(_("封存时间"), null=True, blank=True)
    published_at = models.DateTimeField(_("公布时间"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("报送时间"), null=True, blank=True)
    disclosure = models.ForeignKey(
        Disclosure, verbose_name=_("公布的页面"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        """The newest version last; nothing is frozen without what it was frozen as."""

        ordering: ClassVar = ["year", "version"]
        verbose_name = _("年度报告")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["public_body", "year", "version"], name="reports_version_once"),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(FROZEN)) | Q(sealed__isnull=False, sealed_at__isnull=False),
                name="reports_frozen_is_sealed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_body}{self.year}年度报告"

    @property
    def frozen(self) -> bool:
        """Whether its numbers and texts no longer follow ledgers and cases."""
        return self.state in FROZEN


class Override(models.Model):
    """A cell whose figure a person put in the place of the counted one, and why (更改)."""

    draft = models.ForeignKey(ReportDraft, on_delete=models.PROTECT, related_name="overrides")
    cell = models.CharField(_("数据"), max_length=60)
    value = models.DecimalField(_("改为"), max_digits=18, decimal_places=4)
    reason = models.CharField(_("理由"), max_length=300)
    by = models.CharField(_("更改人"), max_length=100)
    at = models.DateTimeField(_("更改时间"))
    dropped_at = models.DateTimeField(_("恢复时间"), null=True, blank=True)

    class Meta:
        """One in force for a cell; those taken back stay."""

        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "cell"], condition=Q(dropped_at=None), name="reports_cell_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="reports_not_below_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.cell}={self.value}"


class Signature(models.Model):
    """A signature on a version, or its return (签字). Rows are only added; a return ends those before it."""

    draft = models.ForeignKey(ReportDraft, on_delete=models.PROTECT, related_name="signatures")
    step = models.CharField(_("事项"), max_length=40, choices=Step.choices())
    by = models.CharField(_("签字人"), max_length=100)
    person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("时间"))
    note = models.CharField(_("意见"), max_length=500, blank=True)
    digest = models.CharField(_("所签内容的杂凑值"), max_length=64, blank=True)

    class Meta:
        """In time."""

        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{Step(self.step).label} {self.by}"
