"""Covering phrases in XML: a phrase may run over many text elements, and may hide in attributes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from lxml import etree

from gongkai.core.redaction.ooxml.names import SPACE
from gongkai.core.redaction.phrases import COVER, covered, folded, hits

# A text element, or what stands for a sign between two (a tab, a break).
Piece = etree._Element | str  # noqa: SLF001 - lxml has no public name for it
BETWEEN: Final = " "


def cover_pieces(pieces: Sequence[Piece], phrases: Sequence[str]) -> Counter[str]:
    """Cover phrases in text elements that are read one after the other; return how often each was covered."""
    signs: list[str] = []
    homes: list[tuple[etree._Element, int] | None] = []
    for piece in pieces:
        text = piece if isinstance(piece, str) else piece.text or ""
        signs.extend(text)
        homes.extend((None if isinstance(piece, str) else (piece, place)) for place in range(len(text)))
    counts: Counter[str] = Counter()
    marked: dict[etree._Element, set[int]] = {}
    for hit in hits(signs, phrases):
        counts[hit.phrase] += 1
        for home in (homes[place] for place in hit.places):
            if home is not None:
                marked.setdefault(home[0], set()).add(home[1])
    for element, places in marked.items():
        text = element.text or ""
        element.text = "".join(COVER if place in places else sign for place, sign in enumerate(text))
        element.set(SPACE, "preserve")
    return counts


def cover_attributes(tree: etree._Element, phrases: Sequence[str]) -> Counter[str]:
    """Cover phrases in every attribute of a tree: names of pictures, words of a watermark, captions of links."""
    counts: Counter[str] = Counter()
    for element in tree.iter(etree.Element):
        for name, value in element.attrib.items():
            text, found = covered(str(value), phrases)
            if found:
                element.set(name, text)
                counts.update(found)
    return counts


def remove(element: etree._Element) -> None:
    """Take an element away, what follows it in its parent stays."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail or ""
    before = element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Put an element's children in its place."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(at, child)
    remove(element)


def remains(tree: etree._Element, phrases: Iterable[str]) -> bool:
    """Whether a phrase still stands in a tree: in its text read as one, or in an attribute."""
    wanted = tuple(phrases)
    texts = [folded("".join(str(text) for text in tree.itertext()))]
    texts += [folded(str(value)) for element in tree.iter(etree.Element) for value in element.attrib.values()]
    return any(phrase in text for text in texts for phrase in wanted)
