"""The text of a page as pieces with boxes, upright whichever way the page was turned.

PDFium is asked for the boxes of as few characters as will do: of the first and the last of each run between blanks
where all are alike (Chinese characters, figures) and their number explains how far the run reaches; of all where not.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, repeat
from operator import sub
from typing import Any, Final, NamedTuple, TypeAlias

import pypdfium2.raw as pdfium

from gongkai.core.report.readers.pdf import native
from gongkai.core.report.readers.pdf.glyphs import mended
from gongkai.core.report.readers.pdf.view import View
from gongkai.core.report.readers.ruled import Piece

_TOKEN: Final = re.compile(r"\S+")
_ALIKE: Final = re.compile(r"[\u2e80-\uffef]+|\d+")
_GAP: Final = 0.3  # of the text's height: a wider gap parts two pieces
_BACK: Final = -0.5  # a step back this wide begins a new piece
_DROP: Final = 0.5  # a step up or down this high, too
_EM: Final = 0.86  # the character cell of a Latin font is about 1.16 times its size high
_CHINESE: Final = "\u2e80"  # from here on characters are as wide as the font is high
_BLANKS: Final = " \u3000\xa0"
_SAMPLES: Final = 12
_SAME: Final = 0.01  # points: boxes that differ by less are the same

_Cell: TypeAlias = tuple[float, float, float, float]  # left, right, top, bottom


class PageText(NamedTuple):
    """The characters of a page, the way they run, and the handle to ask for more.

    `drawn_fonts` says that the file has fonts whose characters are drawings (Type 3).
    """

    text: str
    view: View
    handle: int
    drawn_fonts: bool = False


class _Sides(NamedTuple):
    """Where the cells of some characters begin and end across the page and down it."""

    lefts: list[float]
    rights: list[float]
    tops: list[float]
    bottoms: list[float]


# Characters that follow closely on one another: from where to behind where in the text, and in the page; about their
# font size; the character on whose baseline they stand; the left edges of all, where they are not alike. (A plain
# tuple: there are hundreds on a page.)
_Run: TypeAlias = tuple[int, int, float, float, float, int, Sequence[float]]


def read_text(text_page: Any, visible: tuple[float, float, float, float], *, drawn_fonts: bool = False) -> PageText:
    """Return the text of a page (a raw handle of pypdfium2); `visible` is left, bottom, right, top."""
    count = max(0, pdfium.FPDFText_CountChars(text_page))
    handle = native.handle(text_page)
    text = _characters(text_page, handle, count)
    return PageText(mended(text), View(*visible, _turn(text, handle)), handle, drawn_fonts)


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


def pieces_of(page: PageText) -> list[Piece]:
    """Return the visible text in pieces, each once."""
    text = page.text
    runs = _runs(page)
    bases = page.view.bases(native.origins(page.handle, [anchor for _, _, _, _, _, anchor, _ in runs]))
    found: list[Piece] = []
    for (start, end, left, right, em, _, starts), base in zip(runs, bases, strict=True):
        spaced = start > 0 and text[start - 1] in _BLANKS and _is_printed(page, start - 1)
        found.append(Piece(text[start:end], left, base - 0.86 * em, right, base + 0.14 * em, spaced, starts))
    return _once(_on_page(found, page.view))


def _is_printed(page: PageText, place: int) -> bool:
    """Tell whether the file itself has a blank; between figures and Latin words the gap alone tells (`ruled.join`)."""
    between = page.text[place - 1 : place + 2 : 2]
    return not (between.isascii() and between.isalnum()) and not native.was_generated(page.handle, place)


def may_hold_table(pieces: list[Piece]) -> bool:
    """Tell whether text stands beside other text with a gap between, or is drawn out of order; prose does neither."""
    for before, piece in pairwise(pieces):
        size = before.bottom - before.top
        if piece.top < before.top - size or (piece.x0 - before.x1 > size and piece.top < before.top + size / 2):
            return True
    return False


def _runs(page: PageText) -> list[_Run]:
    """Return the text cut at blanks, and where it jumps to another cell or line without one."""
    tokens = [match.span() for match in _TOKEN.finditer(page.text)]
    first = zip(*_sides(page, [start for start, _ in tokens]), strict=True)
    last = zip(*_sides(page, [end - 1 for _, end in tokens]), strict=True)
    even = list(map(_even, repeat(page), tokens, first, last))
    uneven = [token for token, run in zip(tokens, even, strict=True) if run is None]
    sides = _sides(page, [place for start, end in uneven for place in range(start, end)])
    runs: list[_Run] = []
    at = 0
    for (start, end), run in zip(tokens, even, strict=True):
        if run is not None:
            runs.append(run)
        else:
            runs += _cut_up(page, start, _Sides(*(side[at : at + end - start] for side in sides)))
            at += end - start
    return runs


def _sides(page: PageText, places: Sequence[int]) -> _Sides:
    """Return the cells of characters: their width and the height of the font, or their ink on turned pages."""
    boxes = native.loose_boxes if page.view.turn == 0 else native.tight_boxes
    return _Sides(*page.view.sides(boxes(page.handle, places)))


def _even(page: PageText, token: tuple[int, int], first: _Cell, last: _Cell) -> _Run | None:
    """Return a token as one run if its first and last character tell that nothing jumps between them."""
    start, end = token
    left, first_right, top, bottom = first
    last_left, right, _, last_bottom = last
    width, height = first_right - left, bottom - top
    if end - start > 1:
        other = right - last_left
        least, most = (other, width) if other < width else (width, other)  # figures may differ in their width
        count, reach, slack = end - start, right - left, _GAP * most
        if not count * least - slack < reach < count * most + slack or page.view.turn:
            return None
        if abs(last_bottom - bottom) > _GAP * height or not _ALIKE.fullmatch(page.text, start, end):
            return None
    return start, end, left, right, _em(page.text[start], width, height), start, ()


def _em(char: str, width: float, height: float) -> float:
    """Return about the font size: the width of a Chinese character, or what the height of a Latin font tells.

    The height of a Chinese font tells little: it is once to twice the size, or that of the ink.
    """
    height *= _EM
    return width if char >= _CHINESE and width > height / 2 else height or 10.0


def _cut_up(page: PageText, start: int, sides: _Sides) -> list[_Run]:
    """Return the runs of a token whose characters are all known."""
    count = len(sides.lefts)
    rights = _closed_up(sides) if page.view.turn else sides.rights
    cuts = [place for place in range(1, count) if _jumps(sides, rights, place)]
    if cuts and page.drawn_fonts:
        strays = _strays(page, start, sides)
        if strays:
            sides = _put_back(sides, strays)
            return [_run(page, start, sides, sides.rights, 0, count, min(set(range(count)) - strays))]
    return [_run(page, start, sides, rights, head, end, head) for head, end in pairwise([0, *cuts, count])]


def _run(page: PageText, start: int, sides: _Sides, rights: list[float], head: int, end: int, anchor: int) -> _Run:
    lefts = sides.lefts[head:end]
    width = max(map(sub, sides.rights[head:end], lefts))
    em = _em(max(page.text[start + head : start + end]), width, sides.bottoms[anchor] - sides.tops[anchor])
    return start + head, start + end, lefts[0], rights[end - 1], em, start + anchor, lefts


def _strays(page: PageText, start: int, sides: _Sides) -> set[int]:
    """Return the characters of a token that PDFium misplaces: those of drawn fonts (Type 3) inside form objects.

    They are known by a box that is their ink, since such fonts have no height of their own. None if all are such.
    """
    count = len(sides.lefts)
    ink = page.view.sides(native.tight_boxes(page.handle, range(start, start + count)))
    drawn = {n for n in range(count) if all(abs(a[n] - b[n]) < _SAME for a, b in zip(sides, ink, strict=True))}
    return drawn if len(drawn) < count else set()


def _put_back(sides: _Sides, strays: set[int]) -> _Sides:
    """Return the cells with the misplaced characters beside their neighbours, as wide as the widest of these."""
    lefts, rights, tops, bottoms = (list(side) for side in sides)
    known = [place for place in range(len(lefts)) if place not in strays]
    width = max(rights[place] - lefts[place] for place in known)
    for place in sorted(strays, key=lambda place: (place < known[0], abs(place - known[0]))):
        near = place + 1 if place < known[0] else place - 1
        left = lefts[near] - width if place < known[0] else rights[near]
        lefts[place], rights[place] = left, left + width
        tops[place], bottoms[place] = tops[near], bottoms[near]
    return _Sides(lefts, rights, tops, bottoms)


def _closed_up(sides: _Sides) -> list[float]:
    """Return right edges moved up to the next character where less than a height lies between."""
    edges = zip(sides.lefts[1:], sides.rights, sides.tops, sides.bottoms, strict=False)
    near = [left if 0 < left - right < bottom - top else right for left, right, top, bottom in edges]
    return [*near, *sides.rights[-1:]]


def _jumps(sides: _Sides, rights: list[float], place: int) -> bool:
    """Tell whether a character stands in another cell or line than the one before it."""
    tops, bottoms = sides.tops, sides.bottoms
    gap = sides.lefts[place] - rights[place - 1]
    size = max(bottoms[place] - tops[place], bottoms[place - 1] - tops[place - 1], 1.0)
    drop = abs(tops[place] + bottoms[place] - tops[place - 1] - bottoms[place - 1]) / 2
    return not _BACK * size <= gap <= _GAP * size or drop > _DROP * size


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
