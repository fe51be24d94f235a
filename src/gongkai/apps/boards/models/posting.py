"""One thing on a board: planned, put up, taken down; photos, and objections while it hangs."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.apps.boards.models.board import Board, BoardMatter
from gongkai.apps.bodies.roles import Labelled
from gongkai.apps.channels.models import Delivery
from gongkai.apps.channels.states import State


class Side(Labelled):
    """What a photo proves."""

    UP = "up", "张贴"
    DOWN = "down", "撤下"


class Way(Labelled):
    """How an objection came."""

    VISIT = "visit", "当面"
    PHONE = "phone", "电话"
    LETTER = "letter", "书面"
    ONLINE = "online", "网上"


class Posting(models.Model):
    """One thing on a board (张贴): a record that is delivered, or a matter of which only the sheet is there.

    The publicity period (公示期) runs from `from_on` to `until_on`, both days included; without an end it hangs until
    somebody takes it down.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="postings")
    delivery = models.OneToOneField(Delivery, on_delete=models.PROTECT, null=True, blank=True, related_name="posting")
    matter = models.ForeignKey(
        BoardMatter,
        verbose_name=_("公示事项"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="postings",
    )
    title = models.CharField(_("标题"), max_length=100, blank=True)
    from_on = models.DateField(_("公示期自"))
    until_on = models.DateField(_("公示期至"), null=True, blank=True)
    up_at = models.DateTimeField(_("张贴时间"), null=True, blank=True)
    up_by = models.CharField(_("张贴人"), max_length=100, blank=True)
    down_at = models.DateTimeField(_("撤下时间"), null=True, blank=True)
    down_by = models.CharField(_("撤下人"), max_length=100, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    class Meta:
        """A record or a matter; asked for by board and day."""

        ordering: ClassVar = ["-from_on", "-pk"]
        verbose_name = _("张贴")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(delivery__isnull=True) ^ Q(matter__isnull=True), name="boards_record_or_matter"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["board", "down_at", "from_on"], name="boards_hanging")]

    def __str__(self) -> str:
        return self.heading

    @property
    def heading(self) -> str:
        """The title, whatever hangs."""
        return self.delivery.disclosure.title if self.delivery else self.title

    @property
    def is_taken_back(self) -> bool:
        """Whether the record was withdrawn or corrected, so that its sheet must go."""
        return self.delivery is not None and self.delivery.state in {
            State.REMOVING, State.REMOVE_BY_HAND, State.REMOVED, State.CANCELLED,
        }  # fmt: skip

    def is_over(self, on: date) -> bool:
        """Tell whether the publicity period has ended before a day."""
        return self.until_on is not None and self.until_on < on

    def days_left(self, on: date) -> int | None:
        """Return how many days the period runs on after a day; None for no end."""
        return None if self.until_on is None else (self.until_on - on).days


class Photo(models.Model):
    """A photo of a board (照片凭证), drawn anew without place or maker in it."""

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="photos")
    side = models.CharField(_("证明"), max_length=4, choices=Side.choices())
    at = models.DateTimeField(_("拍摄时间"))
    by = models.CharField(_("上传人"), max_length=100)
    file = models.FileField(_("照片"), upload_to="boards/%Y/%m/")

    class Meta:
        """In time."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.posting}：{self.get_side_display()}"


class Objection(models.Model):
    """An objection received during a publicity period (公示期异议). Who objected is not kept here."""

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="objections")
    received_on = models.DateField(_("收到日期"))
    way = models.CharField(_("方式"), max_length=10, choices=Way.choices())
    text = models.TextField(_("内容"), max_length=1000)
    registered_by = models.CharField(_("登记人"), max_length=100)
    answer = models.TextField(_("答复"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    answered_by = models.CharField(_("答复人"), max_length=100, blank=True)

    class Meta:
        """The open ones first."""

        ordering: ClassVar = ["answered_at", "pk"]
        verbose_name = _("异议")

    def __str__(self) -> str:
        return self.text[:30]
