"""The app of the feeds."""

from django.apps import AppConfig


class FeedsConfig(AppConfig):
    """Feeds."""

    name = "gongkai.portal.feeds"
    label = "feeds"
    verbose_name = "订阅"
