"""Texts between plain text and a web page: Markdown with HTML tables in it, pages with tables drawn in characters."""

import re

from gongkai.core.report.document import Block, Document, Grid, GridCell, Paragraph
from gongkai.core.report.readers import html, text
from gongkai.core.report.readers.encoding import Decoded
from gongkai.core.report.readers.html.tags import PLAIN, TAG
from gongkai.core.report.readers.html.text import unescape
from gongkai.core.report.readers.pieces import pieces

_PRE = re.compile("<pre\\b", re.IGNORECASE)


def read_lines(decoded: Decoded) -> Document:
    """Return the content of plain text or Markdown: lines count, and where tables are written as HTML, tags in them."""
    stretches = pieces(decoded.text)
    if not any(piece.is_table for piece in stretches):
        document = text.read(decoded.text, decoded.encoding)
    else:
        document = Document("markdown", [], decoded.encoding)
        grids = 0
        for piece in stretches:
            if not piece.is_table:
                # The lines around the tables keep their numbers.
                read = text.read("\n" * piece.line + piece.text, decoded.encoding)
                document.cut = read.cut
                document.blocks += read.blocks
                continue
            page = html.read_page(piece.text)
            document.cut = False
            document.blocks += [_numbered(block, grids) for block in page.blocks]
            grids += page.grids
    document.warnings += decoded.warnings
    return document


def read_page(decoded: Decoded) -> Document:
    """Return the content of a web page; where it has no tables, those that are drawn in it with characters.

    Raises as `html.read_text`.
    """
    document = html.read_text(decoded)
    if not any(isinstance(block, Grid) for block in document.blocks):
        document.blocks = _drawn(decoded.text) or document.blocks
    return document


def _drawn(page: str) -> list[Block]:
    """Return what the reader of plain text finds in the lines of a page; nothing where it finds only paragraphs."""
    if "|" not in page and not _PRE.search(page):
        return []
    shown = html.shown(page)
    lines = unescape(TAG.sub(lambda tag: PLAIN.get(tag[1] and tag[1].lower(), "\n"), shown))
    blocks = text.read(lines).blocks
    return [] if all(isinstance(block, Paragraph) for block in blocks) else blocks


def _numbered(block: Block, before: int) -> Block:
    """Return a grid whose table number counts on from the tables before it."""
    if not isinstance(block, Grid):
        return block
    rows = [[_moved(cell, before) for cell in row] for row in block.rows]
    return Grid(rows, block.exact, block.place._replace(table=block.place.table + before), block.caption)


def _moved(cell: GridCell, before: int) -> GridCell:
    return cell._replace(place=cell.place._replace(table=cell.place.table + before))
