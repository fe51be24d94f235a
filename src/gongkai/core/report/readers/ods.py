"""OpenDocument spreadsheets (ods): the XML itself, because a repeated cell is a number there and may be a huge one."""

from typing import Final

from lxml import etree

from gongkai.core.report.document import Document
from gongkai.core.report.errors import DamagedFile, OversizedFile
from gongkai.core.report.readers.guard import open_zip, parse_xml
from gongkai.core.report.readers.sheets import Sheet, Span
from gongkai.core.report.readers.xlsx import document

KIND: Final = "ODS"
CELL_LIMIT: Final = 200_000  # cells of a workbook, repeated ones counted each
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"


def read(data: bytes) -> Document:
    """Return the sheets of a spreadsheet in their order; hidden ones are named in the warnings.

    Raises DamagedFile, EncryptedFile, EmptyFile, OversizedFile.
    """
    root = parse_xml(open_zip(data, KIND).read("content.xml"), KIND)
    book = root.find(f"{_OFFICE}body/{_OFFICE}spreadsheet")
    if book is None:
        raise DamagedFile(KIND)
    hidden = {
        style.get(f"{_STYLE}name", "")
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iter(f"{_STYLE}table-properties")
        if properties.get(f"{_TABLE}display") == "false"
    }
    return document("ods", [_SheetReader(table).read(hidden) for table in book.iterchildren(f"{_TABLE}table")])


class _SheetReader:
    """One sheet: its rows are kept up to the last that holds anything."""

    def __init__(self, table: etree._Element) -> None:
        self._table = table
        self._rows: list[list[str]] = []
        self._merged: list[Span] = []
        self._blank_rows = 0
        self._cells = 0

    def read(self, hidden: set[str]) -> Sheet:
        """Return the sheet; `hidden` are the names of the styles that hide one."""
        for row in self._table.iter(f"{_TABLE}table-row"):
            self._row(row)
        name = self._table.get(f"{_TABLE}name", "")
        return Sheet(name, self._rows, self._merged, hidden=self._table.get(f"{_TABLE}style-name") in hidden)

    def _row(self, row: etree._Element) -> None:
        values: list[str] = []
        blank = 0
        for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            times = _count(cell, "number-columns-repeated")
            text = _text(cell)
            if not text:
                self._merge(cell, len(values) + blank)
                blank += times
                continue
            self._take(blank + times)
            values += [""] * blank
            self._merge(cell, len(values))
            values += [text] * times
            blank = 0
        self._append(values, _count(row, "number-rows-repeated"))

    def _append(self, values: list[str], times: int) -> None:
        if not values:
            self._blank_rows += times
            return
        self._take(self._blank_rows + times * len(values))
        self._rows += [[] for _ in range(self._blank_rows)]
        self._rows += [values] * times
        self._blank_rows = 0

    def _merge(self, cell: etree._Element, column: int) -> None:
        wide, tall = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
        if wide > 1 or tall > 1:
            row = len(self._rows) + self._blank_rows
            self._merged.append(Span(row, column, row + tall - 1, column + wide - 1))

    def _take(self, cells: int) -> None:
        self._cells += cells
        if self._cells > CELL_LIMIT:
            raise OversizedFile(f"{CELL_LIMIT} 个单元格")


def _count(element: etree._Element, name: str) -> int:
    figure = element.get(f"{_TABLE}{name}", "1")
    return int(figure) if figure.isascii() and figure.isdigit() and len(figure) < 10 else 1


def _text(cell: etree._Element) -> str:
    """Return the text a cell shows, its paragraphs joined by newline."""
    paragraphs = (_flat(paragraph) for paragraph in cell.iterchildren(f"{_TEXT}p"))
    return "\n".join(text for text in paragraphs if text)


def _flat(paragraph: etree._Element) -> str:
    pieces = [paragraph.text or ""]
    for part in paragraph.iterdescendants():
        pieces += (" " if part.tag == f"{_TEXT}s" else "", part.text or "", part.tail or "")
    return " ".join("".join(pieces).split())
