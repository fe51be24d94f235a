"""What the guard is told by a body, and who let a finding pass."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.models.disclosure import Disclosure
from gongkai.apps.publishing.models.records import Of
from gongkai.core.guard import Leader as Held
from gongkai.core.guard import WrongList, read_words


class GuardList(models.Model):
    """A body's own lists for the guard (词表): words as in `core.guard.lists`, phones and names that are public."""

    public_body = models.OneToOneField(PublicBody, on_delete=models.PROTECT, related_name="guard_list")
    words = models.TextField(_("词表"), blank=True, help_text=_("写法见“怎样在发布前检查材料”一页"))
    phones = models.TextField(_("对外公布的电话"), blank=True, help_text=_("每行一个"))
    names = models.TextField(_("因职务公开的姓名"), blank=True, help_text=_("每行一个"))
    hosts = models.TextField(
        _("可以链接的网站"), blank=True, help_text=_("每行一个域名，如 example.cn，含它的下级域名；gov.cn 不必写")
    )

    def __str__(self) -> str:
        return str(self.public_body)

    def clean(self) -> None:
        """Refuse a list of words that the guard cannot read."""
        try:
            read_words(self.words)
        except WrongList as error:
            raise ValidationError({"words": str(error)}) from None


class Leader(models.Model):
    """A person in an office of a body for a time (领导任职): the guard looks at titles against these."""

    public_body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="leaders")
    name = models.CharField(_("姓名"), max_length=30)
    title = models.CharField(
        _("职务"), max_length=60, help_text=_("按正式写法，如：副主任；一人兼几职的，每个职务写一条")
    )
    since_on = models.DateField(_("任职日期"))
    until_on = models.DateField(_("离任日期"), null=True, blank=True, help_text=_("最后一天；还在任的留空"))

    class Meta:
        """Those in office first."""

        ordering: ClassVar = [models.F("until_on").desc(nulls_first=True), "since_on", "pk"]

    def __str__(self) -> str:
        return f"{self.title}{self.name}"

    def clean(self) -> None:
        """Refuse a term that ends before it begins."""
        if self.since_on and self.until_on and self.until_on < self.since_on:
            raise ValidationError({"until_on": _("离任日期早于任职日期。请核对两个日期。")})

    def held(self) -> Held:
        """Return it as the guard takes it."""
        return Held(self.name, self.title, self.since_on, self.until_on)


class GuardPass(Of):
    """That somebody let findings of the guard pass, for a reason, in one version of the content (说明理由后放行)."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="guard_passes")
    digest = models.CharField(_("内容杂凑值"), max_length=64)
    reason = models.TextField(_("放行理由"))
    findings = models.JSONField(_("放行的问题"), default=list)

    def __str__(self) -> str:
        return self.reason
