"""The app of the public page of boards: templates and static files."""

from django.apps import AppConfig


class BoardConfig(AppConfig):
    """The board on the web."""

    name = "gongkai.portal.board"
    label = "board_page"
    verbose_name = "公示栏网页"
