"""The app `oversight`."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Oversight (监督考核)."""

    name = "gongkai.apps.oversight"
    label = "oversight"
    verbose_name = "监督考核"

    def ready(self) -> None:
        """Answer what bodies and the desk ask from now on."""
        from gongkai.apps.oversight import answering  # noqa: F401
