"""What is still to be baked."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class BakeOrder(models.Model):
    """An address whose file is to be written anew, or removed when nothing is there any more (待生成的网页)."""

    address = models.CharField(_("网址"), max_length=300)
    ordered_at = models.DateTimeField(_("记下时间"))
    attempts = models.PositiveIntegerField(_("失败次数"), default=0)
    failure = models.CharField(_("失败原因"), max_length=300, blank=True)

    class Meta:
        """Oldest first."""

        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["address"], name="bake_order_of_address")]

    def __str__(self) -> str:
        return self.address
