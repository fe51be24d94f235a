"""A delivery of one published version to one channel, and every attempt at it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.apps.channels.models.channel import Channel
from gongkai.apps.channels.states import State
from gongkai.apps.publishing.models import Disclosure, Release


def new_key() -> str:
    """Return a key by which a channel's own things are found again."""
    return uuid.uuid4().hex


class Delivery(models.Model):
    """One version of a disclosure on its way to one channel (投送). The row is the queue: nothing else remembers it."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="deliveries")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="deliveries")
    state = models.CharField(_("状态"), max_length=20, choices=State.choices(), default=State.WAITING)
    reason = models.CharField(_("说明"), max_length=300, blank=True)
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    progress = models.JSONField(default=dict, editable=False)  # what the channel has of it already
    made_at = models.DateTimeField(_("产生时间"))
    next_at = models.DateTimeField(_("下次办理时间"), null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True, editable=False)
    lease = models.CharField(max_length=32, blank=True, editable=False)  # of the worker that has it
    tries = models.PositiveSmallIntegerField(_("已试次数"), default=0)
    paused_at = models.DateTimeField(_("暂停时间"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("报送时间"), null=True, blank=True)  # to a superior site
    adopted_title = models.CharField(_("采用的标题"), max_length=255, blank=True)  # where the superior changed it
    done_at = models.DateTimeField(_("发出时间"), null=True, blank=True)
    done_by = models.CharField(_("经办"), max_length=100, blank=True)
    link = models.URLField(_("链接"), max_length=1000, blank=True)
    photo = models.FileField(_("照片"), upload_to="channels/%Y/%m/", blank=True)
    removed_at = models.DateTimeField(_("撤下时间"), null=True, blank=True)

    class Meta:
        """One for each version and channel; those that are due are asked for by their time."""

        ordering: ClassVar = ["-made_at", "-pk"]
        verbose_name = _("投送")
        constraints: ClassVar = [models.UniqueConstraint(fields=["release", "channel"], name="channels_delivered_once")]
        indexes: ClassVar = [
            models.Index(fields=["next_at", "id"], condition=Q(next_at__isnull=False), name="channels_due"),
            models.Index(fields=["channel", "state"], name="channels_standing"),
            models.Index(fields=["channel", "done_at"], name="channels_figures"),
            models.Index(
                fields=["channel", "submitted_at"], condition=Q(submitted_at__isnull=False), name="channels_submitted"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.disclosure} → {self.channel}"

    @property
    def at_the_channel(self) -> bool:
        """Whether the channel has, or may have, something of it."""
        there = {State.DONE, State.READY, State.UNDER_WAY, State.UNSURE, State.SUBMITTED}
        return bool(self.progress) or self.state in there


class Attempt(models.Model):
    """One attempt at a delivery (投送记录). It is opened before the channel is called; one left open was cut off."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="attempts")
    started_at = models.DateTimeField(_("开始时间"))
    what = models.CharField(_("办理"), max_length=20)
    ended = models.BooleanField(default=False)
    state = models.CharField(_("结果"), max_length=20, choices=State.choices(), blank=True)
    code = models.CharField(_("平台代码"), max_length=20, blank=True)
    told = models.CharField(_("说明"), max_length=300, blank=True)

    class Meta:
        """In time."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.delivery} {self.started_at}"
