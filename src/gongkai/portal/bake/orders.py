"""Orders to bake: noted in the transaction that changes what is public, so that none is lost."""

from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from typing import Final

from django.db import transaction

from gongkai.portal.bake.models import BakeOrder

SOON: Final = 100  # that many are baked by whoever ordered them; the rest is left to the worker


def order(addresses: Iterable[str], *, now: datetime) -> None:
    """Note addresses that changed; they are baked once the transaction stands, the first at once, all by the worker."""
    from gongkai.portal.bake.services import bake_soon

    waiting, soon = iter(dict.fromkeys(addresses)), list[int]()
    while some := [BakeOrder(address=address, ordered_at=now) for address in islice(waiting, 1000)]:
        made = BakeOrder.objects.bulk_create(some)
        soon = soon or [one.pk for one in made[:SOON]]
    transaction.on_commit(lambda: bake_soon(soon), robust=True)
