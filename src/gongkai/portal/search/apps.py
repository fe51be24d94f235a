"""The app of the search."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Search over what is public."""

    name = "gongkai.portal.search"
    label = "portal_search"
    verbose_name = "检索"

    def ready(self) -> None:
        """Note every change of what is public."""
        from gongkai.portal.search import changes

        changes.connect()
