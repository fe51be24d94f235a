"""How people log in: their logins."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.models.people import User


class StaffSession(models.Model):
    """One login of a person (登录会话): when, from where, until when. Rows stay after the end."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="staff_sessions")
    session_key = models.CharField(max_length=40, db_index=True)
    started_at = models.DateTimeField(_("登录时间"))
    address = models.CharField(_("网络地址"), max_length=45)
    agent = models.CharField(_("浏览器"), max_length=200, blank=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user} {self.started_at}"
