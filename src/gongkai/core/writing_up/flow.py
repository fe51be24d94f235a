"""Reads a Word document's body with its marks, links, notes and pictures: the flow of `core.report`, with signs."""

import re
from dataclasses import dataclass
from typing import Final

from gongkai.core.report.readers.docx import names as n
from gongkai.core.report.readers.docx.body import BodyFlow
from gongkai.core.report.readers.docx.names import Element
from gongkai.core.report.readers.docx.parts import Parts
from gongkai.core.writing_up import signs
from gongkai.core.writing_up.relations import Relations, id_of

HYPERLINK: Final = n.w("hyperlink")
_MARKS: Final = {n.w("b"): "b", n.w("i"): "i", n.w("strike"): "s", n.w("dstrike"): "s"}
_CENTRED: Final = n.w("jc")
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_COUNTED: Final = re.compile(r"(\d{1,3})[.)．、）] ?$")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph outside of tables: its text with signs, its heading level, its list and number in it."""

    text: str
    level: int = 0
    list_kind: str = ""  # ul, ol
    number: int = 0
    centred: bool = False


class WrittenFlow(BodyFlow):
    """`lines` holds a Line for each paragraph outside of tables, in the order of `blocks`."""

    def __init__(self, parts: Parts, relations: Relations) -> None:
        super().__init__(parts)
        self.relations = relations
        self.lines: list[Line] = []
        self.pictures: list[tuple[str, str]] = []  # relation, words that stand for it
        self.links: list[str] = []
        self.kept_note: list[tuple[str, str]] = []  # (kind, id) in the order of the marks
        self.in_note = False
        self._is_centred = False
        self._number = ""
        self.handlers |= {n.PICTURE: self.picture, n.OLD_PICTURE: self.old_picture, _CENTRED: self.alignment}
        for tag in (*n.STRIKES, n.VERTICAL_ALIGNMENT):  # the flow of reports has its own use for these
            self.handlers.pop(tag, None)

    def text(self, element: Element) -> None:
        """Take text with the marks of its run, and the link in which it stands."""
        text = signs.without(element.text or "")
        if not text or self._muted:
            return
        run = element.getparent()
        text = signs.marked(text, _marks_of(run)) if text.strip() and run is not None else text
        link = run.getparent() if run is not None else None
        address = self.relations.links.get(id_of(link, "id")) if link is not None and link.tag == HYPERLINK else None
        if address:
            text = f"{signs.numbered(signs.LINK, len(self.links))}{text}{signs.LINK_END}"
            self.links.append(address)
        self._pieces.append(text)

    def footnote(self, element: Element) -> None:
        """Take a reference to a footnote."""
        self._note("footnote", element)

    def endnote(self, element: Element) -> None:
        """Take a reference to an endnote."""
        self._note("endnote", element)

    def picture(self, element: Element) -> None:
        """Take a picture with its alternative text."""
        drawing = next(element.iterancestors("{*}inline", "{*}anchor"), None)
        about = drawing.find(_DRAWING) if drawing is not None else None
        words = (about.get("descr") or about.get("title") or "") if about is not None else ""
        self._picture(id_of(element, "embed"), words)

    def old_picture(self, element: Element) -> None:
        """Take a picture in the old drawing language (VML)."""
        self._picture(id_of(element, "id"), "")

    def alignment(self, element: Element) -> None:
        """Note that the paragraph is centred."""
        parent = element.getparent()
        if parent is not None and parent.tag == n.PARAGRAPH_PROPERTIES:
            self._is_centred = element.get(n.VAL) == "center"

    def take(self, text: str, level: int) -> None:
        """Keep a paragraph with what it says of itself."""
        before = len(self.blocks)
        super().take(text, level)
        if len(self.blocks) > before:
            counted = _COUNTED.fullmatch(self._number)
            kind = "ol" if counted else "ul" if self._number == "·" else ""
            label = "" if kind else self._number
            self.lines.append(Line(label + text, level, kind, int(counted[1]) if counted else 0, self._is_centred))

    def end_paragraph(self) -> None:
        """End a paragraph; what was said of it is forgotten."""
        super().end_paragraph()
        self._is_centred, self._number = False, ""

    def _labelled(self, text: str) -> tuple[str, int]:
        labelled, level = super()._labelled(text)
        label = labelled.removesuffix(text)
        list_id = self._list_id
        if list_id is None and self._style_id:
            list_id = self.parts.styles.style(self._style_id).list_id
        self._number = label or ("·" if list_id not in (None, "0", "") and not level else "")
        return (labelled if self._table is not None else text), level

    def _note(self, kind: str, element: Element) -> None:
        if self._muted or self.in_note:
            return
        self._pieces.append(signs.numbered(signs.NOTE, len(self.kept_note)))
        self.kept_note.append((kind, element.get(n.ID, "")))
        self.parts.notes.append((kind, element.get(n.ID, "")))

    def _picture(self, relation: str, words: str) -> None:
        self._pieces.append(signs.numbered(signs.PICTURE, len(self.pictures)))
        self.pictures.append((relation, words))


def _marks_of(run: Element) -> list[str]:
    properties = run.find(n.RUN_PROPERTIES)
    if properties is None:
        return []
    found = [_MARKS[one.tag] for one in properties if one.tag in _MARKS and n.is_on(one)]
    height = properties.find(n.VERTICAL_ALIGNMENT)
    raised = {"superscript": "sup", "subscript": "sub"}.get(height.get(n.VAL, "") if height is not None else "")
    return list(dict.fromkeys([*found, *([raised] if raised else [])]))
