"""Rows of figures of table 3 out of strips, before it is known which row of the form each is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from gongkai.core.report.document import Place
from gongkai.core.report.form import EDITIONS
from gongkai.core.report.reading.tables.columns import WIDTH, Reading, adds_up
from gongkai.core.report.reading.tables.labels import Label, match
from gongkai.core.report.reading.tables.strips import FILLER, SOFT, Strip, Token
from gongkai.core.report.reading.tables.values import BLANK, DASH, NUMBER, WORDS

WHOLE: Final = {len(form.table3) for form in EDITIONS.values()}
_NEAR: Final = 4  # loose labels before a row that may belong to it
_R6: Final = "t3.r6"  # a row of figures in the edition of 2019, a heading of rows since
_MANY: Final = 10  # whole rows that make single figures beside them strays


@dataclass(slots=True)
class FigureRow:
    """A row of figures before it is known which row of the form it is."""

    own: tuple[Label, ...]
    near: tuple[Label, ...]
    tokens: list[Token]
    exact: bool
    laid_out: bool
    glued: bool
    source: int
    place: Place
    above: str = ""  # what prose stood since the row before
    text: str = ""  # the words of the row
    heading: bool = False  # nothing but a heading of rows, and blanks
    reading: Reading | None = None  # what was read of it already, where it had to be put together


class Collector:
    """Makes rows of figures out of strips, bounded and loose."""

    def __init__(self) -> None:
        self.rows: list[FigureRow] = []
        self.near: list[Label] = []
        self.loose: list[Token] = []
        self.loose_source = 0
        self.current: tuple[Label, ...] = ()
        self.displaced = False
        self.place = Place()
        self.above = ""

    def take(self, strip: Strip) -> None:
        """Take the next strip of table 3."""
        self.above = f"{self.above}\n{strip.above}".strip("\n")
        rows = [label for label in strip.labels if label.part in {"t3", "group"}]
        heading = _is_heading(strip)
        if strip.bounded and strip.tokens and self._is_row(strip) and not (heading and rows[-1].id != _R6):
            self._flush()
            self.rows.append(
                FigureRow(
                    own=tuple(rows),
                    near=tuple(self.near),
                    tokens=strip.tokens,
                    exact=strip.exact,
                    laid_out=strip.laid_out,
                    glued=strip.glued,
                    source=strip.source,
                    place=strip.place,
                    above=self.above,
                    text=strip.text,
                    heading=heading,
                )
            )
            self.near.clear()
            self.above = ""
        elif rows:
            self._flush()
            self.current = tuple(rows) if rows[-1].part == "t3" else (*self._current_groups(), *rows)
            self.place = strip.place
            self.near = [*self.near, *rows][-_NEAR:]
        elif strip.tokens and not strip.labels and (not strip.bounded or strip.in_cells):
            self.loose.extend(strip.tokens)
            self.loose_source = strip.source
        elif strip.labels:
            self._flush()

    def _current_groups(self) -> tuple[Label, ...]:
        return tuple(label for label in self.current if label.part == "group")

    def _is_row(self, strip: Strip) -> bool:
        if len(strip.tokens) == WIDTH and strip.labels and strip.labels[-1].part == "t3":
            return True
        if any(label.part == "head" for label in strip.labels):
            return False
        named = any(label.part in {"t3", "group"} for label in strip.labels)
        figures = sum(token.kind in (NUMBER, DASH) for token in strip.tokens)
        return figures >= 2 or (named and (bool(strip.filled) or sum(t.kind == BLANK for t in strip.tokens) >= WIDTH))

    def _flush(self) -> None:
        """Close the row of loose tokens that stood behind the last label."""
        tokens, self.loose = self.loose, []
        label, self.current = self.current, ()
        if not tokens:
            self.current = label
            return
        # More figures than one row behind a label: labels were displaced, and the next one may be of a later row.
        figures = sum(token.kind in (NUMBER, DASH) for token in tokens)
        displaced, self.displaced = self.displaced, figures > WIDTH
        for i, part in enumerate(cut(tokens)):
            own = label if i == 0 and not displaced else ()
            self.rows.append(
                FigureRow(
                    own,
                    (),
                    part,
                    exact=False,
                    laid_out=False,
                    glued=False,
                    source=-self.loose_source,
                    place=self.place,
                    above=self.above,
                )
            )
            self.above = ""
        self.near.clear()

    def finish(self) -> list[FigureRow]:
        """Return the rows; beside many whole rows a few loose figures are strays, not rows."""
        self._flush()
        if any(label.id.startswith(f"{_R6}_") for row in self.rows for label in row.own):
            self.rows = [row for row in self.rows if not row.heading]
        whole = sum(row.source > 0 and len(row.tokens) >= WIDTH for row in self.rows)
        if whole >= _MANY:
            self.rows = [row for row in self.rows if row.source > 0 or len(row.tokens) >= WIDTH]
        if len(self.rows) not in WHOLE:
            # Blank cells vanish where fewer rows hold figures: glued figures cannot be told apart then.
            self.rows = [row for row in self.rows if not row.glued]
        bare = [row for row in self.rows if row.source < 0 and not any(t.kind == BLANK for t in row.tokens)]
        short = [row for row in bare if len(row.tokens) % WIDTH]
        if len(short) > len(bare) / 5:
            # Blank cells vanish in this text: seven figures behind a label may be of two rows, unless they add up.
            self.rows = [row for row in self.rows if row not in bare or len(row.tokens) != WIDTH or adds_up(row.tokens)]
        return self.rows


def _is_heading(strip: Strip) -> bool:
    """Tell whether a strip is nothing but a heading of rows (（三）不予公开): its blanks are no data."""
    if not strip.labels or strip.filled or any(label.part != "group" for label in strip.labels):
        return False
    return match(strip.text).part == "group" or all(match(part).part == "group" for part in strip.text.split())


def cut(tokens: Sequence[Token]) -> Iterable[list[Token]]:
    """Cut the loose tokens behind one label into rows of seven."""
    first = next((i for i, token in enumerate(tokens) if token.kind != FILLER), len(tokens))
    end = next((i for i in range(first, len(tokens)) if tokens[i].kind == FILLER), len(tokens))
    row = list(tokens[first:end])
    hard = [token for token in row if token.kind != SOFT]
    if any(token.kind == SOFT for token in row):
        row = [t._replace(kind=BLANK) if t.kind == SOFT else t for t in row] if len(row) == WIDTH else hard
    if end < len(tokens):
        yield row  # fillers say where the row ends
    elif any(token.kind in (BLANK, WORDS) for token in row):
        yield row[:WIDTH] if all(token.kind in (BLANK, WORDS) for token in row[WIDTH:]) else row
    elif len(row) % WIDTH == 0:
        yield from (row[i : i + WIDTH] for i in range(0, len(row), WIDTH))
    else:
        yield row


def joined(rows: Sequence[FigureRow]) -> list[FigureRow]:
    """Put rows together that a page break cuts in two: the figures on the left above it, those on the right below."""
    found: list[FigureRow] = []
    for row in rows:
        halves = _halves(found[-1], row) if found and not row.own and not row.near else None
        if halves is None:
            found.append(row)
        elif adds_up(halves):
            why = "这一行在换页处断成两行，合成一行"
            found[-1] = replace(found[-1], tokens=halves, reading=Reading(tuple(halves), state="repaired", why=why))
        else:
            why = "这一行在换页处断成两行，合起来与总计不符"
            found[-1] = replace(found[-1], tokens=halves, reading=Reading(why=why))
    return found


def _halves(upper: FigureRow, lower: FigureRow) -> list[Token] | None:
    """Return the seven cells of two halves of a row, None where they are not such."""
    if not upper.own or upper.source < 0 or lower.source < 0 or upper.laid_out or lower.laid_out:
        return None
    rows = [[token for token in row.tokens if token.kind not in (FILLER, SOFT)][-WIDTH:] for row in (upper, lower)]
    filled = [[i for i, token in enumerate(row) if token.kind != BLANK] for row in rows]
    if any(len(row) != WIDTH for row in rows) or not all(filled) or filled[0][-1] >= filled[1][0]:
        return None
    return [*rows[0][: filled[1][0]], *rows[1][filled[1][0] :]]
