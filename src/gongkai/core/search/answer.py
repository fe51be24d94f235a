"""What a search answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text with the places, from and up to, of what was asked for."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()

    def pieces(self) -> list[tuple[str, bool]]:
        """Return the text in pieces, each with whether it was asked for."""
        found, end = [], 0
        for start, stop in self.marks:
            found += [(self.text[end:start], False), (self.text[start:stop], True)]
            end = stop
        return [piece for piece in [*found, (self.text[end:], False)] if piece[0]]


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, with its marked title and the passage that speaks of what was asked for."""

    id: str
    title: Passage
    passage: Passage
    published_on: date
    shown: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of hits, how many there are in all, and what may have been meant when there is none.

    `is_loose` tells that nothing holds all the words as typed, and that the hits hold most of their characters.
    """

    hits: tuple[Hit, ...]
    count: int
    is_loose: bool = False
    meant: str | None = None
