import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter.workbook import Workbook

from gongkai.core.report.document import Document, Grid, Paragraph
from gongkai.core.report.errors import DamagedFile, EmptyFile, OversizedFile, ReportError, UnsupportedKind
from gongkai.core.report.readers import read_document
from gongkai.core.report.readers.xlsx import printed


def workbook(fill: Callable[[Workbook], None]) -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        fill(book)
    return held.getvalue()


def one_sheet(rows: list[list[object]], merged: tuple[str, ...] = (), top: int = 0) -> bytes:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(top + number, 0, row)
        for span in merged:
            first = span.split(":")[0]
            value = rows[int(first[1:]) - 1 - top]["ABCDEFGH".index(first[0])]
            sheet.merge_range(span, value)

    return workbook(fill)


def shown(document: Document) -> list[object]:
    return [
        block.text if isinstance(block, Paragraph) else [[cell.text for cell in row] for row in block.rows]
        for block in document.blocks
        if isinstance(block, Paragraph | Grid)
    ]


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return held.getvalue()


TABLE = [["信息内容", "制发", "废止"], ["规章", 0, 3.0], ["规范性文件", None, "/"]]


def test_a_table_is_a_grid_with_its_figures_as_shown():
    document = read_document(one_sheet(TABLE))
    assert document.kind == "xlsx"
    assert shown(document) == [[["信息内容", "制发", "废止"], ["规章", "0", "3"], ["规范性文件", "", "/"]]]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"), (0.0, "0"), (43.788, "43.788"), (0.1 + 0.2, "0.3"), (709455.9, "709455.9"), (-8.0, "-8"),
        (1e15, "1000000000000000"), (date(2021, 12, 31), "2021-12-31"), (True, "TRUE"), ("", ""), (None, ""),
        (datetime(2021, 12, 31), "2021-12-31"), (" 本年新\n 制作 ", "本年新\n制作"),  # noqa: DTZ001  # a sheet has no zone
    ],
)  # fmt: skip
def test_values_are_printed_as_a_sheet_shows_them(value, text):
    assert printed(value) == text


def test_merged_ranges_are_spans():
    rows = [["三", "甲", 1], ["", "乙", 2], ["四", "", 3]]
    (grid,) = read_document(one_sheet(rows, ("A1:A2", "A3:B3"))).blocks
    found = [[(cell.text, cell.column, cell.colspan, cell.rowspan) for cell in row] for row in grid.rows]
    assert found == [
        [("三", 0, 1, 2), ("甲", 1, 1, 1), ("1", 2, 1, 1)],
        [("乙", 1, 1, 1), ("2", 2, 1, 1)],
        [("四", 0, 2, 1), ("3", 2, 1, 1)],
    ]


def test_places_are_those_of_the_sheet():
    (grid,) = read_document(one_sheet(TABLE, top=5)).blocks
    assert grid.rows[1][2].place[1:4] == (1, 7, 3)


def test_titles_and_prose_around_a_table_are_paragraphs():
    rows = [["年报"], ["一、总体情况"], ["本年公开12条。"], *TABLE, ["三、申请情况", None, None], *TABLE, [], ["无"]]
    document = read_document(one_sheet(rows, ("A7:C7",)))
    grid = [["信息内容", "制发", "废止"], ["规章", "0", "3"], ["规范性文件", "", "/"]]
    assert shown(document) == ["年报", "一、总体情况", "本年公开12条。", grid, "三、申请情况", grid, "无"]


def test_a_row_whose_figures_are_blank_stays_in_its_table():
    rows = [["", "自然人", "总计"], ["一、本年新收", 1, 1], ["二、上年结转", None, None], ["（一）予以公开", 1, 1]]
    assert len(read_document(one_sheet(rows)).blocks) == 1


def two_sheets(book: Workbook) -> None:
    book.add_worksheet("表二").write_row(0, 0, ["规章", 1])
    hidden = book.add_worksheet("去年")
    hidden.write_row(0, 0, ["规章", 9])
    hidden.hide()
    book.add_worksheet("空白")
    book.add_worksheet("表三").write_row(0, 0, ["新收", 2])
    book.add_worksheet("说明").write_row(0, 0, ["填报说明", "略"])


def test_sheets_come_in_order_without_hidden_ones_and_notes():
    document = read_document(workbook(two_sheets))
    assert shown(document) == [[["规章", "1"]], [["新收", "2"]]]
    assert document.warnings == ["工作簿里有 1 个隐藏的工作表没有读取：去年。"]


def test_a_workbook_of_hidden_sheets_alone_is_read():
    def fill(book: Workbook) -> None:
        book.add_worksheet("空白")
        sheet = book.add_worksheet("数据")
        sheet.write_row(0, 0, ["规章", 9])
        sheet.very_hidden()

    assert shown(read_document(workbook(fill))) == [[["规章", "9"]]]


def test_a_workbook_without_content_is_an_empty_file():
    with pytest.raises(EmptyFile):
        read_document(workbook(lambda book: book.add_worksheet()))


@pytest.mark.parametrize("far", ["XFD1048576", "A1048576", "ZZ99999"])
def test_cells_at_the_far_end_of_a_sheet_do_not_fill_the_memory(far):
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["规章", 1, 2])
        sheet.write(far, 1)

    with pytest.raises(OversizedFile):
        read_document(workbook(fill))


@pytest.mark.parametrize(
    "far",
    [
        b'<row r="99999999"><c r="A99999999"><v>1</v></c></row>',
        b'<row r="9999999"><c><v>1</v></c><c><v>1</v></c></row>',
        b"<row r='" + b"9" * 5000 + b"'><c><v>1</v></c></row>",
        b'<row r="5"><c r="AAAAAA5"><v>1</v></c></row>',
        b'<x:row xmlns:x="x"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>',
    ],
)
def test_cells_far_away_are_found_however_they_are_written(far):
    def change(name: str, content: bytes) -> bytes:
        return content.replace(b"</sheetData>", far + b"</sheetData>") if "sheet1" in name else content

    with pytest.raises(OversizedFile):
        read_document(repacked(one_sheet(TABLE), change))


def test_blank_cells_with_a_style_far_away_do_no_harm():
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["规章", 1])
        sheet.write_blank("XFD1048576", None, book.add_format({"bold": True}))

    assert shown(read_document(workbook(fill))) == [[["规章", "1"]]]


def test_a_sheet_of_a_hundred_thousand_rows_is_refused():
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet()
        for row in range(100_000):
            sheet.write_row(row, 0, [1, 2, 3, 4])

    with pytest.raises(OversizedFile):
        read_document(workbook(fill))


def test_ranges_merged_over_one_another_are_refused():
    merges = b'<mergeCells count="1">' + b'<mergeCell ref="A1:J900"/>' * 2000 + b"</mergeCells>"

    def change(name: str, content: bytes) -> bytes:
        return content.replace(b"</sheetData>", b"</sheetData>" + merges) if "sheet1" in name else content

    rows = [[1] * 10 for _ in range(900)]
    with pytest.raises(OversizedFile):
        read_document(repacked(one_sheet(rows), change))


def test_the_binary_form_is_refused_by_its_name():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/workbook.bin", b"\x83\x01\0")
    with pytest.raises(UnsupportedKind, match="xlsb"):
        read_document(held.getvalue())


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_broken_part_is_a_damaged_file(part):
    broken = repacked(
        one_sheet(TABLE), lambda name, content: content[: len(content) // 2] + b"<" if name == part else content
    )
    with pytest.raises(DamagedFile):
        read_document(broken)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_mutated_parts_give_a_document_or_one_error(data):
    part = data.draw(
        st.sampled_from(["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "[Content_Types].xml"])
    )

    def change(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        at = data.draw(st.integers(0, len(content) - 1))
        return content[:at] + data.draw(st.binary(max_size=3)) + content[at + data.draw(st.integers(0, 20)) :]

    mutated = repacked(one_sheet(TABLE, ("A1:B1",)), change)
    try:
        document = read_document(mutated)
    except ReportError:
        return
    assert document.kind == "xlsx"


ODS_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)


def spreadsheet(*tables: str, styles: str = "") -> bytes:
    body = f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml", f"<office:document-content {ODS_SPACES}>{styles}{body}</office:document-content>"
        )
    return held.getvalue()


def ods_row(*cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def ods_cell(text: str = "", times: int = 1, wide: int = 1, tall: int = 1) -> str:
    spans = f'table:number-columns-spanned="{wide}" table:number-rows-spanned="{tall}"'
    inner = "".join(f"<text:p>{line}</text:p>" for line in text.split("\n")) if text else ""
    return f'<table:table-cell table:number-columns-repeated="{times}" {spans}>{inner}</table:table-cell>'


def ods_table(*rows: str, style: str = "") -> str:
    return f'<table:table table:name="表" table:style-name="{style}">{"".join(rows)}</table:table>'


def test_an_opendocument_spreadsheet_is_read_with_its_repeats_and_spans():
    rows = (
        ods_row(ods_cell("三", tall=2), ods_cell("甲<text:s/>乙"), ods_cell("0", times=3), ods_cell(times=16000)),
        ods_row(ods_cell(), ods_cell("丙\n丁"), ods_cell("1"), ods_cell(times=2)),
        ods_row(ods_cell(times=1024), times=1048570),
    )
    document = read_document(spreadsheet(ods_table(*rows)))
    assert document.kind == "ods"
    (grid,) = document.blocks
    found = [[(cell.text, cell.column, cell.rowspan) for cell in row] for row in grid.rows]
    assert found == [
        [("三", 0, 2), ("甲 乙", 1, 1), ("0", 2, 1), ("0", 3, 1), ("0", 4, 1)],
        [("丙\n丁", 1, 1), ("1", 2, 1)],
    ]


def test_a_hidden_sheet_of_a_spreadsheet_is_named():
    styles = (
        '<office:automatic-styles><style:style style:name="h"><style:table-properties table:display="false"/>'
        "</style:style></office:automatic-styles>"
    )
    row = ods_row(ods_cell("规章"), ods_cell("1"))
    document = read_document(spreadsheet(ods_table(row), ods_table(row, style="h"), styles=styles))
    assert len(document.blocks) == 1
    assert "隐藏的工作表" in document.warnings[0]


@pytest.mark.parametrize(
    "row", [ods_row(ods_cell("1", times=16000), times=100_000), ods_row(ods_cell("1", times=999_999_999))]
)
def test_a_value_repeated_without_end_is_refused(row):
    with pytest.raises(OversizedFile):
        read_document(spreadsheet(ods_table(row)))


def test_struck_and_raised_parts_of_a_string_are_marked():
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet()
        struck, raised = book.add_format({"font_strikeout": True}), book.add_format({"font_script": 1})
        sheet.write_row(0, 0, ["信息内容", "制发", "废止"])
        sheet.write_string(1, 0, "规章")
        sheet.write_rich_string(1, 1, struck, "9", "6")
        sheet.write_rich_string(1, 2, "6", raised, "1")
        sheet.write_row(2, 0, ["规范性文件", 96, "61"])

    rows = shown(read_document(workbook(fill)))
    # “61” stands there with and without a raised digit: which is which is not known.
    assert rows[0][1:] == [["规章", "9\u03366", "6\u03361\u0336"], ["规范性文件", "96", "6\u03361\u0336"]]  # type: ignore[index]
