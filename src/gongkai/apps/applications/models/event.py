"""The entries of a case (办理记录). The database lets them only grow; their words stand apart and can be erased."""

from datetime import date
from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.apps.applications import sealing
from gongkai.apps.applications.models.application import Application
from gongkai.core.law.casework import Act
from gongkai.core.law.events import Event
from gongkai.core.law.receipt import Channel

ACTS: Final = {act.value: act for act in Act}


class CaseEvent(models.Model):
    """One act on one day: what `core.law.fold` folds. Never changed, never deleted; CORRECT cancels one."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField(_("序号"))
    act = models.CharField(_("事项"), max_length=30, choices=Act.choices())
    on = models.DateField(_("日期"))
    channel = models.CharField(max_length=20, blank=True)
    key = models.CharField(max_length=40, blank=True)
    organ = models.BooleanField(default=False)
    days = models.PositiveSmallIntegerField(default=0)
    until = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    cancels = models.PositiveIntegerField(null=True, blank=True)
    at = models.DateTimeField(_("录入时间"))
    actor_id = models.CharField(max_length=40, blank=True)
    actor_name = models.CharField(_("办理人"), max_length=100)
    told = models.CharField(_("对期限的影响"), max_length=1000, blank=True)

    class Meta:
        """In the order of their making."""

        ordering: ClassVar = ["number"]
        verbose_name = _("办理记录")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "number"], name="applications_event_once")
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.label}"

    @property
    def label(self) -> str:
        """The act in Chinese."""
        return ACTS[self.act].label

    @property
    def basis(self) -> str:
        """The article of the act."""
        return ACTS[self.act].basis

    def as_event(self) -> Event:
        """Return the entry as the law reads it."""
        return entry(
            number=self.number,
            act=ACTS[self.act],
            on=self.on,
            channel=Channel(self.channel) if self.channel else None,
            key=self.key,
            organ=self.organ,
            days=self.days,
            until=self.until,
            outcome=self.outcome,
            cancels=self.cancels,
        )


def entry(  # noqa: PLR0913 the particulars of an entry
    *,
    number: int,
    act: Act,
    on: date,
    channel: Channel | None = None,
    key: str = "",
    organ: bool = False,
    days: int = 0,
    until: date | None = None,
    outcome: str = "",
    cancels: int | None = None,
) -> Event:
    """Return an entry of the law: of one day, the one made first comes first."""
    return Event(
        id=str(number),
        act=act,
        on=on,
        no=number,
        channel=channel,
        key=key,
        organ=organ,
        days=days,
        until=until,
        outcome=outcome,
        cancels="" if cancels is None else str(cancels),
    )


class EventNote(models.Model):
    """The words of an entry (points to supplement, reasons, remarks), sealed; emptied after the retention period."""

    event = models.OneToOneField(CaseEvent, on_delete=models.PROTECT, related_name="note")
    sealed = models.BinaryField(blank=True)

    def __str__(self) -> str:
        return f"note of {self.event_id}"

    @staticmethod
    def about(application: Application, number: int) -> str:
        """Return what the seal is bound to."""
        return f"note:{application.uid}:{number}"

    def text(self, application: Application) -> str:
        """Return the words."""
        return sealing.opened_text(self.sealed, self.about(application, self.event.number))
