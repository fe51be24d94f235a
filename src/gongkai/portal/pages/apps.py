"""The app of the public pages."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Public pages."""

    name = "gongkai.portal.pages"
    label = "pages"
    verbose_name = "公开网页"
