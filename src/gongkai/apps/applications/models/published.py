"""Answers that became proactive disclosures (依申请公开转主动公开, art. 44)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.apps.applications.models.application import Application
from gongkai.apps.publishing.models import Disclosure


class PublishedAnswer(models.Model):
    """The link between a case and the disclosure made of its answer; nothing of the applicant is in it."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="published")
    disclosure = models.OneToOneField(Disclosure, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("报送时间"))
    by = models.CharField(_("报送人"), max_length=100)

    class Meta:
        """In their order."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"answer of {self.application_id}"
