"""Cells of a workbook that are struck out as a whole (删除线): the format of the cell says so, not its text."""

import posixpath
import re
from collections.abc import Mapping
from typing import Final

from gongkai.core.report.errors import DamagedFile
from gongkai.core.report.readers.guard import SafeZip, parse_xml

Cell = tuple[int, int]  # row and column, from 0
_STYLES: Final = "xl/styles.xml"
_BOOK: Final = "xl/workbook.xml"
_LINKS: Final = "xl/_rels/workbook.xml.rels"
_LARGEST: Final = 4_000_000  # bytes; the styles of a report take some 10 KB
_STRIKE: Final = re.compile(rb"<(?:\w+:)?strike\b")
_NAMED: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def struck_cells(package: SafeZip) -> Mapping[str, set[Cell]]:
    """Return the cells that are struck out, by the name of their sheet; nothing where no format strikes."""
    if any(part not in package or package.size(part) > _LARGEST for part in (_STYLES, _BOOK, _LINKS)):
        return {}
    styles = package.read(_STYLES)
    if not _STRIKE.search(styles):
        return {}
    try:
        formats = _striking(styles)
        return {name: _cells(package.read(part), formats) for name, part in _parts(package) if part in package}
    except DamagedFile:
        return {}  # the reader of the workbook tells of the damage


def _striking(styles: bytes) -> set[str]:
    """Return the numbers of the cell formats whose font is struck out."""
    root = parse_xml(styles, "Excel")
    struck = {
        str(number)
        for number, font in enumerate(root.iterfind("{*}fonts/{*}font"))
        if any(strike.get("val", "1") not in ("0", "false") for strike in font.iterchildren("{*}strike"))
    }
    formats = enumerate(root.iterfind("{*}cellXfs/{*}xf"))
    return {str(number) for number, one in formats if one.get("fontId") in struck}


def _parts(package: SafeZip) -> list[tuple[str, str]]:
    """Return the names of the sheets and the parts that hold them."""
    links = parse_xml(package.read(_LINKS), "Excel")
    targets = {link.get("Id"): link.get("Target", "") for link in links.iterchildren("{*}Relationship")}
    sheets = parse_xml(package.read(_BOOK), "Excel").iterfind("{*}sheets/{*}sheet")
    found = [
        (sheet.get("name", ""), next((str(v) for k, v in sheet.items() if str(k).endswith("}id")), ""))
        for sheet in sheets
    ]
    return [(name, posixpath.join("/xl", targets.get(link, "")).lstrip("/")) for name, link in found]


def _cells(sheet: bytes, formats: set[str]) -> set[Cell]:
    cells = parse_xml(sheet, "Excel").iterfind("{*}sheetData/{*}row/{*}c") if formats else ()
    named = [_NAMED.fullmatch(cell.get("r", "")) for cell in cells if cell.get("s") in formats]
    return {(int(one[2]) - 1, _column(one[1]) - 1) for one in named if one}


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
