"""Pasted HTML, old files, OpenDocument, the words of a PDF."""

import io
import shutil
import subprocess

import docx
import pikepdf
import pytest

from gongkai.core.writing_up import Prose, Table, from_html, from_old_word, from_open_document, pdf_words
from gongkai.core.writing_up.model import Merge

PASTED = """<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><style>p.MsoNormal {mso-x: 1}</style></head><body>
<!--[if gte mso 9]><xml><o:x>no</o:x></xml><![endif]-->
<p class=MsoNormal style="text-indent:2em"><span lang=EN-US>关于某事的通知<o:p></o:p></span></p>
<p class=MsoNormal onclick="alert(1)">第一段 &lt;b&gt;。</p>
<table><tr><td colspan=2>甲</td></tr><tr><td>1</td><td>2</td></tr></table>
<script>alert(1)</script></body></html>"""


def test_pasted_html_loses_everything_but_its_writing():
    written = from_html(PASTED)
    assert written.title == "关于某事的通知"
    assert written.blocks == (
        Prose("<p>第一段 &lt;b&gt;。</p>"),
        Table((("甲", ""), ("1", "2")), (Merge(0, 0, 1, 2),), has_head=True),
    )


@pytest.mark.parametrize("form", ["doc", "odt"])
def test_old_word_and_open_document_files_are_read(form, tmp_path):
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is missing")
    document = docx.Document()
    document.add_heading("关于某事的通知", 0)
    document.add_paragraph("正文一段，完了。")
    document.save(tmp_path / "a.docx")
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", form]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "a.docx")], check=True, capture_output=True)
    data = (tmp_path / f"a.{form}").read_bytes()
    written = from_old_word(data, "doc") if form == "doc" else from_open_document(data)
    assert written.title == "关于某事的通知"
    assert "正文一段，完了。" in "".join(block.html for block in written.blocks)


def test_a_pdf_that_cannot_be_read_has_no_words():
    assert pdf_words(b"%PDF-1.7 broken") == ""
    empty, locked = io.BytesIO(), io.BytesIO()
    made = pikepdf.new()
    made.add_blank_page()
    made.save(empty)
    made.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert pdf_words(empty.getvalue()) == ""
    assert pdf_words(locked.getvalue()) == ""
