"""The app of the subscriptions."""

from django.apps import AppConfig


class SubscriptionsConfig(AppConfig):
    """Subscriptions."""

    name = "gongkai.portal.subscriptions"
    label = "subscriptions"
    verbose_name = "邮件订阅"

    def ready(self) -> None:
        """Hear of letters that could not be delivered."""
        from gongkai.portal.subscriptions import bounced

        bounced.connect()
