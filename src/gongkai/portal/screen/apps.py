"""The app of the page for screens: templates and static files."""

from django.apps import AppConfig


class ScreenConfig(AppConfig):
    """The page on the wall."""

    name = "gongkai.portal.screen"
    label = "screen_page"
    verbose_name = "电子屏网页"
