"""One letter on its way."""

import json
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.sealing import seal, unseal


class OutgoingMail(models.Model):
    """One e-mail (邮件). `sealed` holds to whom, what and with which headers; empty once it is out or given up."""

    key = models.CharField(max_length=100, unique=True)  # of the writer: the same letter is written once
    purpose = models.CharField(max_length=40)  # which app wrote it
    about = models.CharField(max_length=40, blank=True)  # what the writer finds its own row by
    sealed = models.BinaryField(editable=False, default=bytes)
    made_at = models.DateTimeField(_("写下时间"))
    next_at = models.DateTimeField(_("下次寄出时间"), null=True, blank=True)  # None: sent, or given up
    tries = models.PositiveSmallIntegerField(_("已试次数"), default=0)
    sent_at = models.DateTimeField(_("寄出时间"), null=True, blank=True)
    bounced_at = models.DateTimeField(_("退信时间"), null=True, blank=True)
    error = models.CharField(_("没有寄到的原因"), max_length=200, blank=True)

    class Meta:
        """Those that wait are asked for by their time, those that are out forgotten by theirs."""

        verbose_name = _("邮件")
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["next_at"], name="mail_due", condition=Q(next_at__isnull=False)),
            models.Index(fields=["made_at"], name="mail_made"),
            models.Index(fields=["purpose", "about"], name="mail_of_writer"),
        ]

    def __str__(self) -> str:
        return self.key

    def keep(self, **words: Any) -> None:
        """Seal the letter for this key."""
        self.sealed = seal(json.dumps(words, ensure_ascii=False).encode(), f"mail {self.key}")

    def told(self) -> dict[str, Any]:
        """Return the letter. Raises SealBroken."""
        return dict(json.loads(unseal(bytes(self.sealed), f"mail {self.key}")))
