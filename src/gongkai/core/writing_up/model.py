"""What a file holds once it is written up: blocks of clean writing, and notes on what was left out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs, headings and lists as HTML of few tags: p, h2 to h4, ul, ol, li, b, i, s, sup, sub, br, a.

    A reference to a footnote is a link to #zhu-MARK within sup.
    """

    html: str


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged cell: the place of its upper left corner, counted from 0, and how far it reaches."""

    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: every row as wide as the widest, covered places empty; whether the first row heads the columns."""

    rows: tuple[tuple[str, ...], ...]
    merges: tuple[Merge, ...] = ()
    has_head: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the file: its bytes, a name with its ending, the words that stand for it."""

    data: bytes
    name: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Footnotes:
    """The notes to which the text refers: mark and HTML of each."""

    notes: tuple[tuple[str, str], ...]


Block = Prose | Table | Picture | Footnotes


@dataclass(frozen=True, slots=True)
class Written:
    """A file written up; `title` and `document_number` are taken out of the text where they head it."""

    title: str = ""
    document_number: str = ""
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()
