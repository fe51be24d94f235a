"""Word files written up: what a reader sees comes over, what nobody sees is left out and said."""

import io
import re
import zipfile

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from gongkai.core.report.errors import EmptyFile, ReportError
from gongkai.core.writing_up import Footnotes, Picture, Prose, Table, from_word
from gongkai.core.writing_up.model import Merge

W = nsdecls("w")


def saved(document, **parts):
    """The bytes of a document, with other parts put into its package."""
    out = io.BytesIO()
    document.save(out)
    if not parts:
        return out.getvalue()
    packed = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            change = parts.pop(name, None)
            new.writestr(name, change(old.read(name)) if change else old.read(name))
        for name, change in parts.items():
            new.writestr(name, change(b""))
    return packed.getvalue()


def html(written):
    return "".join(block.html for block in written.blocks if isinstance(block, Prose))


def test_headings_lists_and_marks():
    document = docx.Document()
    document.add_heading("关于发放补贴的通知", 0)
    document.add_paragraph("各社区：")
    document.add_heading("对象", 1)
    paragraph = document.add_paragraph("辖区内")
    paragraph.add_run("八十周岁").bold = True
    paragraph.add_run("以上老人，H")
    paragraph.add_run("2").font.subscript = True
    paragraph.add_run("作废").font.strike = True
    for text in ("甲", "乙"):
        document.add_paragraph(text, style="List Bullet")
    for text in ("先", "后"):
        document.add_paragraph(text, style="List Number")
    written = from_word(saved(document))
    assert written.title == "关于发放补贴的通知"
    assert html(written) == (
        "<p>各社区：</p><h2>对象</h2><p>辖区内<b>八十周岁</b>以上老人，H<sub>2</sub><s>作废</s></p>"
        "<ul><li>甲</li><li>乙</li></ul><ol><li>先</li><li>后</li></ol>"
    )


def test_the_ranks_of_an_official_document_are_headings():
    document = docx.Document()
    for text in ("西街办发〔2026〕3号", "关于某事的", "通知"):
        document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in ("一、总体要求", "（一）目标", "一、这是一整句话，说完就以句号结束。"):
        document.add_paragraph(text)
    written = from_word(saved(document))
    assert (written.document_number, written.title) == ("西街办发〔2026〕3号", "关于某事的通知")
    assert html(written) == "<h2>一、总体要求</h2><h3>（一）目标</h3><p>一、这是一整句话，说完就以句号结束。</p>"


def test_a_table_keeps_its_merged_cells():
    document = docx.Document()
    table = document.add_table(3, 3)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "金额"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "甲"
    table.cell(2, 2).text = "4"
    (made,) = from_word(saved(document)).blocks
    assert made == Table(
        (("", "金额", ""), ("甲", "", ""), ("", "", "4")), (Merge(0, 1, 1, 2), Merge(1, 0, 2, 1)), has_head=True
    )


def test_pictures_stand_where_they_stood():
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(drawn, "PNG")
    document = docx.Document()
    document.add_paragraph("前面的一段话，不是标题。")
    document.add_picture(io.BytesIO(drawn.getvalue()))
    document.add_paragraph("后面。")
    blocks = from_word(saved(document)).blocks
    assert [type(block) for block in blocks] == [Prose, Picture, Prose]
    assert blocks[1].data == drawn.getvalue()


NOTES = f"""<?xml version="1.0"?><w:footnotes {W}>
<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>见《办法》第二条。</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def test_a_footnote_and_its_mark_know_each_other():
    document = docx.Document()
    paragraph = document.add_paragraph("按照规定发放，不是标题。")
    paragraph._p.append(parse_xml(f'<w:r {W}><w:footnoteReference w:id="1"/></w:r>'))
    written = from_word(saved(document, **{"word/footnotes.xml": lambda _: NOTES.encode()}))
    assert html(written).endswith('<sup><a href="#zhu-1">1</a></sup></p>')
    assert written.blocks[-1] == Footnotes((("1", "<p>见《办法》第二条。</p>"),))


def test_tracked_changes_are_carried_out_and_comments_left_out_and_both_are_said():
    document = docx.Document()
    paragraph = document.add_paragraph("发放")
    for xml in (
        f'<w:del {W} w:id="1" w:author="x"><w:r><w:delText>一百</w:delText></w:r></w:del>',
        f'<w:ins {W} w:id="2" w:author="x"><w:r><w:t>二百元。</w:t></w:r></w:ins>',
        f'<w:r {W}><w:commentReference w:id="0"/></w:r>',
    ):
        paragraph._p.append(parse_xml(xml))
    written = from_word(saved(document))
    assert html(written) == "<p>发放二百元。</p>"
    assert written.notes == (
        "文件里有 1 条批注，没有转入正文。",
        "文件里有 2 处修订，已按接受全部修订转入正文，请核对。",
    )


def test_hidden_text_is_left_out_and_said_and_white_text_becomes_visible():
    document = docx.Document()
    paragraph = document.add_paragraph("名单如下，请核对。")
    paragraph.add_run("看不见").font.hidden = True
    paragraph.add_run("白色").font.color.rgb = RGBColor(255, 255, 255)
    written = from_word(saved(document))
    assert html(written) == "<p>名单如下，请核对。白色</p>"
    assert written.notes == ("文件里有隐藏文字，没有转入正文。",)


def test_what_lies_outside_the_file_is_not_fetched_and_said():
    outside = (
        b'<Relationship Id="rId99" TargetMode="External" Target="http://127.0.0.1:9/x.png" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
    )
    document = docx.Document()
    document.add_paragraph("正文一段，有图。")
    blip = (
        f'<w:r {W}><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:link="rId99"/>'
        "</w:drawing></w:r>"
    )
    document.paragraphs[0]._p.append(parse_xml(blip))
    data = saved(
        document,
        **{"word/_rels/document.xml.rels": lambda rels: rels.replace(b"</Relationships>", outside)},
    )
    written = from_word(data)
    assert "文件引用了 1 处外部内容，没有取用。" in written.notes
    assert not any(isinstance(block, Picture) for block in written.blocks)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_a_link_leads_nowhere_but_to_a_page(address):
    document = docx.Document()
    paragraph = document.add_paragraph("见附页说明。")
    for target in (address, "https://www.example.gov.cn/"):
        key = document.part.relate_to(
            target, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True
        )
        paragraph._p.append(
            parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{key}"><w:r><w:t>此处</w:t></w:r></w:hyperlink>')
        )
    made = html(from_word(saved(document)))
    assert re.findall('href="([^"]*)"', made) == ["https://www.example.gov.cn/"]


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co")), min_size=1, max_size=60))
def test_text_that_looks_like_markup_stays_text(text):
    document = docx.Document()
    document.add_paragraph(f"开头<script>{text}</script>&amp;结尾。")
    made = html(from_word(saved(document)))
    assert "<script" not in made
    assert set(re.findall("</?([a-z0-9]+)", made)) <= {"p", "br"}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600])
def test_what_is_no_word_file_is_told(data):
    with pytest.raises(ReportError):
        from_word(data)


def test_a_document_without_anything_is_told():
    with pytest.raises(EmptyFile):
        from_word(saved(docx.Document()))
