"""The text of a page as pieces with boxes, upright whichever way the page was turned."""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from operator import sub
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium

from gongkai.core.report.readers.pdf import native
from gongkai.core.report.readers.pdf.glyphs import mended
from gongkai.core.report.readers.ruled import Piece, Rule

_TOKEN: Final = re.compile(r"\S+")
_GAP: Final = 0.3  # of the text's height: a wider gap parts two pieces
_BACK: Final = -0.5  # a step back this wide begins a new piece
_SAMPLES: Final = 24


class View(NamedTuple):
    """How page coordinates (y grows up) become those of the page as it is read: its visible box and its turn.

    `turn` is 0 to 3, in quarters against the clock, the way the text runs.
    """

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as it is read."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return the point with y growing down."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def rule(self, box: tuple[float, float, float, float]) -> Rule:
        """Return a box (left, bottom, right, top) of the page."""
        x0, y0 = self.point(box[0], box[1])
        x1, y1 = self.point(box[2], box[3])
        return Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


class PageText(NamedTuple):
    """The characters of a page and their boxes: left, top, right, bottom of each, y growing down."""

    text: str
    boxes: list[float]
    view: View
    handle: int


def read_text(text_page: Any, visible: tuple[float, float, float, float]) -> PageText:
    """Return the text of a page (a raw handle of pypdfium2); `visible` is left, bottom, right, top."""
    count = max(0, pdfium.FPDFText_CountChars(text_page))
    handle = native.handle(text_page)
    text = _characters(text_page, handle, count)
    turn = _turn(text, handle)
    view = View(*visible, turn)
    boxes = native.loose_boxes(handle, count) if turn == 0 else native.tight_boxes(handle, count)
    return PageText(mended(text), _seen(boxes, view), view, handle)


def _characters(text_page: Any, handle: int, count: int) -> str:
    buffer = (ctypes.c_ushort * (count + 1))()
    pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer).decode("utf-16-le", "surrogatepass")[:-1]
    # Characters without meaning are left out there, and rare ones count twice: then one by one.
    return text if len(text) == count and "\0" not in text else native.characters(handle, count)


def _turn(text: str, handle: int) -> int:
    """Return the quarter turns, against the clock, of most of the text."""
    places = [match.start() for match in _TOKEN.finditer(text)]
    if not places:
        return 0
    sample = places[:: max(1, len(places) // _SAMPLES)]
    turns = Counter(round(angle / (math.pi / 2)) % 4 for angle in native.angles(handle, sample))
    return turns.most_common(1)[0][0]


def _seen(boxes: list[float], view: View) -> list[float]:
    """Turn all boxes to the page as it is read."""
    left, top, right, bottom = boxes[::4], boxes[1::4], boxes[2::4], boxes[3::4]
    seen = [0.0] * len(boxes)
    if view.turn % 2 == 0:
        across, down = (left, right), (top, bottom)
        (x0, y0), (x1, y1) = view.point(0, 0), view.point(1, 1)
        dx, dy = x1 - x0, y1 - y0
        if view.turn == 2:
            across, down = across[::-1], down[::-1]
    else:
        across, down = (bottom, top), (left, right)
        (x0, y0), (x1, y1) = view.point(0, 0), view.point(1, 1)
        dx, dy = x1 - x0, y1 - y0
        if view.turn == 3:
            across, down = across[::-1], down[::-1]
    seen[::4] = [x0 + dx * value for value in across[0]]
    seen[2::4] = [x0 + dx * value for value in across[1]]
    seen[1::4] = [y0 + dy * value for value in down[0]]
    seen[3::4] = [y0 + dy * value for value in down[1]]
    return seen


def pieces_of(page: PageText) -> list[Piece]:
    """Return the visible text in pieces, each once."""
    width, height = page.view.size
    text = page.text
    found: list[Piece] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        spaced = start > 0 and text[start - 1] in " \u3000\xa0" and not native.was_generated(page.handle, start - 1)
        for piece in _token(page, start, end, spaced=spaced):
            if -1 <= (piece.x0 + piece.x1) / 2 <= width + 1 and -1 <= piece.middle <= height + 1:
                found.append(piece)
    return _once(found)


def _token(page: PageText, start: int, end: int, *, spaced: bool) -> Iterator[Piece]:
    """Yield the pieces of a run of characters without blanks: it may jump from cell to cell or line to line."""
    boxes = page.boxes
    lefts, rights = boxes[4 * start : 4 * end : 4], boxes[4 * start + 2 : 4 * end : 4]
    tops, bottoms = boxes[4 * start + 1 : 4 * end : 4], boxes[4 * start + 3 : 4 * end : 4]
    top, bottom = min(tops), max(bottoms)
    size = bottoms[0] - tops[0] or 10.0
    if end - start > 1:
        gaps = list(map(sub, lefts[1:], rights))
        if max(gaps) > _GAP * size or min(gaps) < _BACK * size or bottom - top > 1.5 * size:
            yield from _broken(page, start, gaps, tops, bottoms, spaced=spaced)
            return
    yield Piece(page.text[start:end], lefts[0], top, rights[-1], bottom, spaced, lefts)


def _broken(
    page: PageText, start: int, gaps: list[float], tops: list[float], bottoms: list[float], *, spaced: bool
) -> Iterator[Piece]:
    cuts = [0]
    for number, gap in enumerate(gaps, 1):
        size = bottoms[number] - tops[number] or 10.0
        drop = abs(tops[number] + bottoms[number] - tops[number - 1] - bottoms[number - 1]) / 2
        if not _BACK * size <= gap <= _GAP * size or drop > 0.5 * size:
            cuts.append(number)
    cuts.append(len(tops))
    boxes = page.boxes
    for first, behind in zip(cuts, cuts[1:], strict=False):
        a, b = start + first, start + behind
        text, lefts = page.text[a:b], boxes[4 * a : 4 * b : 4]
        top, bottom = min(tops[first:behind]), max(bottoms[first:behind])
        yield Piece(text, lefts[0], top, boxes[4 * b - 2], bottom, spaced and not first, lefts)


def _once(pieces: list[Piece]) -> list[Piece]:
    """Leave out text drawn a second time at the same place (bold made by drawing twice)."""
    coarse = {(piece.text, int(piece.x0 / 8), int(piece.top / 8)) for piece in pieces}
    if len(coarse) == len(pieces):
        return pieces
    kept: dict[str, list[Piece]] = {}
    found: list[Piece] = []
    for piece in pieces:
        others = kept.setdefault(piece.text, [])
        near = 0.15 * piece.size
        if not any(abs(piece.x0 - one.x0) <= near and abs(piece.top - one.top) <= near for one in others):
            others.append(piece)
            found.append(piece)
    return found
