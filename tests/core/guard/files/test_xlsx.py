"""Excel files, made with XlsxWriter and openpyxl and opened for real."""

import io

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from tests.core.guard.files.looking import MASKED, NUMBER, looked, of, one, saved, told

ROWS = [["序号", "姓名", "社区", "身份证号", "联系电话"], [1, "王某某", "东风社区", NUMBER, "13900000001"]]


def written(change=lambda sheet, book: None, rows=ROWS) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("名单")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    change(sheet, book)
    book.close()
    return stream.getvalue()


def test_a_plain_list_has_no_finding():
    rows = [["序号", "姓名", "社区", "金额"], [1, "王某某", "东风社区", 600], [2, "李某", "西关社区", 1300.5]]
    assert looked(written(rows=rows)).findings == ()


def test_cells_are_told_by_their_address():
    assert told(written()) == [("PII-ID", "工作表“名单”D2"), ("PII-PHONE", "工作表“名单”E2")]
    assert one(written(), "PII-PHONE").blocks


def test_a_phone_of_an_office_in_a_list_of_offices_is_left_alone():
    rows = [["科室", "办公地址", "办公电话"], ["党政办", "解放路1号", "13900000001"]]
    assert told(written(rows=rows)) == []


def test_a_phone_stored_as_a_number_is_found_too():
    rows = [["姓名", "电话"], ["王某某", 13900000001]]
    assert one(written(rows=rows), "PII-PHONE").mask == "139****0001"


def test_hidden_columns_are_told_with_their_letters_and_inspected():
    data = written(lambda sheet, book: sheet.set_column("D:E", None, None, {"hidden": True}))
    finding = one(data, "FILE-HIDDEN-COLUMNS")
    assert str(finding.place) == "工作表“名单”D列至E列"
    assert finding.shown.startswith("4 个有内容的单元格，如“身份证号 990101**********19")
    assert one(data, "PII-ID")


def test_a_hidden_column_without_content_is_nothing():
    assert (
        of(written(lambda sheet, book: sheet.set_column("H:H", None, None, {"hidden": True})), "FILE-HIDDEN-COLUMNS")
        == []
    )


def test_hidden_rows_are_told():
    data = written(lambda sheet, book: sheet.set_row(1, None, None, {"hidden": True}))
    assert str(one(data, "FILE-HIDDEN-ROWS").place) == "工作表“名单”第2行"


@pytest.mark.parametrize("hide", ["hide", "very_hidden"])
def test_hidden_sheets_are_told_the_deeply_hidden_too(hide):
    def change(sheet, book):
        other = book.add_worksheet("底表")
        other.write(0, 0, f"户主{NUMBER}")
        getattr(other, hide)()

    finding = one(written(change, rows=[["公示"]]), "FILE-HIDDEN-SHEET")
    assert str(finding.place) == "工作表“底表”"
    assert ("深度隐藏" in finding.shown) is (hide == "very_hidden")


def test_an_empty_hidden_sheet_is_nothing():
    assert told(written(lambda sheet, book: book.add_worksheet("空").hide(), rows=[["公示"]])) == []


@pytest.mark.parametrize(
    ("look", "is_hidden"),
    [
        pytest.param({"font_color": "#FFFFFF"}, True, id="white"),
        pytest.param({"font_color": "#FFFFFF", "bg_color": "#1F4E79"}, False, id="white-on-blue"),
        pytest.param({"font_color": "#FFFFFF", "bg_color": "#FFFFFF"}, True, id="white-on-white"),
        pytest.param({"num_format": ";;;"}, True, id="format-that-shows-nothing"),
        pytest.param({"font_color": "#000000"}, False, id="black"),
    ],
)
def test_cells_that_nobody_sees_are_told(look, is_hidden):
    def change(sheet, book):
        sheet.write(5, 1, "户主电话13900000001", book.add_format(look))

    found = of(written(change, rows=[["公示"]]), "FILE-HIDDEN-TEXT")
    assert [str(finding.place) for finding in found] == (["工作表“名单”B6"] if is_hidden else [])


def test_comments_are_told_and_inspected():
    book = openpyxl.Workbook()
    book.active["A1"] = "公示"
    book.active["A1"].comment = Comment(f"户主{NUMBER}", "")
    data = saved(book.save)
    assert one(data, "FILE-COMMENT").shown == f"1 条，如“户主{MASKED}”"
    assert str(one(data, "PII-ID").place) == "工作表“Sheet”批注A1"


def test_what_openpyxl_writes_is_read_as_well():
    book = openpyxl.Workbook()
    book.active.append(["姓名", "身份证号"])
    book.active.append(["王某某", NUMBER])
    book.active.column_dimensions["B"].hidden = True
    book.active["A2"].font, book.active["A2"].fill = Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF000000")
    assert told(saved(book.save)) == [
        ("PII-ID", "工作表“Sheet”B2"),
        ("FILE-HIDDEN-COLUMNS", "工作表“Sheet”B列"),
    ]


def test_headers_text_boxes_and_properties_are_inspected():
    def change(sheet, book):
        sheet.set_header("&C内部资料")
        sheet.insert_textbox(3, 3, f"户主{NUMBER}")
        book.set_properties({"author": "王小明", "company": "某某公司", "comments": "家属电话13900000001"})

    data = written(change, rows=[["公示"]])
    assert str(one(data, "PII-ID").place) == "工作表“名单”文本框"
    assert str(one(data, "PII-PHONE").place) == "备注属性"
    assert one(data, "FILE-PROPERTIES").shown == "作者“王**”、最后保存者“王**”、单位“某某公司”"


def test_formulas_of_other_workbooks_and_their_cached_values_are_told():
    book = openpyxl.Workbook()
    from openpyxl.packaging.relationship import Relationship
    from openpyxl.workbook.external_link import ExternalLink
    from openpyxl.workbook.external_link.external import (
        ExternalBook,
        ExternalCell,
        ExternalRow,
        ExternalSheetData,
        ExternalSheetDataSet,
        ExternalSheetNames,
    )

    row = ExternalRow(r=1, cell=[ExternalCell(r="A1", t="str", v=f"户主{NUMBER}")])
    outside = ExternalBook(
        sheetNames=ExternalSheetNames(["底表"]),
        sheetDataSet=ExternalSheetDataSet([ExternalSheetData(sheetId=0, row=[row])]),
        id="rId1",
    )
    link = ExternalLink(externalBook=outside)
    link.file_link = Relationship(Target="file:///D:/名单.xlsx", type="externalLinkPath", TargetMode="External")
    book._external_links.append(link)
    data = saved(book.save)
    assert one(data, "FILE-CACHE").shown == f"缓存了 1 个外部单元格的值，如“户主{MASKED}”"
    assert one(data, "FILE-EXTERNAL").shown.startswith("外部工作簿")
    assert str(one(data, "PII-ID").place) == "外部工作簿缓存"


def test_a_long_list_is_told_whole():
    rows = [["姓名", "电话"], *[["王某某", f"139{number:08}"] for number in range(1500)]]
    assert len(of(written(rows=rows), "PII-PHONE")) == 1500
