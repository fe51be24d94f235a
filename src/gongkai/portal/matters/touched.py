"""The address of the public catalogue, and what it changes with: the catalogue itself and the body's frame."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.catalogue.models import Matter
from gongkai.apps.catalogue.signals import catalogue_changed
from gongkai.apps.publishing.models import BodyHome, Disclosure
from gongkai.portal.bake.orders import order


def address_of(body: PublicBody) -> str:
    """Return the address of a body's catalogue."""
    return f"/{body.slug}/catalogue/matters/"


def by_disclosure(disclosure: Disclosure) -> Iterator[str]:
    """Yield nothing: the catalogue shows no disclosure."""
    yield from ()


def by_body(body: PublicBody) -> Iterator[str]:
    """Yield the catalogue of a body that has one: it shows the body's frame."""
    if Matter.objects.filter(public_body=body).exists():
        yield address_of(body)


def everything() -> Iterator[str]:
    """Yield every catalogue there is."""
    for body in PublicBody.objects.filter(home__isnull=False, matters__isnull=False).distinct():
        yield address_of(body)


def connect() -> None:
    """Order the page, and the section that leads to it, at every change of a catalogue."""
    catalogue_changed.connect(_order, sender=PublicBody, dispatch_uid="gongkai.portal.matters")


def _order(*, body: PublicBody, **more: Any) -> None:
    if BodyHome.objects.filter(public_body=body).exists():
        order((address_of(body), f"/{body.slug}/catalogue/"), now=timezone.now())
