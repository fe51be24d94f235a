"""Documents without the people in their properties, and with their photographs cleaned; their text is not touched."""

import io
import re
import zipfile
from typing import Final

from lxml import etree

from gongkai.core.guard.cleaning.photographs import without_data
from gongkai.core.guard.files.package import Element, Package

REMOVED: Final = "文件属性里的作者、单位和最后保存者"
_PROPERTIES: Final = frozenset({"docProps/core.xml", "docProps/app.xml", "meta.xml"})
_PEOPLE: Final = frozenset({"creator", "lastModifiedBy", "Company", "Manager", "initial-creator", "printed-by"})
_PICTURES: Final = re.compile(r"^(?:(?:word|xl|ppt)/media/|Pictures/)")
_SIGNATURES: Final = re.compile(r"^(?:_xmlsignatures/|META-INF/documentsignatures\.xml)")


def package_without_people(package: Package) -> tuple[bytes, list[str]]:
    """Return an Office or OpenDocument file cleaned, and what was taken out. A signed file is left alone."""
    removed: list[str] = []
    if any(map(_SIGNATURES.match, package.names)):
        return b"", removed
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for info in package.infos():
            data = package.read(info.filename)
            if info.filename in _PROPERTIES:
                data = _without_people(package.xml(info.filename), data, removed)
            elif _PICTURES.match(info.filename):
                data, what = without_data(data)
                removed += what
            made.writestr(info, data)
    return out.getvalue(), removed


def _without_people(root: Element, data: bytes, removed: list[str]) -> bytes:
    """Return a part with the names in it emptied; as it is where there are none."""
    named = [one for one in root.iter() if etree.QName(one).localname in _PEOPLE and (one.text or "").strip()]
    if not named:
        return data
    for one in named:
        one.text = ""
    removed.append(REMOVED)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
