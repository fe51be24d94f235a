"""What the paragraph styles of a Word document say about heading levels and automatic numbers."""

import re
from dataclasses import dataclass, field

from gongkai.core.report.readers.docx import names as n
from gongkai.core.report.readers.docx.cleanup import is_on
from gongkai.core.report.readers.docx.names import Element

BODY_LEVEL = 9  # the outline level of running text, counted from 0
DEEPEST_HEADING = 6
_HEADING_NAME = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
_TITLE_NAMES = frozenset({"title", "标题", "標題"})
_LONGEST_CHAIN = 20  # styles based on styles; a circle ends there


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """The heading level (0: none) and the list of one paragraph style."""

    level: int = 0
    list_id: str = ""
    depth: int | None = None


PLAIN = ParagraphStyle()


@dataclass(slots=True)
class Styles:
    """The styles part: each style is looked at when a paragraph uses it, since most are never used."""

    elements: dict[str, Element] = field(default_factory=dict)
    seen: dict[str, ParagraphStyle] = field(default_factory=dict)
    default: str = ""

    def style(self, style_id: str) -> ParagraphStyle:
        """Return what a style says, with what it inherits."""
        if style_id not in self.seen:
            self.seen[style_id] = self._resolve(style_id)
        return self.seen[style_id]

    def hidden(self) -> frozenset[str]:
        """Return the ids of the styles that hide text."""
        return frozenset(
            style_id
            for style_id, element in self.elements.items()
            if (mark := element.find(f"{n.RUN_PROPERTIES}/{n.VANISH}")) is not None and is_on(mark)
        )

    def _resolve(self, style_id: str) -> ParagraphStyle:
        level: int | None = None
        list_id, depth = "", None
        for element in self._chain(style_id):
            if level is None:
                level = _level(element)
            if not list_id and (numbering := element.find(f"{n.PARAGRAPH_PROPERTIES}/{n.NUMBERING}")) is not None:
                list_id, depth = list_of(numbering)
        return ParagraphStyle(level or 0, list_id, depth)

    def _chain(self, style_id: str) -> list[Element]:
        """Return the style and those it is based on, nearest first."""
        chain: list[Element] = []
        while style_id in self.elements and len(chain) < _LONGEST_CHAIN:
            chain.append(self.elements[style_id])
            based_on = chain[-1].find(n.w("basedOn"))
            style_id = based_on.get(n.VAL, "") if based_on is not None else ""
        return chain


def read_styles(root: Element) -> Styles:
    """Return the styles of a styles part."""
    found = Styles()
    for element in root.iterchildren(n.w("style")):
        style_id = element.get(n.w("styleId"), "")
        found.elements[style_id] = element
        if element.get(n.w("default")) in ("1", "true", "on") and element.get(n.w("type")) == "paragraph":
            found.default = style_id
    return found


def list_of(numbering: Element) -> tuple[str, int | None]:
    """Return the list id and, where it stands there, the level of a numbering property (w:numPr)."""
    list_id, depth = numbering.find(n.NUMBERING_ID), numbering.find(n.NUMBERING_LEVEL)
    return (
        list_id.get(n.VAL, "") if list_id is not None else "",
        outline(depth) if depth is not None else None,
    )


def outline(element: Element) -> int:
    """Return a level from 0 to 8 (9: body text) as the element's value tells it."""
    value = element.get(n.VAL, "")
    return min(int(value), BODY_LEVEL) if value.isascii() and value.isdigit() else BODY_LEVEL


def heading_level(outline_level: int) -> int:
    """Return the heading level from 1 of an outline level from 0; 0 for body text."""
    return 0 if outline_level >= BODY_LEVEL else min(outline_level + 1, DEEPEST_HEADING)


def _level(element: Element) -> int | None:
    """Return the heading level that a style itself tells, by its outline level or by its name; None if neither."""
    mark = element.find(f"{n.PARAGRAPH_PROPERTIES}/{n.OUTLINE_LEVEL}")
    if mark is not None:
        return heading_level(outline(mark))
    name = element.find(n.w("name"))
    text = name.get(n.VAL, "").strip() if name is not None else ""
    if text.lower() in _TITLE_NAMES:
        return 1
    found = _HEADING_NAME.match(text)
    return min(int(found[1]), DEEPEST_HEADING) if found else None
