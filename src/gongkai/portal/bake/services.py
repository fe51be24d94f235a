"""Carries out the orders to bake."""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import F

from gongkai.portal.bake.files import Files, UnusableAddress
from gongkai.portal.bake.models import BakeOrder
from gongkai.portal.bake.rendering import NotBakeable, render

AT_ONCE: Final = 500  # orders that one call carries out
LEFT_ALONE: Final = timedelta(seconds=3)  # the process that made an order carries it out itself, if it lives
MOST_ATTEMPTS: Final = 10  # after so many failures an order waits for `gongkai site bake`
_log = logging.getLogger(__name__)


def files() -> Files:
    """Return the folder of baked pages of this site."""
    return Files(settings.BAKED_DIR)


def bake_soon(numbers: Iterable[int]) -> None:
    """Carry out the orders just made; what fails is left to the worker."""
    _carry_out(BakeOrder.objects.filter(pk__in=list(numbers)))


def bake_due(*, now: datetime) -> int:
    """Carry out what still waits, oldest first; return how many orders were taken up."""
    waiting = BakeOrder.objects.filter(attempts__lt=MOST_ATTEMPTS, ordered_at__lte=now - LEFT_ALONE)
    return _carry_out(waiting[:AT_ONCE])


def bake(address: str) -> bool:
    """Write the file of an address, or remove it when nothing is public there; tell whether there is one now.

    Raises NotBakeable and UnusableAddress.
    """
    with files().held():
        page = render(address)
        if page.content is None:
            files().remove(address)
            return False
        files().put(address, page.content)
        return True


def bake_all(addresses: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Bake everything public anew and remove every other file; yield each address with what went wrong, or ""."""
    kept = set()
    for address in addresses:
        try:
            if bake(address):
                kept.add(address)
            yield address, ""
        except (NotBakeable, UnusableAddress) as error:
            kept.add(address)  # what is there may be old, but an outage must not look like nothing
            yield address, str(error)
    for address in files().addresses():
        if address not in kept and not address.startswith(tuple(settings.BAKED_BESIDE)):
            files().remove(address)
    files().sweep()


def _carry_out(orders: Iterable[BakeOrder]) -> int:
    """Bake each address once for all its orders; an order made while it was baked stays for the next time."""
    waiting = list(orders)
    for address in dict.fromkeys(one.address for one in waiting):
        numbers = list(BakeOrder.objects.filter(address=address).values_list("pk", flat=True))
        if not numbers:  # somebody else was quicker
            continue
        try:
            bake(address)
        except (NotBakeable, UnusableAddress, OSError) as error:
            _log.exception("%s was not baked", address)
            BakeOrder.objects.filter(pk__in=numbers).update(attempts=F("attempts") + 1, failure=str(error)[:300])
        else:
            BakeOrder.objects.filter(pk__in=numbers).delete()
    return len(waiting)
