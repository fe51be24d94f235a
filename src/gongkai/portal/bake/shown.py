"""Which public addresses there are, and which of them a change of a disclosure, a body or a column touches.

Each part of the public site knows its own: the parts are modules named in the setting BAKED, each with `by_disclosure`,
`by_body` and `everything`.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from django.utils.module_loading import import_string

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.signals import body_changed
from gongkai.apps.publishing import signals
from gongkai.apps.publishing.models import BodyHome, Column, Disclosure
from gongkai.apps.publishing.selectors import public
from gongkai.portal.bake.orders import order


def by_disclosure(disclosure: Disclosure) -> Iterator[str]:
    """Yield every address that shows something of a disclosure."""
    for part in settings.BAKED:
        yield from import_string(f"{part}.by_disclosure")(disclosure)


def by_body(body: PublicBody) -> Iterator[str]:
    """Yield every address that shows something of a body itself, the most looked at first."""
    for part in settings.BAKED:
        yield from import_string(f"{part}.by_body")(body)


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
    body_changed.connect(_order_body, sender=PublicBody, dispatch_uid="gongkai.portal.bake")
    post_save.connect(_order_home, sender=BodyHome, dispatch_uid="gongkai.portal.bake")
    post_save.connect(_order_column, sender=Column, dispatch_uid="gongkai.portal.bake")
    post_delete.connect(_order_column, sender=Column, dispatch_uid="gongkai.portal.bake")


def _order(*, disclosure: Disclosure, **more: Any) -> None:
    order(by_disclosure(disclosure), now=timezone.now())


def _order_body(*, body: PublicBody, **more: Any) -> None:
    if BodyHome.objects.filter(public_body=body).exists():
        order(by_body(body), now=timezone.now())


def _order_home(*, instance: BodyHome, created: bool, **more: Any) -> None:
    if created:
        order(("/", instance.address), now=timezone.now())


def _order_column(*, instance: Column, created: bool = False, **more: Any) -> None:
    """Order all pages of the body, as each shows its columns; in a body that is only being set up, its home."""
    body = instance.home.public_body
    if created and not public.published(body=body).exists():
        order((instance.home.address,), now=timezone.now())
    else:
        order((instance.address, *by_body(body)), now=timezone.now())
