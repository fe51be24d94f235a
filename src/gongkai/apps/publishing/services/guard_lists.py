"""A body's own lists for the guard: words, phones that are public, names that are public."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from gongkai.apps.bodies.models import PublicBody, snapshot
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import lock_open, log
from gongkai.apps.publishing.models import GuardList


@transaction.atomic
def set_guard_list(*, by: By, body: PublicBody, lists: Mapping[str, str], now: datetime) -> GuardList:
    """Set the lists of a body (检查用的词表和名单); raises Django's ValidationError for one that cannot be read."""
    body = lock_open(body, by, Act.EDIT_GUARD_LIST, now)
    row, _made = GuardList.objects.get_or_create(public_body=body)
    before = snapshot(row, "words", "phones", "names")
    for name in ("words", "phones", "names"):
        setattr(row, name, lists[name])
    row.full_clean()
    row.save()
    after = snapshot(row, "words", "phones", "names")
    log(Act.EDIT_GUARD_LIST, row, by=by, now=now, body=body, told="词表、公开的电话和姓名", before=before, after=after)
    return row
