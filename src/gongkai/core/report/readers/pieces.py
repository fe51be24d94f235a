"""Tables written as HTML in Markdown or plain text: where they begin and end."""

import re
from typing import Final, NamedTuple

_TABLE_END: Final = re.compile(r"<(/?)table\b[^>]*>", re.IGNORECASE)
_PAGE_TAG: Final = re.compile(r"<(?:!doctype|html|body|div|p|span|font|center|section|h[1-6])\b", re.IGNORECASE)
_BREAK: Final = re.compile(r"<br\b", re.IGNORECASE)
_BAR_LINE: Final = re.compile(r"^[^<\n]*\|", re.MULTILINE)


class Piece(NamedTuple):
    """A stretch of the text: a whole table, or what stands between two; before it come `line` line breaks."""

    text: str
    is_table: bool
    line: int


def lines_around_tables(text: str) -> bool:
    """Return whether a text with table tags is made of lines, as Markdown is, and not of paragraphs with tags."""
    around = "\n".join(piece.text for piece in pieces(text) if not piece.is_table)
    if not around.strip() or _PAGE_TAG.search(around):
        return False
    return not _BREAK.search(around) or _BAR_LINE.search(around) is not None


def pieces(text: str) -> list[Piece]:
    """Return the outermost tables of a text and what stands around them, in order; one piece where it has none."""
    found: list[Piece] = []
    depth = done = line = 0

    def cut(end: int, *, is_table: bool) -> None:
        nonlocal done, line
        if end > done:
            found.append(Piece(text[done:end], is_table, line))
            line += text.count("\n", done, end)
        done = end

    for tag in _TABLE_END.finditer(text):
        if not tag[1]:
            if not depth:
                cut(tag.start(), is_table=False)
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                cut(tag.end(), is_table=True)
    cut(len(text), is_table=depth > 0)
    return found
