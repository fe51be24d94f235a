"""What is counted of a body for a year, up to a day: all that indicators are judged by. No target stands in it."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Account:
    """A column or an account of a channel that must not be silent for longer than its limit (更新期限)."""

    number: int
    name: str
    limit_days: int
    last_on: date | None  # None: never filled
    opened_on: date | None = None

    def due_on(self) -> date | None:
        """Return the last day on which it is still in time; None for one that was never filled and has no first day."""
        since = self.last_on or self.opened_on
        return None if since is None else date.fromordinal(since.toordinal() + self.limit_days)

    def is_late(self, on: date) -> bool:
        """Whether its limit has passed on a day."""
        due = self.due_on()
        return due is None or on > due


@dataclass(frozen=True, slots=True)
class Unit:
    """An office or a community, and how much it contributed (报送)."""

    number: int
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Case:
    """An application that is not answered yet: its number on the receipt, the last day for the reply."""

    number: int
    name: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class ReportFact:
    """The annual report that falls due in the year (上一年度的年度报告)."""

    year: int
    due_on: date
    published_on: date | None = None
    is_owed: bool = True  # False: the body had nothing in this system in the year of the report


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """The facts of one body for one year, counted up to and including `until`."""

    year: int
    until: date
    months: tuple[int, ...] = (0,) * 12
    columns: tuple[Account, ...] = ()
    media: tuple[Account, ...] = ()
    offices: tuple[Unit, ...] = ()
    communities: tuple[Unit, ...] = ()
    waits: tuple[tuple[int, int], ...] = ()  # working days from formation to publication, how many items
    undated: int = 0  # items whose formation date is not entered, or whose calendar is not known
    answered_in_time: int = 0
    answered_late: int = 0
    open_cases: tuple[Case, ...] = ()
    remedies_decided: int = 0
    remedies_corrected: int = 0
    states: tuple[tuple[str, int], ...] = ()  # applications by what became of them
    channels: tuple[tuple[str, tuple[int, ...]], ...] = ()  # deliveries of each kind of channel, month by month
    duties_due: int = 0
    duties_missed: int = 0
    report: ReportFact | None = None

    @property
    def published(self) -> int:
        """All that was published in the year."""
        return sum(self.months)


def facts_to_json(facts: BodyFacts) -> dict[str, Any]:
    """Return the facts as JSON values."""
    found: dict[str, Any] = _plain(asdict(facts))
    return found


def facts_from_json(kept: dict[str, Any]) -> BodyFacts:
    """Return facts out of the JSON values in which they are kept."""
    report = kept["report"]
    return BodyFacts(
        **{
            **kept,
            "until": date.fromisoformat(kept["until"]),
            "months": tuple(kept["months"]),
            "columns": tuple(_account(one) for one in kept["columns"]),
            "media": tuple(_account(one) for one in kept["media"]),
            "offices": tuple(Unit(**one) for one in kept["offices"]),
            "communities": tuple(Unit(**one) for one in kept["communities"]),
            "waits": tuple((days, count) for days, count in kept["waits"]),
            "states": tuple((name, count) for name, count in kept["states"]),
            "channels": tuple((name, tuple(months)) for name, months in kept["channels"]),
            "open_cases": tuple(Case(**{**one, "due_on": _day(one["due_on"])}) for one in kept["open_cases"]),
            "report": None
            if report is None
            else ReportFact(
                report["year"], date.fromisoformat(report["due_on"]), _day(report["published_on"]), report["is_owed"]
            ),
        }
    )


def _account(kept: dict[str, Any]) -> Account:
    return Account(**{**kept, "last_on": _day(kept["last_on"]), "opened_on": _day(kept["opened_on"])})


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
