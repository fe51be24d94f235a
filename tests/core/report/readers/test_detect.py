import io
import zipfile

import pytest

from gongkai.core.report.errors import DamagedFile, EmptyFile, EncryptedFile, MacroFile, OversizedFile, UnsupportedKind
from gongkai.core.report.readers import read_document
from gongkai.core.report.readers.detect import kind
from gongkai.core.report.writers import write
from tests.core.report.factories import report

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def zipped(*names: str, **contents: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, contents.get(name, "<x/>"))
    return held.getvalue()


def ole(*names: str) -> bytes:
    return OLE + bytes(504) + b"\0\0".join(name.encode("utf-16-le") for name in names)


PAGE = "<p style='text-align:center'>年度报告</p><table><tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr></table>"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        pytest.param(b"<!DOCTYPE html><p>x", "html", id="page"),
        pytest.param("\ufeff\n<HTML><body>年报".encode(), "html", id="page-in-capitals-after-a-mark"),
        pytest.param(PAGE.encode(), "html", id="piece-of-a-page"),
        pytest.param("<?xml version='1.0'?><html xmlns='x'><p>年".encode(), "html", id="xhtml"),
        pytest.param("<p>一</p><p>二</p><p>三</p><p>四</p>".encode(), "html", id="paragraphs-only"),
        pytest.param(
            b"From: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\n", "mhtml", id="mhtml"
        ),
        pytest.param(zipped("[Content_Types].xml", "word/document.xml"), "docx", id="docx"),
        pytest.param(zipped("[Content_Types].xml", "xl/workbook.xml"), "xlsx", id="xlsx"),
        pytest.param(zipped("mimetype", mimetype="application/vnd.oasis.opendocument.text"), "odt", id="odt"),
        pytest.param(zipped("mimetype", mimetype="application/vnd.oasis.opendocument.spreadsheet"), "ods", id="ods"),
        pytest.param(zipped("OFD.xml", "Doc_0/Document.xml"), "ofd", id="ofd"),
        pytest.param(b"%PDF-1.7\n", "pdf", id="pdf"),
        pytest.param(b"\n\n%PDF-1.4\n", "pdf", id="pdf-after-blank-lines"),
        pytest.param(ole("Root Entry", "WordDocument"), "doc", id="doc"),
        pytest.param(ole("Root Entry", "Workbook"), "xls", id="xls"),
        pytest.param(b"{\\rtf1\\ansi x}", "rtf", id="rtf"),
        pytest.param(b'<?xml version="1.0"?><w:wordDocument xmlns:w="x"/>', "doc", id="word-2003-xml"),
        pytest.param(b'{"file": "a", "cells": {"t2.rules.issued": 0}}', "json", id="our-json"),
        pytest.param(b"cell,value\nt2.rules.issued,0\n", "csv", id="our-csv"),
        pytest.param("# 年报\n\n| 规章 | 0 |\n|---|---|\n".encode(), "markdown", id="markdown"),
        pytest.param(
            "| 本年新<br>制作 | 1 |\n|---|---|\n| a<br>b | 2<br>3 |\n".encode(), "markdown", id="bars-with-breaks"
        ),
        pytest.param("一、总体情况\n本年公开12条。\n".encode(), "text", id="text"),
        pytest.param("一、总体情况\n本年公开12条。\n".encode("gb18030"), "text", id="text-in-gb18030"),
        pytest.param("MZ 区2023年年报，一、总体情况".encode(), "text", id="text-that-begins-as-a-program-does"),
        pytest.param('{"a": 1} 不是本系统的数据'.encode(), "text", id="other-braces"),
        pytest.param("收到申请 < 5 件，其中 > 3 件".encode(), "text", id="signs-that-are-no-tags"),
    ],
)
def test_the_kind_is_found_in_the_content(data, found):
    assert kind(data) == found


@pytest.mark.parametrize(
    ("data", "named"),
    [
        pytest.param(b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(200), "图片（JPEG）", id="photograph"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(200), "图片（PNG）", id="png"),
        pytest.param(b"BM\x36\x10\0\0\0\0\0\0\x36\0\0\0" + bytes(100), "图片（BMP）", id="bmp"),
        pytest.param(b"RIFF\x24\0\0\0WEBPVP8 " + bytes(50), "图片（WebP）", id="webp"),
        pytest.param(b"\0\0\0\x18ftypheic" + bytes(50), "图片（HEIC）", id="heic"),
        pytest.param(b"\0\0\0\x18ftypisom" + bytes(50), "视频", id="video"),
        pytest.param(b"ID3\x03\0\0\0" + bytes(50), "音频", id="audio"),
        pytest.param(b"MZ\x90\0\x03\0" + bytes(50), "可执行程序", id="program"),
        pytest.param(b"Rar!\x1a\x07\x01\0" + bytes(50), "压缩包（RAR）", id="rar"),
        pytest.param(zipped("a.txt", "b/c.docx"), "压缩包（ZIP）", id="zip"),
        pytest.param(zipped("[Content_Types].xml", "ppt/presentation.xml"), "演示文稿（PPTX）", id="pptx"),
        pytest.param(ole("Root Entry", "PowerPoint Document"), "演示文稿（PPT）", id="ppt"),
        pytest.param(bytes(range(256)) * 9, "无法识别的数据", id="rubbish"),
    ],
)
def test_what_holds_no_report_is_refused_by_its_name_with_a_remedy(data, named):
    with pytest.raises(UnsupportedKind) as refused:
        kind(data)
    assert named in refused.value.problem
    assert refused.value.remedy.startswith("请提交")


@pytest.mark.parametrize("folder", ["word", "xl"])
def test_macros_are_refused_whatever_the_suffix(folder):
    with pytest.raises(MacroFile, match="含有宏"):
        kind(zipped("[Content_Types].xml", f"{folder}/document.xml", f"{folder}/vbaProject.bin"))


def test_an_encrypted_office_file_asks_for_the_password_to_be_removed():
    with pytest.raises(EncryptedFile, match="设有密码"):
        kind(ole("Root Entry", "EncryptionInfo", "EncryptedPackage"))


def test_an_encrypted_opendocument_file_asks_for_the_password_to_be_removed():
    manifest = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": "<m><manifest:encryption-data/></m>",
    }
    with pytest.raises(EncryptedFile):
        kind(zipped(*manifest, **manifest))


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t", bytes(600), "\ufeff \u3000\n".encode(), b"<html><body></body></html>"]
)
def test_a_file_without_content_is_empty(data):
    with pytest.raises(EmptyFile):
        read_document(data)


def test_a_file_larger_than_any_report_is_refused_unread():
    with pytest.raises(OversizedFile):
        kind(b"a" * (20 * 1024 * 1024 + 1))


def test_a_text_longer_than_any_report_is_refused():
    with pytest.raises(OversizedFile, match="200 万字"):
        kind("政".encode() * 2_000_001)


def test_a_text_table_of_a_hundred_thousand_rows_is_refused():
    with pytest.raises(OversizedFile, match="3 万行"):
        read_document("| 规章 | 1 |\n".encode() * 100_000)


def test_the_name_decides_nothing():
    assert read_document(PAGE.encode(), "report.docx").kind == "html"


@pytest.mark.parametrize("data", [b'{"cells": {"t2.rules.issued": 0}}', b"cell,value\n"])
def test_our_own_data_is_no_document(data):
    with pytest.raises(UnsupportedKind, match="本系统导出的数据"):
        read_document(data)


def test_lines_around_tables_written_as_html_are_read_as_lines():
    table = "<table>\n<tr><td>规章</td><td>0</td></tr><tr><td>文件</td><td>1</td></tr>\n</table>"
    text = f"# 年报\n\n一、总体情况\n本年公开12条。\n{table}\n二、其他\n"
    document = read_document(text.encode())
    assert document.kind == "markdown"
    texts = [getattr(block, "text", "表") for block in document.blocks]
    assert texts == ["年报", "一、总体情况", "本年公开12条。", "表", "二、其他"]
    assert document.blocks[0].level == 1
    assert document.blocks[4].place.line == 8
    assert [[cell.text for cell in row] for row in document.blocks[3].rows] == [["规章", "0"], ["文件", "1"]]


def test_a_table_drawn_with_bars_in_a_page_is_found():
    bars = "一、总体情况\n| 规章 | 0 | 1 |\n| 文件 | 1 | 2 |\n| 许可 | 2 | 3 |\n"
    page = f"<html><body><div>菜单</div><pre>{bars}</pre></body></html>"
    document = read_document(page.encode())
    grid = next(block for block in document.blocks if hasattr(block, "rows"))
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["规章", "0", "1"],
        ["文件", "1", "2"],
        ["许可", "2", "3"],
    ]


@pytest.mark.parametrize(("form", "name"), [("docx", "Word"), ("xlsx", "Excel")])
@pytest.mark.parametrize("share", [0.3, 0.5, 0.99])
def test_a_cut_office_file_is_called_by_its_name(form, name, share):
    whole = write(report(), form)
    with pytest.raises(DamagedFile) as refused:
        kind(whole[: int(len(whole) * share)])
    assert refused.value.problem == f"这个{name}文件已经损坏或不完整，打不开。"
