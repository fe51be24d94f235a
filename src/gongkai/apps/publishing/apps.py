"""The app `publishing`."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Disclosures (信息发布)."""

    name = "gongkai.apps.publishing"
    label = "publishing"
    verbose_name = "信息发布"

    def ready(self) -> None:
        """Make Wagtail ask the table of roles, before it asks anybody else."""
        from gongkai.apps.publishing import answering  # noqa: F401 what bodies ask is answered from now on
        from gongkai.apps.publishing.services import links  # noqa: F401 its receivers connect themselves
        from gongkai.apps.publishing.wagtail_policies import register

        register()
