"""The rows beside the entries (consultations, fee) made to agree with the entries that stand, after a correction."""

from datetime import datetime

from gongkai.apps.applications.law import law_for
from gongkai.apps.applications.models import Application, FeeNotice
from gongkai.apps.applications.services.acting import day_of
from gongkai.apps.applications.words import PartyKind
from gongkai.core.law.casework import Act
from gongkai.core.law.events import in_order
from gongkai.core.law.fold import fold


def agree_with_entries(application: Application, now: datetime) -> None:
    """Take over days from the entries; what no entry speaks of any more is cancelled."""
    law = law_for(application)
    events = tuple(row.as_event() for row in application.entries.all())
    clock = fold(events, law)
    for row in application.consultations.exclude(party=PartyKind.OFFICE):
        asked = clock.consultations.get(row.key)
        if asked is None:
            row.cancelled_on = row.cancelled_on or day_of(now)
        else:
            row.sent_on, row.delivered_on, row.replied_on = asked.sent_on, asked.delivered_on, asked.closed_on
            row.until = asked.lapses_on(law.calendar)
            row.opinion = row.opinion if asked.closed_on else ""
        row.save()
    fee = FeeNotice.objects.filter(application=application).first()
    if fee is not None:
        standing = {event.act for event in in_order(events)}
        if Act.DEMAND_FEE not in standing:
            fee.decided_on, fee.decided_by = None, ""
        if Act.PAY not in standing:
            fee.paid_on, fee.paid_yuan = None, 0
        fee.save()
