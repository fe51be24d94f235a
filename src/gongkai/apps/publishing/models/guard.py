"""What the guard is told by a body, and who let a finding pass."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.models.disclosure import Disclosure
from gongkai.apps.publishing.models.records import Of
from gongkai.core.guard import WrongList, read_words


class GuardList(models.Model):
    """A body's own lists for the guard (词表): words as in `core.guard.lists`, phones and names that are public."""

    public_body = models.OneToOneField(PublicBody, on_delete=models.PROTECT, related_name="guard_list")
    words = models.TextField(_("词表"), blank=True, help_text=_("写法见“怎样在发布前检查材料”一页"))
    phones = models.TextField(_("对外公布的电话"), blank=True, help_text=_("每行一个"))
    names = models.TextField(_("因职务公开的姓名"), blank=True, help_text=_("每行一个"))

    def __str__(self) -> str:
        return str(self.public_body)

    def clean(self) -> None:
        """Refuse a list of words that the guard cannot read."""
        try:
            read_words(self.words)
        except WrongList as error:
            raise ValidationError({"words": str(error)}) from None


class GuardPass(Of):
    """That somebody let findings of the guard pass, for a reason, in one version of the content (说明理由后放行)."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="guard_passes")
    digest = models.CharField(_("内容杂凑值"), max_length=64)
    reason = models.TextField(_("放行理由"))
    findings = models.JSONField(_("放行的问题"), default=list)

    def __str__(self) -> str:
        return self.reason
