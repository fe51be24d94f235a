"""A statement: a number of the prose with what it speaks of."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gongkai.core.report.reading.prose.numerals import NumberKind
from gongkai.core.report.reading.prose.subjects import Subject

Role = Literal["", "whole", "part"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A number of the prose, or the word that there was none (`none`, value 0), and what it speaks of.

    `start` and `end` count in the passage `passage` of the section; `text` is printed there, and `sentence` is the
    sentence around it, both word for word. `left` and `right` are the words beside the number, in simplified script
    without blanks.
    """

    section: str
    passage: int
    start: int
    end: int
    text: str
    sentence: str
    value: int | Decimal
    unit: str
    kind: NumberKind
    subject: Subject = Subject.UNKNOWN
    approximate: bool = False
    at_least: bool = False
    none: bool = False
    role: Role = ""
    part_of: Subject = Subject.UNKNOWN  # what the whole speaks of, for a part
    comparison: bool = False  # a change against another year, not a figure of this one
    with_carried: bool = False  # the sentence says 含上年结转
    year: int | None = None  # the year the sentence named last before the number
    scope: str = ""  # 全市, 市本级 …, where the sentence says whose figure it is
    left: str = ""
    right: str = ""
    position: int = 0  # in the section's text made ready
    after: int = 0  # where the number ends there
    in_bracket: bool = False
    denial: bool = False  # said in words (未收到, 没有, 无), not in a figure
    sentence_number: int = 0

    @property
    def exact(self) -> bool:
        """Whether the number is a plain figure of the report itself: no estimate, no bound, no comparison."""
        return not (self.approximate or self.at_least or self.comparison)
