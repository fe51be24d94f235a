"""What may have been meant by words that nothing holds (您是不是要找): pieces of titles that differ little."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from gongkai.core.search.folding import fold

SHORTEST: Final = 3  # characters of a word that may be misspelt
CHARACTERS_PER_SLIP: Final = 4  # a slip is believed for every so many characters begun


def meant(word: str, titles: Iterable[str]) -> str | None:
    """Return the piece of the titles that is nearest to a folded word, or None when none is near."""
    if len(word) < SHORTEST:
        return None
    most = (len(word) + CHARACTERS_PER_SLIP - 1) // CHARACTERS_PER_SLIP
    found: Counter[tuple[int, str]] = Counter()
    for title in titles:
        alike = [piece for piece in _pieces(fold(title), len(word)) if len(set(word) - set(piece)) <= most]
        near = {piece: _slips(word, piece) for piece in alike}
        found.update({(slips, piece) for piece, slips in near.items() if slips <= most})
    if not found:
        return None
    return min(found, key=lambda item: (item[0], abs(len(item[1]) - len(word)), -found[item], item[1]))[1]


def _pieces(title: str, length: int) -> set[str]:
    """Return the pieces of a title as long as the word, or one character more or less."""
    return {
        title[start : start + size]
        for size in (length, length - 1, length + 1)
        for start in range(max(0, len(title) - size + 1))
    }


def _slips(a: str, b: str) -> int:
    """Return how many characters are changed, added, left out or swapped with their neighbour from a to b."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        before, row, last = row, [i], before
        for j, right in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if last and i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
