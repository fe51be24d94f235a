"""Documents without the people in their properties, and with their photographs cleaned; their text is not touched."""

import io
import re
import warnings
import zipfile
from typing import Final

import pikepdf
from lxml import etree

from gongkai.core.guard.cleaning.photographs import without_data
from gongkai.core.guard.files.package import Broken, Element, Locked, Package

REMOVED: Final = "文件属性里的作者、单位和最后保存者"
_PROPERTIES: Final = frozenset({"docProps/core.xml", "docProps/app.xml", "meta.xml"})
_PEOPLE: Final = frozenset({"creator", "lastModifiedBy", "Company", "Manager", "initial-creator", "printed-by"})
_PICTURES: Final = re.compile(r"^(?:(?:word|xl|ppt)/media/|Pictures/)")
_SIGNATURES: Final = re.compile(r"^(?:_xmlsignatures/|META-INF/documentsignatures\.xml)")
_PDF_PEOPLE: Final = ("/Author", "/Company", "/LastModifiedBy", "/Manager")


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


def pdf_without_people(data: bytes) -> tuple[bytes, list[str]]:
    """Return a PDF without its author and without the packet of properties that repeats it. A signed one is left."""
    try:
        with warnings.catch_warnings(action="ignore"), pikepdf.open(io.BytesIO(data)) as pdf:
            people = [key for key in _PDF_PEOPLE if pdf.trailer.get("/Info") is not None and key in pdf.docinfo]
            if pdf.is_encrypted or _is_signed(pdf) or not (people or "/Metadata" in pdf.Root):
                return data, []
            for key in people:
                del pdf.docinfo[key]
            if "/Metadata" in pdf.Root:
                del pdf.Root["/Metadata"]
            out = io.BytesIO()
            pdf.save(out)
            return out.getvalue(), [REMOVED]
    except pikepdf.PasswordError:
        raise Locked from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError, AttributeError):
        raise Broken from None


def _is_signed(pdf: pikepdf.Pdf) -> bool:
    form = pdf.Root.get("/AcroForm")
    return isinstance(form, pikepdf.Dictionary) and bool(int(form.get("/SigFlags", 0)))
