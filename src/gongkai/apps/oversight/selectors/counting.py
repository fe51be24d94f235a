"""The facts of many bodies for a year, up to a day: one query a kind of fact, however many bodies there are."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.functions import ExtractMonth, TruncDate
from django.utils import timezone

from gongkai.apps.applications.law import calendar_of
from gongkai.apps.applications.models import Application
from gongkai.apps.bodies.models import Community, Office, PublicBody
from gongkai.apps.catalogue.selectors.duties import duties_by_body
from gongkai.apps.channels.kinds import NEW_MEDIA
from gongkai.apps.channels.models import Channel, Delivery
from gongkai.apps.channels.states import State as DeliveryState
from gongkai.apps.ledgers.models import LedgerEntry
from gongkai.apps.publishing.models import Column, Disclosure
from gongkai.apps.publishing.words import Standing
from gongkai.apps.remedies.models import Remedy
from gongkai.apps.remedies.words import COLUMN, Result
from gongkai.apps.reports.due import report_due
from gongkai.apps.reports.models import ReportDraft
from gongkai.core.catalogue.duties import State as DutyState
from gongkai.core.law.errors import CalendarGap
from gongkai.core.law.outcomes import outcomes
from gongkai.core.law.workdays import WorkCalendar
from gongkai.core.oversight import Account, BodyFacts, Case, ReportFact, Unit

OPEN_STATE: Final = "在办"
# The numbered headings of table 3, （一） to （六）.
OUTCOMES: Final[Mapping[str, str]] = {
    "r1": "予以公开",
    "r2": "部分公开",
    "r3": "不予公开",
    "r4": "无法提供",
    "r5": "不予处理",
    "r6": "其他处理",
}
Facts = dict[int, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Span:
    """A year up to a day, as the instants between which it lies (Beijing time)."""

    year: int
    until: date

    @property
    def begins(self) -> datetime:
        """The first instant."""
        return _midnight(date(self.year, 1, 1))

    @property
    def ends(self) -> datetime:
        """The first instant after it."""
        return _midnight(min(self.until, date(self.year, 12, 31)) + timedelta(days=1))

    @property
    def last(self) -> date:
        """The last day."""
        return min(self.until, date(self.year, 12, 31))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_default_timezone()).astimezone(UTC)


def facts_of(bodies: Iterable[PublicBody], year: int, until: date) -> dict[int, BodyFacts]:
    """Return the facts of bodies by their number; `until` is today, or an earlier day to look back from."""
    asked = {body.pk: body for body in bodies}
    span = Span(year, until)
    found: Facts = {number: {} for number in asked}
    for count in _COUNTS:
        count(asked, span, found)
    return {number: BodyFacts(year, span.last, **given) for number, given in found.items()}


def published(bodies: Iterable[int], span: Span) -> QuerySet[Disclosure]:
    """Return what bodies published within a span and did not withdraw."""
    found: QuerySet[Disclosure] = Disclosure.objects.filter(
        public_body__in=bodies,
        standing=Standing.PUBLISHED,
        published_at__gte=span.begins,
        published_at__lt=span.ends,
    ).order_by()
    return found


def _months(asked: dict[int, PublicBody], span: Span, found: Facts) -> None:
    zone = timezone.get_default_timezone()
    rows = published(asked, span).annotate(month=ExtractMonth("published_at", tzinfo=zone))
    months: dict[int, list[int]] = defaultdict(lambda: [0] * 12)
    for body, month, number in rows.values_list("public_body", "month").annotate(Count("pk")):
        months[body][month - 1] = number
    for body, given in found.items():
        given["months"] = tuple(months[body])


def _columns(asked: dict[int, PublicBody], span: Span, found: Facts) -> None:
    watched = Column.objects.filter(home__public_body__in=asked, update_days__isnull=False)
    newest = dict(
        Disclosure.objects.filter(
            column__in=watched.values("pk"), standing=Standing.PUBLISHED, published_at__lt=span.ends
        )
        .order_by()
        .values_list("column")
        .annotate(Max("published_at"))
    )
    rows = watched.order_by("position", "pk").values_list("home__public_body", "pk", "title", "update_days")
    columns: dict[int, list[Account]] = defaultdict(list)
    for body, number, name, days in rows:
        columns[body].append(Account(number, name, days, _day(newest.get(number))))
    for body, given in found.items():
        given["columns"] = tuple(columns[body])


def _media(asked: dict[int, PublicBody], span: Span, found: Facts) -> None:
    rows = Channel.objects.filter(
        Q(closed_on=None) | Q(closed_on__gt=span.last),
        public_body__in=asked, kind__in=NEW_MEDIA, silence_days__gt=0, opened_on__lte=span.last,
    )  # fmt: skip
    sent = dict(
        Delivery.objects.filter(channel__in=rows.values("pk"), state=DeliveryState.DONE, done_at__lt=span.ends)
        .order_by()
        .values_list("channel")
        .annotate(Max("done_at"))
    )
    media: dict[int, list[Account]] = defaultdict(list)
    for row in rows:
        posts = [at for at in (sent.get(row.pk), row.last_post_at) if at is not None and at < span.ends]
        newest = _day(max(posts)) if posts else None
        media[row.public_body_id].append(Account(row.pk, row.name, row.silence_days, newest, row.opened_on))
    for body, given in found.items():
        given["media"] = tuple(media[body])


def _units(asked: dict[int, PublicBody], span: Span, found: Facts) -> None:
    for name, model, key in (("offices", Office, "office"), ("communities", Community, "community")):
        rows = published(asked, span).filter(**{f"{key}__isnull": False})
        counts = dict(rows.values_list(key).annotate(Count("pk")))
        open_then: Any = model.objects.filter(
            Q(closed_on=None) | Q(closed_on__gt=span.last), body__in=asked
        ).values_list("body", "pk", "name")
        units: dict[int, list[Unit]] = defaultdict(list)
        for body, number, called in open_then:
            units[body].append(Unit(number, called, counts.get(number, 0)))
        for body, given in found.items():
            given[name] = tuple(units[body])


def days_between(calendar: WorkCalendar, made_on: date, published_on: date) -> int | None:
    """Return the working days from formation to publication, the first day not counted; None for an unknown year."""
    try:
        return len(calendar.between(made_on + timedelta(days=1), published_on))
    except CalendarGap:
        return None


def _waits(asked: dict[int, PublicBody], span: Span, found: Facts) -> None:
    day = TruncDate("published_at", tzinfo=timezone.get_default_timezone())
    rows = published(asked, span).annotate(day=day).values_list("public_body", "made_on", "day").annotate(Count("pk"))
    waits: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    undated: dict[int, int] = defaultdict(int)
    calendars = {number: calendar_of(body) for number, body in asked.items()}
    for body, made_on, published_on, number in rows:
        days = None if made_on is None else days_between(calendars[body], made_on, published_on)
        if days is None:
            undated[body] += number
        else:
            waits[body][days] += number
    for body, given in found.items():
        given["waits"] = tuple(sorted(waits[body].items()))
        given["undated"] = undated[body]


def _applications(asked: dict[int, PublicBody], span: Span, found: Facts) -> None:
    first = date(span.year, 1, 1)
    answered = Application.objects.filter(body__in=asked, answered_on__gte=first, answered_on__lte=span.last)
    for given in found.values():
        given.update(answered_in_time=0, answered_late=0, open_cases=(), states=())
    for body, in_time, number in answered.order_by().values_list("body", "in_time").annotate(Count("pk")):
        found[body]["answered_late" if in_time is False else "answered_in_time"] += number
    _open(asked, span, found)
    came = Application.objects.filter(body__in=asked, counted_from__gte=first, counted_from__lte=span.last)
    states: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for body, outcome, number in came.order_by().values_list("body", "counted_outcome").annotate(Count("pk")):
        states[body][_group(outcome)] += number
    for body, given in found.items():
        given["states"] = tuple(states[body].items())


def _group(outcome: str) -> str:
    """Return what became of an application, by the numbered headings of table 3."""
    if not outcome:
        return OPEN_STATE
    heading = outcomes()[outcome].row.removeprefix("t3.").partition("_")[0]
    return OUTCOMES[heading]


def _open(asked: dict[int, PublicBody], span: Span, found: Facts) -> None:
    if span.year < span.until.year:
        return  # what is open now belongs to the running year
    cases: dict[int, list[Case]] = defaultdict(list)
    for one in Application.objects.filter(body__in=asked, is_open=True, due_on__isnull=False).order_by("due_on", "pk"):
        cases[one.body_id].append(Case(one.pk, one.number, one.due_on))
    for body, rows in cases.items():
        found[body]["open_cases"] = tuple(rows)


def _remedies(asked: dict[int, PublicBody], span: Span, found: Facts) -> None:
    rows = Remedy.objects.filter(body__in=asked, decided_on__gte=date(span.year, 1, 1), decided_on__lte=span.last)
    for given in found.values():
        given.update(remedies_decided=0, remedies_corrected=0)
    for body, result, number in rows.order_by().values_list("body", "result").annotate(Count("pk")):
        found[body]["remedies_decided"] += number
        if COLUMN[Result(result)] == "corrected":
            found[body]["remedies_corrected"] += number


def _channels(asked: dict[int, PublicBody], span: Span, found: Facts) -> None:
    zone = timezone.get_default_timezone()
    rows = Delivery.objects.filter(
        channel__public_body__in=asked, done_at__gte=span.begins, done_at__lt=span.ends
    ).annotate(month=ExtractMonth("done_at", tzinfo=zone))
    sent: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0] * 12))
    grouped = rows.order_by().values_list("channel__public_body", "channel__kind", "month")
    for body, kind, month, number in grouped.annotate(Count("disclosure", distinct=True)):
        sent[body][kind][month - 1] = number
    for body, given in found.items():
        given["channels"] = tuple((kind, tuple(months)) for kind, months in sorted(sent[body].items()))


FALLEN_DUE: Final = frozenset({DutyState.MET, DutyState.LATE, DutyState.PARTLY, DutyState.MISSED})


def _duties(asked: dict[int, PublicBody], span: Span, found: Facts) -> None:
    for body, owed in duties_by_body(asked.values(), span.year, today=span.until).items():
        due = [duty for duty in owed if duty.state in FALLEN_DUE]
        found[body]["duties_due"] = len(due)
        found[body]["duties_missed"] = sum(duty.state is not DutyState.MET for duty in due)


def _reports(asked: dict[int, PublicBody], span: Span, found: Facts) -> None:
    year = span.year - 1
    drafts = ReportDraft.objects.filter(public_body__in=asked, year=year)
    made = set(drafts.values_list("public_body", flat=True))
    public = dict(drafts.order_by().values_list("public_body").annotate(Min("published_at")))
    ledgers = set(
        LedgerEntry.objects.filter(public_body__in=asked, on__year=year).values_list("public_body", flat=True)
    )
    whole = Span(year, date(year, 12, 31))
    wrote = set(published(asked, whole).values_list("public_body", flat=True).distinct())
    for number, given in found.items():
        on = _day(public.get(number))
        due = report_due(asked[number], year).on
        owed = number in made | ledgers | wrote
        given["report"] = ReportFact(year, due, on if on is not None and on <= span.until else None, owed)


def _day(at: datetime | None) -> date | None:
    return None if at is None else timezone.localdate(at)


_COUNTS: Final[tuple[Callable[[dict[int, PublicBody], Span, Facts], None], ...]] = (
    _months, _columns, _media, _units, _waits, _applications, _remedies, _channels, _duties, _reports
)  # fmt: skip
