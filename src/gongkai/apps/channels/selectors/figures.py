"""How many records and how many deliveries went out: the same record over several channels is one record."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Q
from django.db.models.functions import ExtractMonth
from django.utils import timezone

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.channels.kinds import ChannelKind
from gongkai.apps.channels.models import Delivery

_COUNTS: Final = (Count("disclosure", distinct=True), Count("pk"))


@dataclass(frozen=True, slots=True)
class Figure:
    """Records and deliveries of a kind of channel in a month; `month` 0 is the whole year, `kind` None all channels."""

    kind: ChannelKind | None
    month: int
    records: int
    deliveries: int


def of_year(body: PublicBody, year: int) -> Iterator[Figure]:
    """Yield the figures of a year (Beijing time), by kind and month, by kind, and of all together. No line for none."""
    zone = timezone.get_default_timezone()
    start, end = (datetime(one, 1, 1, tzinfo=zone) for one in (year, year + 1))
    sent = Delivery.objects.filter(channel__public_body=body, done_at__gte=start, done_at__lt=end).order_by()
    months = sent.annotate(month=ExtractMonth("done_at", tzinfo=zone))
    by_month = months.values_list("channel__kind", "month").annotate(*_COUNTS).order_by("channel__kind", "month")
    yield from (Figure(ChannelKind(kind), month, *counted) for kind, month, *counted in by_month)
    by_kind = sent.values_list("channel__kind").annotate(*_COUNTS).order_by("channel__kind")
    yield from (Figure(ChannelKind(kind), 0, *counted) for kind, *counted in by_kind)
    whole = sent.aggregate(records=_COUNTS[0], deliveries=_COUNTS[1])
    yield Figure(None, 0, whole["records"], whole["deliveries"])


@dataclass(frozen=True, slots=True)
class Submitted:
    """What went to superior sites in a month and what they adopted in it; `month` 0 is the whole year."""

    month: int
    submitted: int
    adopted: int


def submissions_of_year(body: PublicBody, year: int) -> list[Submitted]:
    """Return the months in which a body submitted something (报送) or had it adopted (采用), and the whole year.

    Each is counted in the month in which it happened (Beijing time): what was submitted in December and adopted in
    January is a submission of December and an adoption of January.
    """
    zone = timezone.get_default_timezone()
    start, end = (datetime(one, 1, 1, tzinfo=zone) for one in (year, year + 1))
    rows = Delivery.objects.filter(channel__public_body=body, channel__kind=ChannelKind.SUPERIOR).order_by()
    counted: dict[str, dict[int, int]] = {}
    for name in ("submitted_at", "done_at"):
        of_year = rows.filter(Q(**{f"{name}__gte": start, f"{name}__lt": end}))
        months = of_year.annotate(month=ExtractMonth(name, tzinfo=zone)).values_list("month")
        counted[name] = dict(months.annotate(Count("pk")))
    sent, adopted = counted["submitted_at"], counted["done_at"]
    found = [Submitted(month, sent.get(month, 0), adopted.get(month, 0)) for month in sorted({*sent, *adopted})]
    return [*found, Submitted(0, sum(sent.values()), sum(adopted.values()))] if found else []
