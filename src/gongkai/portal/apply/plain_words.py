"""The outcomes in plain words: what each means, and what the applicant can do next."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class PlainWords:
    """One outcome, told to somebody who does not know the law."""

    means: str
    next: str


@cache
def plain_words() -> Mapping[str, PlainWords]:
    """Return the words by the code of the outcome."""
    data = tomllib.loads((files(__package__) / "data" / "plain_words.toml").read_text(encoding="utf-8"))
    return {code: PlainWords(**words) for code, words in data.items()}
