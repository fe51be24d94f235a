"""The app of the notice boards."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    """Notice boards."""

    name = "gongkai.apps.boards"
    label = "boards"
    verbose_name = "公示栏"

    def ready(self) -> None:
        """Take up deliveries for boards, answer what the desk asks."""
        from gongkai.apps.boards import answering, taking_up

        taking_up.connect()
        answering.connect()
