"""A PDF before its pages are drawn: refused where it must be, its comments gone, its form fields part of the page."""

import io
from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.core.redaction.errors import DamagedFile, EncryptedFile, OversizedFile, SignedFile, UnsafeContent
from gongkai.core.redaction.pdf.beside import words_beside
from gongkai.core.redaction.phrases import folded

MOST_PAGES: Final = 500
SHOWN: Final = frozenset({"/Widget", "/Stamp"})  # what is part of the page as it is printed: fields, stamps
MOST_ANNOTATIONS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Prepared:
    """A PDF ready to be drawn; what to tell of what was left out; the words that stood beside the pages, folded."""

    data: bytes
    told: tuple[str, ...]
    beside: str


def prepared(data: bytes) -> Prepared:
    """Return the PDF with fields and stamps as part of its pages and without comments.

    Raises EncryptedFile, SignedFile, DamagedFile, OversizedFile.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            _refuse(pdf)
            beside = folded("\n".join(words_beside(pdf)))
            dropped = _without_comments(pdf)
            attached = len(pdf.attachments)
            out = io.BytesIO()
            pdf.save(out)
    except pikepdf.PasswordError:
        raise EncryptedFile from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RecursionError, IndexError, AttributeError):
        raise DamagedFile from None
    return Prepared(_flattened(out.getvalue()), _told(dropped, attached), beside)


def _refuse(pdf: pikepdf.Pdf) -> None:
    if pdf.is_encrypted:
        raise EncryptedFile
    if not 0 < len(pdf.pages) <= MOST_PAGES:
        raise DamagedFile if len(pdf.pages) == 0 else OversizedFile(f" {MOST_PAGES} 页")
    if any(float(page.obj.get("/UserUnit", 1)) != 1 for page in pdf.pages):
        raise UnsafeContent(["使用特殊长度单位的页面"])
    if "/Perms" in pdf.Root:
        raise SignedFile
    fields = pdf.Root.get("/AcroForm", pikepdf.Dictionary())
    if isinstance(fields, pikepdf.Dictionary) and _signed(fields.get("/Fields", pikepdf.Array()), 0):
        raise SignedFile
    if any(_signature(note) for page in pdf.pages for note in _annotations(page)):
        raise SignedFile


def _signed(fields: Any, depth: int) -> bool:
    if depth > 30 or not isinstance(fields, pikepdf.Array):
        return False
    for field in fields:
        if isinstance(field, pikepdf.Dictionary) and (_signature(field) or _signed(field.get("/Kids"), depth + 1)):
            return True
    return False


def _signature(field: Any) -> bool:
    return isinstance(field, pikepdf.Dictionary) and field.get("/FT") == "/Sig" and "/V" in field


def _annotations(page: pikepdf.Page) -> list[Any]:
    found = page.obj.get("/Annots")
    if not isinstance(found, pikepdf.Array):
        return []
    if len(found) > MOST_ANNOTATIONS:
        raise OversizedFile(f"一页 {MOST_ANNOTATIONS} 个批注")
    return [note for note in found if isinstance(note, pikepdf.Dictionary)]


def _without_comments(pdf: pikepdf.Pdf) -> Counter[int]:
    """Take away every annotation but fields and stamps; return how many went from each page."""
    dropped: Counter[int] = Counter()
    for number, page in enumerate(pdf.pages, 1):
        notes = _annotations(page)
        kept = [note for note in notes if str(note.get("/Subtype", "")) in SHOWN]
        links = [note for note in notes if str(note.get("/Subtype", "")) in ("/Link", "/Popup")]
        dropped[number] = len(notes) - len(kept) - len(links)
        page.obj["/Annots"] = pikepdf.Array(kept)
    return +dropped


def _told(dropped: Counter[int], attached: int) -> tuple[str, ...]:
    told = [f"第{number}页有{count}个批注，没有写进新文件。" for number, count in sorted(dropped.items())]
    if attached:
        told.append(f"原文件带有{attached}个附件，没有写进新文件。")
    return tuple(told)


def _flattened(data: bytes) -> bytes:
    """Make fields and stamps part of the pages, so that their text is found and covered as any other."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            document.init_forms()
            for number in range(len(document)):
                page = document[number]
                if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_FAIL:
                    raise DamagedFile
                page.close()
            out = io.BytesIO()
            document.save(out)
    except pypdfium2.PdfiumError:
        raise DamagedFile from None
    return out.getvalue()
