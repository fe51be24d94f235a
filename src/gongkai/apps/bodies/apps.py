"""The app `bodies`."""

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    """Public bodies and people (机关与人员)."""

    name = "gongkai.apps.bodies"
    label = "bodies"
    verbose_name = "机关与人员"
