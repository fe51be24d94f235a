"""The element and attribute names of WordprocessingML that the reader knows (ECMA-376, transitional namespace)."""

from typing import Final

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml gives its element type no public name

KIND: Final = "Word"  # what the user is told the file is

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COMPATIBILITY: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
MATHS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
VML: Final = "urn:schemas-microsoft-com:vml"

# The strict variant of the same names (ISO/IEC 29500-1), as "Strict Open XML" is saved by Word.
STRICT: Final = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": WORD.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": DRAWING.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": MATHS.encode(),
}


def w(name: str) -> str:
    """Return the qualified name of a WordprocessingML element or attribute."""
    return f"{{{WORD}}}{name}"


VAL: Final = w("val")
ID: Final = w("id")

# Blocks and what may stand around them.
BODY: Final = w("body")
PARAGRAPH: Final = w("p")
TABLE: Final = w("tbl")
ROW: Final = w("tr")
CELL: Final = w("tc")
CONTENT_CONTROL: Final = w("sdt")
GALLERY: Final = w("docPartGallery")
LIST_OF_CONTENTS: Final = "Table of Contents"
TEXT_BOX: Final = w("txbxContent")

# Properties.
PARAGRAPH_PROPERTIES: Final = w("pPr")
RUN_PROPERTIES: Final = w("rPr")
ROW_PROPERTIES: Final = w("trPr")
CELL_PROPERTIES: Final = w("tcPr")
STYLE_OF_PARAGRAPH: Final = w("pStyle")
STYLE_OF_RUN: Final = w("rStyle")
OUTLINE_LEVEL: Final = w("outlineLvl")
NUMBERING: Final = w("numPr")
NUMBERING_LEVEL: Final = w("ilvl")
NUMBERING_ID: Final = w("numId")
GRID_SPAN: Final = w("gridSpan")
VERTICAL_MERGE: Final = w("vMerge")
HORIZONTAL_MERGE: Final = w("hMerge")
GRID_BEFORE: Final = w("gridBefore")
VANISH: Final = w("vanish")

# Runs and what they hold.
RUN: Final = w("r")
TEXT: Final = w("t")
TAB: Final = w("tab")
POSITIONED_TAB: Final = w("ptab")
BREAK: Final = w("br")
CARRIAGE_RETURN: Final = w("cr")
NO_BREAK_HYPHEN: Final = w("noBreakHyphen")
SYMBOL: Final = w("sym")
FIELD_MARK: Final = w("fldChar")
FOOTNOTE_MARK: Final = w("footnoteReference")
ENDNOTE_MARK: Final = w("endnoteReference")
MATHS_TEXT: Final = f"{{{MATHS}}}t"

# What a run says of its figures.
STRIKES: Final = (w("strike"), w("dstrike"))
VERTICAL_ALIGNMENT: Final = w("vertAlign")

# Tracked changes and alternatives.
DELETED: Final = w("del")
MOVED_AWAY: Final = w("moveFrom")
DELETED_CELL: Final = w("cellDel")
OLD_PROPERTIES: Final = tuple(w(name) for name in ("pPrChange", "rPrChange", "trPrChange", "tcPrChange"))
RUBY_TEXT: Final = w("rt")
ALTERNATIVES: Final = f"{{{COMPATIBILITY}}}AlternateContent"

# What holds no text the reader can take.
PICTURE: Final = f"{{{DRAWING}}}blip"
OLD_PICTURE: Final = f"{{{VML}}}imagedata"
EMBEDDED_OBJECT: Final = w("object")
EMBEDDED_FILE: Final = w("altChunk")


def is_on(switch: Element) -> bool:
    """Tell whether an on/off property is on: there, and not set to false."""
    return switch.get(VAL, "true") not in ("0", "false", "off")
