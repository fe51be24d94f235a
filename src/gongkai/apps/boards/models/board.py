"""A notice board, and the matters that hang on boards."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.models import Community, PublicBody
from gongkai.apps.bodies.roles import Labelled
from gongkai.apps.channels.models import Channel


class Paper(Labelled):
    """The size of a board's sheets."""

    A4 = "a4", "A4"
    A3 = "a3", "A3"


def new_key() -> str:
    """Return a short name for the public address of a board."""
    return secrets.token_hex(4)


class Board(models.Model):
    """One notice board (公示栏), of the lobby or of a community; its account in the registry of channels names it."""

    channel = models.OneToOneField(Channel, on_delete=models.PROTECT, related_name="board")
    key = models.CharField(max_length=20, unique=True, default=new_key, editable=False)
    community = models.ForeignKey(
        Community, verbose_name=_("社区"), on_delete=models.PROTECT, null=True, blank=True, related_name="boards",
        help_text=_("不选就是机关自己的公示栏"),
    )  # fmt: skip
    place = models.CharField(_("位置"), max_length=100)
    paper = models.CharField(_("纸张"), max_length=2, choices=Paper.choices(), default=Paper.A4)
    phone = models.CharField(_("监督电话"), max_length=40, blank=True)
    days = models.PositiveSmallIntegerField(
        _("公示天数"), null=True, blank=True,
        help_text=_("信息发布后自动排进公示栏时用；空表示不定期限，由人撤下"),
    )  # fmt: skip

    def __str__(self) -> str:
        return f"公示栏“{self.channel.name}”"

    @property
    def address(self) -> str:
        """The public page of the board."""
        return f"/board/{self.key}/"


class BoardMatter(models.Model):
    """A matter that hangs on boards (公示事项), with how long as a rule."""

    public_body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="board_matters")
    name = models.CharField(_("公示事项"), max_length=60)
    days = models.PositiveSmallIntegerField(_("一般公示几天"), null=True, blank=True)
    closed_on = models.DateField(_("停用日期"), null=True, blank=True)

    class Meta:
        """A name stands once among those in use."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["public_body", "name"], condition=Q(closed_on=None), name="boards_matter_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
