"""The app of the screens."""

from django.apps import AppConfig


class ScreensConfig(AppConfig):
    """Lobby screens."""

    name = "gongkai.apps.screens"
    label = "screens"
    verbose_name = "电子屏"

    def ready(self) -> None:
        """Take up deliveries for screens, serve them to the worker, answer what the desk asks."""
        from gongkai.apps.channels.adapters import ADAPTERS
        from gongkai.apps.channels.kinds import ChannelKind
        from gongkai.apps.screens import answering, taking_up
        from gongkai.apps.screens.adapter import LobbyScreen

        ADAPTERS[ChannelKind.SCREEN] = LobbyScreen()
        taking_up.connect()
        answering.connect()
