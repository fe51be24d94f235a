"""A document as strips: rows of labels and figures in order, each put to table 2, 3 or 4, and the prose between.

A strip is bounded where the document itself says where the row ends (a row of a grid, a line with a label and its
figures) and loose where only single labels and figures are left in order.
"""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from gongkai.core.report.document import Paragraph, Place
from gongkai.core.report.model import Value
from gongkai.core.report.reading.tables.values import DASH, NUMBER, WORDS, printed
from gongkai.core.report.reading.tables.wordings import Label

FILLER: Final = "filler"
SOFT: Final = "soft"  # a line of blanks: a blank cell, or nothing


class Token(NamedTuple):
    """One printed cell of figures; `x` is its grid column, or its middle in a positioned line; -1 unknown."""

    kind: str
    value: Value
    text: str
    place: Place
    x: float = -1
    span: int = 1
    trimmed: bool = False
    parted: bool = False  # put together of figures that stand apart in the cell


class HeadCell(NamedTuple):
    """A cell in a row of heads: its grid column, its text, and the id of the label it is, "" for none."""

    x: float
    text: str
    id: str = ""


@dataclass(slots=True)
class Strip:
    """A row of a table as far as it is known: labels met, figures met, and words that are neither."""

    table: str
    labels: list[Label]
    tokens: list[Token]
    place: Place
    bounded: bool = True
    exact: bool = False
    source: int = 0  # number of the block it came from: strips of one grid are alike in their columns
    heads: dict[str, float] = field(default_factory=dict)  # column heads met in the row: label id to grid column
    columns: list[HeadCell] = field(default_factory=list)  # the cells of a row with a head among them
    above: str = ""  # what prose stood since the strip before
    laid_out: bool = False  # the tokens' places on the line tell their columns
    in_cells: bool = False  # a loose cell that a bar closed: blank cells are marked
    glued: bool = False  # label and figures stood together without a gap
    text: str = ""

    @property
    def filled(self) -> list[Token]:
        """The tokens that hold something printed."""
        return [token for token in self.tokens if token.kind in (NUMBER, DASH, WORDS)]


@dataclass(slots=True)
class Sorted:
    """A document taken apart: strips of the three tables, and prose with headings in order."""

    strips: list[Strip] = field(default_factory=list)
    prose: list[tuple[str, Paragraph]] = field(default_factory=list)  # heading id or "", paragraph
    heads: list[tuple[str, str]] = field(default_factory=list)  # table, text of a column head
    ends_in: str = ""  # table in which the document ends; a whole report ends in prose


def token(text: str, place: Place, x: float = -1, span: int = 1) -> Token:
    """Read one printed cell as a token."""
    found = printed(text)
    return Token(found.kind, found.value, text, place, x, span, found.trimmed, found.parted)
