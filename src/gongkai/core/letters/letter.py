"""A letter as a document: title, number, addressee, blocks, annexes, organ and date; what was filled in from where."""

from dataclasses import dataclass
from datetime import date

from gongkai.core.letters.facts import Tracking
from gongkai.core.letters.parts import Part


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a part."""

    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a form; `label` cells name what the next one holds."""

    text: str
    label: bool = False
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """The grid of a form (表格类文书); `heights` are the least heights of the rows in lines of text."""

    rows: tuple[tuple[Cell, ...], ...]
    columns: tuple[float, ...]  # shares of the width
    heights: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """A place, what was filled in, and where it was taken from (来源)."""

    place: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is lacking: the part or place, and the sentence for the user."""

    place: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter (文书), complete or not; made by `drafting.draft`."""

    kind: str
    title: tuple[str, ...]
    number: str
    addressee: str
    blocks: tuple[Paragraph | Table, ...]
    closing: str
    annexes: tuple[str, ...]
    organ: str
    dated_on: date | None
    sealed: bool  # it bears the seal
    filled: tuple[Filled, ...]
    gaps: tuple[Gap, ...]
    tracking: Tracking | None = None

    def text_of(self, part: Part) -> str:
        """Return the text of one part; empty where the letter has none."""
        return "\n".join(block.text for block in self.blocks if isinstance(block, Paragraph) and block.part is part)
