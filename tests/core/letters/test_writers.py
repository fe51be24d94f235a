"""Letters as PDF and Word: layout, draft mark, seal, and that no text is ever taken for markup."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import docx
import pypdfium2
import pypdfium2.raw
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image

from gongkai.core.letters.drafting import blank, draft
from gongkai.core.letters.errors import IncompleteLetter, UnknownForm, WrongSeal
from gongkai.core.letters.facts import Annex
from gongkai.core.letters.kinds import Stage, kinds
from gongkai.core.letters.writers import render
from tests.core.letters.factories import facts, seal, settings
from tests.core.letters.test_wording import HOSTILE

MM = 72 / 25.4
FINAL = "reply_refused_4"


def letter(kind_id=FINAL, body=None, **given):
    return draft(kind_id, facts(kind_id, **given), body or settings())


def pdf_text(data):
    with pypdfium2.PdfDocument(data) as found:
        return "".join(page.get_textpage().get_text_bounded() for page in found)


def flat(text):
    return re.sub(r"\s", "", text)


def docx_text(data):
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("kind_id", list(kinds()))
def test_every_letter_holds_the_same_text_as_pdf_and_word(kind_id):
    made = letter(kind_id)
    told = [*made.title, made.number, made.addressee, made.closing, made.organ, *made.annexes]
    for block in made.blocks:
        told += [cell.text for row in block.rows for cell in row] if hasattr(block, "rows") else [block.text]
    pdf, word = flat(pdf_text(render(made, "pdf"))), flat(docx_text(render(made, "docx")))
    for text in filter(None, map(flat, told)):
        assert text in word
        # the text of a PDF comes line by line: cells of one row mix, and a page mark may stand in a paragraph
        assert text in pdf or all(part in pdf for part in re.split(r"[，。；：、（）]", text)[:1])


def test_the_page_is_that_of_the_standard():
    made = letter()
    with pypdfium2.PdfDocument(render(made, "pdf", final=True)) as found:
        for page in found:
            assert page.get_size() == pytest.approx((210 * MM, 297 * MM), abs=1)
            texts = [item.get_bounds() for item in page.get_objects() if item.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT]
            body = [bounds for bounds in texts if bounds[1] > 34 * MM]
            assert min(left for left, _, _, _ in body) >= 27 * MM
            assert max(right for _, _, right, _ in body) <= (210 - 25) * MM
            assert max(top for _, _, _, top in body) <= (297 - 36) * MM
    section = docx.Document(io.BytesIO(render(made, "docx", final=True))).sections[0]
    measures = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(measure.mm) for measure in measures] == [210, 297, 37, 28]


def test_the_pdf_is_tagged_and_knows_its_title():
    data = render(letter(), "pdf", final=True)
    assert b"/StructTreeRoot" in data
    assert b"pdfuaid:part" in data
    with pypdfium2.PdfDocument(data) as found:
        assert found.get_metadata_value("Title") == "示例区示例街道办事处政府信息不予公开告知书"


def test_a_draft_is_marked_and_a_final_letter_is_not():
    made = letter()
    for form, text_of in (("pdf", pdf_text), ("docx", lambda data: headers(data) + docx_text(data))):
        assert "草稿，未经审签，不得发出" in text_of(render(made, form))
        assert "草稿" not in text_of(render(made, form, final=True))
    assert b'string="' + "草稿".encode() in zipfile.ZipFile(io.BytesIO(render(made, "docx"))).read("word/header1.xml")


def headers(data):
    sections = docx.Document(io.BytesIO(data)).sections
    return "".join(paragraph.text for section in sections for paragraph in section.header.paragraphs)


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_letter_that_lacks_something_is_never_final_and_says_what(form):
    lacking = letter(serial=None, details={})
    with pytest.raises(IncompleteLetter) as found:
        render(lacking, form, final=True)
    assert "缺少文号" in str(found.value)
    assert "缺少“第三方意见”" in str(found.value)
    assert render(lacking, form)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_taken_for_markup(text):
    made = facts(FINAL)
    made = replace(made, applicant=replace(made.applicant, name=text))
    made = replace(made, application=replace(made.application, content=text))
    hostile = draft(FINAL, made, settings())
    told = flat(hostile.addressee)
    pdf = render(hostile, "pdf", final=True)
    assert told in flat(pdf_text(pdf))
    document = docx.Document(io.BytesIO(render(hostile, "docx", final=True)))
    assert told in flat("".join(paragraph.text for paragraph in document.paragraphs))
    plain = docx.Document(io.BytesIO(render(letter(), "docx", final=True)))
    assert len(document.paragraphs) == len(plain.paragraphs)


def test_the_seal_stands_behind_organ_and_date():
    made = letter()
    with pypdfium2.PdfDocument(render(made, "pdf", final=True, seal=seal())) as found:
        page = found[len(found) - 1]
        images = [item for item in page.get_objects() if item.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
        (left, bottom, right, top) = images[0].get_bounds()
        assert (right - left, top - bottom) == pytest.approx((42 * MM, 42 * MM), abs=1)
        textpage = page.get_textpage()
        place = textpage.get_text_range().find("2026年4月10日")
        box = textpage.get_charbox(textpage.search("2026年4月10日").get_next()[0])
        assert place >= 0
        assert left < box[0] < right
        assert bottom < box[1] < top
    word = render(made, "docx", final=True, seal=seal())
    package = zipfile.ZipFile(io.BytesIO(word))
    xml = package.read("word/document.xml").decode()
    assert 'behindDoc="1"' in xml
    assert 'descr="印章"' in xml
    assert Image.open(io.BytesIO(package.read("word/media/seal.png"))).size == (300, 300)
    assert docx.Document(io.BytesIO(word)).paragraphs[-1].text == "2026年4月10日"


def picture(mode="RGBA", size=(300, 300), kind="PNG", colour=(0, 0, 0, 0)):
    out = io.BytesIO()
    Image.new(mode, size, colour[: len(mode)]).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"<svg/>", id="svg"),
        pytest.param(picture("RGB", kind="JPEG"), id="jpeg"),
        pytest.param(picture("RGB"), id="no-clear-ground"),
        pytest.param(picture(colour=(255, 0, 0, 255)), id="covers-all"),
        pytest.param(picture(size=(50, 50)), id="too-small"),
        pytest.param(picture(size=(2001, 300)), id="too-large"),
        pytest.param(seal()[:200], id="broken"),
        pytest.param(seal() + bytes(1024 * 1024), id="too-heavy"),
    ],
)
def test_what_is_no_seal_is_refused(wrong):
    with pytest.raises(WrongSeal, match="PNG"):
        render(letter(), "pdf", final=True, seal=wrong)


def test_a_draft_and_a_form_take_no_seal():
    with pytest.raises(WrongSeal, match="草稿"):
        render(letter(), "pdf", seal=seal())
    with pytest.raises(WrongSeal, match="不用印"):
        render(blank("form_application", settings()), "docx", final=True, seal=seal())


def test_the_picture_of_a_seal_brings_nothing_along():
    image = Image.open(io.BytesIO(seal()))
    out = io.BytesIO()
    from PIL.PngImagePlugin import PngInfo

    note = PngInfo()
    note.add_text("Author", "somebody")
    image.save(out, "PNG", pnginfo=note)
    package = zipfile.ZipFile(io.BytesIO(render(letter(), "docx", final=True, seal=out.getvalue())))
    assert b"somebody" not in package.read("word/media/seal.png")


def test_a_receipt_bears_the_code_of_its_page_of_progress():
    made = letter("letter_receipt")
    data = render(made, "docx", final=True)
    code = Image.open(io.BytesIO(zipfile.ZipFile(io.BytesIO(data)).read("word/media/code.png")))
    assert code.size[0] == code.size[1] > 200
    bare = render(letter("letter_receipt", tracking=None), "docx", final=True)
    assert "word/media/code.png" not in zipfile.ZipFile(io.BytesIO(bare)).namelist()


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_same_letter_gives_the_same_bytes(form):
    assert render(letter(), form, final=True, seal=seal()) == render(letter(), form, final=True, seal=seal())


def test_an_unknown_form_is_refused():
    with pytest.raises(UnknownForm, match="docx 或 pdf"):
        render(letter(), "odt")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_word_letters_open_in_libreoffice_with_all_their_text(tmp_path):
    shown = {
        "answer": render(letter(), "docx", final=True, seal=seal()),
        "draft": render(letter("reply_partial"), "docx"),
        "form": render(blank("form_application", settings()), "docx", final=True),
        "receipt": render(letter("letter_receipt"), "docx", final=True),
    }
    for name, data in shown.items():
        (tmp_path / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
    subprocess.run([*command, *tmp_path.glob("*.docx")], check=True, capture_output=True, timeout=180)
    for name, data in shown.items():
        converted = flat(pdf_text((tmp_path / f"{name}.pdf").read_bytes()))
        for paragraph in docx.Document(io.BytesIO(data)).paragraphs:
            assert flat(paragraph.text)[:20] in converted
    answer = (tmp_path / "answer.pdf").read_bytes()
    with pypdfium2.PdfDocument(answer) as found:
        items = [item for page in found for item in page.get_objects()]
        assert any(item.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE for item in items)


def test_forms_fit_on_one_page():
    for kind_id, kind in kinds().items():
        if kind.stage is Stage.FORM:
            with pypdfium2.PdfDocument(render(blank(kind_id, settings()), "pdf", final=True)) as found:
                assert len(found) == 1, kind_id


ANY = st.text(st.characters(codec=None), max_size=30) | st.sampled_from(HOSTILE)


@given(name=ANY, content=ANY, detail=ANY, annex=ANY, organ=ANY, form=st.sampled_from(["pdf", "docx"]))
@hypothesis_settings(max_examples=30)
def test_any_text_anywhere_can_be_written(name, content, detail, annex, organ, form):
    made = facts("reply_partial", details={"way": detail}, annexes=(Annex(title=annex),))
    made = replace(made, applicant=replace(made.applicant, name=name))
    made = replace(made, application=replace(made.application, content=content))
    data = render(draft("reply_partial", made, settings(organ=organ, unit=detail)), form)
    if form == "docx":
        assert docx.Document(io.BytesIO(data)).paragraphs
    else:
        with pypdfium2.PdfDocument(data) as found:
            assert len(found) >= 1


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_long_application_runs_on_over_pages_in_its_form(form):
    content = "".join(f"第{number}项资料，" for number in range(1, 601))
    made = facts("form_application")
    made = replace(made, application=replace(made.application, content=content))
    data = render(draft("form_application", made, settings()), form, final=True)
    text = re.sub(r"—\d+—", "", flat(pdf_text(data) if form == "pdf" else docx_text(data)))  # without page marks
    assert [number for number in range(1, 601) if f"第{number}项资料" not in text] == []
    if form == "pdf":
        with pypdfium2.PdfDocument(data) as found:
            bottoms = [item.get_bounds()[1] for page in found for item in page.get_objects()]
        assert min(bottoms) > 20 * MM  # nothing runs off the page
