"""Word documents (docx, Office Open XML; also what WPS and LibreOffice save as docx).

Source: ECMA-376 / ISO/IEC 29500, transitional and strict.
"""

import posixpath
from typing import Final

from gongkai.core.report.document import Block, Document
from gongkai.core.report.errors import DamagedFile, EmptyFile, ScannedFile
from gongkai.core.report.readers.docx import names as n
from gongkai.core.report.readers.docx.body import Body
from gongkai.core.report.readers.docx.cleanup import clean
from gongkai.core.report.readers.docx.names import Element
from gongkai.core.report.readers.docx.numbering import Numbering, read_numbering
from gongkai.core.report.readers.docx.styles import Styles, read_styles
from gongkai.core.report.readers.guard import SafeZip, open_zip, parse_xml

KIND: Final = "Word"
PICTURES: Final = "文档里有图片，图片中的文字和表格没有读取。"
OBJECTS: Final = "文档里有嵌入的对象（如 Excel 表格），其中的内容没有读取。"
_USUAL_MAIN_PART: Final = "word/document.xml"
_MAIN_PART_TYPE: Final = "/officeDocument"
_DUBLIN_CORE: Final = "{http://purl.org/dc/elements/1.1/}"


def read(data: bytes) -> Document:
    """Return the paragraphs and tables of a Word document as a person sees them.

    Raises DamagedFile, EmptyFile for a document without any content, ScannedFile for one of pictures alone, and the
    errors of `guard`.
    """
    package = open_zip(data, KIND)
    main = _main_part(package)
    root = _part(package, main)
    content = root.find(n.BODY)
    if content is None:
        raise DamagedFile(KIND)
    return _read_body(package, posixpath.dirname(main), content)


def _read_body(package: SafeZip, folder: str, content: Element) -> Document:
    body = Body(_styles(package, folder), _numbering(package, folder))
    warnings = clean(content, body.styles.hidden())
    body.walk(content)
    blocks = body.blocks + _notes(package, folder, body)
    pictures = list(content.iter(n.PICTURE, n.OLD_PICTURE))
    if not blocks:
        raise ScannedFile(KIND) if pictures else EmptyFile()
    if any(_stands_alone(picture) for picture in pictures):
        warnings.append(PICTURES)
    if next(content.iter(n.EMBEDDED_OBJECT, n.EMBEDDED_FILE), None) is not None:
        warnings.append(OBJECTS)
    return Document("docx", blocks, title=_title(package), warnings=warnings)


def _main_part(package: SafeZip) -> str:
    """Return the name of the part that holds the text; the package's relations tell where it is not the usual one."""
    if _USUAL_MAIN_PART in package.names:
        return _USUAL_MAIN_PART
    if "_rels/.rels" in package.names:
        for relation in parse_xml(package.read("_rels/.rels"), KIND):
            target = relation.get("Target", "").lstrip("/")
            if relation.get("Type", "").endswith(_MAIN_PART_TYPE) and target in package.names:
                return target
    raise DamagedFile(KIND)


def _part(package: SafeZip, name: str) -> Element:
    """Parse a part; the strict namespace becomes the transitional one."""
    data = package.read(name)
    if b"http://purl.oclc.org/ooxml/" in data:
        for strict, transitional in n.STRICT.items():
            data = data.replace(strict, transitional)
    return parse_xml(data, KIND)


def _styles(package: SafeZip, folder: str) -> Styles:
    name = posixpath.join(folder, "styles.xml")
    return read_styles(_part(package, name)) if name in package.names else Styles()


def _numbering(package: SafeZip, folder: str) -> Numbering:
    name = posixpath.join(folder, "numbering.xml")
    return read_numbering(_part(package, name)) if name in package.names else Numbering()


def _title(package: SafeZip) -> str:
    """Return the title in the document's properties, "" where there is none."""
    if "docProps/core.xml" not in package.names:
        return ""
    return parse_xml(package.read("docProps/core.xml"), KIND).findtext(f"{_DUBLIN_CORE}title", "").strip()


def _stands_alone(picture: Element) -> bool:
    """Tell whether a picture stands where there is no text: it may then be a page or a table."""
    paragraph = next(picture.iterancestors(n.PARAGRAPH), None)
    return paragraph is None or not any(text.text for text in paragraph.iter(n.TEXT))


def _notes(package: SafeZip, folder: str, body: Body) -> list[Block]:
    """Return the foot- and endnotes to which the text refers, as paragraphs in the order of the text."""
    notes: dict[tuple[str, str], Element] = {}
    for kind in {kind for kind, _ in body.notes}:
        name = posixpath.join(folder, f"{kind}s.xml")
        if name in package.names:
            root = _part(package, name)
            clean(root)
            notes |= {(kind, note.get(n.ID, "")): note for note in root.iterchildren(n.w(kind))}
    reader = Body(body.styles, body.numbering, paragraphs=body.paragraphs, tables=body.tables)
    for key in dict.fromkeys(body.notes):
        if key in notes:
            reader.walk(notes[key])
    return reader.blocks
