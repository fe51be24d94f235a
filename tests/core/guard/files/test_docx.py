"""Word files, made with python-docx and opened for real."""

import io
import zipfile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from tests.core.guard.files.looking import MASKED, NUMBER, looked, of, one, saved, told


def document(*paragraphs: str):
    made = docx.Document()
    made.core_properties.author = ""
    for text in paragraphs:
        made.add_paragraph(text)
    return made


def shaded(element, fill: str):
    element.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{fill}"/>'))


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return the package with a part more, or another one in the place of a part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, content)
    return out.getvalue()


def test_a_plain_document_has_no_finding():
    made = document("关于临时救助的公示", "现将名单予以公示，咨询电话0999-8765432。")
    assert looked(saved(made.save)).findings == ()


def test_personal_data_is_told_with_its_paragraph_and_place_in_it():
    made = document("名单如下：", f"王某某，身份证号{NUMBER}。")
    finding = one(saved(made.save), "PII-ID")
    assert str(finding.place) == "正文第2段"
    assert (finding.start, finding.end) == (8, 26)
    assert finding.problem == f"正文第2段有居民身份证号：{MASKED}。"


def test_a_cell_is_read_with_the_head_of_its_column():
    made = document()
    table = made.add_table(2, 3)
    for cell, text in zip(table._cells, ["姓名", "社区", "联系电话", "王某某", "东风社区", "13900000001"], strict=True):
        cell.text = text
    finding = one(saved(made.save), "PII-PHONE")
    assert finding.blocks
    assert str(finding.place).startswith("正文表格")


def test_sensitive_columns_beside_names_are_told():
    made = document()
    table = made.add_table(2, 3)
    for cell, text in zip(table._cells, ["姓名", "残疾等级", "金额", "王某某", "二级", "600"], strict=True):
        cell.text = text
    assert one(saved(made.save), "PII-COLUMN").shown == "残疾等级"


def hidden(run):
    run.font.hidden = True


def white(run):
    run.font.color.rgb = RGBColor(255, 255, 255)


def tiny(run):
    run.font.size = Pt(1)


def hidden_by_style(run):
    style = run.part.document.styles.add_style("暗", WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    child = run.part.document.styles.add_style("更暗", WD_STYLE_TYPE.CHARACTER)
    child.base_style = style
    run.style = child


@pytest.mark.parametrize("hide", [hidden, white, tiny, hidden_by_style])
def test_text_that_nobody_sees_is_told_and_inspected(hide):
    made = document("公示")
    hide(made.add_paragraph("户主：").add_run(f"王某某{NUMBER}"))
    data = saved(made.save)
    finding = one(data, "FILE-HIDDEN-TEXT")
    assert str(finding.place) == "正文第2段"
    assert MASKED in finding.shown
    assert NUMBER not in finding.shown
    assert one(data, "PII-ID")


def test_white_text_on_a_dark_ground_is_seen():
    made = document()
    table = made.add_table(1, 1)
    white(table.cell(0, 0).paragraphs[0].add_run("表头"))
    shaded(table.cell(0, 0)._tc.get_or_add_tcPr(), "1F4E79")
    paragraph = made.add_paragraph()
    white(paragraph.add_run("标题"))
    shaded(paragraph._p.get_or_add_pPr(), "C00000")
    highlighted = made.add_paragraph().add_run("重点")
    white(highlighted)
    shaded(highlighted._r.get_or_add_rPr(), "000000")
    assert of(saved(made.save), "FILE-HIDDEN-TEXT") == []


def test_white_text_in_a_table_with_a_style_of_its_own_is_taken_as_seen():
    made = document()
    table = made.add_table(1, 1, style="Medium Shading 1 Accent 1")
    white(table.cell(0, 0).paragraphs[0].add_run("表头"))
    assert of(saved(made.save), "FILE-HIDDEN-TEXT") == []


def test_a_style_that_switches_hiding_off_again_is_seen():
    made = document()
    style = made.styles.add_style("暗", WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    child = made.styles.add_style("明", WD_STYLE_TYPE.CHARACTER)
    child.base_style = style
    child.font.hidden = False
    made.add_paragraph().add_run("看得见", style="明")
    assert of(saved(made.save), "FILE-HIDDEN-TEXT") == []


def test_tracked_changes_are_told_with_what_was_deleted():
    made = document("金额为")
    made.paragraphs[0]._p.append(parse_xml(
        f'<w:del {nsdecls("w")} w:id="1" w:author="王"><w:r><w:delText>户主{NUMBER}</w:delText></w:r></w:del>'
    ))  # fmt: skip
    made.paragraphs[0]._p.append(parse_xml(
        f'<w:ins {nsdecls("w")} w:id="2" w:author="王"><w:r><w:t>六百元</w:t></w:r></w:ins>'
    ))  # fmt: skip
    data = saved(made.save)
    assert one(data, "FILE-CHANGE").shown == f"删除 1 处、插入 1 处，删除的文字如“户主{MASKED}”"
    assert one(data, "PII-ID").place.part == "正文"


def test_comments_are_told_and_inspected():
    made = document("公示")
    made.add_comment(made.paragraphs[0].runs, text=f"请核对户主{NUMBER}", author="王", initials="W")
    data = saved(made.save)
    assert one(data, "FILE-COMMENT").shown == f"1 条，如“请核对户主{MASKED}”"
    assert one(data, "PII-ID").place.part == "批注"


def test_headers_footers_and_text_boxes_are_inspected():
    made = document("公示")
    made.sections[0].header.paragraphs[0].text = "内部资料"
    made.sections[0].footer.paragraphs[0].text = f"户主{NUMBER}"
    made.paragraphs[0]._p.append(parse_xml(
        f'<w:r {nsdecls("w")}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>家属电话13900000001</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    ))  # fmt: skip
    found = dict(told(saved(made.save)))
    assert found == {"SEC-INTERNAL": "页眉第1段", "PII-ID": "页脚第1段", "PII-PHONE": "正文第2段"}


def test_the_people_in_the_properties_are_told_masked_and_programs_are_nobody():
    made = document("公示")
    made.core_properties.author, made.core_properties.last_modified_by = "王小明", "Administrator"
    assert one(saved(made.save), "FILE-PROPERTIES").shown == "作者“王**”"
    made.core_properties.author = "西关街道办事处"
    assert of(saved(made.save), "FILE-PROPERTIES") == []
    made.core_properties.author = "python-docx"
    assert of(saved(made.save), "FILE-PROPERTIES") == []


def test_words_in_the_properties_are_inspected():
    made = document("公示")
    made.core_properties.comments = f"户主{NUMBER}"
    assert str(one(saved(made.save), "PII-ID").place) == "备注属性"


def test_a_remote_template_and_an_outside_picture_are_told_and_links_are_held_against_the_list():
    made = document("公示")
    made.part.relate_to(
        "http://evil.example/t.dotm", f"{RT.IMAGE.removesuffix('image')}attachedTemplate", is_external=True
    )
    made.part.relate_to("http://evil.example/p.png", RT.IMAGE, is_external=True)
    made.part.relate_to("http://evil.example/", RT.HYPERLINK, is_external=True)
    made.part.relate_to("mailto:office@example.gov.cn", RT.HYPERLINK, is_external=True)
    data = saved(made.save)
    assert [finding.shown for finding in of(data, "FILE-EXTERNAL")] == [
        "远程模板 “http://evil.example/t.dotm”",
        "外部图片 “http://evil.example/p.png”",
    ]
    assert [one.shown for one in of(data, "LINK-OFFLIST", hosts=frozenset({"gov.cn"}))] == ["http://evil.example/"]


def test_a_field_that_fetches_is_told():
    made = document()
    run = made.add_paragraph().add_run()
    code = run._r.makeelement(qn("w:instrText"))
    code.text = r' INCLUDETEXT "\\\\server\\名单.docx" '
    run._r.append(code)
    assert one(saved(made.save), "FILE-EXTERNAL").place.part == "正文"


def test_embedded_files_are_told_and_looked_into():
    inner = document(f"户主{NUMBER}")
    data = with_part(saved(document("公示").save), "word/embeddings/名单.docx", saved(inner.save))
    assert one(data, "FILE-EMBEDDED").shown == "名单.docx"
    finding = one(data, "PII-ID")
    assert finding.place.inside == ("名单.docx",)
    assert str(finding.place) == "“名单.docx”正文第1段"


def test_macros_are_told_whatever_the_suffix():
    data = with_part(saved(document("公示").save), "word/vbaProject.bin", b"macro")
    assert told(data) == [("FILE-MACRO", "")]


def test_the_description_of_a_picture_is_inspected():
    made = document()
    made.add_paragraph()._p.append(parse_xml(
        f'<w:r {nsdecls("w")}><w:drawing><wp:inline {nsdecls("wp")}>'
        f'<wp:docPr id="1" name="p" descr="户主{NUMBER}的照片"/></wp:inline></w:drawing></w:r>'
    ))  # fmt: skip
    assert str(one(saved(made.save), "PII-ID").place) == "图片说明"
