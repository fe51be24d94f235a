"""The columns a new platform begins with, from `data/columns.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gongkai.apps.publishing.words import Section


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """One column to be made: its section, its name in addresses, its name, its longest time without news in days."""

    section: Section
    slug: str
    name: str
    days: int | None = None


@cache
def unified_columns() -> tuple[ColumnPlan, ...]:
    """Return the columns of the unified layout in their order."""
    text = (Path(__file__).parent / "data" / "columns.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["column"]
    return tuple(ColumnPlan(Section(row["section"]), row["slug"], row["name"], row.get("days")) for row in rows)
