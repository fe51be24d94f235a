"""DOCX with merged and nested cells, ODT and XLSX, written by hand: what Word, LibreOffice and sheets really store."""

import io
import random
import zipfile
from xml.sax.saxutils import escape

from openpyxl import Workbook

from tests.yard.forms import Box, Rows, full_grid, table_of
from tests.yard.labels import Wording
from tests.yard.outline import outline
from tests.yard.rendered import Rendered
from tests.yard.shapes.lines import bare
from tests.yard.truth import Truth

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_TYPES = (
    f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_RELATIONS = (
    f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def _zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def _runs(text: str, rng: random.Random) -> str:
    """Paragraphs of a cell, their runs cut as Word cuts them after corrections."""
    step = rng.choice((2, 4, 40))
    paragraphs = []
    for line in text.split("\n"):
        runs = "".join(
            f'<w:r><w:t xml:space="preserve">{escape(line[i : i + step])}</w:t></w:r>'
            for i in range(0, len(line), step)
        )
        paragraphs.append(f"<w:p>{runs}</w:p>")
    return "".join(paragraphs)


def _docx_table(rows: Rows, rng: random.Random) -> str:
    """`gridSpan` for columns; rows below a merged cell hold an empty cell with `vMerge`."""
    grid = full_grid(rows)
    open_spans: dict[int, tuple[int, int]] = {}  # column -> (rows left, colspan)
    out = []
    for line in grid:
        cells, x = [], 0
        while x < len(line):
            box = line[x]
            left, span = open_spans.get(x, (0, 1))
            if box is None and left:
                cells.append(_docx_cell("<w:p/>", span, "<w:vMerge/>"))
                open_spans[x] = (left - 1, span)
                x += span
                continue
            if box is None:
                x += 1
                continue
            merge = '<w:vMerge w:val="restart"/>' if box.rowspan > 1 else ""
            cells.append(_docx_cell(_runs(bare(box.text), rng), box.colspan, merge))
            open_spans[x] = (box.rowspan - 1, box.colspan)
            x += box.colspan
        out.append(f"<w:tr>{''.join(cells)}</w:tr>")
    widths = {4: (3600, 2000, 2000, 2000), 10: (500, 1000, 2900, *[750] * 7)}.get(len(grid[0]), (640,) * len(grid[0]))
    columns = "".join(f"<w:gridCol w:w='{width}'/>" for width in widths)
    lines = "".join(f"<w:{side} w:val='single' w:sz='4'/>" for side in _SIDES) if rng.random() < 0.8 else ""
    look = f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders></w:tblPr>"
    return f"<w:tbl>{look}<w:tblGrid>{columns}</w:tblGrid>{''.join(out)}</w:tbl><w:p/>"


def _docx_cell(inside: str, colspan: int, merge: str) -> str:
    span = f'<w:gridSpan w:val="{colspan}"/>' if colspan > 1 else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{inside}</w:tc>"


def _tables(truth: Truth, words: Wording, kind: str, *, wide: bool) -> Rows:
    return table_of(kind, truth, words, wide=wide)


def _docx(truth: Truth, rng: random.Random) -> Rendered:
    words = Wording(truth, rng, strange=rng.choice((0.2, 0.5)))
    wide, nested = rng.random() < 0.3, rng.random() < 0.2
    body = []
    for kind, text in outline(truth, words, rng):
        if kind in {"t2", "t3", "t4"}:
            table = _docx_table(_tables(truth, words, kind, wide=wide), rng)
            if nested:
                table = f"<w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>{table}</w:tc></w:tr>"
                table = f"<w:tbl><w:tblPr/>{table}</w:tbl><w:p/>"
            body.append(table)
        else:
            body.append(_runs(text, rng))
    inside = "".join(body)
    document = f'{_XML}<w:document xmlns:w="{_W}"><w:body>{inside}<w:sectPr/></w:body></w:document>'
    data = _zipped({"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": document})
    return Rendered(data, frozenset(truth.printed), "report.docx")


_ODT = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.3"'
)


def _odt_cell(box: Box | None) -> str:
    if box is None:
        return "<table:covered-table-cell/>"
    spans = f' table:number-columns-spanned="{box.colspan}" table:number-rows-spanned="{box.rowspan}"'
    text = "".join(f"<text:p>{escape(line)}</text:p>" for line in bare(box.text).split("\n"))
    return f'<table:table-cell{spans} office:value-type="string">{text}</table:table-cell>'


def _odt(truth: Truth, rng: random.Random) -> Rendered:
    words = Wording(truth, rng, strange=rng.choice((0.2, 0.5)))
    body = []
    for kind, text in outline(truth, words, rng):
        if kind in {"t2", "t3", "t4"}:
            grid = full_grid(_tables(truth, words, kind, wide=False))
            rows = "".join(f"<table:table-row>{''.join(map(_odt_cell, line))}</table:table-row>" for line in grid)
            body.append(
                f'<table:table><table:table-column table:number-columns-repeated="{len(grid[0])}"/>{rows}</table:table>'
            )
        else:
            body.append(f"<text:h>{escape(text)}</text:h>" if kind == "h" else f"<text:p>{escape(text)}</text:p>")
    inside = f"<office:body><office:text>{''.join(body)}</office:text></office:body>"
    content = f"{_XML}<office:document-content {_ODT}>{inside}</office:document-content>"
    data = _zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})
    return Rendered(data, frozenset(truth.printed), "report.odt")


def _xlsx(truth: Truth, rng: random.Random) -> Rendered:
    """All in one sheet, or a sheet for each table; figures as numbers or as text."""
    words = Wording(truth, rng, strange=rng.choice((0.2, 0.5)))
    book = Workbook()
    sheet = book.active
    numbers, several = rng.random() < 0.6, rng.random() < 0.4
    y, x0 = 1, rng.choice((1, 1, 2))
    for kind, text in outline(truth, words, rng):
        if kind not in {"t2", "t3", "t4"}:
            sheet.cell(y, x0, text)
            y += 1
            continue
        if several:
            sheet = book.create_sheet({"t2": "主动公开", "t3": "依申请公开", "t4": "复议诉讼"}[kind])
            y = 1
        y = _sheet_table(sheet, _tables(truth, words, kind, wide=False), y, x0, numbers=numbers)
    out = io.BytesIO()
    book.save(out)
    return Rendered(out.getvalue(), frozenset(truth.printed), "report.xlsx")


def _sheet_table(sheet, rows: Rows, top: int, left: int, *, numbers: bool) -> int:
    grid = full_grid(rows)
    for dy, line in enumerate(grid):
        for dx, box in enumerate(line):
            if box is None:
                continue
            text = bare(box.text)
            number = numbers and box.cell and text.isascii() and text.isdigit()
            sheet.cell(top + dy, left + dx, int(text) if number else text or None)
            if box.colspan > 1 or box.rowspan > 1:
                sheet.merge_cells(
                    start_row=top + dy,
                    start_column=left + dx,
                    end_row=top + dy + box.rowspan - 1,
                    end_column=left + dx + box.colspan - 1,
                )
    return top + len(grid) + 1


SHAPES = {"docx": _docx, "odt": _odt, "xlsx": _xlsx}
