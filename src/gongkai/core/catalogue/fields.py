"""The 26 fields (领域) of the standard catalogues, from `data/fields.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its number in the list, its name, and whether a sub-district usually has matters of it."""

    number: int
    name: str
    usual: bool


@cache
def fields() -> tuple[Field, ...]:
    """Return the fields in their order."""
    data = tomllib.loads((Path(__file__).parent / "data" / "fields.toml").read_text(encoding="utf-8"))
    usual = set(data["subdistrict"])
    return tuple(Field(number, name, number in usual) for number, name in enumerate(data["names"], 1))


@cache
def names() -> tuple[str, ...]:
    """Return the names of the fields."""
    return tuple(field.name for field in fields())
