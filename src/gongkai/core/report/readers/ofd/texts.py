"""Text objects (文字对象) as pieces of text with their boxes.

Source: GB/T 33190-2016, 11.3: TextCode gives the origin of its first character on the base line, DeltaX and DeltaY the
steps from each character to the next.
"""

import math
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from gongkai.core.report.readers.ofd.names import POINTS, Element, Transformation, any_space, number, numbers, steps
from gongkai.core.report.readers.ruled import Piece

_GAP: Final = 0.3  # of the font size: a wider gap parts two pieces
_DROP: Final = 0.5  # of the font size: a step down as high begins a new piece
_ASCENT: Final = 0.86  # of the font size, above the base line
_BLANKS: Final = " \u3000\xa0\t\r\n"
_CODE: Final = any_space("TextCode")
_WIDE: Final = ("W", "F", "A")  # east asian widths of a full font size


class _Glyph(NamedTuple):
    """A character at its origin in points, with about its width."""

    text: str
    x: float
    y: float
    width: float


def pieces_of(text_object: Element, around: Transformation) -> list[Piece]:
    """Return the pieces of a text object; `around` leads from its own coordinates to the page, in millimetres."""
    size = _font_size(text_object)
    stretch = math.hypot(around.c, around.d)
    if size * stretch <= 0:
        return []
    wide = number(text_object.get("HScale"), 1.0) or 1.0
    x = y = 0.0
    found: list[Piece] = []
    for code in text_object.iterchildren(_CODE):
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        glyphs = _glyphs(code, x, y, size * wide, around)
        found += _pieces(glyphs, size * stretch * POINTS)
    return found


def _font_size(text_object: Element) -> float:
    """Return the font size in millimetres; some producers write the name small, or leave the height to tell it."""
    box = numbers(text_object.get("Boundary"))
    return number(text_object.get("Size") or text_object.get("size"), box[3] if len(box) == 4 else 0.0)


def _glyphs(code: Element, x: float, y: float, size: float, around: Transformation) -> list[_Glyph]:
    """Return the characters of a TextCode where they stand on the page."""
    text = code.text or ""
    along = steps(code.get("DeltaX"), len(text))
    down = steps(code.get("DeltaY"), len(text))
    unit = math.hypot(around.a, around.b) * POINTS
    found: list[_Glyph] = []
    for at, char in enumerate(text):
        page_x, page_y = around.point(x, y)
        width = size * _width(char)
        found.append(_Glyph(char, page_x * POINTS, page_y * POINTS, width * unit))
        if at < len(along):
            x += along[at]
        elif not down:
            x += width  # a producer left steps out: about the width of the character
        y += down[at] if at < len(down) else 0.0
    return found


def _width(char: str) -> float:
    """Return about the width of a character, as a part of the font size."""
    return 1.0 if unicodedata.east_asian_width(char) in _WIDE else 0.5


def _pieces(glyphs: Sequence[_Glyph], size: float) -> Iterator[Piece]:
    """Join characters that follow each other without a gap; blanks part pieces."""
    run: list[_Glyph] = []
    spaced = False
    for glyph in glyphs:
        blank = glyph.text in _BLANKS
        if run and (blank or not _follows(run[-1], glyph, size)):
            yield _piece(run, size, spaced=spaced)
            run, spaced = [], False
        if blank:
            spaced = True
        else:
            run.append(glyph)
    if run:
        yield _piece(run, size, spaced=spaced)


def _follows(before: _Glyph, glyph: _Glyph, size: float) -> bool:
    step = glyph.x - before.x
    width = max(before.width, size) if before.text.isalpha() else before.width  # Latin letters differ in width
    return -_GAP * size <= step <= width + _GAP * size and abs(glyph.y - before.y) < _DROP * size


def _piece(run: Sequence[_Glyph], size: float, *, spaced: bool) -> Piece:
    text = "".join(glyph.text for glyph in run)
    base, last = run[0].y, run[-1]
    starts = [glyph.x for glyph in run]
    end = last.x + last.width
    return Piece(text, starts[0], base - _ASCENT * size, end, base + (1 - _ASCENT) * size, spaced, starts)
