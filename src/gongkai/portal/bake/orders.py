"""Orders to bake: noted in the transaction that changes what is public, so that none is lost."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from gongkai.portal.bake.models import BakeOrder


def order(addresses: Iterable[str], *, now: datetime) -> None:
    """Note addresses that changed; they are baked once the transaction stands, by the worker if not at once."""
    from gongkai.portal.bake.services import bake_soon

    made = BakeOrder.objects.bulk_create(
        BakeOrder(address=address, ordered_at=now) for address in dict.fromkeys(addresses)
    )
    numbers = [one.pk for one in made]
    transaction.on_commit(lambda: bake_soon(numbers), robust=True)
