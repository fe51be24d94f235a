"""One version of a matter of the catalogue."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.models import Community, Office, PublicBody
from gongkai.apps.catalogue.models.sheet import MatterImport
from gongkai.apps.catalogue.words import Level
from gongkai.core.catalogue.limits import TimeLimit
from gongkai.core.catalogue.words import Audience, Carrier, Manner, Rhythm

CONTENT: Final = (
    "field", "first_level", "second_level", "content", "basis", "limit", "limit_days", "limit_working", "rhythm",
    "owner", "office", "community", "carriers", "audience", "audience_note", "manner", "level",
)  # fmt: skip


class Matter(models.Model):
    """A matter (公开事项) as it is from a day on. A change is a new row, so that old years stay checkable."""

    public_body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="matters")
    code = models.CharField(_("代码"), max_length=60)
    position = models.PositiveIntegerField(_("序号"), default=0)
    field = models.CharField(_("领域"), max_length=40)
    first_level = models.CharField(_("一级事项"), max_length=200)
    second_level = models.CharField(_("二级事项"), max_length=200, blank=True)
    content = models.TextField(_("公开内容（要素）"), blank=True)
    basis = models.TextField(_("公开依据"), blank=True)
    limit = models.CharField(_("公开时限"), max_length=300, blank=True)
    limit_days = models.PositiveSmallIntegerField(_("时限天数"), null=True, blank=True)
    limit_working = models.BooleanField(_("按工作日计算"), default=True)
    rhythm = models.CharField(_("公开频次"), max_length=20, choices=Rhythm.choices(), default=Rhythm.AS_FORMED)
    owner = models.CharField(_("公开主体"), max_length=100, blank=True)
    office = models.ForeignKey(Office, verbose_name=_("责任科室"), on_delete=models.PROTECT, null=True, blank=True)
    community = models.ForeignKey(
        Community, verbose_name=_("责任社区"), on_delete=models.PROTECT, null=True, blank=True
    )
    carriers = models.JSONField(_("公开渠道和载体"), default=list)
    audience = models.CharField(_("公开对象"), max_length=20, choices=Audience.choices(), default=Audience.EVERYBODY)
    audience_note = models.CharField(_("特定群众"), max_length=100, blank=True)
    manner = models.CharField(_("公开方式"), max_length=20, choices=Manner.choices(), default=Manner.PROACTIVE)
    level = models.CharField(_("公开层级"), max_length=20, choices=Level.choices(), blank=True)
    from_on = models.DateField(_("自何日起"))
    until_on = models.DateField(_("至何日前"), null=True, blank=True)
    ended_why = models.CharField(_("停用原因"), max_length=200, blank=True)
    imported = models.ForeignKey(MatterImport, on_delete=models.PROTECT, null=True, blank=True, related_name="matters")
    made_at = models.DateTimeField(_("登记时间"))
    made_by = models.CharField(_("登记人"), max_length=100)
    voided_at = models.DateTimeField(_("作废时间"), null=True, blank=True)

    class Meta:
        """In the order of the catalogue; of a code one version begins on a day and one is open."""

        ordering: ClassVar = ["position", "code", "-from_on", "-pk"]
        verbose_name = _("公开事项")
        indexes: ClassVar = [
            models.Index(fields=["public_body", "from_on"], condition=Q(voided_at=None), name="catalogue_standing")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["public_body", "code", "from_on"], condition=Q(voided_at=None), name="catalogue_version_once"
            ),
            models.UniqueConstraint(
                fields=["public_body", "code"],
                condition=Q(voided_at=None, until_on=None),
                name="catalogue_one_open_version",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gt=models.F("from_on")),
                name="catalogue_end_after_start",
            ),
            models.CheckConstraint(
                condition=Q(office__isnull=True) | Q(community__isnull=True), name="catalogue_one_unit"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The matter as people call it: both its levels."""
        return f"{self.first_level}：{self.second_level}" if self.second_level else self.first_level

    @property
    def unit(self) -> Office | Community | None:
        """The office or community that answers for it."""
        return self.office or self.community

    @property
    def answers(self) -> str:
        """Who answers for it: the unit, else the body named as 公开主体."""
        return str(self.unit or self.owner)

    @property
    def time_limit(self) -> TimeLimit:
        """The limit as duties are counted by it."""
        return TimeLimit(self.limit, self.limit_days, self.limit_working, rhythm=Rhythm(self.rhythm))

    @property
    def carrier_words(self) -> list[Carrier]:
        """The carriers in the order of the standard catalogues."""
        return [one for one in Carrier if one.value in self.carriers]

    def in_force(self) -> bool:
        """Whether no later version or end stands against it yet."""
        return self.until_on is None and self.voided_at is None
