"""What is taken out of a file, and that everything else stays."""

import io
import zipfile

import docx
import openpyxl
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from gongkai.core.guard import clean
from tests.core.guard.files.looking import NUMBER, looked, of, saved
from tests.core.guard.files.test_images import GPS, picture
from tests.core.guard.files.test_odf import package
from tests.core.guard.files.test_pdf import changed, pdf


def pixels(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        return image.tobytes()


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_photograph_loses_its_place_and_keeps_every_pixel(form):
    data = picture(form, gps=GPS, exif={0x013B: "王小明".encode()})
    cleaned = clean(data)
    assert cleaned.removed == ("照片的附加信息（拍摄位置、设备、作者等）",)
    assert {one.kind.id for one in looked(data).findings} == {"FILE-GPS", "FILE-OWNER"}
    assert looked(cleaned.data).findings == ()
    assert pixels(cleaned.data) == pixels(data)


def test_a_turned_photograph_stays_turned():
    cleaned = clean(picture(gps=GPS, exif={0x0112: 6}))
    with Image.open(io.BytesIO(cleaned.data)) as image:
        assert dict(image.getexif()) == {0x0112: 6}
    assert clean(cleaned.data).removed == ()


def test_a_word_file_loses_its_author_and_the_place_of_its_picture_and_nothing_else():
    made = docx.Document()
    made.core_properties.author, made.core_properties.last_modified_by = "王小明", "李小红"
    made.core_properties.title = "公示"
    made.add_paragraph(f"户主{NUMBER}")
    made.add_picture(io.BytesIO(picture("PNG", gps=GPS)))
    data = saved(made.save)
    cleaned = clean(data)
    assert len(cleaned.removed) == 2
    assert {one.kind.id for one in looked(data).findings} - {one.kind.id for one in looked(cleaned.data).findings} == {
        "FILE-PROPERTIES",
        "FILE-GPS",
    }
    opened = docx.Document(io.BytesIO(cleaned.data))
    assert opened.paragraphs[0].text == f"户主{NUMBER}"
    assert (opened.core_properties.author, opened.core_properties.title) == ("", "公示")
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(cleaned.data)) as new:
        assert old.namelist() == new.namelist()
        assert old.read("word/document.xml") == new.read("word/document.xml")


def test_an_excel_file_can_be_opened_after_cleaning():
    book = openpyxl.Workbook()
    book.active["A1"], book.properties.creator = "公示", "王小明"
    cleaned = clean(saved(book.save))
    assert cleaned.removed
    assert openpyxl.load_workbook(io.BytesIO(cleaned.data)).active["A1"].value == "公示"


def test_an_opendocument_keeps_its_first_member_plain():
    data = package("odt", "<text:p>公示</text:p>", meta="<meta:initial-creator>王小明</meta:initial-creator>")
    cleaned = clean(data)
    assert of(cleaned.data, "FILE-PROPERTIES") == []
    with zipfile.ZipFile(io.BytesIO(cleaned.data)) as made:
        first = made.infolist()[0]
        assert (first.filename, first.compress_type) == (
            "mimetype",
            zipfile.ZipFile(io.BytesIO(data)).infolist()[0].compress_type,
        )


def test_a_pdf_loses_its_author_and_keeps_its_text():
    data = changed(pdf(f"户主{NUMBER}"), lambda made: made.docinfo.update({"/Author": "王小明"}))
    cleaned = clean(data)
    assert [one.kind.id for one in looked(data).findings] == ["PII-ID", "FILE-PROPERTIES"]
    assert [one.kind.id for one in looked(cleaned.data).findings] == ["PII-ID"]


def test_a_signed_file_is_left_alone():
    def sign(made):
        made.docinfo["/Author"] = "王小明"
        made.Root.AcroForm = pikepdf.Dictionary(SigFlags=3, Fields=pikepdf.Array([]))

    data = changed(pdf("公示"), sign)
    assert clean(data).data == data


@pytest.mark.parametrize("data", [b"", b"text", b"PK\x03\x04broken", b"%PDF-1.4", b"\xff\xd8\xff\xe1\0\1", b"GIF89a"])
def test_what_cannot_be_cleaned_comes_back_as_it_is(data):
    assert clean(data) == clean(data).__class__(data, ())


@given(st.sampled_from(["JPEG", "PNG"]), st.integers(0, 400), st.binary(max_size=6))
def test_a_broken_photograph_never_raises(form, at, noise):
    data = picture(form, gps=GPS)
    assert isinstance(clean(data[:at] + noise + data[at + len(noise) :]).data, bytes)
