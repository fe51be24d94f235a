"""How people log in: their logins, second factors, letters for a new password, accounts held elsewhere."""

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
    seen_at = models.DateTimeField(_("最近使用"), null=True, blank=True, help_text=_("每 5 分钟最多记一次"))
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user} {self.started_at}"


class CodeApp(models.Model):
    """An app on a person's phone that shows a code every half minute (动态口令, RFC 6238)."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="code_app")
    sealed_secret = models.BinaryField(help_text=_("加密后的密钥"))
    last_step = models.BigIntegerField(default=0, help_text=_("最近用过的口令的时间步，一个口令只能用一次"))
    added_at = models.DateTimeField(_("添加时间"))
    used_at = models.DateTimeField(_("最近使用"), null=True, blank=True)

    def __str__(self) -> str:
        return str(self.user)


class Passkey(models.Model):
    """A passkey of a person (通行密钥, WebAuthn): a key that never leaves the device, known here by its public half."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="passkeys")
    name = models.CharField(_("名称"), max_length=60)
    credential_digest = models.CharField(max_length=64, unique=True, help_text=_("设备所给编号的摘要，用于查找"))
    credential = models.BinaryField(help_text=_("设备登记时给出的公钥"))
    uses = models.BigIntegerField(default=0, help_text=_("设备自己数的使用次数"))
    added_at = models.DateTimeField(_("添加时间"))
    used_at = models.DateTimeField(_("最近使用"), null=True, blank=True)

    class Meta:
        """In the order of their making."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name


class RecoveryCode(models.Model):
    """A code on paper that serves once in place of a second factor (备用码). Only its digest is kept."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="recovery_codes")
    digest = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(_("使用时间"), null=True, blank=True)

    def __str__(self) -> str:
        return str(self.user)


class WrongCode(models.Model):
    """A wrong code at the second step of a login: counted for the throttle, and thrown away when it counts no more."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="wrong_codes")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user} {self.at}"


class ResetRequest(models.Model):
    """Somebody asked for a letter that sets a new password: counted for the throttle, be the address known or not."""

    email_digest = models.CharField(max_length=64, db_index=True)
    address = models.CharField(_("网络地址"), max_length=45, db_index=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.address} {self.at}"


class OutsideAccount(models.Model):
    """The account of a person at the identity provider (统一身份认证): who they are there, by issuer and subject."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="outside_account")
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField(_("关联时间"))

    class Meta:
        """One person a subject."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["issuer", "subject"], name="bodies_outside_once")]

    def __str__(self) -> str:
        return str(self.user)
