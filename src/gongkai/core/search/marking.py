"""Marks what was asked for in a title and in the passage around it."""

import re
from collections.abc import Sequence
from typing import Final

from gongkai.core.search.answer import Passage
from gongkai.core.search.folding import fold, fold_with_places

BEFORE: Final = 30  # characters of a passage before the first mark
LENGTH: Final = 140  # characters of a passage
_BLANKS: Final = re.compile(r"\s+")


def mark(text: str, words: Sequence[str]) -> Passage:
    """Return a text with every place of the folded words marked; places that touch are one."""
    folded, places = fold_with_places(text)
    spans: list[tuple[int, int]] = []
    for start, stop in sorted(_places(folded, words)):
        first, last = places[start], places[stop - 1] + 1
        if spans and first <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(last, spans[-1][1]))
        else:
            spans.append((first, last))
    return Passage(text, tuple(spans))


def passage(text: str, words: Sequence[str]) -> Passage:
    """Return the piece of a text around the first place that speaks of the words, with its marks."""
    start = max(0, _first(text, words) - BEFORE)
    piece = _BLANKS.sub(" ", text[start : start + 2 * LENGTH]).strip()
    cut = (
        f"{'…' if start else ''}{piece[:LENGTH]}{'…' if len(piece) > LENGTH or len(text) > start + 2 * LENGTH else ''}"
    )
    return mark(cut, words)


def _first(text: str, words: Sequence[str]) -> int:
    """Return where the passage should be: at the place of the longest word that stands in the text."""
    folded = fold(text)
    for word in sorted(words, key=len, reverse=True):
        place = folded.find(word)
        if place >= 0:
            return _place_in(text, place)
    return 0


def _place_in(text: str, folded_place: int) -> int:
    """Return the place in the text of a place in its fold, without folding all of it character by character."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high) // 2
        if len(fold(text[:middle])) < folded_place:
            low = middle + 1
        else:
            high = middle
    return low


def _places(folded: str, words: Sequence[str]) -> list[tuple[int, int]]:
    return [
        (found.start(), found.start() + len(word))
        for word in words
        for found in re.finditer(f"(?={re.escape(word)})", folded)
    ]
