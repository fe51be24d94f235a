"""Keeps the index in step with what is public."""

from datetime import datetime
from typing import Final

from django.conf import settings

from gongkai.apps.publishing.selectors import public
from gongkai.core.search.errors import SearchDown
from gongkai.core.search.store import Store
from gongkai.portal.search.entries import entry_of
from gongkai.portal.search.models import IndexChange

AT_ONCE: Final = 500  # changes that one round takes over


def store() -> Store:
    """Return the index of this site."""
    return Store(settings.VAR_DIR / "search")


def index_due(*, now: datetime) -> int:
    """Take what changed into the index; make the index where there is none. Return how many changes were taken over.

    A row goes only after the index has its change, so that a worker killed in between does it again and loses nothing.
    """
    index = store()
    if not index.is_there():
        rebuild()
        return 1
    changes = list(IndexChange.objects.all()[:AT_ONCE])
    if not changes:
        return 0
    changed = {change.public_id for change in changes}
    found = {one.public_id: one for one in public.whole().filter(public_id__in=changed)}
    try:
        index.write(map(entry_of, found.values()), removed=changed - found.keys())
    except SearchDown:
        rebuild()
    IndexChange.objects.filter(pk__in=[change.pk for change in changes]).delete()
    return len(changes)


def rebuild() -> int:
    """Build the index anew from all that is public; what changes meanwhile is a row that comes after."""
    return store().rebuild(map(entry_of, public.whole().iterator(chunk_size=500)))
