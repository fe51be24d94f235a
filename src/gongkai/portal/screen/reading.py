"""A screen's report, read with care: it comes from a browser that anybody may have."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from gongkai.apps.screens.services import Heard

MOST: Final = 200  # numbers in a report
LONGEST: Final = 120  # characters of a word
SIZES: Final = ("page", "pages", "width", "height")
WORDS: Final = ("title", "cut_off", "fault")
_KEY: Final = re.compile(r"[0-9a-f]{16,32}")


class NoReport(Exception):
    """What was sent is no report."""

    def __init__(self) -> None:
        super().__init__("不是屏幕的报告")


def read_report(data: bytes, largest: int) -> Heard:
    """Return a report; raise NoReport for anything else."""
    try:
        given = json.loads(data) if len(data) <= largest else None
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict) or not _KEY.fullmatch(str(given.get("device"))):
        raise NoReport
    holds, plays = given.get("holds"), given.get("plays")
    if not isinstance(holds, list) or not isinstance(plays, dict):
        raise NoReport
    return Heard(
        device=given["device"],
        holds=frozenset(number for one in holds[:MOST] if (number := _number(one)) is not None),
        plays=_plays(plays),
        told=_told(given),
    )


def _plays(given: Mapping[str, Any]) -> dict[int, int]:
    pairs = ((_number(name), _number(times)) for name, times in list(given.items())[:MOST])
    return {name: times for name, times in pairs if name is not None and times is not None}


def _told(given: Mapping[str, Any]) -> dict[str, Any]:
    sizes = {name: number for name in SIZES if (number := _number(given.get(name))) is not None}
    words = {name: str(given[name])[:LONGEST] for name in WORDS if isinstance(given.get(name), str) and given[name]}
    return {**sizes, **words}


def _number(given: Any) -> int | None:
    """Return a whole number that a database takes; JSON knows true and 1e999 as well."""
    try:
        number = int(given) if isinstance(given, str | int) and not isinstance(given, bool) else None
    except ValueError:
        return None
    return number if number is not None and 0 <= number < 2**31 else None
