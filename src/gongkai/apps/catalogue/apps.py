"""The app of the catalogue."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The catalogue."""

    name = "gongkai.apps.catalogue"
    label = "catalogue"
    verbose_name = "公开事项目录"

    def ready(self) -> None:
        """Answer the questions of the apps below."""
        from gongkai.apps.catalogue import answering  # noqa: F401
