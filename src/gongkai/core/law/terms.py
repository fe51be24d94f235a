"""The terms (期限) of the law as dated data: number, unit, the event they start after, basis, effect of their end."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

from gongkai.core.law.errors import UnknownCode


class Unit(StrEnum):
    """What a term is counted in."""

    WORKDAYS = "workdays"
    DAYS = "days"
    MONTHS = "months"
    JANUARY = "january"  # a date of that month, art. 49; never rolled
    MARCH = "march"

    @property
    def label(self) -> str:
        """The word that stands after the number."""
        return _UNITS[self]


_UNITS: Final = {
    Unit.WORKDAYS: "个工作日",
    Unit.DAYS: "日",
    Unit.MONTHS: "个月",
    Unit.JANUARY: "日",
    Unit.MARCH: "日",
}


@dataclass(frozen=True, slots=True)
class Term:
    """One edition of a term. `amount` 0: the law gives no number. `mark`: "unverified", "convention" or empty."""

    id: str
    label: str
    amount: int
    unit: Unit
    starts: str
    basis: str
    effect: str
    valid_from: date
    mark: str = ""


@cache
def terms() -> Mapping[str, tuple[Term, ...]]:
    """Return the editions of every term by id, oldest first."""
    data = tomllib.loads((files(__package__) / "data" / "terms.toml").read_text(encoding="utf-8"))
    found: dict[str, list[Term]] = {}
    for item in data["terms"]:
        found.setdefault(item["id"], []).append(_term(item))
    return {name: tuple(sorted(each, key=lambda edition: edition.valid_from)) for name, each in found.items()}


def _term(item: Mapping[str, Any]) -> Term:
    texts = {key: item[key] for key in ("id", "label", "amount", "starts", "basis", "effect")}
    return Term(**texts, unit=Unit(item["unit"]), valid_from=item["from"], mark=item.get("mark", ""))


def term(id_: str, on: date) -> Term:
    """Return the edition of a term in force on a day; before the first edition, the first one. Raises UnknownCode.

    Cases that were running when a rule came into force are counted by it.
    """
    try:
        editions = terms()[id_]
    except KeyError:
        raise UnknownCode("期限", id_) from None
    return next((edition for edition in reversed(editions) if edition.valid_from <= on), editions[0])
