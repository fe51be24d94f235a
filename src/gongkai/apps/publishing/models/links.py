"""Links of public disclosures to other places, and what was found there."""

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.apps.publishing.links_in import LONGEST
from gongkai.apps.publishing.models.disclosure import Disclosure

DEAD_AFTER: Final = 3  # looks on different days, one after the other, that failed


class Link(models.Model):
    """A link of a public disclosure, and what was found there last (链接)."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.CASCADE, related_name="links")
    address = models.CharField(_("链接"), max_length=LONGEST)
    due_at = models.DateTimeField(_("下次检查时间"), db_index=True)
    looked_at = models.DateTimeField(_("上次检查时间"), null=True)
    failures = models.PositiveSmallIntegerField(_("连续打不开的次数"), default=0)
    failing_since = models.DateTimeField(_("打不开的开始时间"), null=True)
    problem = models.CharField(_("问题"), max_length=100, blank=True)

    class Meta:
        """One row a link of a disclosure."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["disclosure", "address"], name="publishing_link_once"),
        ]

    def __str__(self) -> str:
        return self.address
