"""When the bulk files are to be written before the night."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class DataOrder(models.Model):
    """Something was withdrawn: the bulk files still hold it, and are to be written anew (待重写的开放数据)."""

    at = models.DateTimeField(_("记下时间"))

    class Meta:
        """Oldest first."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return str(self.at)
