"""PDF files without the people in their properties; loaded when a PDF comes, as its library is large."""

import io
import warnings
from typing import Final

import pikepdf

from gongkai.core.guard.cleaning.documents import REMOVED
from gongkai.core.guard.files.package import Broken, Locked

_PEOPLE: Final = ("/Author", "/Company", "/LastModifiedBy", "/Manager")


def pdf_without_people(data: bytes) -> tuple[bytes, list[str]]:
    """Return a PDF without its author and without the packet of properties that repeats it. A signed one is left."""
    try:
        with warnings.catch_warnings(action="ignore"), pikepdf.open(io.BytesIO(data)) as pdf:
            people = [key for key in _PEOPLE if pdf.trailer.get("/Info") is not None and key in pdf.docinfo]
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
