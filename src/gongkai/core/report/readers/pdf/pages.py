"""The pages of a PDF file as sheets: text, tables, and what cannot be read of them."""

import math
from dataclasses import dataclass, field
from typing import Any, Final

import pypdfium2.raw as pdfium

from gongkai.core.report.errors import DamagedFile, OversizedFile
from gongkai.core.report.readers import ruled
from gongkai.core.report.readers.flow import Sheet
from gongkai.core.report.readers.pdf.drawing import Drawing, drawn_on
from gongkai.core.report.readers.pdf.text import PageText, is_invisible, may_hold_table, pieces_of, read_text
from gongkai.core.report.readers.ruled import Piece

MOST_PAGES: Final = 300  # an annual report with all annexes has fewer than 50
MOST_CHARACTERS: Final = 600_000
MOST_OBJECTS: Final = 80_000  # on one page
_FEW: Final = 20  # characters: a picture of a page may bear a page mark or a stamp as text


@dataclass(slots=True)
class Pages:
    """What the pages hold, gathered while they are read."""

    sheets: list[Sheet] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)  # numbers of pages that are pictures with next to no text
    recognised: list[int] = field(default_factory=list)  # of pages whose text lies invisible over a picture
    paths: int = 0
    tables: int = 0
    characters: int = 0
    drawn_fonts: bool = False


def read_pages(pdf: Any, *, drawn_fonts: bool = False) -> Pages:
    """Read all pages of an open document (`pypdfium2.PdfDocument`); `drawn_fonts` says that it has Type 3 fonts.

    Raises DamagedFile for a page that cannot be loaded, OversizedFile beyond the limits above.
    """
    count = len(pdf)
    if not count:
        raise DamagedFile("PDF")
    if count > MOST_PAGES:
        raise OversizedFile(f"{MOST_PAGES} 页")
    pages = Pages(drawn_fonts=drawn_fonts)
    for number in range(count):
        _read_page(pdf, number, pages)
        if pages.characters > MOST_CHARACTERS:
            raise OversizedFile(f"{MOST_CHARACTERS // 10_000} 万字")
    return pages


def _read_page(pdf: Any, number: int, pages: Pages) -> None:
    page = pdfium.FPDF_LoadPage(pdf.raw, number)
    if not page:
        raise DamagedFile("PDF")
    try:
        if pdfium.FPDFPage_CountObjects(page) > MOST_OBJECTS:
            raise OversizedFile(f"每页 {MOST_OBJECTS // 10_000} 万个图形")
        _read_text(page, number, pages)
    finally:
        pdfium.FPDF_ClosePage(page)


def _read_text(page: Any, number: int, pages: Pages) -> None:
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        raise DamagedFile("PDF")
    try:
        text = read_text(text_page, _visible(page), drawn_fonts=pages.drawn_fonts)
        pieces = pieces_of(text)
        drawing = drawn_on(page, whole=may_hold_table(pieces))
        _take(number + 1, text, pieces, drawing, pages)
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _visible(page: Any) -> tuple[float, float, float, float]:
    """Return the visible box of a page: left, bottom, right, top."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    return box.left, box.bottom, box.right, box.top


def _take(number: int, text: PageText, pieces: list[Piece], drawing: Drawing, pages: Pages) -> None:
    width, height = text.view.size
    rules = [] if drawing.too_much else text.view.rules(drawing.boxes)
    frames, rest = ruled.grids(pieces, rules, page=number, first=pages.tables + 1)
    pages.tables += len(frames)
    pages.sheets.append(Sheet(number, width, height, rest, frames))
    pages.texts.append(text.text)
    pages.characters += len(text.text)
    pages.paths += drawing.paths
    if _covered(drawing) > width * height / 2:
        if len(text.text.strip()) < _FEW:
            pages.pictures.append(number)
        elif is_invisible(text):
            pages.recognised.append(number)


def _covered(drawing: Drawing) -> float:
    """Return the area that pictures cover."""
    areas = [(right - left) * (top - bottom) for left, bottom, right, top in drawing.pictures]
    return sum(area for area in areas if math.isfinite(area))
