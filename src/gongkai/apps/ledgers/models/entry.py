"""One entry of a ledger."""

from decimal import Decimal
from typing import ClassVar, Final

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.models import Office, PublicBody
from gongkai.apps.ledgers.kinds import Ending, LedgerKind, Source
from gongkai.apps.ledgers.models.sheet import LedgerImport
from gongkai.apps.ledgers.models.system import BusinessSystem

CONTENT: Final = ("number", "title", "on", "ended_on", "ending", "amount", "is_public", "withheld_reason", "office")


class LedgerEntry(models.Model):
    """One document, decision or charge (台账记录). Public or lawfully not, it counts; a voided one does not."""

    public_body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="ledger_entries")
    kind = models.CharField(_("台账"), max_length=20, choices=LedgerKind.choices())
    number = models.CharField(_("文号"), max_length=80, blank=True)
    title = models.CharField(_("名称"), max_length=200)
    on = models.DateField(_("日期"))
    ended_on = models.DateField(_("废止或失效日期"), null=True, blank=True)
    ending = models.CharField(_("废止或失效"), max_length=10, choices=Ending.choices(), blank=True)
    amount = models.DecimalField(
        _("金额（元）"),
        max_digits=15,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    is_public = models.BooleanField(_("已公开"), default=True)
    withheld_reason = models.CharField(_("不公开的依据和理由"), max_length=200, blank=True)
    office = models.ForeignKey(Office, verbose_name=_("科室"), on_delete=models.PROTECT, null=True, blank=True)
    source = models.CharField(_("来源"), max_length=10, choices=Source.choices(), default=Source.FORM)
    imported = models.ForeignKey(LedgerImport, on_delete=models.PROTECT, null=True, blank=True, related_name="entries")
    system = models.ForeignKey(BusinessSystem, on_delete=models.PROTECT, null=True, blank=True, related_name="entries")
    key = models.CharField(_("业务系统的编号"), max_length=80, blank=True)
    entered_at = models.DateTimeField(_("登记时间"))
    entered_by = models.CharField(_("登记人"), max_length=100)
    voided_at = models.DateTimeField(_("作废时间"), null=True, blank=True)
    void_reason = models.CharField(_("作废原因"), max_length=200, blank=True)

    class Meta:
        """Counted by body, ledger and day; a number stands once among those that count, a system's key once."""

        ordering: ClassVar = ["-on", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["public_body", "kind", "on"], condition=Q(voided_at=None), name="ledgers_counted"),
            models.Index(
                fields=["public_body", "kind", "ended_on"],
                condition=Q(voided_at=None, ended_on__isnull=False),
                name="ledgers_ended",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["public_body", "kind", "number"],
                condition=Q(voided_at=None) & ~Q(number=""),
                name="ledgers_number_once",
            ),
            models.UniqueConstraint(
                fields=["system", "key"], condition=Q(system__isnull=False), name="ledgers_key_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=models.F("on")), name="ledgers_end_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.title
