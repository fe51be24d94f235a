"""A report made into bytes, and which cells a reader can honestly be asked for."""

import random
from dataclasses import dataclass, field

from gongkai.core.report.model import Value
from tests.yard.truth import Truth, marked

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16")


@dataclass(frozen=True)
class Rendered:
    """The bytes of a document. `must` are the cells that have to be read; all others may be left out, but not misread.

    `accepted` holds further values that are as good as the true one (words turned into traditional script); `gone` are
    cells of which nothing is left in the document: whatever a reader says of them is made up.
    """

    data: bytes
    must: frozenset[str]
    name: str = "report.txt"
    accepted: dict[str, tuple[Value, ...]] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()


def finish(
    text: str, truth: Truth, *, may: set[str] | frozenset[str] = frozenset(), cut: int = 0, encoding: str = "utf-8"
) -> Rendered:
    """Take the private marks off and tell which cells must be read: all that are there, but for `may`.

    With `cut` the text ends after that many characters: rows that are not whole before it, with something printed
    behind them, may be left out.
    """
    plain, ends = [], {}
    for character in text:
        cell = marked(character)
        if cell:
            ends[cell] = len(plain)
        else:
            plain.append(character)
    body = "".join(plain)
    must = set(ends) - set(may)
    if not any(truth.printed[cell].strip() for cell in truth.cells_of("t4")):
        must -= truth.cells_of("t4")  # a row of nothing but bars or tabs is no proof that a row stood there
    gone: frozenset[str] = frozenset()
    if cut:
        gone = frozenset(cell for cell in truth.printed if ends.get(cell, cut + 1) > cut)
        body = body[:cut]
        last = len(body.rstrip().rstrip("|").rstrip())
        for row in truth.rows():
            if any(ends.get(cell, cut) >= last for cell in row):
                must -= set(row)
    return Rendered(body.encode(encoding), frozenset(must), gone=gone)


def pick_encoding(rng: random.Random) -> str:
    """Draw an encoding: mostly UTF-8."""
    return rng.choices(ENCODINGS, (84, 5, 8, 3))[0]


def rows_with_blanks(truth: Truth) -> set[str]:
    """Return the cells of rows in which a blank is printed: where blanks vanish, their columns are lost.

    Table 4 is one row: a blank in one group takes the others along.
    """
    found: set[str] = set()
    for row in truth.rows():
        if any(not truth.printed[cell].strip() for cell in row):
            found |= truth.cells_of("t4") if row[0].startswith("t4.") else set(row)
    return found
