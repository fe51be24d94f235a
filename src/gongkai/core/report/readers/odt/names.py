"""The element and attribute names of OpenDocument that the reader knows (OASIS ODF 1.2 and 1.3)."""

from typing import Final

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml gives its element type no public name

KIND: Final = "ODT"  # what the user is told the file is

_ODF: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE_EXTENSION: Final = "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"


def name(space: str, local: str) -> str:
    """Return the qualified name of an element or attribute, such as text:p."""
    return f"{{{_ODF}{space}:1.0}}{local}"


def text(local: str) -> str:
    """Return a name of the text namespace."""
    return name("text", local)


def table(local: str) -> str:
    """Return a name of the table namespace."""
    return name("table", local)


BODY: Final = name("office", "body")
TEXT_BODY: Final = f"{BODY}/{name('office', 'text')}"
META: Final = name("office", "meta")
TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
ENCRYPTION: Final = name("manifest", "encryption-data")

# Blocks
PARAGRAPH: Final = text("p")
HEADING: Final = text("h")
HEADING_LEVEL: Final = text("outline-level")
LIST: Final = text("list")
LIST_ITEM: Final = text("list-item")
SECTION: Final = text("section")
TABLE: Final = table("table")
ROW: Final = table("table-row")
CELL: Final = table("table-cell")
COVERED_CELL: Final = table("covered-table-cell")
# What holds blocks that are no part of the text as it stands: deletions, and lists of contents, which repeat headings.
NO_TEXT: Final = frozenset(
    {
        *(text(local) for local in ("tracked-changes", "table-of-content", "sequence-decls", "variable-decls")),
        name("office", "forms"),
        name("office", "annotation"),
        name("svg-compatible", "title"),
        name("svg-compatible", "desc"),
    }
)

# In a paragraph
BLANKS: Final = text("s")
COUNT: Final = text("c")
SIGNS: Final = {text("tab"): "\t", text("line-break"): "\n"}
NOTE: Final = text("note")
NOTE_BODY: Final = text("note-body")
HIDDEN: Final = frozenset({text("hidden-text"), text("hidden-paragraph")})
UNSEEN: Final = frozenset({text("ruby-text"), text("number"), name("office", "annotation"), text("tracked-changes")})
STYLE_NAME: Final = text("style-name")
DISPLAY: Final = text("display")
DRAWN: Final = f"{{{_ODF}drawing:1.0}}"
FRAME: Final = name("drawing", "frame")
PICTURE: Final = name("drawing", "image")
OBJECT: Final = name("drawing", "object")

# Spans
COLUMNS_SPANNED: Final = table("number-columns-spanned")
ROWS_SPANNED: Final = table("number-rows-spanned")
COLUMNS_REPEATED: Final = table("number-columns-repeated")
ROWS_REPEATED: Final = table("number-rows-repeated")

# Lists
LIST_STYLE: Final = text("list-style")
OUTLINE_STYLE: Final = text("outline-style")
CONTINUE_NUMBERING: Final = text("continue-numbering")
CONTINUE_LIST: Final = text("continue-list")
START_VALUE: Final = text("start-value")
LEVEL: Final = text("level")
DISPLAY_LEVELS: Final = text("display-levels")
NUMBER_FORMAT: Final = name("style", "num-format")
NUMBER_PREFIX: Final = name("style", "num-prefix")
NUMBER_SUFFIX: Final = name("style", "num-suffix")
NUMBER_PATTERN: Final = f"{{{_OFFICE_EXTENSION}}}num-list-format"
OWN_NAME: Final = name("style", "name")
STYLE: Final = name("style", "style")
TEXT_PROPERTIES: Final = name("style", "text-properties")
LINE_THROUGH: Final = name("style", "text-line-through-style")
LINE_THROUGH_TYPE: Final = name("style", "text-line-through-type")
POSITION: Final = name("style", "text-position")
