"""Reader of PDF files with text: ruled tables, tables without rules, prose.

PDFium is not safe in threads: one lock holds all calls into it, so that files read in several threads of one process
wait for each other. Use processes to read many at once.
"""

import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.core.report.document import Document
from gongkai.core.report.errors import DamagedFile, EmptyFile, EncryptedFile, ReportError, ScannedFile
from gongkai.core.report.readers import flow
from gongkai.core.report.readers.guard import check_size
from gongkai.core.report.readers.pdf.glyphs import is_garbled
from gongkai.core.report.readers.pdf.pages import Pages, read_pages
from gongkai.core.report.readers.pdf.streams import refuse_bombs

_LOCK: Final = threading.Lock()
_TYPE_3: Final = b"/Type3"
_END: Final = 2048  # bytes: the end mark of a file stands in its last ones
_DRAWN: Final = 30  # paths a page: characters drawn as outlines need more
_YEAR: Final = re.compile(r"20\d\d|二[〇○零]")


class UnreadableText(ReportError):
    """The PDF draws its text in a way that does not tell which characters they are."""

    def __init__(self, why: str) -> None:
        super().__init__(f"这个PDF文件{why}，无法取出文字。", "请改用报告的 Word 原稿或网页，或由 Word 重新导出 PDF。")


def read(data: bytes) -> Document:
    """Read a PDF file.

    Raises EmptyFile, DamagedFile, EncryptedFile (a password is needed to open it), ScannedFile (pictures only),
    OversizedFile (more than 300 pages) and UnreadableText (fonts that do not name their characters).
    """
    if not data:
        raise EmptyFile
    check_size(data)
    refuse_bombs(data)
    with _LOCK, _opened(data) as pdf:
        pages = read_pages(pdf, drawn_fonts=_TYPE_3 in data)
        title = _title(pdf)
    _refuse_unreadable(pages)
    cut = b"%%EOF" not in data[-_END:]
    return Document(
        "pdf", flow.blocks(pages.sheets), title=_sensible(title, pages), cut=cut, warnings=_warnings(pages, cut=cut)
    )


def _title(pdf: Any) -> str:
    """Return the title in the file's own data, nothing where its characters are broken."""
    try:
        return str(pdf.get_metadata_value("Title"))
    except UnicodeDecodeError:
        return ""


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


def _refuse_unreadable(pages: Pages) -> None:
    """Raise where there is no text to read."""
    text = "".join(pages.texts)
    if is_garbled(text):
        raise UnreadableText("的字体没有注明每个字形是哪个字")
    if len(pages.pictures) == len(pages.sheets):
        raise ScannedFile
    if text.strip():
        return
    if pages.pictures:
        raise ScannedFile
    if pages.paths > _DRAWN * len(pages.sheets):
        raise UnreadableText("的文字已转成图形")
    raise EmptyFile


def _warnings(pages: Pages, *, cut: bool) -> list[str]:
    found = []
    if pages.pictures:
        found.append(f"第{_listed(pages.pictures)}页是图片，其中的文字没有读取，请对照原件核对。")
    if pages.recognised:
        found.append(f"第{_listed(pages.recognised)}页的文字由扫描图片识别得来，可能有错，请对照原件核对。")
    if cut:
        found.append("这个PDF文件的末尾不完整，后面的内容可能缺失，请重新下载后再试。")
    return found


def _listed(numbers: Sequence[int]) -> str:
    return "、".join(map(str, numbers))


def _sensible(title: str, pages: Pages) -> str:
    """Return the title of the file's properties if it also stands on the first page.

    Properties are often left over from last year's file or from the template.
    """
    bare = "".join(title.split())
    stands = bare in "".join(pages.texts[0].split())
    return bare if len(bare) >= 8 and _YEAR.search(bare) and stands else ""
