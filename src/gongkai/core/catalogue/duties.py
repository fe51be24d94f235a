"""From matters, a calendar and the records there are to duties: what is due, by whom, where, by when, and whether done.

A matter with a rhythm owes one record a period; a period's information is formed on its last day. A matter without one
owes each record that was formed. A lasting matter owes one record from the day it is in force. One record meets one
period: of those that had begun and are open the one that ends nearest to its formation, of years those first whose
term it kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.core.catalogue.limits import LONGEST, Due, due_after
from gongkai.core.catalogue.matters import Matter, Record
from gongkai.core.catalogue.periods import Period, periods_of
from gongkai.core.catalogue.words import Carrier, Rhythm, Word
from gongkai.core.law.workdays import WorkCalendar


class State(Word):
    """How a duty stands; the worst first."""

    MISSED = "missed", "逾期未公开"
    PARTLY = "partly", "渠道不全"
    LATE = "late", "逾期公开"
    UNKNOWN = "unknown", "期限未知"
    PENDING = "pending", "未到期"
    MET = "met", "按时公开"


class OnCarrier(Word):
    """What became of a duty on one carrier."""

    SENT = "sent", "已发出"
    LATE = "late", "逾期发出"
    LACKING = "lacking", "没有发出"
    UNPROVEN = "unproven", "本系统没有登记"


@dataclass(frozen=True, slots=True)
class CarrierDuty:
    """A carrier that a duty asks for, and the day it was served."""

    carrier: Carrier
    state: OnCarrier
    on: date | None


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that is due (公开任务): of which matter, by whom, for which days, by when, where, and how it stands.

    `records` are those that met it; `in_hand` those that are being worked on.
    """

    matter: str
    title: str
    owner: str
    rhythm: Rhythm
    label: str
    first: date
    last: date
    due: Due
    state: State
    carriers: tuple[CarrierDuty, ...]
    records: tuple[str, ...] = ()
    in_hand: tuple[str, ...] = ()

    @property
    def month(self) -> int:
        """The month of the map of duties: that in which the information is formed."""
        return self.last.month


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of every matter alike: the calendar, today, the longest term, the carriers that can be proven."""

    calendar: WorkCalendar
    today: date
    longest: int = LONGEST
    proven: frozenset[Carrier] = frozenset({Carrier.WEBSITE})


def duties_of(matters: Iterable[Matter], records: Iterable[Record], year: int, asked: Asked) -> list[Duty]:
    """Return the duties whose information is formed in a year, in the order of the matters and of time."""
    by_matter: Mapping[str, list[Record]] = defaultdict(list)
    for record in records:
        if record.day is not None:
            by_matter[record.matter].append(record)
    versions: dict[str, list[Matter]] = defaultdict(list)
    for matter in matters:
        versions[matter.code].append(matter)
    found: list[Duty] = []
    for code, each in versions.items():
        own = sorted(by_matter[code], key=lambda one: (one.published_on or date.max, one.key))
        found += sorted(_of_matter(each, own, year, asked), key=lambda duty: (duty.last, duty.label))
    return found


def never_filled(matters: Iterable[Matter], records: Iterable[Record], on: date) -> list[Matter]:
    """Return the matters in force on a day of which nothing was ever published."""
    filled = {one.matter for one in records if one.published_on is not None and one.published_on <= on}
    return [matter for matter in matters if matter.in_force(on) and matter.code not in filled]


def _of_matter(versions: Sequence[Matter], records: Sequence[Record], year: int, asked: Asked) -> Iterator[Duty]:
    owed = [(matter, period) for matter in versions for period in _owed(matter, year)]
    dues = [due_after(period.last, matter.limit, asked.calendar, asked.longest) for matter, period in owed]
    met = _matched(owed, dues, records)
    for place, (matter, period) in enumerate(owed):
        if period.last.year != year:
            continue
        yield _duty(matter, period, dues[place], met.get(place), _in_hand(period, dues[place], records), asked)
    for matter in versions:
        if matter.limit.rhythm is Rhythm.AS_FORMED:
            yield from _of_records(matter, records, year, asked)
        elif matter.limit.rhythm is Rhythm.LASTING and matter.from_on.year == year:
            yield _lasting(matter, records, asked)


def _owed(matter: Matter, year: int) -> Iterator[Period]:
    """Yield the periods of the year before, of the year and after, of a version: neighbours share records."""
    for one in (year - 1, year, year + 1):
        for period in periods_of(one, matter.limit.rhythm):
            if matter.in_force(period.last):
                yield period


def _matched(
    owed: Sequence[tuple[Matter, Period]], dues: Sequence[Due], records: Sequence[Record]
) -> dict[int, Record]:
    """Return which record meets which period, by the place of the period."""
    met: dict[int, Record] = {}
    for record in records:
        if record.published_on is None or record.day is None:
            continue
        open_then = [place for place in range(len(owed)) if place not in met and owed[place][1].first <= record.day]
        if open_then:
            met[min(open_then, key=lambda place: _distance(owed[place], dues[place], record, place))] = record
    return met


def _distance(owed: tuple[Matter, Period], due: Due, record: Record, place: int) -> tuple[bool, int, int]:
    """Return how far a record is from a period: days between its formation and the period's end.

    Of a year first whether it kept its term: a plan of March is one of its own year, not a late one of the year before.
    """
    matter, period = owed
    out = matter.limit.rhythm is Rhythm.YEARLY and not in_time(record.published_on or date.max, due)
    return out, abs((period.last - (record.day or date.max)).days), place


def in_time(day: date, due: Due) -> bool:
    """Whether a day keeps a term for certain; a term whose end is not known is kept up to its earliest end."""
    return day <= (due.on or due.not_before)


def _in_hand(period: Period, due: Due, records: Sequence[Record]) -> tuple[str, ...]:
    last = due.on or due.not_before
    return tuple(one.key for one in records if one.published_on is None and one.day and period.first <= one.day <= last)


def _of_records(matter: Matter, records: Sequence[Record], year: int, asked: Asked) -> Iterator[Duty]:
    for record in records:
        day = record.day
        if day is None or day.year != year or not matter.in_force(day):
            continue
        due = due_after(day, matter.limit, asked.calendar, asked.longest)
        in_hand = () if record.published_on else (record.key,)
        yield _duty(matter, Period(day, day, ""), due, record if record.published_on else None, in_hand, asked)


def _lasting(matter: Matter, records: Sequence[Record], asked: Asked) -> Duty:
    due = due_after(matter.from_on, matter.limit, asked.calendar, asked.longest)
    public = [one for one in records if one.published_on is not None]
    in_hand = tuple(one.key for one in records if one.published_on is None)
    period = Period(matter.from_on, matter.from_on, "长期公开")
    return _duty(matter, period, due, public[0] if public else None, in_hand, asked)


def _duty(
    matter: Matter, period: Period, due: Due, record: Record | None, in_hand: tuple[str, ...], asked: Asked
) -> Duty:
    carriers = tuple(_served(carrier, record, due, asked) for carrier in Carrier if carrier in matter.carriers)
    return Duty(
        matter.code, matter.title, matter.owner, matter.limit.rhythm, period.label, period.first, period.last, due,
        _state(record, carriers, due, asked.today), carriers, (record.key,) if record else (),
        () if record else in_hand,
    )  # fmt: skip


def _served(carrier: Carrier, record: Record | None, due: Due, asked: Asked) -> CarrierDuty:
    on = record.on(carrier) if record else None
    if on is not None:
        late = due.on is not None and on > due.on
        return CarrierDuty(carrier, OnCarrier.LATE if late else OnCarrier.SENT, on)
    return CarrierDuty(carrier, OnCarrier.LACKING if carrier in asked.proven else OnCarrier.UNPROVEN, None)


def _state(record: Record | None, carriers: Sequence[CarrierDuty], due: Due, today: date) -> State:
    if record is None or any(one.state is OnCarrier.LACKING for one in carriers):
        return _unmet(State.MISSED if record is None else State.PARTLY, due, today)
    days = [one.on for one in carriers if one.on is not None]
    if record.published_on is not None:
        days.append(record.published_on)
    if all(in_time(day, due) for day in days):
        return State.MET
    return State.LATE if due.on is not None else State.UNKNOWN


def _unmet(worst: State, due: Due, today: date) -> State:
    """Return how an unmet duty stands: not yet due, nobody can tell, or the worst."""
    if in_time(today, due):
        return State.PENDING
    return worst if due.on is not None else State.UNKNOWN
