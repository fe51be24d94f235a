"""The app `audit`."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The log of acts (操作日志)."""

    name = "gongkai.apps.audit"
    label = "audit"
    verbose_name = "操作日志"
