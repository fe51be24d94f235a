"""What a body owes its public in a year, and how each duty stands; which columns are stale, which were never filled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils import timezone

from gongkai.apps.applications.law import calendar_of
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.catalogue.models import Matter
from gongkai.apps.catalogue.selectors import matters as rows
from gongkai.apps.catalogue.selectors.records import filled, proven, records_of
from gongkai.apps.publishing.models import Column, Disclosure
from gongkai.apps.publishing.terms import term_of
from gongkai.apps.publishing.words import Standing
from gongkai.core.catalogue import matters as core
from gongkai.core.catalogue.columns import Freshness, freshness
from gongkai.core.catalogue.duties import Asked, Duty, duties_of
from gongkai.core.catalogue.words import Carrier, Manner, Rhythm


def duties(body: PublicBody, year: int, *, today: date) -> list[Duty]:
    """Return the duties of a body whose information is formed in a year, as they stand on a day."""
    return duties_by_body([body], year, today=today)[body.pk]


def duties_by_body(bodies: Iterable[PublicBody], year: int, *, today: date) -> dict[int, list[Duty]]:
    """Return the same for many bodies, by their numbers: as many questions to the database as for one."""
    asked = list(bodies)
    matters: dict[int, list[core.Matter]] = {body.pk: [] for body in asked}
    for row in rows.standing(asked).filter(manner=Manner.PROACTIVE, from_on__lte=date(year + 1, 12, 31)):
        matters[row.public_body_id].append(as_core(row))
    lasting = {
        one.code for each in matters.values() for one in each
        if one.limit.rhythm is Rhythm.LASTING and one.from_on.year == year
    }  # fmt: skip
    records = records_of(asked, date(year - 1, 1, 1), date(year + 1, 12, 31), lasting)
    carriers = proven(asked)
    return {
        body.pk: duties_of(
            matters[body.pk], records.get(body.pk, ()), year,
            Asked(calendar_of(body), today, term_of(body, today), carriers[body.pk]),
        )
        for body in asked
    }  # fmt: skip


def never_filled(body: PublicBody, *, on: date) -> list[Matter]:
    """Return the matters in force on a day of which nothing was ever published (从未公开过的事项)."""
    known = filled(body)
    return [one for one in rows.in_force(body, on).filter(manner=Manner.PROACTIVE) if one.code not in known]


@dataclass(frozen=True, slots=True)
class ColumnStanding:
    """A column, its longest time without anything new, its newest record, and its light on a day (栏目更新情况)."""

    column: Column
    limit: int | None
    last_on: date | None
    freshness: Freshness


def columns(body: PublicBody, *, on: date) -> list[ColumnStanding]:
    """Return how fresh each column of a body is on a day, in the order of the layout."""
    newest = dict(
        Disclosure.objects.filter(public_body=body, standing=Standing.PUBLISHED, published_at__isnull=False)
        .order_by()
        .values_list("column_id")
        .annotate(Max("published_at"))
    )
    found = Column.objects.filter(home__public_body=body).select_related("home").order_by("position", "pk")
    return [_standing(column, newest.get(column.pk), on) for column in found if column.section != "guide"]


def stale_columns(body: PublicBody, *, on: date) -> list[ColumnStanding]:
    """Return the columns that are not in order on a day: empty, over their limit, or near it."""
    return [one for one in columns(body, on=on) if one.freshness.light in {"empty", "red", "amber"}]


def as_core(row: Matter) -> core.Matter:
    """Return a row as duties are counted by it."""
    return core.Matter(
        row.code, row.title, row.answers, row.time_limit, frozenset(Carrier(one) for one in row.carriers),
        row.from_on, row.until_on,
    )  # fmt: skip


def _standing(column: Column, at: object, on: date) -> ColumnStanding:
    last = timezone.localdate(at) if at is not None else None  # type: ignore[arg-type]
    return ColumnStanding(column, column.update_days, last, freshness(last, column.update_days, on))
