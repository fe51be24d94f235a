"""Reader of PDF files with text: ruled tables, tables without rules, prose.

PDFium is not safe in threads: one lock holds all calls into it, so that files read in several threads of one process
wait for each other. Use processes to read many at once.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.core.report.document import Document
from gongkai.core.report.errors import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    OversizedFile,
    ReportError,
    ScannedFile,
)
from gongkai.core.report.readers import flow, ruled
from gongkai.core.report.readers.pdf.drawing import Drawing, drawn_on
from gongkai.core.report.readers.pdf.glyphs import is_garbled
from gongkai.core.report.readers.pdf.text import PageText, pieces_of, read_text

MOST_PAGES: Final = 300  # an annual report with all annexes has fewer than 50
MOST_CHARACTERS: Final = 600_000
_LOCK: Final = threading.Lock()


class UnreadableText(ReportError):
    """The PDF draws its text in a way that does not tell which characters they are."""

    def __init__(self, why: str) -> None:
        super().__init__(f"这个PDF文件{why}，无法取出文字。", "请改用报告的 Word 原稿或网页，或由 Word 重新导出 PDF。")


@dataclass(slots=True)
class _Found:
    """What the pages hold, gathered while they are read."""

    sheets: list[flow.Sheet] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)  # pages that are pictures without text
    hidden: list[int] = field(default_factory=list)  # pages whose text lies invisible over a picture
    paths: int = 0
    tables: int = 0


def read(data: bytes) -> Document:
    """Read a PDF file.

    Raises EmptyFile, DamagedFile, EncryptedFile (a password is needed to open it), ScannedFile (pictures only),
    OversizedFile (more than 300 pages) and UnreadableText (fonts that do not name their characters).
    """
    if not data:
        raise EmptyFile
    with _LOCK, _opened(data) as pdf:
        found = _gather(pdf)
        title = _title(pdf)
    _refuse_unreadable(found)
    document = Document("pdf", flow.blocks(found.sheets), title=title, warnings=_warnings(found))
    document.cut = b"%%EOF" not in data[-2048:]
    return document


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise EncryptedFile("PDF") from None
        raise DamagedFile("PDF") from None
    try:
        yield pdf
    finally:
        pdf.close()


def _gather(pdf: Any) -> _Found:
    count = len(pdf)
    if not count:
        raise DamagedFile("PDF")
    if count > MOST_PAGES:
        raise OversizedFile(f"{MOST_PAGES} 页")
    found = _Found()
    characters = 0
    for number in range(count):
        _read_page(pdf, number, found)
        characters += len(found.texts[-1])
        if characters > MOST_CHARACTERS:
            raise OversizedFile(f"{MOST_CHARACTERS // 10_000} 万字")
    return found


def _read_page(pdf: Any, number: int, found: _Found) -> None:
    page = pdfium.FPDF_LoadPage(pdf.raw, number)
    if not page:
        raise DamagedFile("PDF")
    try:
        text_page = pdfium.FPDFText_LoadPage(page)
        if not text_page:
            raise DamagedFile("PDF")
        try:
            _take_page(number + 1, read_text(text_page, _visible(page)), drawn_on(page), found)
        finally:
            pdfium.FPDFText_ClosePage(text_page)
    finally:
        pdfium.FPDF_ClosePage(page)


def _visible(page: Any) -> tuple[float, float, float, float]:
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    return box.left, box.bottom, box.right, box.top


def _take_page(number: int, text: PageText, drawing: Drawing, found: _Found) -> None:
    width, height = text.view.size
    rules = [] if drawing.too_much else text.view.rules(drawing.boxes)
    frames, rest = ruled.grids(pieces_of(text), rules, page=number, first=found.tables + 1)
    found.tables += len(frames)
    found.sheets.append(flow.Sheet(number, width, height, rest, frames))
    found.texts.append(text.text)
    found.paths += drawing.paths
    if _is_picture(drawing, width * height):
        if not text.text.strip():
            found.pictures.append(number)
        elif _is_invisible(text):
            found.hidden.append(number)


def _is_picture(drawing: Drawing, area: float) -> bool:
    """Tell whether pictures cover more than half of a page."""
    covered = sum((right - left) * (top - bottom) for left, bottom, right, top in drawing.pictures)
    return covered > area / 2


def _is_invisible(text: PageText) -> bool:
    return False


def _refuse_unreadable(found: _Found) -> None:
    whole = "".join(found.texts)
    if is_garbled(whole):
        raise UnreadableText("的字体没有注明每个字形是哪个字")
    if whole.strip():
        return
    if found.pictures:
        raise ScannedFile
    if found.paths > 10 * len(found.sheets):
        raise UnreadableText("的文字已转成图形")
    raise EmptyFile


def _warnings(found: _Found) -> list[str]:
    return []


def _title(pdf: Any) -> str:
    return ""
