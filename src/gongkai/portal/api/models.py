"""The log of changes of what is public."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.roles import Labelled
from gongkai.apps.publishing.models import Disclosure


class ChangeKind(Labelled):
    """What happened to a disclosure before the public."""

    PUBLISHED = "published", "发布"
    CORRECTED = "corrected", "更正"
    WITHDRAWN = "withdrawn", "撤下"
    MOVED = "moved", "调整栏目"
    VALIDITY = "validity_changed", "变更有效性"


class PublicChange(models.Model):
    """One change of what is public (公开内容的变动), kept for ever, so that a copy elsewhere can follow."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("变动"), max_length=20, choices=ChangeKind.choices())
    at = models.DateTimeField(_("时间"))

    class Meta:
        """In time."""

        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["at"], name="api_change_at")]

    def __str__(self) -> str:
        return f"{self.disclosure_id} {self.kind}"
