"""Another way to read a page: down the columns, for a phrase that runs on in the next line of its cell.

PDF writes a table line by line across the cells as often as cell by cell: the order of its characters tells little.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from gongkai.core.redaction.pdf.characters import Box, PageText, united
from gongkai.core.redaction.phrases import folded

GAP: Final = 1.2  # of the size of a character: what is further apart stands in another cell
LEADING: Final = 2.5  # of the size: what is further below stands in another paragraph
LINES: Final = 3  # that a phrase may run over

Segment = list[int]  # places of characters that stand side by side


def down_columns(page: PageText, phrases: Sequence[str]) -> Iterator[Segment]:
    """Yield, for each run of characters that ends as a phrase begins, its places and those of the runs right below."""
    segments = _segments(page)
    boxes = [_around(page, segment) for segment in segments]
    for at, segment in enumerate(segments):
        if not _begins(folded("".join(page.signs[place] for place in segment)), phrases):
            continue
        chain, current = list(segment), at
        for _ in range(LINES - 1):
            below = _below(boxes, current)
            if below is None:
                break
            chain += segments[below]
            current = below
        if len(chain) > len(segment):
            yield chain


def _begins(text: str, phrases: Sequence[str]) -> bool:
    """Whether a text ends with the beginning of a phrase."""
    return any(text.endswith(phrase[:count]) for phrase in phrases for count in range(1, len(phrase)))


def _segments(page: PageText) -> list[Segment]:
    """Return the runs of a page, those in one line from left to right."""
    placed = [(place, box) for place, box in enumerate(page.boxes) if box is not None and folded(page.signs[place])]
    lines: list[list[tuple[int, Box]]] = []
    for place, box in sorted(placed, key=lambda each: -_middle(each[1])):
        if lines and abs(_middle(lines[-1][0][1]) - _middle(box)) < 0.4 * _high(box):
            lines[-1].append((place, box))
        else:
            lines.append([(place, box)])
    return [segment for line in lines for segment in _apart(sorted(line, key=lambda each: each[1][0]))]


def _apart(line: Sequence[tuple[int, Box]]) -> Iterator[Segment]:
    run: Segment = []
    last: Box | None = None
    for place, box in line:
        if last is not None and box[0] - last[2] > GAP * _high(box):
            yield run
            run = []
        run.append(place)
        last = box
    if run:
        yield run


def _below(boxes: Sequence[Box], at: int) -> int | None:
    """Return the nearest run under a run that shares some of its width."""
    left, bottom, right, top = boxes[at]
    size = top - bottom
    found = [
        (bottom - box[3], each)
        for each, box in enumerate(boxes)
        if each != at and box[3] <= bottom + 0.5 * size and bottom - box[3] < LEADING * size
        if min(right, box[2]) - max(left, box[0]) > 0
    ]
    return min(found)[1] if found else None


def _around(page: PageText, segment: Segment) -> Box:
    return united([box for box in (page.boxes[place] for place in segment) if box is not None])


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _high(box: Box) -> float:
    return box[3] - box[1]
