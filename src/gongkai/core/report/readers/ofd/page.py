"""What is drawn on a page of an OFD document: pieces of text, rules and pictures, in points."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from gongkai.core.report.errors import OversizedFile
from gongkai.core.report.readers.ofd.names import (
    IDENTITY,
    POINTS,
    Element,
    Transformation,
    any_space,
    local,
    numbers,
    transformation_of,
)
from gongkai.core.report.readers.ofd.package import DocumentFile, PageFile
from gongkai.core.report.readers.ofd.paths import rules_of
from gongkai.core.report.readers.ofd.texts import pieces_of
from gongkai.core.report.readers.ruled import Piece, Rule

MOST_CHARACTERS: Final = 600_000  # of a document
MOST_RULES: Final = 20_000  # on one page; drawings with more (maps) are left out
_DEEPEST: Final = 8  # drawings within drawings
_MOST_DRAWINGS: Final = 2_000  # shown in one document
_OBJECTS: Final = tuple(any_space(f"{name}Object") for name in ("Text", "Path", "Image", "Composite"))


@dataclass(slots=True)
class Drawn:
    """The content of one page. Raises OversizedFile where its document holds more text than any report."""

    document: DocumentFile
    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictured: float = 0.0  # square points covered by pictures

    def take(self, layers: Element, around: Transformation, depth: int = 0) -> None:
        """Take the objects of a page, template or drawing; blocks (PageBlock) and layers only hold them together."""
        actions: dict[str, Callable[[Element, Transformation], None]] = {
            "TextObject": self._text,
            "PathObject": self._path,
            "ImageObject": self._picture,
        }
        for element in layers.iter(*_OBJECTS):
            if element.get("Visible") == "false":
                continue
            own = transformation_of(element)
            within = own if around is IDENTITY else around.after(own)
            if (action := actions.get(local(element))) is not None:
                action(element, within)
            else:
                self._drawing(element, within, depth)

    def _text(self, element: Element, within: Transformation) -> None:
        pieces = pieces_of(element, within)
        self.document.characters += sum(len(piece.text) for piece in pieces)
        if self.document.characters > MOST_CHARACTERS:
            raise OversizedFile(f"{MOST_CHARACTERS // 10_000} 万字")
        self.pieces += pieces

    def _path(self, element: Element, within: Transformation) -> None:
        if len(self.rules) <= MOST_RULES:
            self.rules += rules_of(element, within)

    def _picture(self, element: Element, _: Transformation) -> None:
        box = numbers(element.get("Boundary"))
        if len(box) == 4:
            self.pictured += abs(box[2] * box[3]) * POINTS**2

    def _drawing(self, element: Element, within: Transformation, depth: int) -> None:
        self.document.shown += 1
        unit = self.document.drawing(element.get("ResourceID", ""))
        if unit is not None and depth < _DEEPEST and self.document.shown <= _MOST_DRAWINGS:
            self.take(unit, within, depth + 1)


def drawn_on(page: PageFile) -> Drawn:
    """Return what is drawn on a page and on the templates under it, each thing once."""
    width, height = page.size
    drawn = Drawn(page.document, width * POINTS, height * POINTS)
    for layers in (*page.templates, page.content):
        drawn.take(layers, IDENTITY)
    drawn.pieces = _once(drawn.pieces)
    if len(drawn.rules) > MOST_RULES:
        drawn.rules = []
    return drawn


def _once(pieces: list[Piece]) -> list[Piece]:
    """Drop text that is printed twice in one place, as for bold type and shadows."""
    return list({(piece.text, round(piece.x0), round(piece.top)): piece for piece in pieces}.values())
