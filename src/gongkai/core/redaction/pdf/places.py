"""Where phrases stand on the pages of a PDF: the boxes of their characters, in points as PDF counts them."""

import ctypes
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.core.redaction.phrases import folded, hits

PAD: Final = 1.0  # points around a character
UNREAD: Final = frozenset({"\ufffd", "\x00"})

Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True, slots=True)
class PageText:
    """The characters of a page, and the box of each, None for one that stands nowhere."""

    signs: tuple[str, ...]
    boxes: tuple[Box | None, ...]
    unread: int  # characters of which the file does not say what they are


def page_text(page: pypdfium2.PdfPage) -> PageText:
    """Return the text of a page character by character."""
    textpage = page.get_textpage()
    count = textpage.count_chars()
    signs = [_sign(textpage, place) for place in range(count)]
    boxes = tuple(_box(textpage, place) for place in range(count))
    unread = sum(
        sign in UNREAD or pdfium.FPDFText_HasUnicodeMapError(textpage, place) == 1 for place, sign in enumerate(signs)
    )
    textpage.close()
    return PageText(tuple(signs), boxes, unread)


def _sign(textpage: Any, place: int) -> str:
    code = pdfium.FPDFText_GetUnicode(textpage, place)
    if 0xD800 <= code <= 0xDFFF or not 0 < code < 0x110000:
        return "\ufffd"
    return chr(code)


def _box(textpage: Any, place: int) -> Box | None:
    """Return the loose and the tight box of a character together."""
    loose = pdfium.FS_RECTF()
    tight = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = tight
    found: list[Box] = []
    if pdfium.FPDFText_GetLooseCharBox(textpage, place, loose):
        found.append((loose.left, min(loose.bottom, loose.top), loose.right, max(loose.bottom, loose.top)))
    if pdfium.FPDFText_GetCharBox(textpage, place, left, right, bottom, top):
        found.append((left.value, bottom.value, right.value, top.value))
    found = [box for box in found if box[2] > box[0] and box[3] > box[1]]
    return united(found) if found else None


def united(boxes: Sequence[Box]) -> Box:
    """Return the box around boxes."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


@dataclass(frozen=True, slots=True)
class Found:
    """The boxes to paint on each page (from 0), and how often each phrase stands on it."""

    boxes: dict[int, list[Box]]
    counts: dict[int, Counter[str]]


def found(pages: Sequence[PageText], phrases: Sequence[str]) -> Found:
    """Return where phrases stand; one may run from one line or page to the next."""
    signs = [sign for page in pages for sign in page.signs]
    homes = [(number, place) for number, page in enumerate(pages) for place in range(len(page.signs))]
    boxes: dict[int, list[Box]] = {}
    counts: dict[int, Counter[str]] = {}
    for hit in hits(signs, phrases):
        first = homes[hit.places[0]][0]
        counts.setdefault(first, Counter())[hit.phrase] += 1
        by_page: dict[int, list[Box]] = {}
        for number, place in (homes[each] for each in hit.places if folded(signs[each])):
            box = pages[number].boxes[place]
            if box is not None:
                by_page.setdefault(number, []).append(box)
        for number, each in by_page.items():
            boxes.setdefault(number, []).extend(_lines(each))
    return Found(boxes, counts)


def _lines(boxes: Sequence[Box]) -> Iterator[Box]:
    """Yield one padded box for each run of characters that stand side by side."""
    run: list[Box] = []
    for box in boxes:
        if run and not _beside(run[-1], box):
            yield _padded(united(run))
            run = []
        run.append(box)
    if run:
        yield _padded(united(run))


def _beside(one: Box, other: Box) -> bool:
    """Whether two characters stand in one line, level or upright, without much between them."""
    high = min(one[3], other[3]) - max(one[1], other[1])
    wide = min(one[2], other[2]) - max(one[0], other[0])
    size = max(one[3] - one[1], one[2] - one[0])
    level = high > 0.5 * min(one[3] - one[1], other[3] - other[1])
    upright = wide > 0.5 * min(one[2] - one[0], other[2] - other[0])
    return (level and -wide < 2 * size) or (upright and -high < 2 * size)


def _padded(box: Box) -> Box:
    return box[0] - PAD, box[1] - PAD, box[2] + PAD, box[3] + PAD
