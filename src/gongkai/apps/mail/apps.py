"""The app of the letters."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """Letters."""

    name = "gongkai.apps.mail"
    label = "mail"
    verbose_name = "寄信箱"
