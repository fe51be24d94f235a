"""Letters by e-mail waiting to be sent (寄信箱), and the count of tries of a network address."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.apps.applications.models.application import Application
from gongkai.apps.applications.models.handling import OfBody, Sealed


class OutgoingMail(Sealed, OfBody):
    """One e-mail, written in the transaction of its act, sent by a worker. Sealed: `to`, `subject`, `text`."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="mails")
    made_at = models.DateTimeField(_("写下时间"))
    next_at = models.DateTimeField(_("下次寄出时间"), null=True, blank=True)  # None: sent, or given up
    tries = models.PositiveSmallIntegerField(_("已试次数"), default=0)
    sent_at = models.DateTimeField(_("寄出时间"), null=True, blank=True)
    error = models.CharField(_("没有寄出的原因"), max_length=200, blank=True)

    class Meta:
        """Those that wait are asked for by their time."""

        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["next_at"], name="applications_mail_due", condition=models.Q(next_at__isnull=False)),
            models.Index(
                fields=["body"],
                name="applications_mail_unsent",
                condition=models.Q(next_at__isnull=True, sent_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"mail {self.pk}"


class Attempt(models.Model):
    """How often one network address tried something within a window of time."""

    bucket = models.CharField(max_length=100)
    window = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        """One row a window."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["bucket", "window"], name="applications_attempt_once")]

    def __str__(self) -> str:
        return f"{self.bucket} {self.count}"
