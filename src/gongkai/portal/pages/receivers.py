"""Orders pages to be baked when what is public changes."""

from typing import Any

from django.utils import timezone

from gongkai.apps.publishing import signals
from gongkai.apps.publishing.models import Disclosure
from gongkai.portal.bake.orders import order
from gongkai.portal.pages.touched import by_disclosure


def connect() -> None:
    """Listen to every change of what is public."""
    for signal in (
        signals.published,
        signals.corrected,
        signals.withdrawn,
        signals.moved,
        signals.validity_changed,
    ):
        signal.connect(_order, sender=Disclosure, dispatch_uid="gongkai.portal.pages")


def _order(*, disclosure: Disclosure, **more: Any) -> None:
    order(by_disclosure(disclosure), now=timezone.now())
