"""The app `applications`."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """Applications for information (依申请公开)."""

    name = "gongkai.apps.applications"
    label = "applications"
    verbose_name = "依申请公开"

    def ready(self) -> None:
        """Answer what bodies ask from now on."""
        from gongkai.apps.applications import answering  # noqa: F401
