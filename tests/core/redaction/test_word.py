"""Word files redacted: what was covered is in no part of the file, what was not reads as it did."""

import io
import shutil
import subprocess
import zipfile

import docx
import pypdfium2
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from lxml import etree
from PIL import Image

from gongkai.core.redaction.errors import (
    DamagedFile,
    EncryptedFile,
    PhraseNotFound,
    SignedFile,
    UnknownFile,
    UnsafeContent,
    WrongArea,
)
from gongkai.core.redaction.model import UNSEEN, Area
from gongkai.core.redaction.phrases import folded
from gongkai.core.redaction.redact import redact

SECRET = "甲某某"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def made(*xml):
    """A document with a plain paragraph and paragraphs of WordprocessingML."""
    document = docx.Document()
    document.add_paragraph("看得见的文字")
    for each in xml:
        document.element.body.insert(1, parse_xml(f"<w:p {nsdecls('w')}>{each}</w:p>"))
    return document


def run(text, properties=""):
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def mark(kind, inner=""):
    """One end of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def with_part(data, name, content, kind="", target=""):
    """Put a part into a package, and a relationship of the document to it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.namelist():
            body = old.read(each)
            if kind and each == "word/_rels/document.xml.rels":
                type_ = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
                entry = f'<Relationship Id="rIdNew" Type="{type_}" Target="{target}"/></Relationships>'
                body = body.replace(b"</Relationships>", entry.encode())
            new.writestr(each, body)
        new.writestr(name, content)
    return out.getvalue()


def everything(data):
    """Every part as text, and as the characters of its text elements and attributes without marks between."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            body = package.read(name)
            found += [body.decode("utf-8", "replace"), body.decode("utf-16-le", "replace")]
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(body)
                found.append("".join(map(str, root.itertext())))
                found += [str(value) for each in root.iter(etree.Element) for value in each.attrib.values()]
        found += package.namelist()
    return folded("\n".join(found))


def text_of(data):
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


RICH = "<w:rPr><w:b/></w:rPr>"


@pytest.mark.parametrize(
    ("xml", "left"),
    [
        pytest.param(run(f"申请人{SECRET}提出"), "申请人███提出", id="plain"),
        pytest.param(run("申请人甲", RICH) + run("某") + run("某提出", RICH), "申请人███提出", id="over-runs"),
        pytest.param(run("甲 某　某"), "█████", id="spaced"),
        pytest.param(run("甲") + "<w:r><w:tab/></w:r>" + run("某某"), "█\t██", id="over-a-tab"),
        pytest.param(run("甲") + "<w:r><w:br/></w:r>" + run("某某"), "█\n██", id="over-a-line-break"),
        pytest.param(run("甲") + '<w:proofErr w:type="spellStart"/>' + run("某某"), "███", id="over-marks"),
        pytest.param(
            f'<w:ins w:id="1" w:author="{SECRET}">{run(SECRET)}</w:ins>' + run("后"), "███后", id="inserted"
        ),
        pytest.param(
            f'<w:hyperlink r:id="rId99" w:tooltip="{SECRET}" {nsdecls("r")}>{run(SECRET)}</w:hyperlink>',
            "███",
            id="link",
        ),
        pytest.param(
            f'<w:sdt><w:sdtPr><w:alias w:val="{SECRET}"/></w:sdtPr><w:sdtContent>{run(SECRET)}</w:sdtContent></w:sdt>',
            "███",
            id="content-control",
        ),
        pytest.param(
            mark("begin")
            + f'<w:r><w:instrText> HYPERLINK "mailto:{SECRET}@example.invalid" </w:instrText></w:r>'
            + mark("separate") + run(SECRET) + mark("end"),
            "███",
            id="field",
        ),
        pytest.param(f'<w:fldSimple w:instr=" AUTHOR {SECRET} ">{run(SECRET)}</w:fldSimple>', "███", id="simple-field"),
        pytest.param(
            f"<w:r><w:ruby><w:rt>{run('jiǎ')}</w:rt><w:rubyBase>{run('甲')}</w:rubyBase></w:ruby></w:r>{run('某某')}",
            "██",
            id="pronunciation",
        ),
    ],
)  # fmt: skip
def test_a_phrase_is_covered_however_it_is_set(xml, left):
    done = redact(saved(made(xml)), phrases=[SECRET])
    assert text_of(done.data).split("\n看得见的文字")[0] in (left, f"看得见的文字\n{left}")
    assert SECRET not in everything(done.data)
    assert [(each.what, each.where) for each in done.covered] == [(SECRET, "正文")]


def test_a_phrase_over_the_end_of_a_paragraph_is_covered():
    document = docx.Document()
    document.add_paragraph("申请人甲")
    document.add_paragraph("某某提出")
    done = redact(saved(document), phrases=[SECRET])
    assert text_of(done.data) == "申请人█\n██提出"


UNSEEN_TEXTS = {
    "deleted": f'<w:del w:id="1" w:author="x"><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>',
    "moved": f'<w:moveFrom w:id="1" w:author="x">{run(SECRET)}</w:moveFrom>',
    "hidden": run(SECRET, "<w:rPr><w:vanish/></w:rPr>"),
    "bookmark": f'<w:bookmarkStart w:id="1" w:name="{SECRET}"/><w:bookmarkEnd w:id="1"/>',
    "author-of-a-change": run("甲", f'<w:rPr><w:rPrChange w:id="1" w:author="{SECRET}"><w:rPr/></w:rPrChange></w:rPr>'),
    "form-field": mark("begin", f'<w:ffData><w:name w:val="{SECRET}"/></w:ffData>'),
}


@pytest.mark.parametrize("xml", UNSEEN_TEXTS.values(), ids=UNSEEN_TEXTS)
def test_what_nobody_sees_goes_whether_a_phrase_stands_there_or_not(xml):
    done = redact(saved(made(xml, run("乙某某"))), phrases=["乙某某"])
    assert SECRET not in everything(done.data)
    assert "看得见的文字" in text_of(done.data)
    only = redact(saved(made(xml)), phrases=[SECRET])
    assert [each.where for each in only.covered] == [UNSEEN]


def test_what_went_with_the_cleaning_is_told():
    document = made(UNSEEN_TEXTS["deleted"], UNSEEN_TEXTS["hidden"], run("乙某某"))
    document.add_comment(document.paragraphs[0].runs or document.paragraphs[-1].runs, text="批注")
    warnings = redact(saved(document), phrases=["乙某某"]).warnings
    assert [warning[:7] for warning in warnings] == ["文件里有修订，", "文件里有批注，", "文件里有隐藏的"]
    assert redact(saved(made(run("乙某某"))), phrases=["乙某某"]).warnings == ()


def test_hidden_by_its_style_goes_and_shown_against_its_style_stays():
    document = made(
        run("隐藏的文字", '<w:rPr><w:rStyle w:val="Child"/></w:rPr>'),
        run("显示的文字", '<w:rPr><w:rStyle w:val="Child"/><w:vanish w:val="0"/></w:rPr>'),
        run(SECRET),
    )
    for id_, more in (("Parent", "<w:rPr><w:vanish/></w:rPr>"), ("Child", '<w:basedOn w:val="Parent"/>')):
        document.styles.element.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="character" w:styleId="{id_}"><w:name w:val="{id_}"/>{more}</w:style>'
            )
        )
    text = text_of(redact(saved(document), phrases=[SECRET]).data)
    assert "隐藏的文字" not in text
    assert "显示的文字" in text


def test_headers_footers_notes_boxes_and_tables_are_covered():
    document = made(run("正文"))
    section = document.sections[0]
    section.header.paragraphs[0].text = f"页眉{SECRET}"
    section.footer.paragraphs[0].text = f"页脚{SECRET}"
    table = document.add_table(1, 2)
    table.cell(0, 0).text = f"表格{SECRET}"
    table.cell(0, 1).text = "甲"
    box = f"<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml' alt='{SECRET}'><v:textpath string='{SECRET}'/><v:textbox><w:txbxContent><w:p>{run('框里' + SECRET)}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"  # noqa: E501
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{run('甲')}{box}{run('某某之外')}</w:p>"))
    done = redact(saved(document), phrases=[SECRET])
    assert SECRET not in everything(done.data)
    again = docx.Document(io.BytesIO(done.data))
    assert again.sections[0].header.paragraphs[0].text == "页眉███"
    assert again.sections[0].footer.paragraphs[0].text == "页脚███"
    assert again.tables[0].cell(0, 0).text == "表格███"
    assert {each.where for each in done.covered} == {"正文", "页眉", "页脚"}
    assert again.paragraphs[0].text == "███之外"


def test_footnotes_are_covered():
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2"><w:p>{run("注：" + SECRET)}</w:p></w:footnote></w:footnotes>'
    )
    document = made('<w:r><w:footnoteReference w:id="2"/></w:r>' + run("正文"))
    data = with_part(saved(document), "word/footnotes.xml", notes, "footnotes", "footnotes.xml")
    done = redact(data, phrases=[SECRET])
    assert [each.where for each in done.covered] == ["脚注"]
    package = zipfile.ZipFile(io.BytesIO(done.data))
    assert "注：███" in package.read("word/footnotes.xml").decode()
    assert b"footnotes.xml" in package.read("word/_rels/document.xml.rels")


def test_properties_comments_custom_parts_and_settings_are_left_behind():
    document = made(run("乙某某"))
    document.core_properties.author = SECRET
    document.core_properties.title = SECRET
    document.add_comment(document.paragraphs[1].runs, text=f"批注：{SECRET}", author=SECRET)
    variables = f'<w:docVars {nsdecls("w")}><w:docVar w:name="n" w:val="{SECRET}"/></w:docVars>'
    document.settings.element.append(parse_xml(variables))
    document.part.relate_to(
        f"https://example.invalid/{SECRET}",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    data = saved(document)
    data = with_part(data, "customXml/item9.xml", f"<x>{SECRET}</x>", "customXml", "../customXml/item9.xml")
    data = with_part(data, "word/vbaProject.bin", SECRET.encode("utf-16-le"))
    assert SECRET in everything(data)
    done = redact(data, phrases=["乙某某"])
    assert SECRET not in everything(done.data)
    names = zipfile.ZipFile(io.BytesIO(done.data)).namelist()
    assert not [
        name for name in names if any(word in name for word in ("docProps", "comments", "custom", "vba", "people"))
    ]
    assert "█" in text_of(done.data)
    assert b"comment" not in zipfile.ZipFile(io.BytesIO(done.data)).read("word/document.xml")


def test_a_deleted_row_and_a_deleted_end_of_paragraph_are_resolved():
    document = made(
        run("后半"), "<w:pPr><w:rPr><w:del w:id='1' w:author='x'/></w:rPr></w:pPr>" + run("前半"), run(SECRET)
    )  # fmt: skip
    table = document.add_table(2, 1)
    table.cell(0, 0).text = "删掉的行"
    table.cell(1, 0).text = "留下的行"
    gone = document.add_table(1, 1)
    for row in (table.rows[0], gone.rows[0]):
        row._tr.insert(0, parse_xml(f'<w:trPr {nsdecls("w")}><w:del w:id="2" w:author="x"/></w:trPr>'))
    done = redact(saved(document), phrases=[SECRET])
    again = docx.Document(io.BytesIO(done.data))
    assert [[row.cells[0].text for row in each.rows] for each in again.tables] == [["留下的行"]]
    assert "前半后半" in text_of(done.data)


def photograph(colour=(200, 30, 30), exif=True):
    image = Image.new("RGB", (100, 60), colour)
    image.paste((0, 0, 250), (0, 0, 50, 60))  # the left half is blue
    particulars = Image.Exif()
    particulars[0x013B] = "SECRETARTIST"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=particulars if exif else b"", quality=95)
    out.seek(0)
    return out


def pictures_of(data):
    package = zipfile.ZipFile(io.BytesIO(data))
    return [package.read(name) for name in package.namelist() if name.startswith("word/media/")]


def test_pictures_lose_their_particulars_and_are_told_of():
    document = made(run(SECRET))
    document.add_picture(photograph(), width=Mm(50))
    data = saved(document)
    assert b"SECRETARTIST" in b"".join(pictures_of(data))
    done = redact(data, phrases=[SECRET])
    (picture,) = pictures_of(done.data)
    assert b"SECRETARTIST" not in picture
    assert Image.open(io.BytesIO(picture)).size == (100, 60)
    assert "1张图片" in done.warnings[0]
    assert len(docx.Document(io.BytesIO(done.data)).inline_shapes) == 1


def test_the_part_of_a_picture_that_is_cut_off_is_cut_off_for_good():
    document = made(run(SECRET))
    for cut in ('l="50000"', ""):
        document.add_picture(photograph(), width=Mm(50))
        fill = list(document.element.iter(qn("pic:blipFill")))[-1]
        fill.insert(1, parse_xml(f"<a:srcRect {nsdecls('a')} {cut}/>"))
    done = redact(saved(document), phrases=[SECRET])
    cut, whole = (Image.open(io.BytesIO(each)).convert("RGB") for each in pictures_of(done.data))
    assert (cut.size, whole.size) == ((50, 60), (100, 60))
    assert all(pixel[2] < 150 for pixel in cut.resize((5, 6)).get_flattened_data())  # nothing blue
    assert b'l="50000"' not in zipfile.ZipFile(io.BytesIO(done.data)).read("word/document.xml")


def drawn(uri, inner):
    return f'<w:r><w:drawing><wp:inline {nsdecls("wp", "a")}><a:graphic><a:graphicData uri="{uri}">{inner}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'  # noqa: E501


CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def plain():
    return saved(made(run(SECRET)))


def embedded():
    return with_part(plain(), "word/embeddings/a.xlsx", b"PK", "package", "embeddings/a.xlsx")


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFUSED = {
    "object": (lambda: saved(made(run(SECRET), "<w:r><w:object/></w:r>")), UnsafeContent, "嵌入的对象"),
    "chart": (lambda: saved(made(run(SECRET), drawn(CHART, f'<c:chart xmlns:c="{CHART}"/>'))), UnsafeContent, "图表"),
    "embedded": (embedded, UnsafeContent, "嵌入的对象"),
    "signed": (lambda: with_part(plain(), "_xmlsignatures/sig1.xml", b"<x/>"), SignedFile, "数字签名"),
    "cut-short": (lambda: plain()[:-40], DamagedFile, "损坏"),
    "old-word": (lambda: OLE + bytes(512), UnknownFile, "docx"),
    "password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedFile, "密码"),
    "two-of-a-name": (lambda: with_part(plain(), "WORD/document.xml", b"<x/>"), DamagedFile, "损坏"),
    "not-there": (lambda: saved(made(run("别人"))), PhraseNotFound, SECRET),
}


@pytest.mark.parametrize(("data", "error", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_redacted_is_refused_with_the_reason(data, error, said):
    with pytest.raises(error, match=said) as found:
        redact(data(), phrases=[SECRET])
    assert found.value.remedy.endswith("。")


def test_a_line_drawing_is_refused():
    document = made(run(SECRET))
    document.add_picture(photograph(), width=Mm(50))
    data = saved(document)
    name = next(each for each in zipfile.ZipFile(io.BytesIO(data)).namelist() if "media" in each)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.namelist():
            new.writestr(each, b"\x01\x00\x00\x00EMF" if each == name else old.read(each))
    with pytest.raises(UnsafeContent, match="矢量图片"):
        redact(out.getvalue(), phrases=[SECRET])


def test_a_word_file_has_no_areas():
    with pytest.raises(WrongArea, match="只有 PDF"):
        redact(saved(made(run(SECRET))), phrases=[SECRET], areas=[Area(page=1, x=1, y=1, width=1, height=1)])


def test_page_numbers_still_count():
    document = made(run(SECRET))
    footer = document.sections[0].footer.paragraphs[0]
    for kind in ("begin", "PAGE", "separate", "end"):
        inner = f"<w:instrText> {kind} </w:instrText>" if kind == "PAGE" else f'<w:fldChar w:fldCharType="{kind}"/>'
        footer._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inner}</w:r>"))
    done = redact(saved(document), phrases=[SECRET])
    package = zipfile.ZipFile(io.BytesIO(done.data))
    (footers,) = [package.read(name) for name in package.namelist() if "footer" in name and "_rels" not in name]
    assert footers.count(b"fldChar ") == 3
    assert b"PAGE" in footers


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_redacted_file_and_shows_the_rest(tmp_path):
    document = made(run(f"申请人{SECRET}提出"), UNSEEN_TEXTS["deleted"])
    document.add_picture(photograph(), width=Mm(50))
    document.sections[0].header.paragraphs[0].text = f"页眉{SECRET}"
    document.add_table(1, 1, style="Table Grid").cell(0, 0).text = "表格里的字"
    file = tmp_path / "redacted.docx"
    file.write_bytes(redact(saved(document), phrases=[SECRET]).data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with pypdfium2.PdfDocument((tmp_path / "redacted.pdf").read_bytes()) as found:
        text = "".join(page.get_textpage().get_text_range() for page in found)
    assert "看得见的文字" in text
    assert "表格里的字" in text
    assert SECRET not in text
