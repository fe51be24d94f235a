"""From facts and rules to points: what was won and by what, what was lost, what would still be won, and the order."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final, Generic, TypeVar

from gongkai.core.oversight.facts import BodyFacts
from gongkai.core.oversight.measures import MEASURES
from gongkai.core.oversight.model import Gain, Reading

_CENT: Final = Decimal("0.01")
REASONS: Final = 3  # how many losses a ranking names for each body
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Rule:
    """An indicator as it is in force on a day (考核指标): what it measures, its target, its points, its source."""

    id: int
    name: str
    measure: str
    target: Decimal
    points: Decimal
    source: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """The points of one indicator with all that they rest on; `won` is None where nothing is to be judged."""

    rule: Rule
    reading: Reading
    won: Decimal | None

    @property
    def lost(self) -> Decimal:
        """The points that are missing."""
        return Decimal(0) if self.won is None else self.rule.points - self.won

    @property
    def gains(self) -> list[tuple[Gain, Decimal]]:
        """What can still be done, with the points it wins."""
        return [(gain, _points(self.rule, gain.share)) for gain in self.reading.gains]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The marks of a body."""

    marks: tuple[Mark, ...]

    @property
    def won(self) -> Decimal:
        """All points won."""
        return sum((mark.won for mark in self.marks if mark.won is not None), Decimal(0))

    @property
    def of(self) -> Decimal:
        """All points that could be won: indicators with nothing to be judged do not count."""
        return sum((mark.rule.points for mark in self.marks if mark.won is not None), Decimal(0))

    @property
    def percent(self) -> Decimal | None:
        """The points won of a hundred; None where nothing is to be judged. Bodies are ranked by it."""
        return (self.won * 100 / self.of).quantize(_CENT, ROUND_HALF_UP) if self.of else None

    @property
    def losses(self) -> list[Mark]:
        """The marks that lost points, the greatest loss first."""
        return sorted((mark for mark in self.marks if mark.lost > 0), key=lambda mark: -mark.lost)

    @property
    def reasons(self) -> list[Mark]:
        """The greatest losses: why the place is what it is."""
        return self.losses[:REASONS]


def score(facts: BodyFacts, rules: Iterable[Rule], on: date) -> Sheet:
    """Judge the facts of a body by rules as of a day, which may lie ahead: then as if nothing more was done."""
    return Sheet(tuple(_mark(facts, rule, on) for rule in rules))


def _mark(facts: BodyFacts, rule: Rule, on: date) -> Mark:
    reading = MEASURES[rule.measure].read(facts, rule.target, on)
    return Mark(rule, reading, None if reading.share is None else _points(rule, reading.share))


def _points(rule: Rule, share: Fraction) -> Decimal:
    exact = Fraction(rule.points) * share
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(_CENT, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Rank(Generic[Key]):
    """The place of one body; those with equal points share a place. None: nothing was to be judged."""

    place: int | None
    of: Key
    sheet: Sheet


def ranking(sheets: Mapping[Key, Sheet]) -> list[Rank[Key]]:
    """Return the bodies in their order, the best first, those without any mark last."""
    judged = [(key, sheet) for key, sheet in sheets.items() if sheet.percent is not None]
    ordered = sorted(judged, key=lambda one: -(one[1].percent or Decimal(0)))
    values: Sequence[Decimal | None] = [sheet.percent for _key, sheet in ordered]
    found = [Rank(values.index(sheet.percent) + 1, key, sheet) for key, sheet in ordered]
    return [*found, *(Rank(None, key, sheet) for key, sheet in sheets.items() if sheet.percent is None)]
