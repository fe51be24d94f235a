"""A letter as a Word document in the layout of official documents (GB/T 9704-2012).

Styles, settings and page marks are those of the report writers; only the text is written here, as WordprocessingML.
"""

import io
import zipfile
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files
from typing import Final

from gongkai.core.letters.letter import Cell, Table
from gongkai.core.letters.writers import docx_drawing as drawing
from gongkai.core.letters.writers.copy import DRAFT_MARK, DRAFT_NOTE, SEAL_WIDTH, Copy

TEXT_WIDTH: Final = 8845  # twentieths of a point: 156 mm
LINE: Final = 579  # 22 lines on 225 mm
CHARACTER: Final = 16 / 72 * 25.4  # millimetres: 三号
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_SHARED: Final = ("styles", "settings", "fontTable", "footer1", "footer2")  # parts of the report writers
_HEADER: Final = '<w:headerReference w:type="{}" r:id="rIdHeader"/>'
_PAGE: Final = (
    '<w:sectPr>{headers}<w:footerReference w:type="default" r:id="rIdFooter1"/>'
    '<w:footerReference w:type="even" r:id="rIdFooter2"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1587"'
    ' w:header="851" w:footer="1304" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>'
)


def render(copy: Copy) -> bytes:
    """Return a copy as a Word document."""
    pictures = _pictures(copy)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, content in _parts(copy, pictures):
            # `ZipInfo` has a fixed date, so that the same letter gives the same bytes.
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _pictures(copy: Copy) -> dict[str, bytes]:
    found = {}
    if copy.seal is not None:
        found["seal"] = copy.seal.png
    if copy.letter.tracking is not None:
        found["code"] = drawing.code_png(copy.letter.tracking.address)
    return found


def _parts(copy: Copy, pictures: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    yield "[Content_Types].xml", _content_types(draft=copy.draft).encode()
    yield "_rels/.rels", _shared("rels.xml")
    yield "word/_rels/document.xml.rels", _relations(pictures, draft=copy.draft).encode()
    for name in _SHARED:
        yield f"word/{name}.xml", _shared(f"word/{name}.xml")
    yield "docProps/app.xml", _shared("docProps/app.xml")
    yield "docProps/core.xml", _properties(copy).encode()
    if copy.draft:
        yield "word/header1.xml", _header().encode()
    for name, content in pictures.items():
        yield f"word/media/{name}.png", content
    yield "word/document.xml", _document(copy).encode()


@cache
def _shared(path: str) -> bytes:
    folder = files("gongkai.core.report.writers") / "data" / "docx"
    return folder.joinpath(*path.split("/")).read_bytes()


def _content_types(*, draft: bool) -> str:
    kinds = {"styles": "styles", "settings": "settings", "fontTable": "fontTable", "footer1": "footer"}
    kinds["footer2"] = "footer"
    if draft:
        kinds["header1"] = "header"
    named = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_OFFICE}{kind}+xml"/>' for name, kind in kinds.items()
    )
    return (
        f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}document.main+xml"/>{named}'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    )


def _relations(pictures: dict[str, bytes], *, draft: bool) -> str:
    shared = [(f"rId{name.capitalize()}", name.rstrip("12"), f"{name}.xml") for name in _SHARED]
    header = [("rIdHeader", "header", "header1.xml")] if draft else []
    images = [(f"rId{name.capitalize()}", "image", f"media/{name}.png") for name in pictures]
    listed = "".join(
        f'<Relationship Id="{id_}" Type="{_RELATION}{kind}" Target="{target}"/>'
        for id_, kind, target in [*shared, *header, *images]
    )
    return f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'


def _properties(copy: Copy) -> str:
    return (
        f"{_XML}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{_text(copy.name)}</dc:title><dc:creator>{_text(copy.letter.organ)}</dc:creator>"
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def _header() -> str:
    note = (
        '<w:p><w:pPr><w:pStyle w:val="PageMark"/><w:jc w:val="right"/></w:pPr>'
        f'{drawing.watermark(DRAFT_MARK)}<w:r><w:rPr><w:color w:val="B00000"/><w:sz w:val="21"/></w:rPr>'
        f"<w:t>{DRAFT_NOTE}</w:t></w:r></w:p>"
    )
    return f"{_XML}<w:hdr {_NAMES}>{note}</w:hdr>"


def _document(copy: Copy) -> str:
    headers = _HEADER.format("default") + _HEADER.format("even") if copy.draft else ""
    content = "".join(_content(copy))
    return f"{_XML}<w:document {_NAMES}><w:body>{content}{_PAGE.format(headers=headers)}</w:body></w:document>"


def _content(copy: Copy) -> Iterator[str]:
    letter = copy.letter
    yield _paragraph(
        "<w:r><w:br/></w:r>".join(map(_run, letter.title)), '<w:pStyle w:val="Title"/>' + _after(letter.number)
    )
    if letter.number:
        yield _paragraph(_run(letter.number), f'<w:spacing w:after="{LINE}"/>{_FLUSH}<w:jc w:val="center"/>')
    if letter.addressee:
        yield _paragraph(_run(f"{letter.addressee}："), _FLUSH)
    for piece in copy.pieces():
        yield _table(piece) if isinstance(piece, Table) else _piece(*piece)
    if letter.tracking is not None:
        yield _paragraph(
            drawing.inline("rIdCode", 32, 32, "办理进度查询二维码"),
            f'<w:spacing w:before="{LINE}" w:line="240" w:lineRule="auto"/>{_FLUSH}<w:jc w:val="center"/>',
        )
    yield from _signature(copy)


_FLUSH: Final = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'


def _after(number: str) -> str:
    return '<w:spacing w:after="0" w:line="680" w:lineRule="exact"/>' if number else ""


def _piece(kind: str, text: str) -> str:
    if kind == "annex":
        indent = '<w:ind w:leftChars="500" w:left="1600" w:hangingChars="300" w:hanging="960"/>'
        return _paragraph(_run(f"附件：{text}"), f'<w:spacing w:before="{LINE}"/>{indent}')
    if kind == "annex_more":
        return _paragraph(_run(text), '<w:ind w:leftChars="500" w:left="1600" w:firstLineChars="0" w:firstLine="0"/>')
    return _paragraph(_run(text))


def _signature(copy: Copy) -> Iterator[str]:
    """Yield the name of the body and the date, one above the other's middle, four characters from the right."""
    if not copy.date:
        return
    organ, date = _width(copy.letter.organ), _width(copy.date)
    right = (2 if organ > date + 4 else 4) + max(organ, date) / 2  # characters from the edge to the middle of both
    before = (3 if copy.seal else 2) * LINE
    seal = ""
    if copy.seal:
        left, height = 156 - right * CHARACTER - SEAL_WIDTH / 2, SEAL_WIDTH * copy.seal.ratio
        seal = drawing.anchored("rIdSeal", SEAL_WIDTH, height, left, -height / 2)
    yield _signed(_run(copy.letter.organ), right - organ / 2, f'<w:keepNext/><w:spacing w:before="{before}"/>')
    yield _signed(seal + _run(copy.date), right - date / 2, "<w:keepLines/>")


def _signed(runs: str, indent: float, properties: str) -> str:
    inset = f'w:rightChars="{round(indent * 100)}" w:right="{round(indent * 320)}"'
    first = 'w:firstLineChars="0" w:firstLine="0"'
    return _paragraph(runs, f'{properties}<w:ind {inset} {first}/><w:jc w:val="right"/>')


def _width(text: str) -> float:
    """Return how many characters wide a line is, figures and Latin letters taken as half."""
    return sum(0.5 if ord(sign) < 0x2E80 else 1.0 for sign in text)


def _paragraph(runs: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def _run(text: str, size: int = 0) -> str:
    sized = f'<w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>' if size else ""
    return f'<w:r>{sized}<w:t xml:space="preserve">{_text(text)}</w:t></w:r>'


def _text(text: str) -> str:
    return escape(text, quote=False)


def _table(table: Table) -> str:
    shares = sum(table.columns)
    widths = [round(TEXT_WIDTH * share / shares) for share in table.columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_row(row, height, widths) for row, height in zip(table.rows, table.heights, strict=True))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
        '<w:p><w:pPr><w:pStyle w:val="TableEnd"/></w:pPr></w:p>'
    )


def _row(row: tuple[Cell, ...], height: int, widths: list[int]) -> str:
    cells, column = [], 0
    for cell in row:
        cells.append(_cell(cell, sum(widths[column : column + cell.columns])))
        column += cell.columns
    least = f'<w:trHeight w:val="{max(520, height * 420)}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{least}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: Cell, width: int) -> str:
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    style = "TableHead" if cell.label else "TableText"
    left = "" if cell.label else '<w:jc w:val="left"/>'
    paragraphs = "".join(
        _paragraph(_run(line, 24), f'<w:pStyle w:val="{style}"/>{left}') for line in cell.text.split("\n")
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vAlign w:val="center"/></w:tcPr>{paragraphs}</w:tc>'
    )
