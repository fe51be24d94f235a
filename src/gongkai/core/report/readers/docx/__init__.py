"""Word documents (docx, Office Open XML; also what WPS and LibreOffice save as docx).

Source: ECMA-376 / ISO/IEC 29500, transitional and strict.
"""

from typing import Final

from gongkai.core.report.document import Document
from gongkai.core.report.errors import DamagedFile, EmptyFile, ReportError, ScannedFile, UnsupportedKind
from gongkai.core.report.readers.docx import names as n
from gongkai.core.report.readers.docx.body import BodyFlow
from gongkai.core.report.readers.docx.cleanup import clean
from gongkai.core.report.readers.docx.names import Element
from gongkai.core.report.readers.docx.parts import open_parts
from gongkai.core.report.readers.guard import open_zip

PICTURES: Final = "文档里有图片，图片中的文字和表格没有读取。"
OBJECTS: Final = "文档里有嵌入的对象（如 Excel 表格），其中的内容没有读取。"

EMBEDDED: Final = "嵌在 Word 文档里的其他文件"


def read(data: bytes) -> Document:
    """Return the paragraphs and tables of a Word document as a person sees them.

    Raises DamagedFile, EmptyFile for a document without any content, ScannedFile for one of pictures alone,
    UnsupportedKind for one that only holds other files, and the errors of `guard`.
    """
    parts = open_parts(open_zip(data, n.KIND))
    content = parts.text().find(n.BODY)
    if content is None:
        raise DamagedFile(n.KIND)
    warnings = clean(content, parts.styles.hides)
    warnings += _unreadable(content)
    flow = BodyFlow(parts)
    flow.read(content)
    for note in parts.note_elements():
        clean(note, parts.styles.hides)
        flow.read(note)
    if not flow.blocks:
        raise _nothing_read(warnings)
    return Document("docx", flow.blocks, title=parts.title(), warnings=warnings)


def _nothing_read(warnings: list[str]) -> ReportError:
    """Return why a document gave neither text nor table."""
    if PICTURES in warnings:
        return ScannedFile(n.KIND)
    return UnsupportedKind(EMBEDDED) if OBJECTS in warnings else EmptyFile()


def _unreadable(content: Element) -> list[str]:
    """Warn of what may hold text that cannot be read."""
    warnings = []
    if any(_stands_alone(picture) for picture in content.iter(n.PICTURE, n.OLD_PICTURE)):
        warnings.append(PICTURES)
    if next(content.iter(n.EMBEDDED_OBJECT, n.EMBEDDED_FILE), None) is not None:
        warnings.append(OBJECTS)
    return warnings


def _stands_alone(picture: Element) -> bool:
    """Tell whether a picture stands where there is no text: it may then be a page or a table."""
    paragraph = next(picture.iterancestors(n.PARAGRAPH), None)
    return paragraph is None or not any(text.text for text in paragraph.iter(n.TEXT))
