"""A document as every reader hands it on: paragraphs, grids, positioned lines and loose cells, each with its place.

A reader of one file kind turns bytes into a `Document`; it knows nothing of annual reports. `reading` turns a
`Document` into an `AnnualReport`; it knows nothing of file kinds.
"""

from dataclasses import dataclass, field
from typing import NamedTuple


class Place(NamedTuple):
    """Where a piece of text came from, counted from 1; 0 means that the kind of file has no such thing.

    HTML, DOCX, ODT, XLSX, OFD: table, row and column (of the grid, spans expanded). PDF: page too.
    Plain text and Markdown: line and the character column in it.
    """

    page: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    line: int = 0
    character: int = 0


NOWHERE = Place()


class Paragraph(NamedTuple):
    """A paragraph of prose or a heading; `level` is 1 to 6 for a marked heading, 0 otherwise."""

    text: str
    place: Place = NOWHERE
    level: int = 0


class GridCell(NamedTuple):
    """A cell of a grid: its text (line breaks inside kept as newline), its first grid column from 0 and its spans."""

    text: str
    column: int
    colspan: int = 1
    rowspan: int = 1
    place: Place = NOWHERE


@dataclass(slots=True)
class Grid:
    """A table. Each row lists the cells that begin in it, from left to right.

    `exact` says that columns and spans are those of the author's table (HTML, DOCX, ODT, XLSX, OFD, ruled PDF);
    otherwise (Markdown, crawlers' text) filler cells may stand where spans were lost.
    """

    rows: list[list[GridCell]]
    exact: bool = True
    place: Place = NOWHERE
    caption: str = ""


class Word(NamedTuple):
    """A run of text without wide gaps, from x0 to x1 (points in PDF, display columns in text laid out with blanks)."""

    text: str
    x0: float
    x1: float


class Line(NamedTuple):
    """One line of words at their positions, from left to right; y grows down the page."""

    words: tuple[Word, ...]
    place: Place = NOWHERE
    y: float = 0.0

    @property
    def text(self) -> str:
        """The words joined by one blank."""
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class Layout:
    """Lines whose positions carry the table (PDF without rules, `pdftotext -layout`), in reading order."""

    lines: list[Line]


@dataclass(slots=True)
class Cells:
    """Cells in order whose rows are lost (crawlers' text with one cell a line and a bar behind it).

    A cell with `colspan` 0 is a filler: it stands for a span of the author's table, not for a printed blank.
    """

    cells: list[GridCell]


Block = Paragraph | Grid | Layout | Cells


@dataclass(slots=True)
class Document:
    """A file's content in reading order.

    `kind` is the kind found in the content ("html", "docx", "odt", "xlsx", "pdf", "ofd", "markdown", "text");
    `title` and `published_on` come from the file's own metadata where it has them; `warnings` are Chinese sentences
    about what the reader could not take (a picture where a table may stand, text in an unknown encoding).
    """

    kind: str
    blocks: list[Block]
    encoding: str = ""
    title: str = ""
    cut: bool = False  # the text breaks off, so that its last figure may be incomplete
    published_on: str = ""
    warnings: list[str] = field(default_factory=list)
