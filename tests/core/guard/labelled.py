"""The labelled sentences (sentences.txt) as texts with the spans to be found in them."""

import re
from pathlib import Path
from typing import Final, NamedTuple

SENTENCES: Final = Path(__file__).with_name("sentences.txt")
WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CREDIT: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"


class Labelled(NamedTuple):
    """A text and what must be found in it: (kind, start, end)."""

    text: str
    spans: frozenset[tuple[str, int, int]]


def identity(first: str) -> str:
    """Return an identity number of eighteen characters from its first seventeen figures (GB 11643)."""
    rest = sum(int(figure) * weight for figure, weight in zip(first, WEIGHTS, strict=True)) % 11
    return first + str((12 - rest) % 11).replace("10", "X")


def card(first: str) -> str:
    """Return a bank card number with its check figure (ISO/IEC 7812-1)."""
    doubled = (int(figure) * (2 - place % 2) for place, figure in enumerate(reversed(first)))
    return first + str(-sum(value // 10 + value % 10 for value in doubled) % 10)


def credit(first: str) -> str:
    """Return a credit code with its check character (GB 32100)."""
    total = sum(CREDIT.index(sign) * pow(3, place, 31) for place, sign in enumerate(first))
    return first + CREDIT[-total % 31]


MAKERS: Final = {"I": identity, "C": card, "U": credit}


def parse(line: str) -> Labelled:
    """Return a line of the file as a text and its spans."""
    line = re.sub(r"\{([ICU]):(\w+)\}", lambda made: MAKERS[made[1]](made[2]), line).replace("{}", "")
    line = line.replace("⏎", "\n").replace("⇥", "\t")
    text, spans, at = "", set(), 0
    for mark in re.finditer(r"\[\[([A-Z-]+)\|(.*?)\]\]", line):
        text += line[at : mark.start()]
        spans.add((mark[1], len(text), len(text) + len(mark[2])))
        text += mark[2]
        at = mark.end()
    return Labelled(text + line[at:], frozenset(spans))


def sentences() -> list[Labelled]:
    """Return every labelled sentence."""
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    return [parse(line) for line in lines if line and not line.startswith("#")]
