"""PDF redacted: what was covered is nowhere in the file, what was not is as it was."""

import io
import re

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from PIL import ImageChops

from gongkai.core.letters.drafting import draft
from gongkai.core.letters.writers import render
from gongkai.core.redaction.errors import (
    DamagedFile,
    EncryptedFile,
    NotClean,
    NothingToCover,
    OversizedFile,
    PhraseNotFound,
    SignedFile,
    UnknownFile,
    UnsafeContent,
    WrongArea,
)
from gongkai.core.redaction.model import UNSEEN, Area
from gongkai.core.redaction.pdf import checking
from gongkai.core.redaction.redact import redact
from tests.core.letters.factories import facts
from tests.core.letters.factories import settings as body
from tests.core.redaction.papers import (
    SECRET,
    bound_pictures,
    everything,
    incremental,
    line,
    paper,
    picture_of,
    pictures,
    saved,
    text_of,
)

POINT = 25.4 / 72


@pytest.fixture(scope="module")
def letter():
    return render(draft("reply_refused_4", facts("reply_refused_4"), body()), "pdf", final=True)


def dark(image, box=None, below=128):
    """The box around what is dark in a picture."""
    inside = image.crop(box) if box else image
    return inside.point(lambda value: 255 if value < below else 0).getbbox()


def test_a_covered_name_is_nowhere_in_the_file(letter):
    assert "甲某某" in text_of(letter)
    done = redact(letter, phrases=["甲某某", "示例区人民法院"])
    whole = everything(done.data)
    for secret in ("甲某某", "示例区人民法院"):
        for code in ("utf-8", "utf-16-be", "utf-16-le", "gb18030"):
            assert secret.encode(code) not in whole
    assert text_of(done.data) == ""
    assert [(each.what, each.where) for each in done.covered] == [("甲某某", "第1页"), ("示例区人民法院", "第2页")]


def test_nothing_of_the_original_is_left_beside_the_pictures(letter):
    with pikepdf.open(io.BytesIO(redact(letter, phrases=["甲某某"]).data)) as found:
        kinds = {each.get("/Type") for each in found.objects if isinstance(each, pikepdf.Dictionary | pikepdf.Stream)}
        assert kinds <= {Name.Catalog, Name.Pages, Name.Page, Name.XObject, None}
        assert "/Info" not in found.trailer
        assert len(found.pages) == 2


def test_what_is_not_covered_is_as_it_was_to_the_pixel(letter):
    done = redact(letter, phrases=["甲某某"])
    first, second = zip(pictures(letter, 200), bound_pictures(done.data), strict=True)
    assert second[0].tobytes() == second[1].tobytes()
    left, top, right, bottom = ImageChops.difference(*first).getbbox()
    assert right - left < 150  # three letters of 16 points at 200 dots an inch
    assert bottom - top < 70
    assert dark(first[0], (left, top, right, bottom)) is not None


def test_pages_keep_their_size(letter):
    with (
        pypdfium2.PdfDocument(redact(letter, phrases=["甲某某"]).data) as after,
        pypdfium2.PdfDocument(letter) as before,
    ):
        for one, other in zip(after, before, strict=True):
            assert one.get_size() == pytest.approx(other.get_size(), abs=0.01)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, [20, 30, 380, 280]], ids=["whole", "cropped"])
def test_a_phrase_is_covered_whole_on_turned_and_cropped_pages(turn, crop):
    page = {"Rotate": turn} | ({"CropBox": Array(crop)} if crop else {})
    data = saved(paper(line(SECRET, x=60, y=120), **page))
    ink = dark(pictures(data, 200)[0])
    done = redact(data, phrases=[SECRET])
    painted = dark(pictures(done.data, 200)[0], below=200)
    assert painted[0] <= ink[0] + 1
    assert painted[1] <= ink[1] + 1
    assert painted[2] >= ink[2] - 1
    assert painted[3] >= ink[3] - 1
    assert (painted[2] - painted[0]) - (ink[2] - ink[0]) < 40
    covered = pictures(done.data, 200)[0].crop(painted)
    assert covered.resize((1, 1)).getpixel((0, 0)) < 10  # no gap between the letters


def test_a_turned_line_is_covered_whole():
    data = saved(paper("q 0.7071 0.7071 -0.7071 0.7071 150 40 cm " + line(SECRET, 0, 0) + "Q"))
    before, after = pictures(data, 200)[0], pictures(redact(data, phrases=[SECRET]).data, 200)[0]
    ink = before.point(lambda value: 255 if value < 128 else 0)
    still = ImageChops.darker(ink, after.point(lambda value: 255 if value > 128 else 0))
    assert still.getbbox() is None


@pytest.mark.parametrize(
    ("drawn", "phrase"),
    [
        pytest.param(line("SECRET", y=200) + line("NAME", y=170), SECRET, id="over-two-lines"),
        pytest.param(line("S E C R E T N A M E"), SECRET, id="spaced"),
        pytest.param(line("SecretName"), SECRET, id="other-case"),
        pytest.param(line(SECRET), "ＳＥＣＲＥＴ　ＮＡＭＥ", id="full-width"),
        pytest.param("BT /F 20 Tf 40 200 Td [(SEC) -200 (RET) 300 (NA) (ME)] TJ ET", SECRET, id="kerned"),
        pytest.param(
            "".join(line(sign, 40 + 22 * at) for at, sign in enumerate(SECRET)), SECRET, id="letter-by-letter"
        ),
        pytest.param(line(SECRET, more="3 Tr"), SECRET, id="invisible"),
        pytest.param("1 1 1 rg " + line(SECRET), SECRET, id="white"),
        pytest.param(line(SECRET) + "0 0 0 rg 30 190 200 40 re f", SECRET, id="under-a-black-box"),
        pytest.param(line(SECRET, x=900), SECRET, id="off-the-page"),
    ],
)
def test_a_phrase_is_found_however_it_is_set(drawn, phrase):
    data = saved(paper(f"q {drawn}\nQ " + line("Visible", y=60)))
    done = redact(data, phrases=[phrase])
    assert done.covered[0].times == 1
    assert done.covered[0].what == phrase
    left = pictures(done.data, 100)[0]
    rest = dark(left, (0, 300, left.width, left.height))
    assert rest is not None  # the line that was not covered
    for sign in ("SECRET", "NAME"):
        assert sign.encode() not in everything(done.data)


@pytest.mark.parametrize("order", ["by lines", "by cells"])
def test_a_phrase_that_wraps_in_its_cell_is_covered_however_the_table_is_written(order):
    first, second = line("the SECRET", 40, 200, 10), line("NAME here", 40, 186, 10)
    beside, under = line("other", 200, 200, 10), line("cell", 200, 186, 10)
    cells = [first, beside, second, under] if order == "by lines" else [first, second, beside, under]
    data = saved(paper("".join(cells) + line(SECRET, 40, 60, 10)))
    done = redact(data, phrases=[SECRET])
    assert [each.times for each in done.covered] == [2]
    before, after = pictures(data, 200)[0], bound_pictures(done.data)[0]
    beside_it = (500, 200, 1000, 330)
    assert before.crop(beside_it).tobytes() == after.crop(beside_it).tobytes()
    assert dark(before, beside_it) is not None
    changed = ImageChops.difference(before, after)
    for x, y, width in ((58, 200, 38), (42, 186, 26), (42, 60, 60)):  # SECRET, NAME, both, in points
        box = tuple(round(each * 200 / 72) for each in (x, 300 - y - 6, x + width, 300 - y))
        assert after.crop(box).getextrema() == (0, 0)
    assert changed.getbbox() is not None


def test_a_phrase_over_two_pages_is_covered_on_both():
    data = saved(paper(line("SECRET"), line("NAME")))
    done = redact(data, phrases=[SECRET])
    for image in pictures(done.data):
        assert image.crop(dark(image)).resize((1, 1)).getpixel((0, 0)) < 10


def test_what_stands_beside_the_pages_is_gone():
    pdf = paper(line("Visible"))
    pdf.docinfo["/Author"] = String(SECRET)
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = SECRET
    pdf.attachments[f"{SECRET}.txt"] = f"{SECRET} in an attachment".encode()
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(SECRET, 0))
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{SECRET}')"))
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([10, 10, 30, 30]), Contents=String(SECRET))
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([10, 10, 30, 30]),
        A=Dictionary(S=Name.URI, URI=String(f"mailto:{SECRET}@example.invalid")),
    )
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note), pdf.make_indirect(link)])
    pdf.pages[0].obj.PieceInfo = Dictionary(Editor=Dictionary(Private=String(SECRET)))
    data = saved(pdf)
    assert SECRET.encode() in everything(data)
    done = redact(data, phrases=[SECRET])
    assert SECRET.encode() not in everything(done.data)
    assert (done.covered[0].what, done.covered[0].where) == (SECRET, UNSEEN)
    assert "第1页有1个批注，没有写进新文件。" in done.warnings
    assert "原文件带有1个附件，没有写进新文件。" in done.warnings


def test_the_text_of_a_hidden_layer_is_neither_kept_nor_drawn():
    pdf = paper("/OC /Layer BDC " + line(SECRET) + "EMC " + line("Visible", y=60))
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(f"layer {SECRET}")))
    pdf.pages[0].obj.Resources.Properties = Dictionary(Layer=layer)
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer])))
    done = redact(saved(pdf), areas=[Area(page=1, x=120, y=90, width=5, height=5)])
    assert SECRET.encode() not in everything(done.data)
    image = pictures(done.data)[0]
    assert dark(image, (0, 0, image.width, 150)) is None


def test_an_earlier_version_in_the_file_is_gone():
    data = saved(paper(line(SECRET)), compress_streams=False)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        number = pdf.pages[0].obj.Contents.objgen[0]
    drawn = line("Public").encode()
    later = incremental(data, (number, f"<< /Length {len(drawn)} >>\nstream\n".encode() + drawn + b"\nendstream"))
    assert SECRET.encode() in later
    assert "Public" in text_of(later)
    done = redact(later, phrases=["Public"])
    assert SECRET.encode() not in everything(done.data)
    with pytest.raises(PhraseNotFound):
        redact(later, phrases=[SECRET])


def test_the_value_of_a_form_field_is_found_and_covered():
    pdf = paper(line("Visible", y=60))
    look = pikepdf.Stream(pdf, b"/Tx BMC BT /F 20 Tf 5 8 Td (" + SECRET.encode() + b") Tj ET EMC")
    look.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 250, 30]),
        Resources=Dictionary(Font=pdf.pages[0].obj.Resources.Font),
    )
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String(SECRET), F=4,
            Rect=Array([40, 180, 290, 210]), AP=Dictionary(N=look),
        )
    )  # fmt: skip
    pdf.pages[0].obj.Annots = Array([field])
    fonts = Dictionary(Font=pdf.pages[0].obj.Resources.Font)
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), DA=String("/F 0 Tf"), DR=fonts)
    data = saved(pdf)
    done = redact(data, phrases=[SECRET])
    assert (done.covered[0].where, done.covered[0].times) == ("第1页", 1)
    assert SECRET.encode() not in everything(done.data)
    image = pictures(done.data)[0]
    assert image.crop(dark(image, (0, 0, image.width, 150))).resize((1, 1)).getpixel((0, 0)) < 10


def striped():
    """A page with one picture: black and white stripes, which can be told from any cover."""
    pdf = paper("q 200 0 0 100 100 100 cm /Photo Do Q")
    pixels = [0 if column % 2 else 255 for _ in range(100) for column in range(200)]
    pdf.pages[0].obj.Resources.XObject = Dictionary(Photo=picture_of(pdf, pixels, 200, 100))
    return saved(pdf)


def test_a_picture_that_is_partly_covered_loses_its_pixels():
    area = Area(page=1, x=100 * POINT, y=100 * POINT, width=100 * POINT, height=100 * POINT)
    done = redact(striped(), areas=[area])
    (image,) = bound_pictures(done.data)
    scale = image.width / 400
    covered = image.crop(tuple(round(each * scale) for each in (100, 100, 200, 200)))
    assert covered.getextrema() == (0, 0)
    beside = image.crop(tuple(round(each * scale) for each in (202, 102, 298, 198)))
    assert beside.getextrema()[1] > 200  # the other half of the picture is there
    assert [(each.what, each.where) for each in done.covered] == [("区域", "第1页")]


def test_an_area_is_measured_as_the_page_is_seen():
    pdf = paper(line("x", x=370, y=280, size=8), Rotate=90)
    done = redact(saved(pdf), areas=[Area(page=1, x=0, y=0, width=20, height=10)])
    image = pictures(done.data)[0]
    assert image.size == (300, 400)
    assert image.crop((0, 0, 55, 27)).getextrema() == (0, 0)


def test_what_a_search_cannot_see_is_told():
    pdf = paper("q 200 0 0 100 100 100 cm /Photo Do Q " + line(SECRET))
    pdf.pages[0].obj.Resources.XObject = Dictionary(Photo=picture_of(pdf, [9] * 100, 10, 10))
    assert any("第1页有图片" in warning for warning in redact(saved(pdf), phrases=[SECRET]).warnings)


def test_a_page_without_any_text_is_told_of():
    data = saved(paper(line(SECRET), "0 0 1 rg 40 100 200 60 re f"))
    assert any("第2页没有可以检索的文字" in warning for warning in redact(data, phrases=[SECRET]).warnings)


def test_text_of_which_the_file_does_not_say_what_it_is_is_told_of():
    pdf = paper(line(SECRET) + "BT /G 20 Tf 40 60 Td <00110022> Tj ET")
    inner = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Strange, CIDToGIDMap=Name.Identity, DW=1000,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=Dictionary(Type=Name.FontDescriptor, FontName=Name.Strange, Flags=4),
    )  # fmt: skip
    outer = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Strange, Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(inner)]),
    )  # fmt: skip
    pdf.pages[0].obj.Resources.Font.G = pdf.make_indirect(outer)
    assert any("不能识别的文字" in warning for warning in redact(saved(pdf), phrases=[SECRET]).warnings)


def test_nothing_is_told_where_the_search_saw_everything():
    assert redact(saved(paper(line(SECRET))), phrases=[SECRET]).warnings == ()


def signed():
    pdf = paper(line(SECRET))
    value = Dictionary(
        Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Contents=String("x"), ByteRange=Array([0, 1, 2, 3])
    )
    field = pdf.make_indirect(Dictionary(FT=Name.Sig, T=String("s"), V=value))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
    return saved(pdf)


def restricted(user):
    return saved(paper(line(SECRET)), encryption=pikepdf.Encryption(owner="owner", user=user, R=6))


@pytest.mark.parametrize(
    ("data", "error", "said"),
    [
        pytest.param(restricted("user"), EncryptedFile, "密码", id="password"),
        pytest.param(restricted(""), EncryptedFile, "限制", id="restrictions"),
        pytest.param(signed(), SignedFile, "数字签名", id="signed"),
        pytest.param(b"%PDF-1.7\n%", DamagedFile, "损坏", id="empty"),
        pytest.param(saved(pikepdf.new()), DamagedFile, "损坏", id="no-pages"),
        pytest.param(b"\x89PNG\r\n\x1a\n", UnknownFile, "PDF", id="picture"),
        pytest.param(b"", UnknownFile, "PDF", id="nothing"),
        pytest.param(saved(paper(line(SECRET), UserUnit=2)), UnsafeContent, "长度单位", id="user-unit"),
        pytest.param(saved(paper(*[""] * 501)), OversizedFile, "500 页", id="too-many-pages"),
        pytest.param(b"%PDF-" + bytes(51 * 1024 * 1024), OversizedFile, "50 MB", id="too-large"),
    ],
)
def test_what_cannot_be_redacted_is_refused_with_the_reason(data, error, said):
    with pytest.raises(error, match=said) as found:
        redact(data, phrases=[SECRET])
    assert found.value.remedy.endswith("。")


def test_a_phrase_that_is_not_there_makes_no_file():
    with pytest.raises(PhraseNotFound, match="没有找到“另一个”"):
        redact(saved(paper(line(SECRET))), phrases=[SECRET, "另一个"])


@pytest.mark.parametrize("phrases", [[], ["  "], [SECRET, "\u200b"]])
def test_nothing_to_cover_is_refused(phrases):
    with pytest.raises(NothingToCover):
        redact(saved(paper(line(SECRET))), phrases=phrases)


@pytest.mark.parametrize(
    ("area", "said"),
    [
        ((2, 0, 0, 5, 5), "文件只有1页"),
        ((1, 500, 0, 5, 5), "第1页上没有这个区域。这一页宽141毫米、高106毫米"),
        ((1, 0, 0, 0, 5), "宽和高大于0"),
        ((0, 0, 0, 5, 5), "区域写得不对"),
        ((1, float("nan"), 0, 5, 5), "区域写得不对"),
        ((1, 0, 0, float("inf"), 5), "区域写得不对"),
        ((1, -20, 0, 10, 5), "第1页上没有这个区域"),
    ],
)
def test_an_area_off_the_page_is_refused(area, said):
    names = ("page", "x", "y", "width", "height")
    with pytest.raises(WrongArea, match=re.escape(said)):
        redact(saved(paper(line(SECRET))), areas=[Area(**dict(zip(names, area, strict=True)))])


def test_the_look_through_at_the_end_sees_what_should_not_be_there():
    data = saved(paper(line(SECRET)))
    with pytest.raises(NotClean):
        checking.check(data, [()])
    done = redact(data, phrases=[SECRET]).data
    checking.check(done, [()])
    with pytest.raises(NotClean, match="第1页的图像"):
        checking.check(done, [((0, 0, 300, 300),)])
    with pytest.raises(NotClean, match="页数"):
        checking.check(done, [(), ()])


@given(
    before=st.text(alphabet="abcdef ", max_size=8),
    after=st.text(alphabet="abcdef ", max_size=8),
    phrase=st.text(alphabet="xyz", min_size=1, max_size=6),
    size=st.integers(6, 30),
)
@settings(max_examples=25)
def test_no_phrase_survives_in_any_line(before, after, phrase, size):
    data = saved(paper(line(before + phrase + after, size=size)))
    done = redact(data, phrases=[phrase])
    assert text_of(done.data) == ""
    assert sum(each.times for each in done.covered) >= 1


def test_the_same_file_gives_the_same_bytes(letter):
    assert redact(letter, phrases=["甲某某"]).data == redact(letter, phrases=["甲某某"]).data
