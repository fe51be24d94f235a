"""Who subscribes, and to what."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.apps.applications.sealing import blind_index, opened_text, seal_text
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.models import Column


def new_token() -> str:
    """Return what an address in a letter is known by."""
    return secrets.token_urlsafe(24)


class Subscriber(models.Model):
    """One address (订阅人). It is sealed; `index` finds it again without telling it."""

    index = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField(editable=False, default=bytes)
    token = models.CharField(max_length=40, unique=True, default=new_token)  # leaves everything
    made_at = models.DateTimeField()
    sent_until = models.DateTimeField(null=True)  # what was published until then was told
    digest_on = models.DateField(null=True)  # the last day on which it was looked what there is
    bounces = models.PositiveSmallIntegerField(_("退信次数"), default=0)

    class Meta:
        """Those whose day it is are asked for by it."""

        verbose_name = _("订阅人")
        indexes: ClassVar = [models.Index(fields=["digest_on"], name="subscriptions_day")]

    def __str__(self) -> str:
        return f"subscriber {self.pk}"

    @staticmethod
    def index_of(address: str) -> str:
        """Return the blind index of an address."""
        return blind_index("subscriber", address)

    def keep(self, address: str) -> None:
        """Seal an address."""
        self.index = self.index_of(address)
        self.sealed = seal_text(address, f"subscriber {self.token}")

    def address(self) -> str:
        """Return the address. Raises UnknownKey."""
        return opened_text(self.sealed, f"subscriber {self.token}")


class Interest(models.Model):
    """What somebody wants to hear of (订阅内容): a body, one of its columns, a word; nothing before it is confirmed."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="interests")
    public_body = models.ForeignKey(PublicBody, on_delete=models.CASCADE, related_name="+")
    column = models.ForeignKey(Column, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    word = models.CharField(_("关键词"), max_length=30, blank=True)
    token = models.CharField(max_length=40, unique=True, default=new_token)  # confirms, and leaves this one
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        """Each once; those that nobody confirmed are forgotten by their time."""

        verbose_name = _("订阅内容")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subscriber", "column", "word"], condition=Q(column__isnull=False), name="subscriptions_column"
            ),
            models.UniqueConstraint(
                fields=["subscriber", "public_body", "word"], condition=Q(column=None), name="subscriptions_body"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["asked_at"], condition=Q(confirmed_at=None), name="subscriptions_unconfirmed")
        ]

    def __str__(self) -> str:
        return self.told

    @property
    def told(self) -> str:
        """What it is, in words."""
        where = f"{self.public_body.short_name}“{self.column.name}”" if self.column else self.public_body.short_name
        return f"{where}含“{self.word}”的信息" if self.word else f"{where}的全部信息"
