"""Letters to the address that takes applications (申请邮箱来信), until an officer registers or puts them aside."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.apps.applications import sealing
from gongkai.apps.applications.models.application import Application
from gongkai.apps.applications.models.handling import OfBody, Sealed


class IncomingMail(Sealed, OfBody):
    """One letter: a draft of a registration. Sealed: `sender`, `address`, `subject`, `text`, `left_out`."""

    key = models.CharField(max_length=64)
    received_at = models.DateTimeField(_("收到时间"))
    application = models.ForeignKey(Application, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(_("处理时间"), null=True, blank=True)
    settled_by = models.CharField(_("处理人"), max_length=100, blank=True)
    why = models.CharField(_("不作为申请的原因"), max_length=200, blank=True)

    class Meta:
        """A letter stands once in a body, however often it comes."""

        ordering: ClassVar = ["pk"]
        verbose_name = _("申请邮箱来信")
        constraints: ClassVar = [models.UniqueConstraint(fields=["body", "key"], name="applications_letter_once")]
        indexes: ClassVar = [
            models.Index(fields=["body"], name="applications_letter_waits", condition=Q(settled_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"incoming {self.pk}"


class IncomingFile(models.Model):
    """One file of such a letter, sealed; emptied when the letter is settled."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mail = models.ForeignKey(IncomingMail, on_delete=models.PROTECT, related_name="files")
    sealed_name = models.BinaryField(blank=True)
    sealed = models.BinaryField(blank=True)

    class Meta:
        """In their order."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"file {self.pk} of {self.mail_id}"

    @property
    def name(self) -> str:
        """The name of the file."""
        return sealing.opened_text(self.sealed_name, f"incoming-name:{self.uid}")

    def data(self) -> bytes:
        """Return the file; empty once the letter is settled."""
        return sealing.opened(self.sealed, f"incoming:{self.uid}") if self.sealed else b""
