"""From the bytes of a file to a `Document`: one module a kind, the kind found in the content."""

import re
from collections.abc import Callable
from html import unescape
from importlib import import_module
from typing import Final

from gongkai.core.report.document import Document
from gongkai.core.report.errors import DamagedFile, OversizedFile, ReportError, UnsupportedKind
from gongkai.core.report.readers.bounds import MEMORY_MB
from gongkai.core.report.readers.detect import recognise

_ESCAPED: Final = re.compile(r"&lt;t[dr][\s&]", re.IGNORECASE)  # a page pasted as text: its tags were escaped
_TABLE: Final = re.compile(r"<t[dr][\s>]", re.IGNORECASE)

Reader = Callable[[bytes], Document]


def _later(module: str, function: str = "read") -> Reader:
    """Return a reader whose module is imported when the first file of its kind comes: the start stays quick."""

    def read(data: bytes) -> Document:
        reader: Reader = getattr(import_module(f"{__name__}.{module}"), function)
        return reader(data)

    return read


READERS: Final[dict[str, Reader]] = {
    "html": _later("html"),
    "mhtml": _later("mhtml"),
    "docx": _later("docx"),
    "odt": _later("odt"),
    "xlsx": _later("xlsx"),
    "ods": _later("ods"),
    "pdf": _later("pdf"),
    "ofd": _later("ofd"),
    "doc": _later("office", "read_doc"),
    "rtf": _later("office", "read_rtf"),
    "xls": _later("office", "read_xls"),
}


def read_document(data: bytes, name: str = "") -> Document:
    """Return the content of a file of any kind that is read; `name` may be anything and decides nothing.

    Every fault of the file is raised as a ReportError, whichever library stumbled over it. The kinds "json" and "csv",
    which `exchange` reads, are refused here.
    """
    del name  # a suffix says only what somebody once called the file
    found, decoded = recognise(data)
    try:
        if decoded is None or found == "mhtml":
            return READERS[found](data)
        if found in ("json", "csv"):
            raise UnsupportedKind(f"本系统导出的数据（{found.upper()}）")
        if _ESCAPED.search(decoded.text) and not _TABLE.search(decoded.text):
            found, decoded = "html", decoded._replace(text=unescape(decoded.text))
        from gongkai.core.report.readers import mixed

        return mixed.read_page(decoded) if found == "html" else mixed.read_lines(decoded)
    except ReportError:
        raise
    except RecursionError as fault:
        # A file that takes the parser beyond its limits is broken or made to do so; either way it cannot be read.
        raise DamagedFile(found.upper()) from fault
    except MemoryError as fault:
        raise OversizedFile(f"{MEMORY_MB} MB 内存") from fault
