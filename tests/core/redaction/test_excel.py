"""Excel files redacted: what was covered is in no part of the file, the other cells read as they did."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image

from gongkai.core.redaction.errors import PhraseNotFound, UnsafeContent, WrongArea
from gongkai.core.redaction.model import UNSEEN, Area
from gongkai.core.redaction.redact import redact
from tests.core.redaction.test_word import everything

SECRET = "甲某某"
NUMBER = "000000199001010016"


def book():
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "名单"
    sheet.append(["姓名", "证号", "金额"])
    sheet.append([f"申请人{SECRET}", NUMBER, 120])
    sheet.append(["乙某某", "甲 某 某", 80])
    return made


def saved(made):
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def cells(data):
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_cells_are_covered_and_the_others_stay():
    done = redact(saved(book()), phrases=[SECRET, NUMBER])
    assert cells(done.data) == [
        ["姓名", "证号", "金额"],
        ["申请人███", "█" * 18, 120],
        ["乙某某", "█████", 80],
    ]
    whole = everything(done.data)
    assert SECRET not in whole
    assert NUMBER not in whole
    assert sum(each.times for each in done.covered if each.what == SECRET) == 2


def test_a_number_in_which_a_phrase_stands_becomes_a_text():
    made = book()
    made.active["D2"] = 13800001234
    made.active["D3"] = 1.38e10
    done = redact(saved(made), phrases=["1380000"])
    assert cells(done.data)[1][3] == "███████1234"
    assert cells(done.data)[2][3] == "███████0000"
    assert any("数字和日期" in warning for warning in done.warnings)


def test_formulas_become_what_they_show_and_hold_nothing():
    data = saved(book())
    cell = f'<c r="E2" t="str"><f>"{SECRET}"&amp;A2</f><v>{SECRET}</v></c>'.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                body = body.replace(b'</row><row r="3"', cell + b'</row><row r="3"')
                assert cell in body
            new.writestr(name, body)
    done = redact(out.getvalue(), phrases=[SECRET])
    assert cells(done.data)[1][4] == "███"
    assert SECRET not in everything(done.data)


def test_what_nobody_sees_is_left_behind():
    made = book()
    sheet = made.active
    sheet["A1"].comment = Comment(f"批注{SECRET}", SECRET)
    sheet["B1"].hyperlink = f"mailto:{SECRET}@example.invalid"
    check = DataValidation(type="list", formula1=f'"{SECRET},乙"')
    sheet.add_data_validation(check)
    check.add("C5")
    sheet.oddHeader.center.text = f"页眉{SECRET}"
    made.properties.creator = SECRET
    made.properties.title = SECRET
    made.defined_names["人"] = openpyxl.workbook.defined_name.DefinedName("人", attr_text=f'"{SECRET}"')
    data = saved(made)
    assert everything(data).count(SECRET) > 6
    done = redact(data, phrases=[SECRET])
    assert SECRET not in everything(done.data)
    names = zipfile.ZipFile(io.BytesIO(done.data)).namelist()
    assert not [name for name in names if any(word in name for word in ("comment", "docProps", "drawing", "calc"))]
    assert openpyxl.load_workbook(io.BytesIO(done.data)).active.oddHeader.center.text == "页眉███"


def test_a_phrase_that_nobody_sees_is_told_as_such():
    made = openpyxl.Workbook()
    made.active["A1"] = "数据"
    made.properties.creator = SECRET
    assert [each.where for each in redact(saved(made), phrases=[SECRET]).covered] == [UNSEEN]
    with pytest.raises(PhraseNotFound):
        redact(saved(made), phrases=["没有这个人"])


def test_the_name_of_a_sheet_is_covered():
    made = book()
    made.active.title = f"{SECRET}的表"
    done = redact(saved(made), phrases=[SECRET])
    assert openpyxl.load_workbook(io.BytesIO(done.data)).sheetnames == ["███的表"]


def hidden_sheet(made):
    made.create_sheet("内部").sheet_state = "veryHidden"


def hidden_row(made):
    made.active.row_dimensions[3].hidden = True


def hidden_column(made):
    made.active.column_dimensions["B"].hidden = True


def pictured(made):
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG")
    out.seek(0)
    made.active.add_image(openpyxl.drawing.image.Image(out), "E1")


@pytest.mark.parametrize(
    ("hide", "said"),
    [
        (hidden_sheet, "隐藏的工作表“内部”"),
        (hidden_row, "工作表“名单”中隐藏的行"),
        (hidden_column, "工作表“名单”中隐藏的列"),
        (pictured, "图片、图形或图表"),
    ],
)
def test_what_is_hidden_or_cannot_be_searched_is_refused(hide, said):
    made = book()
    hide(made)
    with pytest.raises(UnsafeContent, match=said):
        redact(saved(made), phrases=[SECRET])


def test_an_excel_file_has_no_areas():
    with pytest.raises(WrongArea, match="只有 PDF"):
        redact(saved(book()), areas=[Area(page=1, x=1, y=1, width=1, height=1)])
