"""One thing that a screen plays, every step of its permission, and how often it was shown."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.models import User
from gongkai.apps.channels.models import Delivery
from gongkai.apps.screens.models.screen import Screen
from gongkai.apps.screens.states import Kind, State, Step


class Showing(models.Model):
    """One thing on the list of a screen (播放单条目): a record that is delivered, or a notice of the screen's own."""

    screen = models.ForeignKey(Screen, on_delete=models.PROTECT, related_name="showings")
    kind = models.CharField(_("种类"), max_length=10, choices=Kind.choices())
    delivery = models.OneToOneField(Delivery, on_delete=models.PROTECT, null=True, blank=True, related_name="showing")
    title = models.CharField(_("标题"), max_length=60, blank=True)
    text = models.TextField(_("内容"), max_length=2000, blank=True)
    priority = models.PositiveSmallIntegerField(_("优先级"), default=5, help_text=_("0 到 9，大的先播"))
    from_at = models.DateTimeField(_("开始播放"))
    until_at = models.DateTimeField(_("播放到"), null=True, blank=True)
    from_time = models.TimeField(_("每天从"), null=True, blank=True)
    until_time = models.TimeField(_("每天到"), null=True, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices(), default=State.REQUESTED)
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        """What a screen plays is asked for by the screen."""

        ordering: ClassVar = ["-from_at", "-pk"]
        verbose_name = _("播放单条目")
        indexes: ClassVar = [models.Index(fields=["screen", "state"], name="screens_list")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind=Kind.RECORD, delivery__isnull=False) | (~Q(kind=Kind.RECORD) & Q(delivery=None)),
                name="screens_record_or_own_text",
            )
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def heading(self) -> str:
        """The title, whatever is shown."""
        return self.delivery.disclosure.title if self.delivery else self.title


class ShowingStep(models.Model):
    """One step of the ledger (播放台账): who, when, what. Rows are only added."""

    showing = models.ForeignKey(Showing, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(_("办理"), max_length=20, choices=Step.choices())
    at = models.DateTimeField(_("时间"))
    by = models.CharField(_("办理人"), max_length=100)
    note = models.CharField(_("意见"), max_length=300, blank=True)

    class Meta:
        """In time."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.showing}：{self.get_step_display()}"


class Play(models.Model):
    """How often something was shown on a day, as the screen reports it (播放记录)."""

    showing = models.ForeignKey(Showing, on_delete=models.PROTECT, related_name="plays")
    on = models.DateField(_("日期"))
    first_at = models.DateTimeField(_("首次播放"))
    last_at = models.DateTimeField(_("最近播放"))
    times = models.PositiveIntegerField(_("次数"), default=0)

    class Meta:
        """A row a day."""

        ordering: ClassVar = ["on"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["showing", "on"], name="screens_play_once_a_day")]

    def __str__(self) -> str:
        return f"{self.showing} {self.on}：{self.times}"
