"""The app of the public pages."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Public pages."""

    name = "gongkai.portal.pages"
    label = "pages"
    verbose_name = "公开网页"

    def ready(self) -> None:
        """Order the pages that a publication touches to be baked."""
        from gongkai.portal.pages import receivers

        receivers.connect()
