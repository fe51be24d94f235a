"""The app of the bulk files."""

from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    """Bulk files."""

    name = "gongkai.portal.opendata"
    label = "opendata"
    verbose_name = "开放数据"

    def ready(self) -> None:
        """Have the files written anew where something is withdrawn."""
        from gongkai.portal.opendata import services

        services.connect()
