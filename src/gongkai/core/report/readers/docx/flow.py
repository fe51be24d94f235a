"""Reads the text of a Word document in a single pass over its elements, in the order in which they stand.

Each element that means something calls one method; what only wraps others (content controls, links, tracked
insertions) is passed over, so that it needs no case of its own.
"""

from collections.abc import Callable
from typing import Final

from gongkai.core.report.marks import raised, struck
from gongkai.core.report.readers.docx import names as n
from gongkai.core.report.readers.docx.names import Element
from gongkai.core.report.readers.docx.parts import Parts
from gongkai.core.report.readers.docx.styles import heading_level, outline

SOFT_HYPHEN: Final = "\xad"
_FIELD_PART: Final = n.w("fldCharType")
_SYMBOL_CODE: Final = n.w("char")
_BLANK: Final = 0x20
_SURROGATES: Final = 0xD800  # from here on no characters, then the signs of symbol fonts


class Flow:
    """Paragraphs one after the other. `handlers` tells what each element does; a subclass adds its own."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.handlers: dict[str, Callable[[Element], None]] = {
            n.PARAGRAPH: self.paragraph,
            n.STYLE_OF_PARAGRAPH: self.style,
            n.OUTLINE_LEVEL: self.outline,
            n.NUMBERING_LEVEL: self.list_level,
            n.NUMBERING_ID: self.list_id,
            n.TEXT: self.text,
            n.MATHS_TEXT: self.text,
            n.TAB: self.tab,
            n.POSITIONED_TAB: self.tab,
            n.BREAK: self.line_break,
            n.CARRIAGE_RETURN: self.line_break,
            n.NO_BREAK_HYPHEN: self.hyphen,
            n.SYMBOL: self.symbol,
            **dict.fromkeys(n.STRIKES, self.strike),
            n.VERTICAL_ALIGNMENT: self.align,
            n.FIELD_MARK: self.field,
            n.FOOTNOTE_MARK: self.footnote,
            n.ENDNOTE_MARK: self.endnote,
        }
        self._pieces: list[str] = []
        self._struck: Element | None = None  # the last run that is struck out
        self._raised: Element | None = None  # the last run that is raised or lowered
        self._forget()

    def read(self, stretch: Element) -> None:
        """Read the whole stretch."""
        handlers = self.handlers
        for element in stretch.iterdescendants(*handlers):
            handlers[element.tag](element)
        self.end_paragraph()

    def take(self, text: str, level: int) -> None:
        """Take a paragraph that is not empty."""
        raise NotImplementedError

    def end_paragraph(self) -> None:
        """Hand on the paragraph read so far, with its automatic number, and begin another."""
        if self._pieces:
            pieces = self._pieces
            text = (pieces[0] if len(pieces) == 1 else "".join(pieces)).replace(SOFT_HYPHEN, "").strip()
            self._pieces = []
            if text and not self.parts.is_contents(self._style_id):
                self.take(*(self._labelled(text) if self._marked else (text, 0)))
        if self._marked:
            self._forget()

    def _labelled(self, text: str) -> tuple[str, int]:
        """Return the text with its automatic number, and its heading level."""
        own = self._outline
        level = self.parts.level(self._style_id) if own is None else heading_level(own)
        return self.parts.number(self._style_id, self._list_id, self._list_level) + text, level

    def _forget(self) -> None:
        """Forget what the last paragraph said of itself."""
        self._style_id = ""
        self._outline: int | None = None
        self._list_id: str | None = None
        self._list_level: int | None = None
        self._fields: list[bool] = []  # for each open field: whether its instruction is being read
        self._instructions = 0  # how many of them are
        self._muted = False
        self._marked = False  # whether any of these is set

    # What a paragraph says of itself

    def paragraph(self, _: Element) -> None:
        """Begin a paragraph."""
        self.end_paragraph()

    def style(self, element: Element) -> None:
        """Note the paragraph's style."""
        self._style_id = element.get(n.VAL, "")
        self._marked = True

    def outline(self, element: Element) -> None:
        """Note the paragraph's own outline level."""
        self._outline = outline(element)
        self._marked = True

    def list_id(self, element: Element) -> None:
        """Note the list to which the paragraph belongs; 0 takes it out of its style's list."""
        self._list_id = element.get(n.VAL, "")
        self._marked = True

    def list_level(self, element: Element) -> None:
        """Note the level of the list."""
        self._list_level = outline(element)
        self._marked = True

    # What its runs hold

    def text(self, element: Element) -> None:
        """Take text as it stands; a result inside another field's instruction is part of that instruction."""
        text = element.text
        if text and not self._muted:
            if self._struck is not None or self._raised is not None:
                text = self._as_marked(text, element.getparent())
            self._pieces.append(text)

    def strike(self, element: Element) -> None:
        """Note that the text of a run is struck out (删除线)."""
        run = _run_of(element)
        if run is not None:
            self._struck = run if n.is_on(element) else None

    def align(self, element: Element) -> None:
        """Note that the text of a run is raised or lowered (上标、下标)."""
        run = _run_of(element)
        if run is not None:
            self._raised = run if element.get(n.VAL, "") in ("superscript", "subscript") else None

    def _as_marked(self, text: str, run: Element | None) -> str:
        text = raised(text) if run is self._raised else text
        return struck(text) if run is self._struck else text

    def tab(self, element: Element) -> None:
        """Take a tab; w:tab is also the name of a tab stop in the paragraph's properties."""
        parent = element.getparent()
        if parent is not None and parent.tag == n.RUN:
            self._pieces.append("\t")

    def line_break(self, _: Element) -> None:
        """Take a line or page break."""
        self._pieces.append("\n")

    def hyphen(self, _: Element) -> None:
        """Take a hyphen at which no line breaks."""
        self._pieces.append("-")

    def symbol(self, element: Element) -> None:
        """Take a character that is given by its number; the signs of symbol fonts are none."""
        try:
            code = int(element.get(_SYMBOL_CODE, ""), 16)
        except ValueError:
            return
        if _BLANK <= code < _SURROGATES:
            self._pieces.append(chr(code))

    def field(self, element: Element) -> None:
        """Follow the parts of nested fields (域): the instruction ends at "separate", the field at "end"."""
        mark = element.get(_FIELD_PART, "")
        if mark == "begin":
            self._fields.append(True)
            self._instructions += 1
        elif self._fields and mark in ("separate", "end"):
            self._instructions -= self._fields.pop()
            if mark == "separate":
                self._fields.append(False)
        outer = self._instructions - (self._fields[-1] if self._fields else 0)
        self._muted = outer > 0
        self._marked = True

    def footnote(self, element: Element) -> None:
        """Note that the text refers to a footnote."""
        self.parts.notes.append(("footnote", element.get(n.ID, "")))

    def endnote(self, element: Element) -> None:
        """Note that the text refers to an endnote."""
        self.parts.notes.append(("endnote", element.get(n.ID, "")))


def _run_of(mark: Element) -> Element | None:
    """Return the run whose property an element is; None for the property of a paragraph's end."""
    properties = mark.getparent()
    run = properties.getparent() if properties is not None else None
    return run if run is not None and run.tag == n.RUN else None
