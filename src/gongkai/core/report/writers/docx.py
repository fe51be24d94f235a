"""The report as a Word document in the layout of official documents (GB/T 9704-2012).

Styles, page marks and fonts stand ready in `data/docx/`; only the text is written here, as WordprocessingML, because
building merged tables cell by cell through a document library takes a thousand times as long.
"""

import io
import zipfile
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files
from typing import Final

from gongkai.core.report.model import AnnualReport
from gongkai.core.report.writers.flow import Piece, flow, title_lines
from gongkai.core.report.writers.layout import Slot, Table, printable, shares, walk

TEXT_WIDTH: Final = 8845  # twentieths of a point: 156 mm
# Page and margins of GB/T 9704 in twentieths of a point: A4; 37 mm above, 28 mm left, the text 156 x 225 mm; the page
# mark 7 mm below the text. Odd pages have it to the right, even pages to the left.
_PAGE: Final = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1587"'
    ' w:header="851" w:footer="1304" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>'
)
_ROOT: Final = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
)
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLES: Final = {"title": "Title", "heading": "Heading1", "subheading": "Heading2"}
_SIZES: Final = {"t2": 21, "t3": 19, "t4": 18}  # half-points of the letters in each table
_HEIGHTS: Final = {"t2": 400, "t3": 320, "t4": 400}  # least height of a row, twentieths of a point
# Parts of the package: their name in it, their file in data/docx. Word wants the list of kinds to come first.
_PARTS: Final = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "rels.xml",
    "word/_rels/document.xml.rels": "word/document_rels.xml",
    "word/styles.xml": "word/styles.xml",
    "word/settings.xml": "word/settings.xml",
    "word/fontTable.xml": "word/fontTable.xml",
    "word/footer1.xml": "word/footer1.xml",
    "word/footer2.xml": "word/footer2.xml",
    "docProps/app.xml": "docProps/app.xml",
}


def render(report: AnnualReport) -> bytes:
    """Return the report as a Word document (docx)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        written = (
            ("docProps/core.xml", _properties(report).encode()),
            ("word/document.xml", _document(report).encode()),
        )
        for name, content in (*_skeleton(), *written):
            # `ZipInfo` has a fixed date, so that the same report gives the same bytes.
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@cache
def _skeleton() -> tuple[tuple[str, bytes], ...]:
    folder = files(__package__) / "data" / "docx"
    return tuple((name, folder.joinpath(*path.split("/")).read_bytes()) for name, path in _PARTS.items())


def _properties(report: AnnualReport) -> str:
    return (
        f"{_XML}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{_text(report.title)}</dc:title><dc:creator>{_text(report.organ)}</dc:creator>"
        "<dc:subject>政府信息公开工作年度报告</dc:subject><dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def _document(report: AnnualReport) -> str:
    content = "".join(_piece(piece) for piece in flow(report))
    return f"{_XML}{_ROOT}<w:body>{content}{_PAGE}</w:body></w:document>"


def _piece(piece: Piece) -> str:
    if piece.table is not None:
        return f'{_table(piece.table)}<w:p><w:pPr><w:pStyle w:val="TableEnd"/></w:pPr></w:p>'
    if piece.kind == "title":
        return _paragraph("Title", "<w:r><w:br/></w:r>".join(_run(line) for line in title_lines(piece.text)))
    lead = _run(piece.lead, "Lead") if piece.lead else ""
    return _paragraph(_STYLES.get(piece.kind, ""), lead + _run(piece.text.removeprefix(piece.lead)))


def _paragraph(style: str, runs: str) -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{runs}</w:p>"


def _run(text: str, style: str = "") -> str:
    named = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{named}<w:t xml:space="preserve">{_text(text)}</w:t></w:r>'


def _text(text: str) -> str:
    return escape(printable(text), quote=False)


def _table(table: Table) -> str:
    widths = [round(TEXT_WIDTH * share) for share in shares(table)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_row(table, number, row, widths) for number, row in enumerate(walk(table)))
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblCaption w:val="{escape(table.caption)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def _row(table: Table, number: int, row: tuple[Slot, ...], widths: list[int]) -> str:
    head = "<w:tblHeader/>" if number < table.head_rows else ""
    height = f'<w:trHeight w:val="{_HEIGHTS[table.id]}" w:hRule="atLeast"/>'
    cells = "".join(_cell(table, slot, number, sum(widths[slot.column : slot.column + slot.colspan])) for slot in row)
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{head}</w:trPr>{cells}</w:tr>"


def _cell(table: Table, slot: Slot, number: int, width: int) -> str:
    begins = slot.row == number
    runs = f"<w:r>{_size(table)}<w:t>{_text(slot.text)}</w:t></w:r>" if begins and slot.text else ""
    style = "TableHead" if slot.kind in ("head", "caption") else "TableText"
    left = '<w:jc w:val="left"/>' if table.id == "t3" and slot.kind == "row" and slot.rowspan == 1 else ""
    properties = "".join(_cell_properties(slot, width, begins=begins))
    # Every row stays with the next one: a table that fits on one page is kept on one, a longer one breaks all the same.
    keep = "<w:keepNext/>" if number + 1 < len(table.rows) else ""
    return (
        f'<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{left}'
        f"</w:pPr>{runs}</w:p></w:tc>"
    )


def _cell_properties(slot: Slot, width: int, *, begins: bool) -> Iterator[str]:
    yield f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if slot.colspan > 1:
        yield f'<w:gridSpan w:val="{slot.colspan}"/>'
    if slot.rowspan > 1:
        yield '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
    yield '<w:vAlign w:val="center"/>'


def _size(table: Table) -> str:
    return f'<w:rPr><w:sz w:val="{_SIZES[table.id]}"/><w:szCs w:val="{_SIZES[table.id]}"/></w:rPr>'
