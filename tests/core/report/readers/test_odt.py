"""OpenDocument texts: hand-made parts for each trait of the format, forms made by LibreOffice, damage."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.report.document import Document, Grid, Paragraph
from gongkai.core.report.errors import DamagedFile, EmptyFile, EncryptedFile, OversizedFile, ReportError, ScannedFile
from gongkai.core.report.readers import odt
from tests.core.report.readers.official_tables import Table, boxes, official_tables
from tests.core.report.readers.test_docx import python_docx_form

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = " ".join(
    [
        *(f'xmlns:{name}="{ODF}{name}:1.0"' for name in ("office", "text", "table", "style", "meta", "manifest")),
        f'xmlns:draw="{ODF}drawing:1.0"',
        f'xmlns:svg="{ODF}svg-compatible:1.0"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"',
    ]
)


def package(body: str, /, styles: str = "", **parts: str) -> bytes:
    """Return an ODT file of a body, automatic styles and other whole parts, whose names stand with _ for the dot."""
    content = (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("content.xml", content)
        for name, part in parts.items():
            archive.writestr(name.replace("_", "."), f"<office:document {NAMESPACES}>{part}</office:document>")
    return file.getvalue()


def para(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{para(text)}</table:table-cell>"


COVERED = "<table:covered-table-cell/>"


def table(*rows: str) -> str:
    return f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in rows)}</table:table>"


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def spans(document: Document) -> list[Table]:
    return [boxes(grid) for grid in grids(document)]


def read_texts(body: str, styles: str = "") -> list[str]:
    return texts(odt.read(package(body, styles)))


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        pytest.param("新收<text:span>12</text:span>件", "新收12件", id="spans-are-joined-without-blanks"),
        pytest.param("甲<text:span>乙<text:span>丙</text:span>丁</text:span>戊", "甲乙丙丁戊", id="spans-in-spans"),
        pytest.param("甲<text:tab/>乙", "甲\t乙", id="tab"),
        pytest.param("甲<text:line-break/>乙", "甲\n乙", id="line-break"),
        pytest.param('甲<text:s text:c="3"/>乙<text:s/>丙', "甲   乙 丙", id="blanks"),
        pytest.param("甲\n   乙", "甲 乙", id="white-space-is-one-blank"),
        pytest.param("甲<text:soft-page-break/>乙", "甲乙", id="page-break-of-the-layout"),
        pytest.param("<text:a>链接</text:a>", "链接", id="link"),
        pytest.param("共<text:sequence>5</text:sequence>件", "共5件", id="field"),
        pytest.param("甲<office:annotation><text:p>批注</text:p></office:annotation>乙", "甲乙", id="comment"),
        pytest.param("甲<text:change-start/>乙<text:change-end/>", "甲乙", id="inserted-text"),
        pytest.param(
            "<text:ruby><text:ruby-base>公</text:ruby-base><text:ruby-text>gōng</text:ruby-text></text:ruby>开",
            "公开",
            id="reading-above-a-character",
        ),
    ],
)
def test_a_paragraph_reads_as_it_is_seen(inside: str, expected: str) -> None:
    assert read_texts(para(inside)) == [expected]


def test_deleted_text_and_lists_of_contents_are_left_out() -> None:
    deleted = f"<text:tracked-changes><text:changed-region>{para('删')}</text:changed-region></text:tracked-changes>"
    contents = (
        f"<text:table-of-content><text:index-body>{para('一、总体情况1')}</text:index-body></text:table-of-content>"
    )
    assert read_texts(deleted + contents + para("正文")) == ["正文"]


@pytest.mark.parametrize(
    "hidden",
    [
        pytest.param("<text:p>明<text:span text:style-name='T1'>暗</text:span></text:p>", id="style"),
        pytest.param("<text:p>明<text:hidden-text>暗</text:hidden-text></text:p>", id="field"),
        pytest.param(
            "<text:p>明</text:p><text:section text:display='none'><text:p>暗</text:p></text:section>", id="part"
        ),
    ],
)
def test_hidden_text_is_left_out_and_told(hidden: str) -> None:
    styles = '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
    document = odt.read(package(hidden, styles))
    assert texts(document) == ["明"]
    assert any("隐藏文字" in warning for warning in document.warnings)


def test_a_text_box_follows_its_anchor() -> None:
    box = f"<draw:frame><draw:text-box>{para('框')}{table(cell('丙') + cell('丁'))}</draw:text-box></draw:frame>"
    document = odt.read(package(para(f"锚{box}文") + para("后")))
    assert texts(document) == ["锚文", "框", "后"]
    assert len(grids(document)) == 1


def test_a_note_is_read_at_the_end() -> None:
    body = f"<text:note-body>{para('注')}</text:note-body>"
    note = f"<text:note><text:note-citation>1</text:note-citation>{body}</text:note>"
    assert read_texts(para(f"正{note}文") + para("末")) == ["正文", "末", "注"]


def test_headings_have_their_level() -> None:
    body = '<text:h text:outline-level="2">甲</text:h><text:h>乙</text:h><text:h text:outline-level="9">丙</text:h>'
    assert [block.level for block in odt.read(package(body)).blocks] == [2, 1, 6]


LIST_STYLE = (
    '<text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>'
    '<text:list-level-style-number text:level="2" style:num-format="一, 二, 三, ..." loext:num-list-format="（%2%）"/>'
    '<text:list-level-style-number text:level="3" style:num-format="1" style:num-suffix="." text:display-levels="2"/>'
    '<text:list-level-style-bullet text:level="4"/>'
    "</text:list-style>"
)


def items(*contents: str, attributes: str = "") -> str:
    inside = "".join(f"<text:list-item>{content}</text:list-item>" for content in contents)
    return f"<text:list {attributes}>{inside}</text:list>"


def test_automatic_numbers_are_rebuilt() -> None:
    inner = items(para("丙") + items(para("丁") + items(para("点"))), para("戊"))
    first = items(para("甲") + para("不编号"), para("乙") + inner, attributes='text:style-name="L1"')
    goes_on = items(para("己"), attributes='text:style-name="L1" text:continue-numbering="true"')
    anew = items(para("庚"), attributes='text:style-name="L1"')
    assert read_texts(first + para("间") + goes_on + anew, LIST_STYLE) == [
        "一、甲",
        "不编号",
        "二、乙",
        "（一）丙",
        "一.1.丁",
        "点",
        "（二）戊",
        "间",
        "三、己",
        "一、庚",
    ]


def test_headings_are_numbered_by_the_outline_style() -> None:
    outline = (
        "<office:styles><text:outline-style>"
        '<text:outline-level-style text:level="1" style:num-format="一" style:num-suffix="、"/>'
        '<text:outline-level-style text:level="2" style:num-format=""/></text:outline-style></office:styles>'
    )
    body = '<text:h text:outline-level="1">甲</text:h><text:h text:outline-level="2">乙</text:h><text:h>丙</text:h>'
    assert texts(odt.read(package(body, styles_xml=outline))) == ["一、甲", "乙", "二、丙"]


# Tables


def test_cells_that_are_merged() -> None:
    body = table(
        cell("甲", 'table:number-columns-spanned="2" table:number-rows-spanned="2"') + COVERED + cell("乙"),
        COVERED + COVERED + cell("丙"),
        cell("丁") + cell("戊", 'table:number-columns-spanned="2"') + COVERED,
    )
    assert spans(odt.read(package(body))) == [
        [[("甲", 0, 2, 2), ("乙", 2, 1, 1)], [("丙", 2, 1, 1)], [("丁", 0, 1, 1), ("戊", 1, 2, 1)]]
    ]


def test_repeated_cells_and_rows_are_written_out() -> None:
    row = cell("甲") + cell("0", 'table:number-columns-repeated="3"')
    body = f'<table:table><table:table-row table:number-rows-repeated="2">{row}</table:table-row></table:table>'
    grid = grids(odt.read(package(body)))[0]
    assert boxes(grid) == [[("甲", 0, 1, 1), *(("0", column, 1, 1) for column in (1, 2, 3))]] * 2
    assert [cell.place.row for row in grid.rows for cell in row] == [1] * 4 + [2] * 4


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(table(cell("甲", 'table:number-columns-repeated="999999999"')), id="columns"),
        pytest.param(
            f'<table:table><table:table-row table:number-rows-repeated="999999999">{cell("甲") * 2}</table:table-row>'
            "</table:table>",
            id="rows",
        ),
    ],
)
def test_repetition_beyond_all_measure_is_refused(body: str) -> None:
    with pytest.raises(OversizedFile):
        odt.read(package(body))


def test_rows_in_groups_are_read_in_order() -> None:
    head = f"<table:table-header-rows><table:table-row>{cell('头') * 2}</table:table-row></table:table-header-rows>"
    rows = f"<table:table-rows><table:table-row>{cell('身') * 2}</table:table-row></table:table-rows>"
    columns = "<table:table-columns><table:table-column/></table:table-columns>"
    grid = grids(odt.read(package(f"<table:table>{columns}{head}{rows}</table:table>")))[0]
    assert [row[0].text for row in grid.rows] == ["头", "身"]


def test_a_table_inside_a_cell_follows_as_its_own() -> None:
    inner = f"<table:table-cell>{para('乙')}{table(cell('丙') + cell('丁'))}{para('戊')}</table:table-cell>"
    document = odt.read(package(table(cell("甲") + inner) + para("后")))
    found = [[item.text for row in grid.rows for item in row] for grid in grids(document)]
    assert found == [["甲", "乙\n戊"], ["丙", "丁"]]
    assert [grid.place.table for grid in grids(document)] == [1, 2]
    assert texts(document) == ["后"]


def test_a_frame_around_tables_is_no_table() -> None:
    inner = f"<table:table-cell>{para('前')}{table(cell('丙') + cell('丁'))}{para('后')}</table:table-cell>"
    document = odt.read(package(table(inner)))
    assert [type(block) for block in document.blocks] == [Paragraph, Grid, Paragraph]
    assert grids(document)[0].place.table == 1


# Whole documents


def test_the_title_stands_in_the_metadata() -> None:
    meta = "<office:meta><dc:title> 2024年报告 </dc:title></office:meta>"
    assert odt.read(package(para("文"), meta_xml=meta)).title == "2024年报告"


def test_a_flat_file_reads_the_same() -> None:
    meta = "<office:meta><dc:title>报告</dc:title></office:meta>"
    body = items(para("甲"), attributes='text:style-name="L1"') + table(cell("乙") + cell("丙"))
    flat = (
        f"<office:document {NAMESPACES}>{meta}<office:automatic-styles>{LIST_STYLE}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )
    assert odt.read(flat.encode()) == odt.read(package(body, LIST_STYLE, meta_xml=meta))


def converted(tmp_path: Path, kind: str, tables: list[Table]) -> bytes:
    """Return the form as LibreOffice saves it."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    (tmp_path / "form.docx").write_bytes(python_docx_form(tables))
    command = [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", kind]
    subprocess.run(
        [*command, "--outdir", tmp_path, tmp_path / "form.docx"], check=True, capture_output=True, timeout=120
    )
    return (tmp_path / f"form.{kind}").read_bytes()


@pytest.mark.parametrize("kind", ["odt", "fodt"])
def test_a_form_saved_by_libreoffice_reads_cell_for_cell(tmp_path: Path, kind: str) -> None:
    tables = official_tables()
    document = odt.read(converted(tmp_path, kind, tables))
    assert spans(document) == tables
    assert document.title == "2024年政府信息公开工作年度报告"


# What cannot be read


PICTURE = "<draw:frame><draw:image/><svg:title>图</svg:title></draw:frame>"


def test_a_picture_alone_in_its_paragraph_is_told() -> None:
    assert any("图片" in warning for warning in odt.read(package(para("文") + para(PICTURE))).warnings)


def test_a_picture_beside_text_is_not_told() -> None:
    assert odt.read(package(para(f"文{PICTURE}"))).warnings == []


def test_an_embedded_sheet_is_told() -> None:
    sheet = "<draw:frame><draw:object/><draw:image/></draw:frame>"
    assert any("电子表格" in warning for warning in odt.read(package(para("文") + para(sheet))).warnings)


def test_a_document_of_pictures_is_a_scan() -> None:
    with pytest.raises(ScannedFile):
        odt.read(package(para(PICTURE)))


def test_a_document_without_content_is_empty() -> None:
    with pytest.raises(EmptyFile):
        odt.read(package(para("")))


def test_an_encrypted_document_is_told() -> None:
    manifest = (
        "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    data = io.BytesIO(package(para("文")))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("META-INF/manifest.xml", f"<office:document {NAMESPACES}>{manifest}</office:document>")
    with pytest.raises(EncryptedFile):
        odt.read(data.getvalue())


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"<a/>", b"<office:document>"])
def test_what_is_no_document_is_damaged(data: bytes) -> None:
    with pytest.raises(DamagedFile):
        odt.read(data)


def outcome(data: bytes) -> Document | ReportError:
    """Return what was read or the error that says why not; any other error fails the test."""
    try:
        return odt.read(data)
    except ReportError as error:
        return error


@pytest.mark.parametrize("depth", [20, 60, 2000])
@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("<table:table><table:table-row><table:table-cell>", "</table:table-cell></table:table-row></table:table>"),
        ("<text:p>层<text:span>", "</text:span></text:p>"),
        ("<text:list><text:list-item>", "</text:list-item></text:list>"),
        ("<text:p><draw:frame><draw:text-box>", "</draw:text-box></draw:frame></text:p>"),
    ],
)
def test_deep_nesting_is_read_or_refused(depth: int, start: str, end: str) -> None:
    found = outcome(package(start * depth + para("心") + end * depth))
    assert isinstance(found, ReportError) or "心" in str(found.blocks)


@settings(max_examples=60, deadline=None)
@given(at=st.floats(0, 1, exclude_max=True), junk=st.text("<>/&text:pable\"' =x\x01", max_size=8))
def test_a_damaged_content_is_read_or_refused_in_words(at: float, junk: str) -> None:
    body = table(cell("甲", 'table:number-columns-spanned="2"') + COVERED) + items(para("乙"))
    place = int(at * len(body))
    found = outcome(package(body[:place] + junk + body[place:], LIST_STYLE))
    assert isinstance(found, Document) or (found.problem.endswith("。") and found.remedy)


@settings(max_examples=60, deadline=None)
@given(at=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255), cut=st.booleans())
def test_a_damaged_file_is_read_or_refused_in_words(at: float, byte: int, cut: bool) -> None:
    data = package(table(cell("甲") + cell("乙")) + para("丙"), LIST_STYLE, meta_xml="<office:meta/>")
    place = int(at * len(data))
    found = outcome(data[:place] if cut else data[:place] + bytes([byte]) + data[place + 1 :])
    assert isinstance(found, Document) or (found.problem.endswith("。") and found.remedy)


@pytest.mark.parametrize(
    ("properties", "inside", "text"),
    [
        ('style:text-line-through-style="solid"', "<text:span text:style-name='T'>9</text:span>6", "9\u03366"),
        ('style:text-line-through-type="double"', "<text:span text:style-name='T'>9</text:span>6", "9\u03366"),
        ('style:text-line-through-style="none"', "<text:span text:style-name='T'>9</text:span>6", "96"),
        ('style:text-position="super 58%"', "6<text:span text:style-name='T'>1</text:span>", "6¹"),
        ('style:text-position="33% 58%"', "6<text:span text:style-name='T'>1</text:span>", "6¹"),
        ('style:text-position="0% 100%"', "6<text:span text:style-name='T'>1</text:span>", "61"),
    ],
)
def test_struck_and_raised_figures_of_a_cell_are_marked(properties, inside, text):
    styles = f'<style:style style:name="T"><style:text-properties {properties}/></style:style>'
    made = package(table(cell(inside) + cell("0"), cell("甲") + cell("乙")) + para(f"共{inside}件"), styles)
    document = odt.read(made)
    assert grids(document)[0].rows[0][0].text == text
    assert texts(document)[-1] == f"共{text.replace('9' + chr(0x336), '')}件"
