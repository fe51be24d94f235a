"""Looking for phrases: width, case, spaces and line breaks make no difference, and nothing that is not seen does."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.core.redaction.errors import NothingToCover

COVER = "█"
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def folded(text: str) -> str:
    """Return a text for comparing: half width, lower case, without spaces and signs that are not seen."""
    normal = unicodedata.normalize("NFKC", text).casefold()
    if normal.isprintable() and " " not in normal:
        return normal
    return "".join(sign for sign in normal if unicodedata.category(sign) not in _UNSEEN)


def folded_phrases(phrases: Sequence[str]) -> tuple[str, ...]:
    """Return the phrases for comparing, the longest first. Raises NothingToCover for one without any character."""
    made = [folded(phrase) for phrase in phrases]
    if not all(made):
        raise NothingToCover
    return tuple(sorted(set(made), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a phrase stands: which phrase (folded), the places of its characters in the text."""

    phrase: str
    places: tuple[int, ...]


def hits(text: Sequence[str], phrases: Sequence[str]) -> Iterator[Hit]:
    """Yield every place of every folded phrase in a text given character by character, overlapping ones too."""
    whole = folded("".join(text))
    if not any(phrase in whole for phrase in phrases):
        return
    joined: list[str] = []
    owners: list[int] = []
    for place, sign in enumerate(text):
        plain = folded(sign)
        joined.append(plain)
        owners.extend([place] * len(plain))
    line = "".join(joined)
    for phrase in phrases:
        at = line.find(phrase)
        while at >= 0:
            first, last = owners[at], owners[at + len(phrase) - 1]
            yield Hit(phrase, tuple(range(first, last + 1)))
            at = line.find(phrase, at + 1)


def covered(text: str, phrases: Sequence[str]) -> tuple[str, dict[str, int]]:
    """Return a text with every phrase covered, and how often each was; spaces inside are covered with it."""
    if not any(phrase in folded(text) for phrase in phrases):
        return text, {}
    signs = list(text)
    counts: dict[str, int] = {}
    for hit in hits(text, phrases):
        counts[hit.phrase] = counts.get(hit.phrase, 0) + 1
        for place in hit.places:
            signs[place] = COVER
    return "".join(signs), counts
