"""The lights of columns (栏目更新): green, amber near the limit, red beyond it, and what was never filled.

Source: 国办秘函〔2019〕19号 (limits, unverified); the share for amber is a dated convention in `data/lights.toml`.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from gongkai.core.catalogue.words import Word


class Light(Word):
    """How fresh a column is."""

    GREEN = "green", "正常"
    AMBER = "amber", "将要超期"
    RED = "red", "超期未更新"
    EMPTY = "empty", "空白栏目"
    FREE = "free", "不要求"


@dataclass(frozen=True, slots=True)
class Freshness:
    """The light of a column on a day, how many days it has been without anything new, and how many are left."""

    light: Light
    days: int | None
    left: int | None


@cache
def _shares() -> tuple[tuple[date, int], ...]:
    data = tomllib.loads((Path(__file__).parent / "data" / "lights.toml").read_text(encoding="utf-8"))
    return tuple(sorted((row["from"], row["amber_percent"]) for row in data["share"]))


def amber_percent(on: date) -> int:
    """Return the share of a limit at which the light turns amber, as of a day; 100 before there was one."""
    return next((percent for since, percent in reversed(_shares()) if since <= on), 100)


def freshness(last_on: date | None, limit: int | None, on: date) -> Freshness:
    """Return the light of a column: its newest date, its longest time without anything new in days, and the day."""
    if last_on is None:
        return Freshness(Light.EMPTY, None, None)
    days = max((on - last_on).days, 0)
    if not limit:
        return Freshness(Light.FREE, days, None)
    if days > limit:
        return Freshness(Light.RED, days, limit - days)
    amber = days * 100 >= limit * amber_percent(on)
    return Freshness(Light.AMBER if amber else Light.GREEN, days, limit - days)
