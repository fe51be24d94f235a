"""The app `remedies`."""

from django.apps import AppConfig


class RemediesConfig(AppConfig):
    """Reconsideration and litigation (复议与诉讼)."""

    name = "gongkai.apps.remedies"
    label = "remedies"
    verbose_name = "复议与诉讼"
