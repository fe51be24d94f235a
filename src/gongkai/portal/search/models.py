"""What the index does not know yet."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class IndexChange(models.Model):
    """That a disclosure changed what is public of it (待更新的检索条目); the index takes it over and the row goes."""

    public_id = models.CharField(_("公开编号"), max_length=12)
    at = models.DateTimeField(_("记下时间"))

    class Meta:
        """Oldest first."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.public_id
