"""The app of the baked pages."""

from django.apps import AppConfig


class BakeConfig(AppConfig):
    """Pages as files."""

    name = "gongkai.portal.bake"
    label = "bake"
    verbose_name = "公开网页的静态文件"

    def ready(self) -> None:
        """Order what a change of a disclosure touches to be baked."""
        from gongkai.portal.bake import failing, shown  # noqa: F401 the receivers of `failing` connect themselves

        shown.connect()
