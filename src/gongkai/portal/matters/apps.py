"""The app of the public catalogue."""

from django.apps import AppConfig


class MattersConfig(AppConfig):
    """The public catalogue."""

    name = "gongkai.portal.matters"
    label = "public_matters"
    verbose_name = "公开事项目录网页"

    def ready(self) -> None:
        """Write the page anew when the catalogue changes."""
        from gongkai.portal.matters.touched import connect

        connect()
