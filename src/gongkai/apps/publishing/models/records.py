"""What is kept beside the pages: numbers, releases, corrections, withdrawals, former places, public files."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.models.disclosure import Disclosure
from gongkai.apps.publishing.models.tree import Column


class IndexCounter(models.Model):
    """The last serial given under one stem of index numbers (索引号流水). It only grows: a number is never reused."""

    stem = models.CharField(max_length=40, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.stem}{self.last:05}"


class Of(models.Model):
    """A row about a disclosure, with who made it and when; names stay as they were."""

    at = models.DateTimeField(_("时间"))
    by = models.CharField(_("办理人"), max_length=100)

    class Meta:
        """No table of its own."""

        abstract = True


class Release(Of):
    """One version that was public (公开过的版本): which revision, from when; its digest proves the content."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="releases")
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(_("内容杂凑值"), max_length=64)

    class Meta:
        """In time."""

        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.disclosure} {self.at}"


class Correction(Of):
    """A public note about what was corrected (更正说明)."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="corrections")
    note = models.TextField(_("更正说明"))
    before = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.note


class Withdrawal(Of):
    """Why a disclosure was taken from the public (撤下): its address shows this in its place."""

    disclosure = models.OneToOneField(Disclosure, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField(_("撤下原因"))

    def __str__(self) -> str:
        return self.reason


class FormerPlace(models.Model):
    """A column in which a disclosure stood before it was moved: that address leads to the new one."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="former_places")
    column = models.ForeignKey(Column, on_delete=models.PROTECT, related_name="+")
    until_at = models.DateTimeField(_("移出时间"))

    def __str__(self) -> str:
        return f"{self.disclosure}：{self.column}"


class MediaFolder(models.Model):
    """The collection of Wagtail that holds a body's documents and images."""

    public_body = models.OneToOneField(PublicBody, on_delete=models.PROTECT, related_name="media_folder")
    collection = models.OneToOneField("wagtailcore.Collection", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.public_body)


class PublicFile(models.Model):
    """A file that is public because a published disclosure shows it; without such a row a file is private."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="public_files")
    document = models.ForeignKey(
        "wagtaildocs.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    image = models.ForeignKey("wagtailimages.Image", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        """A file stands once for a disclosure, and is a document or an image."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(document__isnull=True) ^ models.Q(image__isnull=True),
                name="publishing_public_file_of_one_kind",
            )
        ]

    def __str__(self) -> str:
        return str(self.document or self.image)


class LapsesTold(models.Model):
    """Up to which day terms of validity that ran out have been told to whatever shows them; one row."""

    until_on = models.DateField(_("已处理到"), help_text=_("有效期截止日早于这一天的都已处理"))

    def __str__(self) -> str:
        return str(self.until_on)
