"""The app of the read API."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What is public as data."""

    name = "gongkai.portal.api"
    label = "api"
    verbose_name = "开放接口"

    def ready(self) -> None:
        """Keep a log of every change of what is public."""
        from gongkai.portal.api import changes

        changes.connect()
