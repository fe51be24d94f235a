"""An account of a channel, and what must go to it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.channels import secrets
from gongkai.apps.channels.kinds import ADDRESS, BY_WORKER, NEEDED, ChannelKind, Mode
from gongkai.apps.publishing.models import Column


class Channel(models.Model):
    """One account, group, screen or board of a body (渠道账号). The row is the registry; its secrets are sealed."""

    public_body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="channels")
    kind = models.CharField(_("渠道"), max_length=20, choices=ChannelKind.choices())
    name = models.CharField(_("账号名称"), max_length=60)
    mode = models.CharField(_("投送方式"), max_length=10, choices=Mode.choices())
    account = models.CharField(
        _("账号标识"),
        max_length=200,
        blank=True,
        help_text=_("公众号填 AppID，抖音填 open_id，上级网站填邮箱或接口网址"),
    )
    owner = models.CharField(_("运营主体"), max_length=100, blank=True)
    filing_number = models.CharField(_("备案号"), max_length=60, blank=True)
    publishes = models.BooleanField(
        _("由系统发布"), default=False, help_text=_("不勾选时只备好草稿，由人在平台上发布；群发总是由人办理")
    )
    with_files = models.BooleanField(
        _("附件一并发送"), default=False, help_text=_("企业微信群：信息的附件跟在消息后面发到群里")
    )
    silence_days = models.PositiveSmallIntegerField(
        _("最长更新间隔（天）"), default=14, help_text=_("超过这些天没有更新即提醒，填 0 不提醒")
    )
    sealed = models.BinaryField(editable=False, default=bytes)
    kept = models.JSONField(editable=False, default=dict)  # what the platform gave once: the number of the cover
    opened_on = models.DateField(_("启用日期"))
    last_post_at = models.DateTimeField(_("最近更新"), null=True, blank=True)
    paused_at = models.DateTimeField(_("暂停时间"), null=True, blank=True)
    closed_on = models.DateField(_("注销日期"), null=True, blank=True)

    class Meta:
        """A name stands once among the open accounts of a kind; a body has one website."""

        ordering: ClassVar = ["pk"]
        verbose_name = _("渠道")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["public_body", "kind", "name"], condition=Q(closed_on=None), name="channels_name_once"
            ),
            models.UniqueConstraint(
                fields=["public_body"], condition=Q(kind="website"), name="channels_one_website_of_a_body"
            ),
        ]

    def __str__(self) -> str:
        return f"{ChannelKind(self.kind).label}“{self.name}”"

    @property
    def about(self) -> str:
        """What the secrets are bound to: this account and no other."""
        return f"channel {self.public_body_id} {self.kind} {self.pk}"

    def secrets(self) -> dict[str, str]:
        """Return the secrets. Raises SecretsLost."""
        return secrets.opened(self.sealed, self.about, self.name)

    def keep_secrets(self, given: dict[str, str]) -> None:
        """Seal secrets, beside those that are there."""
        self.sealed = secrets.sealed({**self.secrets(), **given}, self.about)

    def lacks(self) -> list[str]:
        """Return the labels of what is missing before anything can be sent by the interface."""
        kind, mode = ChannelKind(self.kind), Mode(self.mode)
        if mode not in BY_WORKER:
            return []
        needed = NEEDED.get(kind, ()) if mode is Mode.API else ()
        held: dict[str, Any] = self.secrets() if needed else {}
        address = ADDRESS.get((kind, mode))
        return [
            *([address] if address and not self.account else []),
            *(one.label for one in needed if not held.get(one)),
        ]


class RequiredChannel(models.Model):
    """That what stands in a column, or belongs to a matter of the catalogue, must go to a channel (规定渠道)."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="required_for")
    column = models.ForeignKey(
        Column, verbose_name=_("栏目"), on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    matter = models.CharField(_("公开事项"), max_length=60, blank=True)

    class Meta:
        """Of a column or of a matter, each once."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(column__isnull=True) ^ Q(matter=""), name="channels_required_for_one_thing"
            ),
            models.UniqueConstraint(
                fields=["channel", "column"], condition=Q(column__isnull=False), name="channels_column_once"
            ),
            models.UniqueConstraint(fields=["channel", "matter"], condition=~Q(matter=""), name="channels_matter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.channel}：{self.column.name if self.column else self.matter}"
