"""The processing fee (信息处理费), in whole 元, on both scales: per item (按件) and per volume (按量).

Source: 国办函〔2020〕109号 arts. 3 to 5. One application bears one scale only; a person decides
whether to charge at all.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

from gongkai.core.law.errors import UnknownCode, WrongQuantity

SCALES: Final = {"items": "按件计收", "pages": "按量计收"}
_UNITS: Final = {"items": "件", "pages": "页"}


@dataclass(frozen=True, slots=True)
class Tier:
    """A part of a scale: from the first to the last number, both included, each at a price in 元."""

    first: int
    last: int | None
    price: int
    step: int = 0
    growth: int = 0


@dataclass(frozen=True, slots=True)
class Charged:
    """What falls into one tier: numbers first to last, how many, the price of each, and their sum in 元."""

    first: int
    last: int
    price: int

    @property
    def count(self) -> int:
        """How many."""
        return self.last - self.first + 1

    @property
    def yuan(self) -> int:
        """Their sum."""
        return self.count * self.price


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee with its tiers listed; `yuan` is their sum."""

    scale: str
    tiers: tuple[Charged, ...]
    source: str

    @property
    def yuan(self) -> int:
        """The whole fee."""
        return sum(tier.yuan for tier in self.tiers)

    def sentence(self) -> str:
        """Return the calculation as one sentence in plain Chinese."""
        unit = _UNITS[self.scale]
        parts = [f"第{tier.first}至{tier.last}{unit}每{unit}{tier.price}元，计{tier.yuan}元" for tier in self.tiers]
        return f"{SCALES[self.scale]}（{self.source}）：{'；'.join(parts) or '没有计费的数量'}；合计{self.yuan}元。"


@cache
def _editions() -> tuple[Mapping[str, Any], ...]:
    data = tomllib.loads((files(__package__) / "data" / "fees.toml").read_text(encoding="utf-8"))
    return tuple(sorted(data["scales"], key=lambda edition: edition["from"]))


def _edition(on: date | None) -> Mapping[str, Any]:
    known = [edition for edition in _editions() if on is None or edition["from"] <= on]
    return known[-1] if known else _editions()[0]


def scale(name: str, on: date | None = None) -> tuple[Tier, ...]:
    """Return the tiers of a scale, "items" or "pages", in force on a day (None: the newest). Raises UnknownCode."""
    if name not in SCALES:
        raise UnknownCode("收费方式", name)
    return tuple(Tier(**{"last": None, **tier}) for tier in _edition(on)[name])


def _steps(tiers: Iterable[Tier], upto: int) -> Iterator[Charged]:
    """Yield the tiers as far as a number reaches, an endless growing tier cut into its steps."""
    for tier in tiers:
        first, price = tier.first, tier.price
        while first <= upto and (tier.last is None or first <= tier.last):
            end = first + tier.step - 1 if tier.step else tier.last or upto
            yield Charged(first, min(end, upto), price)
            first, price = end + 1, price + tier.growth


def fee(name: str, number: int, *, after: int = 0, on: date | None = None) -> Fee:
    """Return the fee of the numbers after `after` up to `number` on a scale. Raises WrongQuantity."""
    if number < 0 or after < 0:
        raise WrongQuantity(f"{_UNITS.get(name, '')}数")
    found = [step for step in _steps(scale(name, on), number) if step.last > after]
    tiers = tuple(Charged(max(step.first, after + 1), step.last, step.price) for step in found)
    return Fee(name, tiers, _edition(on)["source"])


def items_fee(number: int, *, on: date | None = None) -> Fee:
    """Return the fee of all the items of one applicant in one natural month (按件)."""
    return fee("items", number, on=on)


def pages_fee(number: int, *, on: date | None = None) -> Fee:
    """Return the fee of the pages of one application (按量); pages of several applications are not added."""
    return fee("pages", number, on=on)


def item_fee(rank: int, *, matters: int = 1, on: date | None = None) -> Fee:
    """Return the fee of the application that is the rank-th of its applicant in the month (按件).

    `matters`: into how many it was split (一事一申请); they take the ranks from `rank` on.
    """
    if rank < 1 or matters < 1:
        raise WrongQuantity("件数")
    return fee("items", rank + matters - 1, after=rank - 1, on=on)


@dataclass(frozen=True, slots=True)
class Ranked:
    """An application for its rank: `applicant` is the same for the same person; `no` orders those of one day."""

    id: str
    applicant: str
    received_on: date
    no: int = 0
    matters: int = 1
    withdrawn: bool = False


def ranks(applications: Iterable[Ranked], *, counts_withdrawn: bool = True) -> dict[str, int]:
    """Return the rank of each application: per applicant and natural month of receipt, in order of receipt.

    Where it was split, its first rank. Whether a withdrawn one keeps its place is a setting of the body.
    """
    taken: dict[tuple[str, int, int], int] = {}
    found: dict[str, int] = {}
    for each in sorted(applications, key=lambda each: (each.received_on, each.no, each.id)):
        if each.withdrawn and not counts_withdrawn:
            continue
        month = (each.applicant, each.received_on.year, each.received_on.month)
        found[each.id] = taken.get(month, 0) + 1
        taken[month] = taken.get(month, 0) + each.matters
    return found


def alternatives(rank: int, pages: int, *, matters: int = 1, on: date | None = None) -> tuple[Fee, Fee]:
    """Return both fees one application could bear, per item and per volume, to be shown side by side."""
    return item_fee(rank, matters=matters, on=on), pages_fee(pages, on=on)
