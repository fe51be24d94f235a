"""How alike two texts are (内容重复): shingles for two texts in hand, a short fingerprint for many kept ones.

Blanks and marks do not count; figures do, because notices of two months may differ in nothing else.
"""

import re
from hashlib import blake2b
from typing import Final, NamedTuple

SHINGLE: Final = 5  # characters
BITS: Final = 64
NEAR: Final = 16  # bits: fingerprints that differ in fewer may be near-duplicates, which `likeness` then decides
_SIGNS: Final = re.compile(r"[\W_]+")


class Likeness(NamedTuple):
    """Shares from 0 to 1: of the first text that stands in the second, the other way round, and of both in common."""

    of_first: float
    of_second: float
    common: float


def likeness(first: str, second: str) -> Likeness:
    """Return how much of two texts is the same, in overlapping runs of five characters; all 0 where one is empty."""
    one, two = _shingles(first), _shingles(second)
    if not one or not two:
        return Likeness(0.0, 0.0, 0.0)
    both = len(one & two)
    return Likeness(both / len(one), both / len(two), both / len(one | two))


def fingerprint(text: str) -> int:
    """Return 64 bits of which near-duplicates share nearly all (simhash); 0 for a text without words."""
    counts = [0] * BITS
    shingles = _shingles(text)
    for shingle in shingles:
        value = int.from_bytes(blake2b(shingle.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
        for bit in range(BITS):
            counts[bit] += 1 if value >> bit & 1 else -1
    return sum(1 << bit for bit in range(BITS) if counts[bit] > 0) if shingles else 0


def distance(first: int, second: int) -> int:
    """Return in how many of their bits two fingerprints differ."""
    return (first ^ second).bit_count()


def _shingles(text: str) -> frozenset[str]:
    plain = _SIGNS.sub("", text)
    if len(plain) <= SHINGLE:
        return frozenset([plain] if plain else [])
    return frozenset(plain[at : at + SHINGLE] for at in range(len(plain) - SHINGLE + 1))
