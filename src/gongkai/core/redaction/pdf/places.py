"""Where phrases stand on the pages of a PDF: in the order of the file, and down the columns of each page."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.core.redaction.pdf.characters import Box, PageText, united
from gongkai.core.redaction.pdf.columns import down_columns
from gongkai.core.redaction.phrases import folded, hits

PAD: Final = 1.0  # points around a character

Home = tuple[int, int]  # number of the page from 0, place among its characters


@dataclass(frozen=True, slots=True)
class Found:
    """The boxes to paint on each page (from 0), and how often each phrase stands on it."""

    boxes: dict[int, list[Box]]
    counts: dict[int, Counter[str]]


def found(pages: Sequence[PageText], phrases: Sequence[str]) -> Found:
    """Return where phrases stand; one may run from one line or page to the next."""
    boxes: dict[int, list[Box]] = {}
    counts: dict[int, Counter[str]] = {}
    for phrase, homes in _places(pages, phrases):
        counts.setdefault(homes[0][0], Counter())[phrase] += 1
        for number in sorted({number for number, _ in homes}):
            on_page = [pages[number].boxes[place] for home, place in homes if home == number]
            boxes.setdefault(number, []).extend(_lines([box for box in on_page if box is not None]))
    return Found(boxes, counts)


def _places(pages: Sequence[PageText], phrases: Sequence[str]) -> Iterator[tuple[str, tuple[Home, ...]]]:
    """Yield each phrase with the characters it stands in, every such place once."""
    known: set[tuple[str, tuple[Home, ...]]] = set()
    for homes in _readings(pages, phrases):
        for hit in hits([pages[number].signs[place] for number, place in homes], phrases):
            seen = tuple(homes[each] for each in hit.places if folded(pages[homes[each][0]].signs[homes[each][1]]))
            if (hit.phrase, seen) not in known:
                known.add((hit.phrase, seen))
                yield hit.phrase, seen


def _readings(pages: Sequence[PageText], phrases: Sequence[str]) -> Iterator[list[Home]]:
    yield [(number, place) for number, page in enumerate(pages) for place in range(len(page.signs))]
    for number, page in enumerate(pages):
        for chain in down_columns(page, phrases):
            yield [(number, place) for place in chain]


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
