"""What a body puts into its letters: its own wordings, in versions, and the picture of its seal."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.sealing import seal, unseal


class LetterWording(models.Model):
    """One version of a body's own wording of a letter or of a shared passage (改写措辞); the newest counts.

    An empty text goes back to the wording that comes with the system.
    """

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("文书"), max_length=40)
    version = models.PositiveIntegerField(_("版本"))
    text = models.TextField(_("措辞"), blank=True)
    at = models.DateTimeField(_("保存时间"))
    actor_name = models.CharField(_("保存人"), max_length=100)

    class Meta:
        """A version stands once."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "kind", "version"], name="applications_wording_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class SealPicture(models.Model):
    """The picture of a body's seal (印章), sealed in the database, in use until `ended_at`."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    at = models.DateTimeField(_("启用时间"))
    actor_name = models.CharField(_("存入人"), max_length=100)
    ended_at = models.DateTimeField(_("停用时间"), null=True, blank=True)

    class Meta:
        """A body has one in use."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body"], condition=Q(ended_at=None), name="applications_one_seal")
        ]

    def __str__(self) -> str:
        return f"seal of {self.body_id}"

    def keep(self, png: bytes) -> None:
        """Seal a picture into this row, which is not saved."""
        self.sealed = seal(png, f"seal {self.uid}")

    def png(self) -> bytes:
        """Return the picture. Raises SealBroken."""
        return unseal(bytes(self.sealed), f"seal {self.uid}")
