"""Files made to do harm, and files broken at random: each is answered with findings, none raises."""

import io
import re
import zipfile

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.guard import clean, inspect_file
from tests.core.guard.files import test_docx, test_odf, test_pdf, test_pptx, test_xlsx
from tests.core.guard.files.looking import looked, saved, told

WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
ENTITIES = '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'


def word(body: str) -> bytes:
    return test_docx.with_part(saved(test_docx.document("a").save), "word/document.xml", body.encode())


def sheet(inner: str) -> bytes:
    return test_docx.with_part(test_xlsx.written(), "xl/worksheets/sheet1.xml", SHEET.format(inner).encode())


@pytest.mark.parametrize("body", [ENTITIES, OUTSIDE, WORD.format("<w:p>" * 5000 + "</w:p>" * 5000), "<a>"])
def test_xml_made_to_do_harm_is_damaged(body):
    assert told(word(body)) == [("FILE-DAMAGED", "")]


def test_a_part_that_unpacks_to_hundreds_of_times_its_size_is_told():
    assert told(word(WORD.format("<w:p><w:r><w:t>户主</w:t></w:r></w:p>" * 250_000))) == [("FILE-TOO-LARGE", "")]


def test_tables_in_tables_are_walked_once():
    inner = "<w:p><w:r><w:t>户主13900000001</w:t></w:r></w:p>"
    body = "<w:tbl><w:tr><w:tc>" * 60 + inner * 2000 + "</w:tc></w:tr></w:tbl>" * 60
    assert len(told(word(WORD.format(body)))) == 2000


def test_more_findings_than_anybody_reads_are_cut_and_counted():
    text = "户主电话13900000001\n" * 2500
    findings = looked(text.encode()).findings
    assert len(findings) == 2001
    assert findings[-1].shown == "共 2500 处，只列出前 2000 处"


def test_a_text_longer_than_any_document_is_told():
    inspection = looked(("公示，" * 1_100_000).encode())
    assert ([one.shown for one in inspection.findings], inspection.readable) == (["文字超过 300 万字"], False)


@pytest.mark.parametrize("column", ['min="0" max="99999999"', 'min="-5" max="x"', ""])
def test_columns_out_of_all_bounds_are_borne(column):
    data = sheet(
        f'<cols><col {column} hidden="1"/></cols><sheetData><row r="1"><c r="B1"><v>1</v></c></row></sheetData>'
    )
    assert looked(data).readable


def test_a_page_of_a_thousand_kilometres_is_borne():
    def stretch(made):
        made.pages[0].MediaBox = [0, 0, 1_000_000, 1_000_000]

    assert looked(test_pdf.changed(test_pdf.pdf(test_pdf.UNDER_BLACK), stretch)).readable


def test_a_form_that_draws_itself_is_borne():
    def loop(made):
        form = made.make_stream(b"/F Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        made.pages[0].Resources.XObject = pikepdf.Dictionary(F=form)
        made.pages[0].contents_add(pikepdf.Stream(made, b"/F Do"))

    assert looked(test_pdf.changed(test_pdf.pdf("公示"), loop)).form == "pdf"


PACKED = {
    "docx": saved(test_docx.document("户主").save),
    "xlsx": test_xlsx.written(lambda sheet, book: sheet.set_column("D:E", None, None, {"hidden": True})),
    "pptx": saved(test_pptx.slides("公示").save),
    "odt": test_odf.package("odt", "<text:p>公示</text:p>" + test_odf.sheet(test_odf.row("姓名", "电话"))),
}
ODD = st.sampled_from(["-1", "99999999999999999999", "x", "", "1e400", "一", "NaN", "0"])


@st.composite
def broken(draw: st.DrawFn) -> bytes:
    """A real file with some attributes of one of its parts set to odd values, or some of its bytes changed."""
    with zipfile.ZipFile(io.BytesIO(PACKED[draw(st.sampled_from(sorted(PACKED)))])) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    name = draw(st.sampled_from(sorted(parts)))
    data = parts[name]
    for _ in range(draw(st.integers(1, 3))):
        values = list(re.finditer(rb'"[^"<>]{0,60}"', data))
        if values and draw(st.booleans()):
            value = values[draw(st.integers(0, len(values) - 1))]
            data = data[: value.start() + 1] + draw(ODD).encode() + data[value.end() - 1 :]
        else:
            at = draw(st.integers(0, len(data)))
            data = data[:at] + draw(st.binary(max_size=4)) + data[at + draw(st.integers(0, 40)) :]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for each, content in (parts | {name: data}).items():
            new.writestr(each, content)
    return out.getvalue()


@given(broken())
def test_a_broken_office_file_is_answered(data):
    assert inspect_file(data, "附件").name == "附件"
    assert clean(data).data


@given(st.integers(0, 5000), st.binary(min_size=1, max_size=8))
def test_a_broken_pdf_is_answered(at, noise):
    whole = test_pdf.pdf(test_pdf.UNDER_BLACK)
    data = whole[:at] + noise + whole[at + len(noise) :]
    assert inspect_file(data, "附件").name == "附件"
    assert clean(data).data
