"""The app of the ledgers."""

from django.apps import AppConfig


class LedgersConfig(AppConfig):
    """Ledgers."""

    name = "gongkai.apps.ledgers"
    label = "ledgers"
    verbose_name = "台账"
