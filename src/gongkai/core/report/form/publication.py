"""When a report must be published (公布期限), by the kind of body, as dated data.

Source: 《中华人民共和国政府信息公开条例》第四十九条. Both days are calendar days and are not moved by holidays.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Final, Literal

Body = Literal["government", "department", "township", "unknown"]


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of publication for a kind of body, inclusive, in the year after the report year.

    `binds` tells whether the day binds it by law; otherwise it is a convention. `since` is the first report year.
    """

    body: str
    since: int
    month: int
    day: int
    binds: bool
    called: str
    source: str


def _load() -> tuple[Due, ...]:
    text = (files(__package__) / "data" / "publication.toml").read_text(encoding="utf-8")
    return tuple(Due(**item) for item in tomllib.loads(text)["due"])


DUES: Final[Sequence[Due]] = _load()


def due(body: Body, year: int) -> Due:
    """Return the term of a kind of body for the report of a year; the earliest one known for years before it."""
    own = [item for item in DUES if item.body == body]
    valid = [item for item in own if item.since <= year]
    return max(valid, key=lambda item: item.since) if valid else min(own, key=lambda item: item.since)
