"""PDF files, set by typst, changed with pikepdf and opened for real."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from tests.core.guard.files.looking import MASKED, NUMBER, looked, of, one, saved, told
from tests.core.report.readers.printed_pages import typst_pdf, typst_source

SECRET = f"户主王某某{NUMBER}"


def pdf(body: str) -> bytes:
    return typst_pdf(typst_source(body))


def changed(data: bytes, change, **how) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as made:
        change(made)
        return saved(lambda stream: made.save(stream, **how))


def test_a_plain_page_has_no_finding():
    assert looked(pdf("= 关于临时救助的公示\n\n咨询电话0999-8765432。")).findings == ()


def test_personal_data_is_told_with_its_page():
    assert told(pdf(f"公示 #pagebreak() {SECRET}")) == [("PII-ID", "第2页")]


BLACK = "rect(width: 100%, height: 1.2em, fill: black)"
UNDER_BLACK = f"#box[{SECRET}#place(top + left, {BLACK})]"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param(UNDER_BLACK, "FILE-COVERED", id="black-box"),
        pytest.param(UNDER_BLACK.replace("black", "white"), "FILE-COVERED", id="white-box"),
        pytest.param(f"#scale(50%)[#rotate(0deg)[{UNDER_BLACK}]]", "FILE-COVERED", id="scaled"),
        pytest.param(f"#rotate(90deg, reflow: true)[{UNDER_BLACK}]", "FILE-COVERED", id="turned"),
        pytest.param(f"#box(fill: black, outset: 4pt, text(fill: black)[{SECRET}])", "FILE-HIDDEN-TEXT", id="on-black"),
        pytest.param(f"#box(fill: blue, outset: 4pt, text(fill: blue)[{SECRET}])", "FILE-HIDDEN-TEXT", id="on-blue"),
        pytest.param(f"公示 #text(fill: white)[{SECRET}]", "FILE-HIDDEN-TEXT", id="white-on-paper"),
        pytest.param(f"公示 #place(dx: -400pt)[{SECRET}]", "FILE-HIDDEN-TEXT", id="outside-of-the-page"),
    ],
)
def test_text_that_nobody_sees_is_told_and_inspected(body, kind):
    data = pdf(body)
    finding = one(data, kind)
    assert str(finding.place) == "第1页"
    assert MASKED in finding.shown
    assert NUMBER not in finding.shown
    assert one(data, "PII-ID")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("#box(fill: black, text(fill: white)[白字黑底])", id="white-on-black"),
        pytest.param("#table(columns: 2, fill: luma(230), [姓名], [金额], [王某某], [600])", id="shaded-table"),
        pytest.param("#highlight[重点文字]", id="highlighted"),
        pytest.param(UNDER_BLACK.replace(NUMBER, "").replace("fill: black", "fill: rgb(255, 255, 0, 60)"), id="clear"),
        pytest.param("文字 #place(bottom + right, rect(width: 2cm, height: 2cm, fill: black))", id="block-elsewhere"),
        pytest.param("#underline[划线] #strike[删去]", id="lines"),
        pytest.param("#rect(width: 100%, height: 3cm, fill: none, stroke: 1pt)[框里的字]", id="frame"),
    ],
)  # fmt: skip
def test_text_that_people_see_is_not_told(body):
    assert looked(pdf(body)).findings == ()


def test_a_part_of_a_line_under_a_block_is_told_alone():
    data = pdf(f"户主王某某#box[{NUMBER}#place(top + left, rect(width: 100%, height: 1.2em, fill: black))]，已审核。")
    assert one(data, "FILE-COVERED").shown.startswith(f"“{MASKED}”，共 18 个字")


def test_text_recognised_in_a_scan_is_no_hidden_text():
    """A scanned page with the recognised text, undrawn, under or over it."""

    def scan(made):
        picture = Image.new("L", (300, 400), 250)
        stream = pikepdf.Stream(made, picture.tobytes())
        stream.Type, stream.Subtype, stream.Width, stream.Height = Name.XObject, Name.Image, 300, 400
        stream.ColorSpace, stream.BitsPerComponent = Name.DeviceGray, 8
        page = made.pages[0]
        page.Resources.XObject = Dictionary(Scan=stream)
        page.contents_add(pikepdf.Stream(made, b"q 595 0 0 842 0 0 cm /Scan Do Q"), prepend=True)
        content = page.Contents.read_bytes() if isinstance(page.Contents, pikepdf.Stream) else b"".join(
            one.read_bytes() for one in page.Contents
        )  # fmt: skip
        page.Contents = pikepdf.Stream(made, content.replace(b"BT 0 Tr", b"BT 3 Tr"))

    assert of(changed(pdf("扫描的文字"), scan), "FILE-HIDDEN-TEXT") == []


def test_undrawn_text_without_a_scan_is_told():
    def undraw(made):
        page = made.pages[0]
        content = page.Contents.read_bytes()
        page.Contents = pikepdf.Stream(made, content.replace(b"BT 0 Tr", b"BT 3 Tr"))

    assert "没有画出来" in one(changed(pdf(SECRET), undraw), "FILE-HIDDEN-TEXT").shown


def test_a_page_without_text_is_told_as_unseen():
    finding = one(typst_pdf(typst_source("#rect(width: 3cm, fill: red)", numbering="none")), "FILE-UNSEEN")
    assert not finding.blocks


def annotate(subtype, **more):
    def change(made):
        one = Dictionary(Type=Name.Annot, Subtype=subtype, Rect=[60, 700, 200, 760], **more)
        one = made.make_indirect(one)
        made.pages[0].Annots = Array([one])
        if subtype == Name.Widget:
            made.Root.AcroForm = Dictionary(Fields=Array([one]))

    return change


def test_remarks_are_told_and_inspected():
    data = changed(pdf("公示"), annotate(Name.Text, Contents=String(f"请核对{SECRET}")))
    assert one(data, "FILE-COMMENT").shown.startswith("“请核对户主王某某990101")
    assert str(one(data, "PII-ID").place) == "第1页注释"


def test_a_redaction_that_was_never_carried_out_is_told():
    assert one(changed(pdf(SECRET), annotate(Name.Redact)), "FILE-COVERED").shown == "标了密文但没有应用"


def test_a_link_is_held_against_the_list_and_is_no_remark():
    link = annotate(Name.Link, A=Dictionary(S=Name.URI, URI=String("http://evil.example/")))
    assert told(changed(pdf("公示"), link), hosts=frozenset({"gov.cn"})) == [("LINK-OFFLIST", "第1页超链接")]


def test_the_value_of_a_field_that_is_not_shown_is_told():
    data = changed(pdf("公示"), annotate(Name.Widget, FT=Name.Tx, T=String("a"), V=String(SECRET), F=2))
    assert one(data, "FILE-HIDDEN-TEXT").shown.startswith("“户主王某某")
    assert one(data, "PII-ID")


def test_properties_name_people_masked():
    def name(made):
        made.docinfo["/Author"], made.docinfo["/Title"] = "王小明", f"户主{NUMBER}"

    data = changed(pdf("公示"), name)
    assert one(data, "FILE-PROPERTIES").shown == "作者“王**”"
    assert str(one(data, "PII-ID").place) == "标题属性"


def test_attachments_are_told_and_looked_into():
    def attach(made):
        made.attachments["名单.txt"] = SECRET.encode()

    data = changed(pdf("公示"), attach)
    assert one(data, "FILE-EMBEDDED").shown == "“名单.txt”"
    assert str(one(data, "PII-ID").place) == "“名单.txt”第1段"


def test_scripts_are_told():
    def script(made):
        made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))

    assert told(changed(pdf("公示"), script)) == [("FILE-MACRO", "")]


def test_a_layer_that_is_switched_off_is_told():
    def layer(made):
        group = made.make_indirect(Dictionary(Type=Name.OCG, Name=String("底稿")))
        made.Root.OCProperties = Dictionary(OCGs=[group], D=Dictionary(OFF=[group]))

    assert one(changed(pdf("公示"), layer), "FILE-HIDDEN-TEXT").shown == "关闭的图层“底稿”"


def test_a_password_is_told():
    data = changed(pdf("公示"), lambda made: None, encryption=pikepdf.Encryption(owner="o", user="u"))
    inspection = looked(data)
    assert not inspection.readable
    assert told(data) == [("FILE-ENCRYPTED", "")]


def test_a_file_whose_printing_alone_is_forbidden_is_read():
    data = changed(pdf(SECRET), lambda made: None, encryption=pikepdf.Encryption(owner="o", user=""))
    assert told(data) == [("PII-ID", "第1页")]


@pytest.mark.parametrize("cut", [20, 500, 3000])
def test_a_file_cut_short_is_told_or_read_and_never_raises(cut):
    inspection = looked(pdf(SECRET)[:-cut])
    assert inspection.form == "pdf"
    assert inspection.findings


def test_a_bomb_is_told():
    def swell(made):
        made.pages[0].contents_add(pikepdf.Stream(made, b"0 0 m " * 3_000_000))

    inspection = looked(changed(pdf("公示"), swell))
    assert [one.kind.id for one in inspection.findings] == ["FILE-TOO-LARGE"]
    assert not inspection.readable
