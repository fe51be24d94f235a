"""Prose as overlapping runs of characters, so that copied passages show whatever figures, dates or names changed.

Figures, dates and the body's own name count as one sign each; marks and blanks do not count.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Final, NamedTuple
from zlib import crc32

from gongkai.core.report.reading.script import simplified

RUN: Final = 12  # characters that must be equal in a row; longer than the phrases that every report uses
_WINDOW: Final = 16  # winnowing: the least of every 16 neighbouring hashes is kept
_SHORTEST_PASSAGE: Final = 24
# Sentences that every report has in nearly the same words: legal basis, list of the parts, statistical period.
_PREFACE: Final = re.compile(r"统计期限|编制本|行政复议、(?:提起)?行政诉讼情况|年度报告格式|年度报告有关事项")
_ANNOUNCED: Final = re.compile(r"现(?:将|公布)")  # 现将……年度报告公布如下
_SENTENCE: Final = re.compile(r"[^。\n]+。?")


class Prose(NamedTuple):
    """A text reduced for comparison, with the place in the original of each of its characters."""

    original: str
    reduced: str
    places: tuple[int, ...]
    runs: frozenset[str]


class Likeness(NamedTuple):
    """How much of a text stands in another: the share from 0 to 1 and the equal passages, longest first."""

    share: float
    passages: tuple[str, ...]


@lru_cache(maxsize=64)
def prose(text: str, names: tuple[str, ...] = ()) -> Prose:
    """Reduce a text: figures become 0, the names given become 某, marks, blanks and the preface go."""
    pattern = _pattern(names)
    reduced: list[str] = []
    places: list[int] = []
    plain, start = _SENTENCE.sub(_without_preface, simplified(text)), 0
    for found in pattern.finditer(plain):
        _take(plain, start, found.start(), reduced, places)
        sign = {"name": "某", "figure": "0"}.get(found.lastgroup or "")
        if sign:
            reduced.append(sign)
            places.append(found.start())
        start = found.end()
    _take(plain, start, len(plain), reduced, places)
    joined = "".join(reduced)
    return Prose(text, joined, tuple(places), frozenset(_runs(joined)))


def _without_preface(sentence: re.Match[str]) -> str:
    """Return a sentence, or as many blanks where it belongs to the preface; linear however long the sentence is."""
    text = sentence[0]
    announced = _ANNOUNCED.search(text)
    if _PREFACE.search(text) or (announced and text.find("年度报告", announced.end()) >= 0):
        return " " * len(text)
    return text


def likeness(own: Prose, other: Prose) -> Likeness:
    """Return how much of `own` is found in `other`, in runs of at least twelve characters."""
    covered = bytearray(len(own.reduced))
    for place, run in enumerate(_runs(own.reduced)):
        if run in other.runs:
            covered[place : place + RUN] = b"\1" * RUN
    spans = [found.span() for found in re.finditer(b"\1+", bytes(covered))]
    equal = sorted((own.original[own.places[a] : own.places[b - 1] + 1] for a, b in spans), key=len, reverse=True)
    share = sum(covered) / len(own.reduced) if own.reduced else 0.0
    return Likeness(share, tuple(passage for passage in equal if len(passage) >= _SHORTEST_PASSAGE))


def fingerprints(text: Prose) -> frozenset[int]:
    """Return a sample of the text's runs such that texts sharing a long passage share some of them (winnowing)."""
    hashes = [crc32(run.encode()) for run in _runs(text.reduced)]
    if len(hashes) <= _WINDOW:
        return frozenset(hashes[:1] and [min(hashes)])
    return frozenset(min(hashes[place : place + _WINDOW]) for place in range(len(hashes) - _WINDOW + 1))


def _pattern(names: Collection[str]) -> re.Pattern[str]:
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if name)
    named = f"(?P<name>{known})|" if known else ""
    return re.compile(rf"{named}(?P<figure>\d[\d.,，]*\d|\d)|[\W_]+")


def _take(text: str, start: int, end: int, reduced: list[str], places: list[int]) -> None:
    reduced.append(text[start:end])
    places.extend(range(start, end))


def _runs(reduced: str) -> Iterator[str]:
    return (reduced[place : place + RUN] for place in range(len(reduced) - RUN + 1))
