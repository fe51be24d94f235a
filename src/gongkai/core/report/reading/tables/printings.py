"""A table that is printed twice: page breaks repeat rows, bodies add the figures of the year before (附：上年数据).

Rows are told apart by what their labels say. Of two printings with different figures one is taken only where the words
above say that the other is of an earlier year; otherwise rows that differ are not taken.
"""

import re
from collections.abc import Hashable, Sequence
from typing import Final, NamedTuple

_EARLIER: Final = re.compile(r"上一?年度?(?!度?结转|项目)|去年|前一?年度?|往年|历年|(?:上年)?同期|对比|比较")
_YEAR: Final = re.compile(r"(?<!\d)(20[12]\d)(?=\s*年)")
_SECOND: Final = 3  # rows met again that make a second printing; fewer are slips of the pen or page breaks
_LONGEST: Final = 60  # characters of words above a table that name it
DIFFERENT: Final = 3  # rows printed again with other figures that show another report in the document


class Printed(NamedTuple):
    """A row as printed: which row it is (None where its label is lost), its figures, and the words above it."""

    label: Hashable | None
    figures: tuple[object, ...]
    above: str


class Printings(NamedTuple):
    """What was found out: rows to keep (their indices), rows of which nothing is sure, and what is to be said.

    `several` says that whole tables differ and nothing tells which one is the report's.
    """

    kept: list[int]
    open_: set[Hashable]
    said: str = ""
    several: bool = False


def apart(rows: Sequence[Printed], least: int = _SECOND) -> Printings:
    """Tell printings of a table apart; `least` rows met again make a second one."""
    parts = _parts(rows, least)
    if len(parts) > 1:
        chosen = _of_this_year(rows, parts)
        if chosen is not None:
            said = next(_named(rows, part) for part in parts if part is not chosen)
            found = apart([rows[i]._replace(above="") for i in chosen], least)
            return Printings([chosen[i] for i in found.kept], found.open_, said, found.several)
    seen: dict[Hashable, tuple[object, ...]] = {}
    kept: list[int] = []
    differ: set[Hashable] = set()
    for i, row in enumerate(rows):
        if row.label is None or seen.setdefault(row.label, row.figures) is row.figures:
            kept.append(i)
        elif seen[row.label] != row.figures:
            differ.add(row.label)
    return Printings([i for i in kept if rows[i].label not in differ], differ, several=len(differ) >= DIFFERENT)


def _parts(rows: Sequence[Printed], least: int) -> list[list[int]]:
    """Return the printings as indices of rows: a row met again begins another one, if several follow it so."""
    parts: list[list[int]] = [[]]
    seen: set[Hashable] = set()
    for i, row in enumerate(rows):
        if row.label is not None and row.label in seen and _begins(rows[i:], seen, least):
            parts.append([])
            seen = set()
        parts[-1].append(i)
        seen |= {row.label} - {None}
    return parts


def _begins(behind: Sequence[Printed], seen: set[Hashable], least: int) -> bool:
    """Tell whether the rows from here on are a printing of their own: with words above, or several met before."""
    ahead = [row.label for row in behind[:least] if row.label is not None]
    again = sum(label in seen for label in ahead)
    return again >= min(least, len(ahead)) and (again >= least or _says_year(behind[0].above))


def _says_year(text: str) -> bool:
    return len(text) <= _LONGEST and bool(_EARLIER.search(text) or _YEAR.search(text))


def _caption(rows: Sequence[Printed], part: Sequence[int]) -> str:
    """Return the last words above a printing that may name it."""
    lines = [line.strip() for line in rows[part[0]].above.split("\n") if line.strip()]
    return lines[-1] if lines and len(lines[-1]) <= _LONGEST else ""


def _of_this_year(rows: Sequence[Printed], parts: Sequence[list[int]]) -> list[int] | None:
    """Return the one printing that is not of an earlier year, None where that cannot be told."""
    captions = [_caption(rows, part) for part in parts]
    years = [max(map(int, _YEAR.findall(caption)), default=0) for caption in captions]
    latest = max(years)
    named = sum(bool(year) for year in years) > 1
    earlier = [
        bool(_EARLIER.search(caption)) or (named and 0 < year < latest)
        for caption, year in zip(captions, years, strict=True)
    ]
    current = [part for part, old in zip(parts, earlier, strict=True) if not old]
    return current[0] if len(current) == 1 else None


def _named(rows: Sequence[Printed], part: Sequence[int]) -> str:
    return _caption(rows, part)
