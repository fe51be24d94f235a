"""The map of duties (公开任务图): matters by months, each cell with how many of them were done and the worst state."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.catalogue.models import Matter
from gongkai.apps.catalogue.selectors.duties import duties
from gongkai.apps.catalogue.selectors.matters import standing
from gongkai.core.catalogue.duties import Duty, State
from gongkai.core.catalogue.words import Manner


@dataclass(frozen=True, slots=True)
class Cell:
    """The duties of a matter whose information is formed in a month."""

    month: int
    duties: tuple[Duty, ...]

    @property
    def done(self) -> int:
        """How many are public, in time or late, on all carriers or not."""
        return sum(bool(duty.records) for duty in self.duties)

    @property
    def worst(self) -> State | None:
        """The worst state among them; None where nothing was due."""
        return next((state for state in State if any(duty.state is state for duty in self.duties)), None)


@dataclass(frozen=True, slots=True)
class Row:
    """A matter and its months."""

    matter: Matter
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class DutyMap:
    """The rows by fields, and how many duties stand in each state."""

    fields: tuple[tuple[str, tuple[Row, ...]], ...]
    states: tuple[tuple[State, int], ...]
    duties: tuple[Duty, ...]


def map_of(body: PublicBody, year: int, *, today: date) -> DutyMap:
    """Return the map of a year: every matter that was in force on some day of it."""
    owed = duties(body, year, today=today)
    newest: dict[str, Matter] = {}
    for matter in standing([body]).filter(manner=Manner.PROACTIVE, from_on__lte=date(year, 12, 31)):
        gone = matter.until_on is not None and matter.until_on <= date(year, 1, 1)
        if not gone:
            newest.setdefault(matter.code, matter)  # the newest version comes first
    fields: dict[str, list[Row]] = {}
    for code, matter in newest.items():
        own = [duty for duty in owed if duty.matter == code]
        fields.setdefault(matter.field, []).append(Row(matter, tuple(_cells(own))))
    return DutyMap(
        tuple((name, tuple(rows)) for name, rows in fields.items()),
        tuple((state, sum(duty.state is state for duty in owed)) for state in State),
        tuple(owed),
    )


def urgent(owed: Iterable[Duty], today: date, days: int = 30) -> Sequence[Duty]:
    """Return what is to be done now: missed, not on every carrier, or due within some days; the longest due first."""
    found = [duty for duty in owed if duty.state in {State.MISSED, State.PARTLY} or _soon(duty, today, days)]
    return sorted(found, key=lambda duty: duty.due.on or duty.due.not_before)


def _soon(duty: Duty, today: date, days: int) -> bool:
    last = duty.due.on or duty.due.not_before
    return duty.state is State.PENDING and duty.last <= today and (last - today).days <= days


def _cells(own: Sequence[Duty]) -> Iterable[Cell]:
    for month in range(1, 13):
        yield Cell(month, tuple(duty for duty in own if duty.month == month))
