"""OpenDocument texts (odt), also as one flat XML file (fodt).

Source: OASIS Open Document Format for Office Applications 1.2 and 1.3.
"""

from typing import Final

from gongkai.core.report.document import Document
from gongkai.core.report.errors import DamagedFile, EmptyFile, EncryptedFile, ScannedFile
from gongkai.core.report.marks import raised, struck
from gongkai.core.report.readers.guard import SafeZip, open_zip, parse_xml
from gongkai.core.report.readers.odt import names as n
from gongkai.core.report.readers.odt.body import Body, Mark
from gongkai.core.report.readers.odt.lists import Lists
from gongkai.core.report.readers.odt.names import Element

PICTURES: Final = "文档里有图片，图片中的文字和表格没有读取。"
OBJECTS: Final = "文档里有嵌入的对象（如电子表格），其中的内容没有读取。"
HIDDEN_TEXT: Final = "文档里有隐藏文字，没有读取。"
_ZIP: Final = b"PK"
_MANIFEST: Final = "META-INF/manifest.xml"


def read(data: bytes) -> Document:
    """Return the paragraphs and tables of an OpenDocument text as a person sees them.

    Raises DamagedFile, EncryptedFile, EmptyFile for a document without any content, ScannedFile for one of pictures
    alone, and the errors of `guard`.
    """
    if not data.startswith(_ZIP):
        root = parse_xml(data, n.KIND)
        return _read([root], root)
    package = open_zip(data, n.KIND)
    if _is_encrypted(package):
        raise EncryptedFile(n.KIND)
    content = parse_xml(package.read("content.xml"), n.KIND)
    beside = [parse_xml(package.read(name), n.KIND) for name in ("styles.xml", "meta.xml") if name in package]
    return _read([*beside, content], content)


def _read(parts: list[Element], content: Element) -> Document:
    """Read the text of `content`; styles and title may stand in any of the parts."""
    text = content.find(n.TEXT_BODY)
    if text is None:
        raise DamagedFile(n.KIND)
    lists = Lists()
    for part in parts:
        lists.add_styles(part)
    body = Body(lists, _hidden_styles(parts), _marking_styles(parts))
    body.read(text)
    if not body.blocks:
        raise ScannedFile(n.KIND) if body.pictures else EmptyFile()
    warnings = [
        *([HIDDEN_TEXT] if body.hidden else []),
        *([PICTURES] if body.lone_pictures else []),
        *([OBJECTS] if body.objects else []),
    ]
    return Document("odt", body.blocks, title=_title(parts), warnings=warnings)


def _is_encrypted(package: SafeZip) -> bool:
    """Tell whether the manifest lists a part as encrypted."""
    if _MANIFEST not in package:
        return False
    return next(parse_xml(package.read(_MANIFEST), n.KIND).iter(n.ENCRYPTION), None) is not None


def _hidden_styles(parts: list[Element]) -> frozenset[str]:
    """Return the names of the character styles that hide their text."""
    return frozenset(
        style.get(n.OWN_NAME, "")
        for part in parts
        for style in part.iter(n.STYLE)
        for properties in style.iterchildren(n.TEXT_PROPERTIES)
        if properties.get(n.DISPLAY) == "none"
    )


def _marking_styles(parts: list[Element]) -> dict[str, Mark]:
    """Return the character styles that strike their text out, raise or lower it, and what they make of it."""
    found: dict[str, Mark] = {}
    for part in parts:
        for style in part.iter(n.STYLE):
            for properties in style.iterchildren(n.TEXT_PROPERTIES):
                lines = {properties.get(name, "none") for name in (n.LINE_THROUGH, n.LINE_THROUGH_TYPE)}
                if lines != {"none"}:
                    found[style.get(n.OWN_NAME, "")] = struck
                elif _is_moved(properties.get(n.POSITION, "")):
                    found[style.get(n.OWN_NAME, "")] = raised
    return found


def _is_moved(position: str) -> bool:
    """Tell whether a text position is above or below the line: super, sub, or a share that is not 0."""
    first = position.partition(" ")[0]
    return first in ("super", "sub") or (first.endswith("%") and first.strip("0-%.") != "")


def _title(parts: list[Element]) -> str:
    """Return the title in the document's metadata, "" where there is none."""
    for part in parts:
        meta = next(part.iter(n.META), None)
        title = meta.findtext(n.TITLE) if meta is not None else None
        if title and title.strip():
            return title.strip()
    return ""
