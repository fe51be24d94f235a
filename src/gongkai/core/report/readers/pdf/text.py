"""The text of a page as pieces with boxes, upright whichever way the page was turned."""

import ctypes
import math
import re
from collections import Counter
from operator import sub
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium

from gongkai.core.report.readers.pdf import native
from gongkai.core.report.readers.pdf.glyphs import mended
from gongkai.core.report.readers.ruled import Piece

_TOKEN: Final = re.compile(r"\S+")
_GAP: Final = 0.3  # of the text's height: a wider gap parts two pieces
_BACK: Final = -0.5  # a step back this wide begins a new piece
_DROP: Final = 0.5  # a step up or down this high, too
_EM: Final = 0.86  # the character cell of a Latin font is about 1.16 times its size high
_BLANKS: Final = " \u3000\xa0"
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

    def sides(self, boxes: list[float]) -> tuple[list[float], list[float], list[float], list[float]]:
        """Return left, right, top and bottom of boxes (left, top, right, bottom one after the other) of the page."""
        left, top, right, bottom = boxes[::4], boxes[1::4], boxes[2::4], boxes[3::4]
        if self.turn == 0:
            return _less(left, self.left), _less(right, self.left), _from(self.top, top), _from(self.top, bottom)
        if self.turn == 1:
            return _less(bottom, self.bottom), _less(top, self.bottom), _less(left, self.left), _less(right, self.left)
        if self.turn == 2:
            return (
                _from(self.right, right),
                _from(self.right, left),
                _less(bottom, self.bottom),
                _less(top, self.bottom),
            )
        return _from(self.top, top), _from(self.top, bottom), _from(self.right, right), _from(self.right, left)

    def bases(self, origins: list[float]) -> list[float]:
        """Return how far down the page the origins (x and y one after the other) of characters lie."""
        if self.turn == 0:
            return _from(self.top, origins[1::2])
        return [self.point(x, y)[1] for x, y in zip(origins[::2], origins[1::2], strict=True)]

    def rules(self, boxes: list[tuple[float, float, float, float]]) -> list[tuple[float, float, float, float]]:
        """Return left, top, right, bottom of boxes (left, bottom, right, top) of the page."""
        if self.turn == 0:
            x, y = self.left, self.top
            return [(left - x, y - top, right - x, y - bottom) for left, bottom, right, top in boxes]
        return [self._turned(box) for box in boxes]

    def _turned(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        x0, y0 = self.point(box[0], box[1])
        x1, y1 = self.point(box[2], box[3])
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _less(values: list[float], by: float) -> list[float]:
    return [value - by for value in values] if by else values


def _from(edge: float, values: list[float]) -> list[float]:
    return [edge - value for value in values]


class PageText(NamedTuple):
    """The characters of a page, and where the cell of each begins and ends across the page and down it."""

    text: str
    lefts: list[float]
    rights: list[float]
    tops: list[float]
    bottoms: list[float]
    view: View
    handle: int


def read_text(text_page: Any, visible: tuple[float, float, float, float]) -> PageText:
    """Return the text of a page (a raw handle of pypdfium2); `visible` is left, bottom, right, top."""
    count = max(0, pdfium.FPDFText_CountChars(text_page))
    handle = native.handle(text_page)
    text = _characters(text_page, handle, count)
    turn = _turn(text, handle)
    view = View(*visible, turn)
    if turn == 0:
        return PageText(mended(text), *view.sides(native.loose_boxes(handle, count)), view, handle)
    lefts, rights, tops, bottoms = view.sides(native.tight_boxes(handle, count))
    return PageText(mended(text), lefts, _closed_up(lefts, rights, tops, bottoms), tops, bottoms, view, handle)


def _closed_up(lefts: list[float], rights: list[float], tops: list[float], bottoms: list[float]) -> list[float]:
    """Return right edges of ink moved up to the next character where less than a height lies between."""
    edges = zip(lefts[1:], rights, tops, bottoms, strict=False)
    near = [left if 0 < left - right < bottom - top else right for left, right, top, bottom in edges]
    return [*near, *rights[-1:]]


def _characters(text_page: Any, handle: int, count: int) -> str:
    buffer = (ctypes.c_ushort * (count + 1))()
    pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer).decode("utf-16-le", "surrogatepass")[:-1]
    # Characters without meaning are left out there, and rare ones count twice: then one by one.
    return text if len(text) == count and "\0" not in text else native.characters(handle, count)


def _sample(text: str) -> list[int]:
    """Return the places of some characters spread over a page."""
    return [place for place in range(0, len(text), len(text) // _SAMPLES + 1) if not text[place].isspace()]


def _turn(text: str, handle: int) -> int:
    """Return the quarter turns, against the clock, of most of the text."""
    # PDFium gives angles with the clock.
    turns = Counter(round(-angle / (math.pi / 2)) % 4 for angle in native.angles(handle, _sample(text)))
    return turns.most_common(1)[0][0] if turns else 0


def is_invisible(page: PageText) -> bool:
    """Tell whether most of the text is not drawn: what a program has recognised in a picture lies so over it."""
    modes = native.render_modes(page.handle, _sample(page.text))
    return modes.count(pdfium.FPDF_TEXTRENDERMODE_INVISIBLE) > len(modes) / 2


def pieces_of(page: PageText, *, in_forms: bool = False) -> list[Piece]:
    """Return the visible text in pieces, each once."""
    spans = _spans(page)
    bases = page.view.bases(native.origins(page.handle, [start for start, _ in spans]))
    text, lefts, rights = page.text, page.lefts, page.rights
    found: list[Piece] = []
    for (start, end), base in zip(spans, bases, strict=True):
        word = text[start:end]
        em = _em(page, word, start, end)
        spaced = start > 0 and text[start - 1] in _BLANKS and not native.was_generated(page.handle, start - 1)
        left, right = lefts[start], rights[end - 1]
        found.append(Piece(word, left, base - 0.86 * em, right, base + 0.14 * em, spaced, lefts[start:end]))
    return _once(_on_page(found, page.view))


def _em(page: PageText, word: str, start: int, end: int) -> float:
    """Return about the font size: the width of a Chinese character, or what the height of a Latin font tells.

    The height of a Chinese font tells little: it is once to twice the size, or that of the ink.
    """
    height = _EM * (page.bottoms[start] - page.tops[start])
    if word.isascii():
        return height or 10.0
    widest = max(map(sub, page.rights[start:end], page.lefts[start:end]))
    return widest if widest > height / 2 else height or 10.0


def _spans(page: PageText) -> list[tuple[int, int]]:
    """Return where each piece begins and ends: at blanks, and where the text jumps to another cell or line."""
    spans: list[tuple[int, int]] = []
    jumps = _may_jump(page)
    waiting = iter([*jumps, len(page.text) + 1])
    jump = next(waiting)
    for match in _TOKEN.finditer(page.text):
        start, end = match.span()
        while jump <= start:
            jump = next(waiting)
        first = start
        while jump < end:
            if _jumps(page, jump):
                spans.append((first, jump))
                first = jump
            jump = next(waiting)
        spans.append((first, end))
    return spans


def _may_jump(page: PageText) -> list[int]:
    """Return the characters that do not follow closely on the one before, by the usual font size."""
    sizes = sorted(page.bottoms[place] - page.tops[place] for place in _sample(page.text))
    size = max(sizes[len(sizes) // 2] if sizes else 0.0, 1.0) * 0.6  # smaller print stands beside larger
    near, back, drop = _GAP * size, _BACK * size, _DROP * size
    gaps = map(sub, page.lefts[1:], page.rights)
    drops = map(sub, page.bottoms[1:], page.bottoms)
    return [
        n
        for n, (gap, d) in enumerate(zip(gaps, drops, strict=False), 1)
        if gap > near or gap < back or not -drop < d < drop
    ]


def _jumps(page: PageText, place: int) -> bool:
    """Tell whether a character stands in another cell or line than the one before it."""
    tops, bottoms = page.tops, page.bottoms
    size = max(bottoms[place] - tops[place], bottoms[place - 1] - tops[place - 1], 1.0)
    drop = abs(tops[place] + bottoms[place] - tops[place - 1] - bottoms[place - 1]) / 2
    return not _BACK * size <= page.lefts[place] - page.rights[place - 1] <= _GAP * size or drop > _DROP * size


def _on_page(pieces: list[Piece], view: View) -> list[Piece]:
    """Leave out text that lies outside of the visible part of the page."""
    width, height = view.size
    return [p for p in pieces if 0 <= p.x0 + p.x1 <= 2 * width and 0 <= p.top + p.bottom <= 2 * height]


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
