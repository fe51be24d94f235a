"""The indicators that come with the system, to be taken over and edited by a district."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Shipped:
    """One indicator as it is proposed."""

    name: str
    measure: str
    target: Decimal
    points: Decimal
    source: str


def shipped() -> Iterator[Shipped]:
    """Yield the indicators of the data file."""
    text = (files(__package__) / "data" / "indicators.toml").read_text(encoding="utf-8")
    for row in tomllib.loads(text)["indicator"]:
        yield Shipped(row["name"], row["measure"], Decimal(row["target"]), Decimal(row["points"]), row["source"])
