"""Terms of validity that run out by date (有效期届满): nobody acts on that day, yet pages, lists and search change."""

from datetime import date, datetime

from django.db import transaction

from gongkai.apps.publishing.acting import day_of
from gongkai.apps.publishing.models import Disclosure, LapsesTold
from gongkai.apps.publishing.signals import validity_changed
from gongkai.apps.publishing.words import Standing, Validity


@transaction.atomic
def lapses_due(*, now: datetime) -> int:
    """Tell, once a day, of each public disclosure whose term has run out since the last time; return how many.

    `validity_changed` is sent as by an act, so that whatever shows validity follows. Days on which no worker ran are
    made up for; a clock set back tells nothing twice.
    """
    today = day_of(now)
    told = LapsesTold.objects.select_for_update().first() or LapsesTold(until_on=date.min)
    if told.until_on >= today:
        return 0
    lapsed = Disclosure.objects.filter(
        standing=Standing.PUBLISHED, validity=Validity.IN_FORCE, expires_on__gte=told.until_on, expires_on__lt=today
    )
    number = 0
    for number, page in enumerate(lapsed.select_related("public_body", "column__home").order_by("pk"), start=1):  # noqa: B007
        validity_changed.send(sender=Disclosure, disclosure=page)
    told.until_on = today
    told.save()
    return number
