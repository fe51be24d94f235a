"""One text as the recognisers are handed it: folded, with what heads it and the lists of the body."""

import re
from dataclasses import dataclass, field
from typing import Final

from gongkai.core.guard.folding import Folded, fold
from gongkai.core.guard.settings import Settings

WINDOW: Final = 60  # characters looked back at; a sentence or a table row seldom says more about one number
_CLAUSE: Final = re.compile(r"[。;\n!?]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text under inspection. `lead` is what heads it where it is a cell of a table: the head of its column.

    The recognisers see the head as if it stood before the text; what they find in the head itself does not count.
    """

    text: str
    settings: Settings = field(default_factory=Settings)
    lead: str = ""
    folded: Folded = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "folded", fold(f"{self._prefix}{self.text}"))

    @property
    def _prefix(self) -> str:
        return f"{self.lead}:" if self.lead else ""

    @property
    def plain(self) -> str:
        """Return the folded text, in which the recognisers look."""
        return self.folded.plain

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return a span of the folded text as one of the text itself; None where it lies in the head."""
        first, last = self.folded.span(start, end)
        head = len(self._prefix)
        return (first - head, last - head) if first >= head else None

    def before(self, start: int, most: int = WINDOW) -> str:
        """Return what stands before a place in the same sentence or row."""
        return _CLAUSE.split(self.plain[max(0, start - most) : start])[-1]

    def after(self, end: int, most: int = WINDOW) -> str:
        """Return what stands behind a place in the same sentence or row."""
        return _CLAUSE.split(self.plain[end : end + most])[0]
