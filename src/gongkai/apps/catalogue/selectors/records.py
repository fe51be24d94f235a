"""The records that may meet duties: disclosures of a matter, and where they were delivered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from django.db.models import Min, Q
from django.utils import timezone

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.catalogue.carriers import carrier_of
from gongkai.apps.channels.models import Channel, Delivery
from gongkai.apps.channels.states import State
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.stages import Stage
from gongkai.apps.publishing.words import Publicity, Standing
from gongkai.core.catalogue.matters import Record
from gongkai.core.catalogue.words import Carrier

_COLUMNS = ("pk", "public_body_id", "public_id", "matter", "made_on", "published_at", "standing")


def records_of(
    bodies: Iterable[PublicBody], first: date, last: date, lasting: Iterable[str] = ()
) -> dict[int, list[Record]]:
    """Return, by the number of the body, what was formed in some days or published in them, with its deliveries.

    Of the matters in `lasting` every record, however old.
    """
    asked = list(bodies)
    zone = timezone.get_default_timezone()
    days = (
        datetime(first.year, first.month, first.day, tzinfo=zone).astimezone(UTC),
        datetime(last.year, last.month, last.day, 23, 59, 59, tzinfo=zone).astimezone(UTC),
    )
    rows = list(
        Disclosure.objects.filter(public_body__in=asked, publicity=Publicity.OPEN)
        .exclude(matter="")
        .filter(Q(standing=Standing.PUBLISHED) | (Q(standing=Standing.UNPUBLISHED) & ~Q(stage=Stage.SETTLED)))
        .filter(Q(made_on__range=(first, last)) | Q(published_at__range=days) | Q(matter__in=list(lasting)))
        .values_list(*_COLUMNS)
    )
    sent = _sent(asked)
    found: dict[int, list[Record]] = defaultdict(list)
    for pk, body, public_id, matter, made_on, at, standing in rows:
        published_on = timezone.localdate(at) if at and standing == Standing.PUBLISHED else None
        found[body].append(Record(public_id, matter, made_on, published_on, sent.get(pk, {})))
    return found


def filled(body: PublicBody) -> dict[str, datetime]:
    """Return the codes of the matters of which something is public, with the time of the first."""
    found = Disclosure.objects.filter(public_body=body, standing=Standing.PUBLISHED).exclude(matter="").order_by()
    return dict(found.values_list("matter").annotate(Min("published_at")))


def proven(bodies: Iterable[PublicBody]) -> dict[int, frozenset[Carrier]]:
    """Return, by the number of the body, the carriers that its registered channels can prove; the website always."""
    found: dict[int, set[Carrier]] = {body.pk: {Carrier.WEBSITE} for body in bodies}
    for body, kind in Channel.objects.filter(public_body__in=list(found), closed_on=None).values_list(
        "public_body_id", "kind"
    ):
        carrier = carrier_of(kind)
        if carrier is not None:
            found[body].add(carrier)
    return {body: frozenset(carriers) for body, carriers in found.items()}


def _sent(bodies: list[PublicBody]) -> dict[int, Mapping[Carrier, date]]:
    """Return, by the number of the disclosure, the first day on each carrier."""
    done = (
        Delivery.objects.filter(channel__public_body__in=bodies, state=State.DONE, done_at__isnull=False)
        .exclude(disclosure__matter="")
        .order_by()
        .values_list("disclosure_id", "channel__kind")
        .annotate(Min("done_at"))
    )
    found: dict[int, dict[Carrier, date]] = defaultdict(dict)
    for disclosure, kind, at in done:
        carrier = carrier_of(kind)
        if carrier is not None and at is not None:
            day = timezone.localdate(at)
            found[disclosure][carrier] = min(day, found[disclosure].get(carrier, day))
    return dict(found)
