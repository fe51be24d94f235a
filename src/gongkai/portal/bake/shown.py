"""Which public addresses there are, and which of them a change of a disclosure touches.

Each part of the public site knows its own: the parts are modules named in the setting BAKED, each with `by_disclosure`
and `everything`.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from gongkai.apps.publishing import signals
from gongkai.apps.publishing.models import Disclosure
from gongkai.portal.bake.orders import order


def by_disclosure(disclosure: Disclosure) -> Iterator[str]:
    """Yield every address that shows something of a disclosure."""
    for part in settings.BAKED:
        yield from import_string(f"{part}.by_disclosure")(disclosure)


def everything() -> Iterator[str]:
    """Yield every public address that becomes a file."""
    for part in settings.BAKED:
        yield from import_string(f"{part}.everything")()


def connect() -> None:
    """Order what is touched to be baked, at every change of what is public."""
    for signal in (
        signals.published,
        signals.corrected,
        signals.withdrawn,
        signals.moved,
        signals.validity_changed,
    ):
        signal.connect(_order, sender=Disclosure, dispatch_uid="gongkai.portal.bake")


def _order(*, disclosure: Disclosure, **more: Any) -> None:
    order(by_disclosure(disclosure), now=timezone.now())
