"""The flow of text on pages: pieces to lines, columns, paragraphs and positioned lines; page furniture taken out.

Pure geometry, shared by the readers of page formats (PDF, OFD). Lengths are points; x grows to the right and y grows
down the page. `blocks` turns the pages of a document into the blocks of `document.Document`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from statistics import median
from typing import Final, NamedTuple

from gongkai.core.report.document import Block, Layout, Line, Paragraph, Place, Word
from gongkai.core.report.readers.furniture import without_furniture
from gongkai.core.report.readers.ruled import Framed, Piece, join, lines_of
from gongkai.core.report.readers.split_rows import mend_split_rows

_WIDE: Final = 1.0  # of the text's height: a gap this wide tells that a line may be a table's
_NARROW: Final = 0.4  # in a table, a gap this wide parts cells
_TINY: Final = 0.12  # a gap this wide parts two figures
_FIGURE: Final = re.compile(r"[+\-＋－]?[\d０-９][\d０-９,，.．]*[%％]?|[/／\\]|[-—–]+")
_HEADING: Final = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]")
_SECTION: Final = re.compile(r"[一二三四五六七八九十]{1,2}、")
_STOP: Final = ("。", "；", "！", "？", "：", ".", ";", ":")


@dataclass(slots=True)
class Sheet:
    """A page: its number from 1, its size, its tables, and the pieces of text outside of these."""

    number: int
    width: float
    height: float
    pieces: list[Piece]
    frames: list[Framed] = field(default_factory=list)


class TextLine(NamedTuple):
    """A line of text: its pieces, its text, its place, its edges, the height of its middle and its font size."""

    pieces: Sequence[Piece]
    text: str
    place: Place
    x0: float
    x1: float
    middle: float
    size: float

    @classmethod
    def of(cls, pieces: Sequence[Piece], place: Place) -> "TextLine":
        """Make a line of pieces in order; its size is that of its longest piece."""
        head = pieces[0]
        longest = head if len(pieces) == 1 else max(pieces, key=lambda piece: len(piece.text))
        return cls(pieces, join(pieces), place, head.x0, pieces[-1].x1, head.middle, max(longest.size, 1.0))


class _Margins(NamedTuple):
    left: float
    right: float
    pitch: float  # from one line to the next
    size: float  # of the text


def blocks(sheets: Sequence[Sheet]) -> list[Block]:
    """Return the paragraphs, tables and positioned lines of a document in reading order.

    Page marks and running heads are taken out; a paragraph or a row that goes on over a page is one.
    """
    numbered = [_lines(sheet, sheet.pieces) for sheet in sheets]
    kept = without_furniture(numbered, [sheet.height for sheet in sheets])
    usual = _usual_margins(kept)
    gutters = _gutters(sheets, kept)
    writer = _Writer()
    for sheet, lines, gutter in zip(sheets, kept, gutters, strict=True):
        for part in _parts(sheet, lines, gutter):
            if isinstance(part, Framed):
                writer.close()
                writer.blocks.append(part.grid)
            else:
                writer.write(part, _margins(part, usual))
    writer.close()
    mend_split_rows(writer.blocks)
    return writer.blocks


def _lines(sheet: Sheet, pieces: Sequence[Piece]) -> list[TextLine]:
    return [TextLine.of(line, Place(sheet.number, line=n)) for n, line in enumerate(lines_of(pieces), 1)]


def _parts(sheet: Sheet, lines: list[TextLine], gutter: float | None) -> Iterator[Framed | list[TextLine]]:
    """Yield the tables of a page and the runs of lines between them, column by column, in reading order."""
    rest = lines
    for frame in sheet.frames:
        above = [line for line in rest if line.middle < frame.top]
        rest = [line for line in rest if line.middle >= frame.top]
        yield from _columns(above, gutter)
        yield frame
    yield from _columns(rest, gutter)


# Columns


def _columns(lines: list[TextLine], gutter: float | None) -> Iterator[list[TextLine]]:
    """Yield lines as they are, or column by column where a gutter parts prose."""
    if gutter is None:
        if lines:
            yield lines
        return
    run: list[TextLine] = []
    for line in lines:
        if any(piece.x0 < gutter < piece.x1 for piece in line.pieces):
            yield from _two(run, gutter)
            run = []
            yield [line]
        else:
            run.append(line)
    yield from _two(run, gutter)


def _two(lines: list[TextLine], gutter: float) -> Iterator[list[TextLine]]:
    for left in (True, False):
        column = [part for line in lines if (part := _side(line, gutter, left=left))]
        if column:
            yield column


def _side(line: TextLine, gutter: float, *, left: bool) -> TextLine | None:
    pieces = [piece for piece in line.pieces if (piece.x0 < gutter) is left]
    return TextLine.of(pieces, line.place) if pieces else None


def _gutters(sheets: Sequence[Sheet], pages: Sequence[list[TextLine]]) -> list[float | None]:
    """Return where the prose of each page is parted into two columns; a page with few lines follows the others."""
    found = [_gutter(lines, sheet.width) for sheet, lines in zip(sheets, pages, strict=True)]
    known = next((gutter for gutter in found if gutter is not None), None)
    if known is None:
        return found
    return [
        known if gutter is None and _parts_lines(lines, known) else gutter
        for gutter, lines in zip(found, pages, strict=True)
    ]


def _parts_lines(lines: list[TextLine], gutter: float) -> bool:
    crossing = sum(any(piece.x0 < gutter < piece.x1 for piece in line.pieces) for line in lines)
    sides = (_is_prose(lines, gutter, left=left, fewest=1) for left in (True, False))
    return crossing <= len(lines) / 4 and all(sides)


def _gutter(lines: list[TextLine], width: float) -> float | None:
    """Return where the prose of a page is parted into two columns, or None."""
    first, last = int(0.35 * width) + 1, int(0.65 * width) + 1
    steps = [0] * (last + 2)  # how many gaps begin, less those that end, at each point
    for line in lines:
        inner = ((a.x1, b.x0) for a, b in pairwise(line.pieces) if b.x0 - a.x1 > line.size)
        for start, end in ((0.0, line.x0), *inner, (line.x1, width)):
            if end > first and start < last:
                steps[max(first, int(start) + 1)] += 1
                steps[min(last, int(end)) + 1] -= 1
    counts = list(accumulate(steps))[first : last + 1]
    most = max(counts)
    if len(lines) < 8 or most < 0.75 * len(lines):
        return None
    open_at = [at for at, count in enumerate(counts, first) if count == most]
    gutter = float(median(open_at))
    return gutter if _is_prose(lines, gutter, left=True) and _is_prose(lines, gutter, left=False) else None


def _is_prose(lines: list[TextLine], gutter: float, *, left: bool, fewest: int = 6) -> bool:
    """Tell whether one side of a gutter holds lines of prose: long and seldom figures."""
    sides = ("".join([p.text for p in line.pieces if (p.x0 < gutter) is left]) for line in lines)
    texts = [text for text in sides if text]
    if len(texts) < fewest:
        return False
    whole = "".join(texts)
    figures = sum(char.isdigit() for char in whole)
    return median(map(len, texts)) >= 8 and figures < 0.3 * len(whole)


# Margins


def _usual_margins(pages: Sequence[list[TextLine]]) -> _Margins | None:
    """Return the margins most pages have."""
    found = [_own_margins(lines) for lines in pages if len(lines) >= 8]
    if not found:
        return None
    return _Margins(*(median(values) for values in zip(*found, strict=True)))


def _own_margins(lines: list[TextLine]) -> _Margins:
    left, _ = Counter(round(line.x0) for line in lines).most_common(1)[0]
    steps = [b.middle - a.middle for a, b in pairwise(lines) if b.middle > a.middle]
    pitch = min(median(steps), 3 * lines[0].size) if steps else 2 * lines[0].size
    size = median([line.size for line in lines])
    return _Margins(min(left, *(line.x0 + line.size for line in lines)), max(line.x1 for line in lines), pitch, size)


def _margins(lines: list[TextLine], usual: _Margins | None) -> _Margins:
    """Return the margins of a run of lines: the usual ones where they hold it."""
    own = _own_margins(lines)
    size = lines[0].size
    if usual is None or own.right > usual.right + size or own.left > usual.left + 6 * size:
        return own
    if own.right < (usual.left + usual.right) / 2 and len(lines) > 6:
        return own  # a column
    return _Margins(usual.left, usual.right, own.pitch if len(lines) >= 4 else usual.pitch, usual.size)


# Paragraphs and positioned lines


class _Writer:
    """Collects blocks; keeps the last paragraph open, since it may go on in the next column or on the next page."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._text = ""
        self._first: TextLine | None = None
        self._last: TextLine | None = None
        self._margins = _Margins(0, 0, 0, 0)

    def write(self, lines: list[TextLine], margins: _Margins) -> None:
        """Add a run of lines: prose as paragraphs, tables without rules as positioned lines."""
        at = 0
        for start, end in _zones(lines, margins):
            self._prose(lines[at:start], margins)
            self.close()
            self.blocks.append(Layout([_positioned(line) for line in lines[start:end]]))
            at = end
        self._prose(lines[at:], margins)

    def close(self) -> None:
        """End the open paragraph."""
        if self._first is not None:
            self.blocks.append(Paragraph(self._text, self._first.place))
        self._text, self._first, self._last = "", None, None

    def _prose(self, lines: list[TextLine], margins: _Margins) -> None:
        for line in lines:
            if self._last is None or self._begins(line, margins):
                self.close()
                self._first, self._text = line, line.text
            else:
                self._text = _continued(self._text, line.text)
            self._last, self._margins = line, margins

    def _begins(self, line: TextLine, margins: _Margins) -> bool:
        """Tell whether a line begins a paragraph."""
        last = self._last
        if last is not None and self._goes_on_as_title(last, line, margins):
            return False
        if last is None or last.x1 < self._margins.right - 2.2 * last.size:
            return True
        if _SECTION.match(line.text) and line.x1 < margins.right - 2.2 * line.size:
            return True
        step = line.middle - last.middle
        if step > 1.6 * margins.pitch or abs(line.size - last.size) > 0.2 * last.size:
            return True
        stopped = last.text.endswith(_STOP)
        indent, before = line.x0 - margins.left, last.x0 - self._margins.left
        if indent > before + 0.9 * line.size or (indent > 0.9 * line.size and stopped):
            return True
        return stopped and _HEADING.match(line.text) is not None

    def _goes_on_as_title(self, last: TextLine, line: TextLine, margins: _Margins) -> bool:
        """Tell whether two lines are one title: large, of one size, in the middle of the page."""
        if line.size < 1.2 * margins.size or abs(line.size - last.size) > 0.05 * line.size:
            return False
        middle = margins.left + margins.right
        level = all(abs(one.x0 + one.x1 - middle) < 3 * line.size for one in (last, line))
        return level and 0 < line.middle - last.middle < 2.5 * line.size


def _continued(text: str, more: str) -> str:
    seam = text[-1:] + more[:1]
    return f"{text} {more}" if seam.isascii() and seam.isalpha() else text + more


def _positioned(line: TextLine) -> Line:
    return Line(tuple(words_of(line.pieces)), line.place, line.middle)


def words_of(pieces: Sequence[Piece]) -> list[Word]:
    """Return the words of a line: pieces joined unless a gap parts them; figures stand alone."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and not _parted(groups[-1][-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [Word(join(group), group[0].x0, group[-1].x1) for group in groups]


def _parted(before: Piece, piece: Piece) -> bool:
    gap = (piece.x0 - before.x1) / max(piece.size, 1.0)
    return gap > _NARROW or (gap > _TINY and _is_figure(before) and _is_figure(piece))


def _cells_in(line: TextLine) -> int:
    """Count the cells a line seems to have: text parted by wide gaps, figures parted at all."""
    count = 1
    for before, piece in zip(line.pieces, line.pieces[1:], strict=False):
        gap = (piece.x0 - before.x1) / max(piece.size, 1.0)
        if gap > _WIDE or (gap > _TINY and _is_figure(piece) and (gap > _NARROW or _is_figure(before))):
            count += 1
    return count


def _is_figure(piece: Piece) -> bool:
    return _FIGURE.fullmatch(piece.text) is not None


def _zones(lines: list[TextLine], margins: _Margins) -> list[tuple[int, int]]:
    """Return the runs of lines (first, behind the last) that are tables by their position."""
    counts = [_cells_in(line) for line in lines]
    tabular = [number for number, count in enumerate(counts) if count > 1]
    zones: list[list[int]] = []
    for number in tabular:
        if zones and number - zones[-1][-1] <= 8 and not _any_prose(lines[zones[-1][-1] + 1 : number], margins):
            zones[-1].append(number)
        else:
            zones.append([number])
    return [
        _widened(zone[0], zone[-1] + 1, lines, margins)
        for zone in zones
        if len(zone) >= 3 or max(counts[number] for number in zone) >= 4
    ]


def _any_prose(lines: Sequence[TextLine], margins: _Margins) -> bool:
    return any(_is_full(line, margins) or line.text.endswith("。") for line in lines)


def _is_full(line: TextLine, margins: _Margins) -> bool:
    """Tell whether a line fills the page from margin to margin."""
    return line.x1 > margins.right - 2.2 * line.size and line.x0 < margins.left + 2.6 * line.size


def _widened(start: int, end: int, lines: list[TextLine], margins: _Margins) -> tuple[int, int]:
    """Take in the pieces of labels just above and below a table."""
    return start - _loose(lines[:start][::-1], margins), end + _loose(lines[end:], margins)


def _loose(lines: Sequence[TextLine], margins: _Margins) -> int:
    for number, line in enumerate(lines[:3]):
        if _HEADING.match(line.text) or _any_prose([line], margins) or len(line.text) > 24:
            return number
    return min(len(lines), 3)
