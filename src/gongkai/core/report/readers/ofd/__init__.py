"""OFD documents (开放版式文档), the page format of the state.

Text is taken from the pages and their templates; annotations (stamps, watermarks), signatures and attachments are no
part of the text. Tables are found by their rules, other text by its position, as in PDF.
Source: GB/T 33190-2016 电子文件存储与交换格式 版式文档.
"""

from gongkai.core.report.document import Document
from gongkai.core.report.errors import EmptyFile, EncryptedFile, ScannedFile
from gongkai.core.report.readers import flow, ruled
from gongkai.core.report.readers.guard import open_zip
from gongkai.core.report.readers.ofd.names import KIND
from gongkai.core.report.readers.ofd.package import Package
from gongkai.core.report.readers.ofd.page import Drawn, drawn_on


def read(data: bytes) -> Document:
    """Return the paragraphs, tables and positioned lines of an OFD document.

    Raises DamagedFile, EncryptedFile, EmptyFile, ScannedFile (pictures alone), OversizedFile and the errors of `guard`.
    """
    package = Package(open_zip(data, KIND))
    if package.is_encrypted():
        raise EncryptedFile(KIND)
    sheets: list[flow.Sheet] = []
    pictured: list[int] = []  # pages that are pictures without text
    tables = 0
    has_text = False
    pictures = 0.0
    for number, page in enumerate(package.pages(), 1):
        drawn = drawn_on(page)
        has_text = has_text or bool(drawn.pieces)
        frames, rest = ruled.grids(drawn.pieces, drawn.rules, page=number, first=tables + 1)
        tables += len(frames)
        sheets.append(flow.Sheet(number, drawn.width, drawn.height, rest, frames))
        pictures += drawn.pictured
        if _is_picture(drawn):
            pictured.append(number)
    if not has_text:
        raise ScannedFile(KIND) if pictures else EmptyFile()
    return Document("ofd", flow.blocks(sheets), title=package.title(), warnings=_warnings(pictured))


def _is_picture(drawn: Drawn) -> bool:
    """Tell whether a page holds no text and pictures cover more than half of it."""
    return not drawn.pieces and drawn.pictured > drawn.width * drawn.height / 2


def _warnings(pictured: list[int]) -> list[str]:
    if not pictured:
        return []
    pages = "、".join(str(number) for number in pictured[:10])
    return [f"第 {pages} 页是图片，没有文字，其中的内容没有读取。"]
