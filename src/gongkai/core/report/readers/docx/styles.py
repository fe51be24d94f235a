"""What the paragraph styles of a Word document say about heading levels and automatic numbers.

Most styles of a document are never used, and the styles are often longer than the text: only those asked for are
parsed, each cut out of the part by its id.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from gongkai.core.report.errors import DamagedFile
from gongkai.core.report.readers.docx import names as n
from gongkai.core.report.readers.docx.names import Element
from gongkai.core.report.readers.guard import parse_xml

BODY_LEVEL: Final = 9  # the outline level of running text, counted from 0
DEEPEST_HEADING: Final = 6
_HEADING_NAME = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|目录)\s*[1-9]", re.IGNORECASE)
_TITLE_NAMES: Final = frozenset({"title", "标题", "標題"})
_LONGEST_CHAIN: Final = 20  # styles based on styles; a circle ends there
_ENOUGH: Final = 64 * 1024  # bytes in which the usual styles stand, while the whole part may have ten times as many
_ROOT = re.compile(rb"<w:styles\b[^>]*>")


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """The heading level (0: none) and the list of one paragraph style; whether it is for a list of contents (目录)."""

    level: int = 0
    list_id: str = ""
    depth: int | None = None
    of_contents: bool = False


@dataclass(slots=True)
class Styles:
    """The styles of a document, each looked at when it is first used.

    `load` returns the bytes of the part, or the first of them, at most so many.
    """

    load: Callable[[int | None], bytes]
    _part: bytes | None = None  # as much as was needed so far
    _is_whole: bool = False
    _root: bytes = b""  # the start tag, whose namespaces each style needs
    _elements: dict[str, Element | None] = field(default_factory=dict)
    _seen: dict[str, ParagraphStyle] = field(default_factory=dict)

    def style(self, style_id: str) -> ParagraphStyle:
        """Return what a paragraph style says, with what it inherits."""
        if style_id not in self._seen:
            self._seen[style_id] = self._resolve(style_id)
        return self._seen[style_id]

    def hides(self, style_id: str) -> bool:
        """Tell whether a character style hides its text."""
        element = self._element(style_id)
        mark = element.find(f"{n.RUN_PROPERTIES}/{n.VANISH}") if element is not None else None
        return mark is not None and n.is_on(mark)

    def _resolve(self, style_id: str) -> ParagraphStyle:
        level: int | None = None
        list_id, depth = "", None
        for element in self._chain(style_id):
            if level is None:
                level = _level(element)
            if not list_id and (numbering := element.find(f"{n.PARAGRAPH_PROPERTIES}/{n.NUMBERING}")) is not None:
                list_id, depth = _list_of(numbering)
        of_contents = any(_CONTENTS_NAME.match(_name(element)) for element in self._chain(style_id)[:1])
        return ParagraphStyle(level or 0, list_id, depth, of_contents)

    def _chain(self, style_id: str) -> list[Element]:
        """Return the style and those it is based on, nearest first."""
        chain: list[Element] = []
        while style_id and len(chain) < _LONGEST_CHAIN and (element := self._element(style_id)) is not None:
            chain.append(element)
            based_on = element.find(n.w("basedOn"))
            style_id = based_on.get(n.VAL, "") if based_on is not None else ""
        return chain

    def _element(self, style_id: str) -> Element | None:
        if self._part is None:
            self._open()
        if style_id not in self._elements:
            self._elements[style_id] = self._found(style_id) if self._root else None
        return self._elements[style_id]

    def _open(self) -> None:
        """Load the start; a part not in the usual spelling (another prefix, UTF-16) is parsed as a whole."""
        self._part = self.load(_ENOUGH)
        self._is_whole = len(self._part) < _ENOUGH
        found = _ROOT.search(self._part)
        if found:
            self._root = found[0]
        elif self._part:
            styles = parse_xml(self.load(None), n.KIND).iterchildren(n.w("style"))
            self._elements = {style.get(n.w("styleId"), ""): style for style in styles}

    def _found(self, style_id: str) -> Element | None:
        """Return one style; the rest of the part is loaded if its start does not hold it."""
        found = _cut_out(self._part or b"", self._root, style_id)
        if found is None and not self._is_whole:
            self._part, self._is_whole = self.load(None), True
            found = _cut_out(self._part, self._root, style_id)
        return found


def _cut_out(part: bytes, root: bytes, style_id: str) -> Element | None:
    """Parse one style alone; None where there is none of that id."""
    at = part.find(b'w:styleId="%s"' % style_id.encode())
    start, end = part.rfind(b"<w:style ", 0, max(at, 0)), part.find(b"</w:style>", at)
    if at < 0 or start < 0 or end < 0:
        return None
    try:
        styles = parse_xml(b"%s%s</w:style></w:styles>" % (root, part[start:end]), n.KIND)
    except DamagedFile:
        return None  # a style that cannot be read costs a heading level, not the document
    return next((style for style in styles if style.get(n.w("styleId")) == style_id), None)


def outline(element: Element) -> int:
    """Return a level from 0 to 8 (9: body text) as the element's value tells it."""
    value = element.get(n.VAL, "")
    return min(int(value), BODY_LEVEL) if len(value) == 1 and "0" <= value <= "9" else BODY_LEVEL


def heading_level(outline_level: int) -> int:
    """Return the heading level from 1 of an outline level from 0; 0 for body text."""
    return 0 if outline_level >= BODY_LEVEL else min(outline_level + 1, DEEPEST_HEADING)


def _list_of(numbering: Element) -> tuple[str, int | None]:
    """Return the list id and, where it stands there, the level of a numbering property (w:numPr)."""
    list_id, depth = numbering.find(n.NUMBERING_ID), numbering.find(n.NUMBERING_LEVEL)
    return (
        list_id.get(n.VAL, "") if list_id is not None else "",
        outline(depth) if depth is not None else None,
    )


def _level(element: Element) -> int | None:
    """Return the heading level that a style itself tells, by its outline level or by its name; None if neither."""
    mark = element.find(f"{n.PARAGRAPH_PROPERTIES}/{n.OUTLINE_LEVEL}")
    if mark is not None:
        return heading_level(outline(mark))
    text = _name(element)
    if text.lower() in _TITLE_NAMES:
        return 1
    found = _HEADING_NAME.match(text)
    return min(int(found[1]), DEEPEST_HEADING) if found else None


def _name(element: Element) -> str:
    name = element.find(n.w("name"))
    return name.get(n.VAL, "").strip() if name is not None else ""
