"""`gongkai redact`: files as a user hands them in."""

import json
import zipfile

import docx
import pypdfium2
import pytest
from click.testing import CliRunner

from gongkai.cli.redact import command
from tests.core.redaction.papers import SECRET, everything, line, paper, saved


def run(*words):
    return CliRunner().invoke(command, [str(word) for word in words])


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "原件.pdf"
    made.write_bytes(saved(paper(line(SECRET) + line("Visible", y=60))))
    return made


def test_a_pdf_is_redacted_by_phrase_and_area(file, tmp_path):
    out = tmp_path / "提供.pdf"
    result = run(file, "--phrase", SECRET, "--area", "1,10,20,30,5", "-o", out)
    assert result.exit_code == 0
    assert f"已遮盖：{SECRET}，第1页，1处" in result.stdout
    assert "已遮盖：区域，第1页，1处" in result.stdout
    assert SECRET.encode() not in everything(out.read_bytes())


def test_the_account_is_given_as_json(file, tmp_path):
    result = run(file, "--phrase", SECRET, "-o", tmp_path / "提供.pdf", "--format", "json")
    told = json.loads(result.stdout)
    assert told == {"kind": "pdf", "covered": [{"what": SECRET, "where": "第1页", "times": 1}], "warnings": []}


def test_standard_output_gets_the_file_alone(file):
    result = run(file, "--phrase", SECRET, "-o", "-")
    with pypdfium2.PdfDocument(result.stdout_bytes) as found:
        assert len(found) == 1
    assert "已遮盖" in result.stderr


def test_phrases_come_from_a_list_too(tmp_path):
    document = docx.Document()
    document.add_paragraph("甲某某和乙某某")
    document.save(tmp_path / "原件.docx")
    (tmp_path / "姓名.txt").write_text("甲某某\n\n乙某某\n", encoding="utf-8-sig")
    out = tmp_path / "提供.docx"
    assert run(tmp_path / "原件.docx", "--phrases-from", tmp_path / "姓名.txt", "-o", out).exit_code == 0
    assert docx.Document(out).paragraphs[0].text == "███和███"
    assert zipfile.ZipFile(out).testzip() is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--phrase", "不在里面"], "没有找到“不在里面”"),
        ([], "没有写明要遮盖什么"),
        (["--area", "9,1,1,1,1"], "没有第9页"),
        (["--area", "1,30,40"], "应当写成 页码,左,上,宽,高"),
        (["--area", "1,30,40,0,5"], "宽和高大于0"),
    ],
)
def test_what_cannot_be_done_makes_no_file_and_says_why(file, tmp_path, words, said):
    out = tmp_path / "提供.pdf"
    result = run(file, *words, "-o", out)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not out.exists()


def test_the_original_is_never_written_over(file):
    before = file.read_bytes()
    result = run(file, "--phrase", SECRET, "-o", file)
    assert (result.exit_code, "输出文件就是原文件" in result.stderr) == (2, True)
    assert file.read_bytes() == before


def test_the_suffix_is_that_of_the_kind(file, tmp_path):
    result = run(file, "--phrase", SECRET, "-o", tmp_path / "提供.docx")
    assert (result.exit_code, "以 .pdf 结尾" in result.stderr) == (2, True)
