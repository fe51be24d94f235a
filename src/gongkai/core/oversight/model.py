"""What a measure says of a body: a share of the points, the evidence of each part, what would still be won."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gongkai.core.oversight.facts import BodyFacts


@dataclass(frozen=True, slots=True)
class Item:
    """One part of the evidence. `key` names the rows behind it, such as `month:3`."""

    label: str
    figure: str
    is_met: bool
    key: str = ""


@dataclass(frozen=True, slots=True)
class Gain:
    """Something that can still be done, the share of the points it wins, and the last day for it."""

    what: str
    share: Fraction
    until: date | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a measure reads in the facts. `share` is None where there is nothing to be judged."""

    share: Fraction | None
    said: str
    items: tuple[Item, ...] = ()
    gains: tuple[Gain, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that can be measured (测算项): how it counts in words, what its target means, the function."""

    id: str
    label: str
    rule: str
    target_label: str
    read: Callable[[BodyFacts, Decimal, date], Reading]


def part(number: int, of: int) -> Fraction | None:
    """Return a share, or None of nothing."""
    return Fraction(number, of) if of else None


def left(bad: int, target: Decimal) -> Fraction:
    """Return the share that is left when each fault costs the same, and `target` of them cost all."""
    return max(Fraction(0), 1 - Fraction(bad) / Fraction(target)) if target else Fraction(int(bad == 0))


def chinese(day: date) -> str:
    """Return a day as a sentence has it."""
    return f"{day.year}年{day.month}月{day.day}日"
