"""The app of the channels."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """Channels."""

    name = "gongkai.apps.channels"
    label = "channels"
    verbose_name = "渠道"

    def ready(self) -> None:
        """Make deliveries with every publication; answer what the desk asks."""
        from gongkai.apps.channels import answering, outbox

        outbox.connect()
        answering.connect()
