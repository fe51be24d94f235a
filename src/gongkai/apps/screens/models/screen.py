"""A screen on a wall, and the devices that show its page."""

import secrets
from datetime import time
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.apps.channels.models import Channel


def new_key() -> str:
    """Return a name for an address that nobody guesses: whoever knows it may report what the screen shows."""
    return secrets.token_hex(10)


class Screen(models.Model):
    """One lobby screen (电子屏); its account in the registry of channels has its name. The times are Beijing times."""

    channel = models.OneToOneField(Channel, on_delete=models.PROTECT, related_name="screen")
    key = models.CharField(max_length=20, unique=True, default=new_key, editable=False)
    place = models.CharField(_("位置"), max_length=100, help_text=_("如：一楼办事大厅东墙"))
    opens_at = models.TimeField(_("开始播放"), default=time(8, 30))
    closes_at = models.TimeField(_("结束播放"), default=time(17, 30))
    page_seconds = models.PositiveSmallIntegerField(_("每页停留（秒）"), default=15)
    most_pages = models.PositiveSmallIntegerField(_("每条最多几页"), default=8, help_text=_("更长的请群众扫码看全文"))
    record_days = models.PositiveSmallIntegerField(
        _("公开信息播放几天"), default=14, help_text=_("自发布之日起，到期自动不再播放，网站上的不受影响")
    )
    silent_minutes = models.PositiveSmallIntegerField(
        _("几分钟没有回应即提醒"), default=10, help_text=_("只在播放时间内提醒")
    )
    numbers = models.TextField(
        _("服务电话"), blank=True, max_length=300, help_text=_("一行一个，如：办事大厅 0000-0000000")
    )

    def __str__(self) -> str:
        return f"电子屏“{self.channel.name}”"

    @property
    def address(self) -> str:
        """The page for the wall."""
        return f"/screen/{self.key}/"

    def is_open(self, at: time) -> bool:
        """Tell whether the screen plays at a time of the day."""
        return self.opens_at <= at < self.closes_at


class Device(models.Model):
    """A browser that shows a screen's page, by a key it made for itself; what it last said (屏幕心跳)."""

    screen = models.ForeignKey(Screen, on_delete=models.CASCADE, related_name="devices")
    key = models.CharField(max_length=32)
    first_seen_at = models.DateTimeField(_("首次连接"))
    last_seen_at = models.DateTimeField(_("最近回应"))
    holds = models.JSONField(default=list)  # numbers of the showings in its list
    told = models.JSONField(default=dict)  # what is on it now: title, page, size, how long cut off

    class Meta:
        """The last that answered first."""

        ordering: ClassVar = ["-last_seen_at"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["screen", "key"], name="screens_device_once")]

    def __str__(self) -> str:
        return f"{self.screen} {self.key[:6]}"
