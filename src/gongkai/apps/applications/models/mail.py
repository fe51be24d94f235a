"""Letters by e-mail waiting to be sent (寄信箱), reminders for a group, and the count of tries of a network address."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gongkai.apps.applications.models.application import Application
from gongkai.apps.applications.models.handling import OfBody, Sealed
from gongkai.apps.bodies.models import PublicBody


class OutgoingMail(Sealed, OfBody):
    """One e-mail, written in the transaction of its act, sent by a worker. Sealed: `to`, `subject`, `text`."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="mails")
    made_at = models.DateTimeField(_("写下时间"))
    next_at = models.DateTimeField(_("下次寄出时间"), null=True, blank=True)  # None: sent, or given up
    tries = models.PositiveSmallIntegerField(_("已试次数"), default=0)
    sent_at = models.DateTimeField(_("寄出时间"), null=True, blank=True)
    bounced_at = models.DateTimeField(_("退信时间"), null=True, blank=True)
    settled_at = models.DateTimeField(_("改用其他方式告知的时间"), null=True, blank=True)
    settled_how = models.CharField(_("改用的方式"), max_length=200, blank=True)
    error = models.CharField(_("没有寄出的原因"), max_length=200, blank=True)

    class Meta:
        """Those that wait are asked for by their time."""

        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["next_at"], name="applications_mail_due", condition=models.Q(next_at__isnull=False)),
            models.Index(
                fields=["body"],
                name="applications_mail_unsent",
                condition=Q(next_at__isnull=True, settled_at__isnull=True)
                & (Q(sent_at__isnull=True) | Q(bounced_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"mail {self.pk}"

    @property
    def key(self) -> str:
        """What a letter that comes back is known by."""
        return f"application-{self.uid.hex}"

    @staticmethod
    def uid_of(key: str) -> uuid.UUID | None:
        """Return the number in such a key."""
        name, _dash, text = key.partition("-")
        try:
            return uuid.UUID(text) if name == "application" else None
        except ValueError:
            return None

    @classmethod
    def lost(cls) -> "QuerySet[OutgoingMail]":
        """Return the letters that did not arrive and of which nobody has told the applicant yet."""
        given_up = Q(sent_at__isnull=True) | Q(bounced_at__isnull=False)
        return cls.objects.filter(given_up, next_at__isnull=True, settled_at__isnull=True)


class GroupNotice(models.Model):
    """One reminder for the group of a body, said by its robot (机器人提醒). It names cases by number alone."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=100, unique=True)
    group = models.CharField(max_length=100)
    text = models.TextField()
    made_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True, blank=True)  # None: said, or given up
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        """Those that wait are asked for by their time."""

        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["next_at"], name="applications_notice_due", condition=Q(next_at__isnull=False))
        ]

    def __str__(self) -> str:
        return self.key


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
