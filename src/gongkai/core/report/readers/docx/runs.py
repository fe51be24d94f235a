"""The text of one paragraph of a Word document."""

from typing import Final

from gongkai.core.report.readers.docx import names as n
from gongkai.core.report.readers.docx.names import Element

SOFT_HYPHEN: Final = "\xad"
_TEXTS: Final = (n.TEXT, n.MATHS_TEXT)
_NOTES: Final = (n.FOOTNOTE_MARK, n.ENDNOTE_MARK)
_PRIVATE_USE: Final = 0xE000  # symbols from here on are signs of a symbol font, not characters
# Everything in a paragraph that is text or decides about text, so that one pass in C finds it.
_PIECES: Final = (
    n.TEXT,
    n.TAB,
    n.POSITIONED_TAB,
    n.BREAK,
    n.CARRIAGE_RETURN,
    n.NO_BREAK_HYPHEN,
    n.SYMBOL,
    n.MATHS_TEXT,
    n.FIELD_MARK,
    n.FOOTNOTE_MARK,
    n.ENDNOTE_MARK,
)


def paragraph_text(paragraph: Element, notes: list[tuple[str, str]]) -> str:
    """Return the paragraph's text, runs joined as they stand; add (kind, id) of each note met to `notes`."""
    pieces: list[str] = []
    fields: list[bool] = []  # for each open field: whether its instruction is being read
    for element in paragraph.iter(*_PIECES):
        tag = element.tag
        if tag in _TEXTS:
            # A result inside another field's instruction is part of that instruction.
            if element.text and not any(fields[:-1]):
                pieces.append(element.text)
        elif tag == n.FIELD_MARK:
            _follow_field(fields, element.get(n.w("fldCharType"), ""))
        elif tag in _NOTES:
            notes.append(("footnote" if tag == n.FOOTNOTE_MARK else "endnote", element.get(n.ID, "")))
        else:
            pieces.append(_sign(element))
    return "".join(pieces).replace(SOFT_HYPHEN, "").strip() if pieces else ""


def _follow_field(fields: list[bool], mark: str) -> None:
    """Keep track of the parts of nested fields (域): the instruction ends at "separate", the field at "end"."""
    if mark == "begin":
        fields.append(True)
    elif mark == "separate" and fields:
        fields[-1] = False
    elif mark == "end" and fields:
        fields.pop()


def _sign(element: Element) -> str:
    """Return what a tab, a break, a hyphen or a symbol stands for."""
    if element.tag in (n.BREAK, n.CARRIAGE_RETURN):
        return "\n"
    if element.tag == n.NO_BREAK_HYPHEN:
        return "-"
    if element.tag == n.SYMBOL:
        return _symbol(element.get(n.w("char"), ""))
    parent = element.getparent()  # w:tab is also the name of a tab stop in the paragraph's properties
    return "\t" if parent is not None and parent.tag == n.RUN else ""


def _symbol(code: str) -> str:
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return chr(value) if 0x20 <= value < _PRIVATE_USE and not 0xD800 <= value < _PRIVATE_USE else ""
