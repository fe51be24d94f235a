"""PDF files for tests: the official tables set by typst, and small files written byte by byte for the odd cases."""

import zlib
from collections.abc import Sequence
from functools import cache

import pylopdf_fonts_zh_cn
import typst

from tests.core.report.readers.official_tables import Box, Table

HEADS = ("二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况")
_FONTS = [str(next(iter(pylopdf_fonts_zh_cn.__path__)))]
_PREAMBLE = """#set text(font: ("Noto Serif SC", "Noto Sans SC"), size: {size}pt, lang: "zh")
#set page(width: {width}pt, height: {height}pt, margin: {margin}pt, numbering: {numbering})
#set par(first-line-indent: (amount: 2em, all: true), justify: true)
"""


def typst_source(
    body: str,
    *,
    size: float = 10,
    width: float = 595,
    height: float = 842,
    margin: float = 60,
    numbering: str = '"— 1 —"',
) -> str:
    """Return a typst document."""
    return _PREAMBLE.format(size=size, width=width, height=height, margin=margin, numbering=numbering) + body


@cache
def typst_pdf(source: str) -> bytes:
    """Return what typst makes of a source."""
    return typst.compile(source.encode(), font_paths=_FONTS, ignore_system_fonts=True)


def typst_table(table: Table, *, stroke: str = "0.5pt", columns: Sequence[str] | None = None) -> str:
    """Return a table in typst's language, its cells with their spans."""
    count = max(box.column + box.colspan for row in table for box in row)
    widths = ", ".join(columns or ["1fr"] * count)
    cells = "\n".join(_typst_cell(box) for row in table for box in row)
    return f"#table(columns: ({widths}), stroke: {stroke}, align: center + horizon, inset: 3pt,\n{cells})\n"


def _typst_cell(box: Box) -> str:
    spans = f"colspan: {box.colspan}, rowspan: {box.rowspan}"
    return f'table.cell({spans})[#"{box.text}"],'


COLUMNS_3 = ["18pt", "42pt", "1fr", *["38pt"] * 7]


def report_source(tables: Sequence[Table], *, stroke: str = "0.5pt", **page: float | str) -> str:
    """Return a report of prose and the three tables."""
    widths = (["1fr"] * 4, COLUMNS_3, ["1fr"] * 15)
    parts = [TITLE, PROSE]
    for head, table, columns in zip(HEADS, tables, widths, strict=True):
        parts += [f"{head}\n\n", typst_table(table, stroke=stroke, columns=columns)]
    parts += ["五、存在的主要问题及改进情况\n\n", PROSE]
    return typst_source("\n\n".join(parts), **page)  # type: ignore[arg-type]


TITLE = "#align(center)[#text(size: 18pt)[云川市样例区清河街道办事处2023年政府信息公开工作年度报告]]"
PROSE = (
    "根据《中华人民共和国政府信息公开条例》编制本报告。样例街道在本年度持续推进主动公开，梳理公开事项，完善栏目设置，"
    "全年公开各类政府信息12条，其中动态信息8条，政策文件4条，及时答复群众咨询。\n\n"
    "下一步，样例街道将继续完善公开目录，组织业务培训，提高公开质量，并把公开工作纳入年度考核，确保各项要求落到实处。"
)


def html_report(tables: Sequence[Table], *, border: str = "1px solid black") -> str:
    """Return a web page of the report, for printing by a browser or LibreOffice."""
    parts = [f"<h1>云川市样例区清河街道办事处2023年政府信息公开工作年度报告</h1><p>{PROSE}</p>"]
    for head, table in zip(HEADS, tables, strict=True):
        rows = "".join(f"<tr>{''.join(_html_cell(box) for box in row)}</tr>" for row in table)
        parts.append(f"<h2>{head}</h2><table border=1>{rows}</table>")
    style = f"table{{border-collapse:collapse;width:100%}}td{{border:{border};text-align:center;font-size:9pt}}"
    return f"<!DOCTYPE html><meta charset=utf-8><style>{style}</style>{''.join(parts)}"


def _html_cell(box: Box) -> str:
    return f"<td colspan={box.colspan} rowspan={box.rowspan}>{box.text}</td>"


# Byte by byte


def pdf_bytes(objects: Sequence[bytes], *, trailer: bytes = b"") -> bytes:
    """Return a PDF file of numbered objects; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def stream(content: bytes, entries: bytes = b"", *, packed: bool = False) -> bytes:
    """Return a stream object."""
    if packed:
        content, entries = zlib.compress(content, 9), entries + b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(content), content)


LATIN = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
# A Chinese font that is not embedded: PDF 32000-1, 9.7.5.2.
SONG = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
    b"/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
    b"/ItalicAngle 0/Ascent 752/Descent -271/CapHeight 737/StemV 58>>>>]>>"
)


def shown(text: str, x: float, y: float, size: float = 12) -> bytes:
    """Return the operators that show a text in Song at a point."""
    return b"BT /F2 %g Tf %g %g Td <%s> Tj ET\n" % (size, x, y, text.encode("utf-16-be").hex().encode())


def page_pdf(
    *contents: bytes,
    page: bytes = b"/MediaBox[0 0 595 842]",
    resources: bytes = b"",
    more: Sequence[bytes] = (),
    trailer: bytes = b"",
) -> bytes:
    """Return a PDF file with a page for each content; `more` are further objects, numbered after the fonts from 5."""
    first = 5 + len(more)
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(contents), kids),
        LATIN,
        SONG,
        *more,
    ]
    for number, content in enumerate(contents):
        objects.append(
            b"<</Type/Page/Parent 2 0 R%s/Resources<</Font<</F1 3 0 R/F2 4 0 R>>%s>>/Contents %d 0 R>>"
            % (page, resources, first + 2 * number + 1)
        )
        objects.append(stream(content))
    return pdf_bytes(objects, trailer=trailer)
