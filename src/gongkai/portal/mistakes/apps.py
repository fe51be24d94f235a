"""The app of reported mistakes."""

from django.apps import AppConfig


class MistakesConfig(AppConfig):
    """Reported mistakes."""

    name = "gongkai.portal.mistakes"
    label = "mistakes"
    verbose_name = "网站找错"

    def ready(self) -> None:
        """Answer what waits for a person."""
        from gongkai.portal.mistakes import answering  # noqa: F401 its receivers connect themselves
