"""An application with its applicant and the matters asked for."""

import uuid
from datetime import date
from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.apps.applications import sealing
from gongkai.apps.applications.personal import Particulars
from gongkai.apps.applications.words import ApplicantKind, Carrier, Manner
from gongkai.apps.bodies.models import Office, PublicBody
from gongkai.core.law.casework import State
from gongkai.core.law.outcomes import outcomes
from gongkai.core.law.receipt import Channel

# The states in which days move with the calendar alone, without an entry.
MOVING: Final = (State.CONSULTING.value, State.REASONS_REQUESTED.value)
NEVER: Final = date(9999, 12, 31)  # sorts behind every due date


class Serial(models.Model):
    """The last number given in a body and a year, of one series: applications, or letters under one word."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        """One row a series."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "series", "year"], name="applications_serial_once")
        ]

    def __str__(self) -> str:
        return f"{self.series}{self.year}-{self.last}"


class Application(models.Model):
    """One application for information (依申请公开, art. 29).

    The columns from `state` on are a cache of what the entries say; `services.projection` alone writes them.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="applications", verbose_name=_("机关"))
    year = models.PositiveSmallIntegerField(_("年度"))
    serial = models.PositiveIntegerField(_("序号"))
    kind = models.CharField(_("申请人类别"), max_length=20, choices=ApplicantKind.choices())
    channel = models.CharField(_("申请渠道"), max_length=20, choices=[(each.value, each.label) for each in Channel])
    submitted_at = models.DateTimeField(_("提交时间"))
    filled_by_staff = models.BooleanField(_("由工作人员代填"), default=False)
    check_word_handed_at = models.DateTimeField(_("查询码交给申请人的时间"), null=True, blank=True, editable=False)
    idempotency_key = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001 many have none
    wanted = models.TextField(_("所需政府信息"), help_text=_("名称、文号或者便于查询的其他特征"))
    carrier = models.CharField(_("获取信息的形式"), max_length=20, choices=Carrier.choices())
    manner = models.CharField(_("获取信息的方式"), max_length=20, choices=Manner.choices())
    assistance = models.CharField(_("需要的协助"), max_length=200, blank=True, help_text=_("阅读困难、视听障碍等"))
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("承办科室")
    )
    repeats = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="repeated_by",
        verbose_name=_("以前的申请"),
    )
    events = models.PositiveIntegerField(default=0, editable=False)  # number of the last entry

    state = models.CharField(_("办理状态"), max_length=30, choices=State.choices())
    is_open = models.BooleanField(_("未办结"), default=True)
    received_on = models.DateField(_("收到申请之日"), null=True, blank=True)
    due_on = models.DateField(_("答复期限"), null=True, blank=True)
    due_sort = models.DateField(editable=False)
    due_is_strict = models.BooleanField(default=False)  # counted from the arrival, as receipt is not confirmed yet
    waits_for = models.CharField(_("等待"), max_length=20, blank=True)
    waits_what = models.CharField(max_length=40, blank=True)
    waits_until = models.DateField(null=True, blank=True)
    supplement_until = models.DateField(_("要求补正的最后一天"), null=True, blank=True)
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    in_time = models.BooleanField(_("按期"), null=True, blank=True)
    outcome = models.CharField(_("办理结果"), max_length=40, blank=True)
    counted_from = models.DateField(_("计入新收的日期"), null=True, blank=True)
    counted_on = models.DateField(_("计入办理结果的日期"), null=True, blank=True)
    counted_outcome = models.CharField(_("计入的办理结果"), max_length=40, blank=True)
    projected_on = models.DateField(editable=False)

    class Meta:
        """Numbered in a body and a year; counted from one index."""

        ordering: ClassVar = ["pk"]
        verbose_name = _("申请")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "year", "serial"], name="applications_number_once"),
            models.CheckConstraint(
                condition=Q(counted_on__isnull=True) | Q(counted_on__gte=F("counted_from")), name="applications_counted"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["body", "is_open", "due_sort", "id"], name="applications_by_due"),
            models.Index(fields=["body", "due_sort", "id"], name="applications_all_by_due"),
            models.Index(fields=["body", "state", "id"], name="applications_by_state"),
            models.Index(fields=["body", "-submitted_at", "-id"], name="applications_by_age"),
            models.Index(fields=["state", "projected_on"], name="applications_moving"),
            models.Index(
                fields=["body", "counted_from", "counted_on", "kind", "counted_outcome"], name="applications_counts"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number on the receipt (登记编号): year and place in the year."""
        return f"{self.year}-{self.serial:04d}"

    @property
    def outcome_label(self) -> str:
        """The outcome in Chinese; empty while there is none."""
        return outcomes()[self.outcome].label if self.outcome else ""

    @property
    def channel_label(self) -> str:
        """The channel in Chinese."""
        return Channel(self.channel).label


class Applicant(models.Model):
    """Who applied, sealed; after the retention period nothing is left of it (`erased_on`)."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="applicant")
    sealed = models.BinaryField(blank=True)
    name_index = models.CharField(max_length=64, blank=True, db_index=True)
    person_index = models.CharField(max_length=64, blank=True, db_index=True)
    erased_on = models.DateField(_("清除日期"), null=True, blank=True)

    def __str__(self) -> str:
        return f"applicant of {self.application_id}"

    @staticmethod
    def about(application: Application) -> str:
        """Return what the seal is bound to."""
        return f"applicant:{application.uid}"

    def particulars(self) -> Particulars:
        """Return who applied; all empty after erasure."""
        return Particulars.of(sealing.opened_data(self.sealed, self.about(self.application)))

    def keep(self, particulars: Particulars) -> None:
        """Seal other particulars into this row, which is not saved."""
        self.sealed = sealing.seal_data(particulars.kept(), self.about(self.application))
        self.name_index = sealing.blind_index("name", particulars.name)
        self.person_index = sealing.blind_index("person", particulars.same_person)


class Item(models.Model):
    """One matter of an application, with its own outcome (逐项答复)."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="items")
    place = models.PositiveSmallIntegerField(_("序号"))
    text = models.TextField(_("事项"))
    outcome = models.CharField(_("结果"), max_length=40, blank=True)

    class Meta:
        """In their order."""

        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "place"], name="applications_item_once")
        ]

    def __str__(self) -> str:
        return f"{self.place}. {self.text}"

    @property
    def outcome_label(self) -> str:
        """The outcome in Chinese."""
        return outcomes()[self.outcome].label if self.outcome else ""
