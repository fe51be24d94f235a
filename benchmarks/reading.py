"""Reading a report of each kind of file, beside what the plain parser takes for the same bytes."""

import io
import zipfile
from collections.abc import Iterator

import lxml.etree
import lxml.html
import pandas as pd
import pypdfium2
from python_calamine import CalamineWorkbook

from benchmarks.measure import Result, Work, in_turn
from gongkai.core.report.reading import read
from tests.yard.judge import case
from tests.yard.shapes import SHAPES, binary_shapes


def documents(shape: str, number: int) -> list[bytes]:
    """Return documents of a shape of the yard."""
    make = SHAPES.get(shape) or binary_shapes()[shape]
    return [case(shape, make, seed)[1].data for seed in range(number)]


def ours(data: bytes) -> object:
    """Read the whole report: tables, prose, identity."""
    return read(data, "report")


def pandas_tables(data: bytes) -> object:
    """Take the tables of a page as pandas does; it recovers neither labels nor prose."""
    return pd.read_html(io.BytesIO(data))


def docx_floor(data: bytes) -> object:
    """Unpack the document's main part and parse it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return lxml.etree.fromstring(archive.read("word/document.xml"))


def xlsx_floor(data: bytes) -> object:
    """Open the workbook and take the values of its sheets."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def pdf_floor(data: bytes) -> object:
    """Take the text of each page."""
    document = pypdfium2.PdfDocument(data)
    texts = []
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return texts


_FLOORS: dict[str, tuple[str, str, Work, float]] = {
    "html-portal": ("read HTML, page of a portal, lxml.html alone", "html-portal", lxml.html.fromstring, 2),
    "html-clean": ("read HTML, bare page, lxml.html alone", "html-clean", lxml.html.fromstring, 2),
    "html-office": ("read HTML, export of Word or WPS, lxml.html alone", "html-office", lxml.html.fromstring, 2),
    "docx": ("read DOCX, unzip and lxml alone", "docx", docx_floor, 4),
    "xlsx": ("read XLSX, calamine alone", "xlsx", xlsx_floor, 2),
    "pdf": ("read PDF, pypdfium2 text alone", "pdf-ruled", pdf_floor, 2),
}


def results(rounds: int, number: int) -> Iterator[Result]:
    """Yield a result for each kind of file, and for HTML also the peer's time."""
    for name, shape, floor, most in _FLOORS.values():
        files = documents(shape, number if shape in SHAPES else max(2, number // 4))
        spent = in_turn({"ours": ours, "floor": floor}, files, rounds)
        ratio = spent["ours"] / spent["floor"]
        yield Result(name, spent["ours"], "ms CPU a report", spent["floor"], ratio, f"ratio <= {most:g}")
    for shape in ("html-portal", "html-clean", "html-office"):
        files = documents(shape, max(2, number // 4))
        spent = in_turn({"ours": ours, "peer": pandas_tables}, files, max(2, rounds // 2))
        ratio = spent["peer"] / spent["ours"]
        name = f"read {shape} beside pandas.read_html (floor is the peer, ratio how often faster)"
        yield Result(name, spent["ours"], "ms CPU a report", spent["peer"], ratio, "ratio >= 4")
