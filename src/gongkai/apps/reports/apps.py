"""The app `reports`."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Annual reports (年度报告)."""

    name = "gongkai.apps.reports"
    label = "reports"
    verbose_name = "年度报告"

    def ready(self) -> None:
        """Answer what bodies and the desk ask from now on."""
        from gongkai.apps.reports import answering  # noqa: F401
