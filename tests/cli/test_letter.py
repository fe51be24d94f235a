"""`gongkai letter`: letters from a file of facts, as the how-to says."""

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from gongkai.cli.letter import letter
from gongkai.core.letters.kinds import kind, kinds
from gongkai.core.letters.written_facts import WrongFacts, facts_and_settings
from tests.core.letters.factories import seal

HOW_TO = (Path(__file__).parents[2] / "docs" / "how-to" / "write-letters.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"```toml\n(.*?)```", HOW_TO, re.DOTALL)[0]


@pytest.fixture
def facts(tmp_path):
    file = tmp_path / "事实.toml"
    file.write_text(EXAMPLE, encoding="utf-8")
    return file


def run(*words):
    return CliRunner().invoke(letter, [str(word) for word in words])


def test_the_example_of_the_how_to_makes_a_final_letter_with_its_seal(facts, tmp_path):
    stamp, out = tmp_path / "印章.png", tmp_path / "答复.docx"
    stamp.write_bytes(seal())
    result = run("draft", "reply_not_exist", facts, "-o", out, "--final", "--seal", stamp)
    assert (result.exit_code, result.output) == (0, "")
    text = "\n".join(paragraph.text for paragraph in docx.Document(out).paragraphs)
    assert "示街公开〔2026〕5号-答" in text
    assert "在城建科、档案室以“示例路”“补偿方案”为关键词检索" in text
    assert "word/media/seal.png" in zipfile.ZipFile(out).namelist()


def test_a_draft_is_written_and_what_it_lacks_is_said(facts, tmp_path):
    out = tmp_path / "草稿.pdf"
    result = run("draft", "reply_refused_4", facts, "-o", out)
    assert result.exit_code == 1
    assert "缺少“第三方意见”" in result.stderr
    assert out.read_bytes().startswith(b"%PDF")


def test_a_final_letter_that_lacks_something_is_not_written(facts, tmp_path):
    out = tmp_path / "答复.pdf"
    result = run("draft", "reply_refused_4", facts, "-o", out, "--final")
    assert result.exit_code == 1
    assert "缺少“第三方意见”" in result.stderr
    assert not out.exists()


def test_check_lists_what_was_filled_in_from_where(facts):
    result = run("check", "reply_not_exist", facts)
    assert result.exit_code == 0
    assert "收到日期：2026年3月3日（申请登记）" in result.stdout
    assert run("check", "reply_refused_1", facts).exit_code == 1


def test_kinds_lists_every_letter_and_detail():
    shown = run("kinds").stdout
    for each in kinds().values():
        assert f"{each.id}  {each.stage.label}  {each.name}\n" in shown
        assert all(f"    {detail.key}  {detail.place}" in shown for detail in each.details)


def test_a_blank_form_is_printed_and_a_letter_is_no_form(facts, tmp_path):
    out = tmp_path / "申请表.pdf"
    assert run("blank", "form_application", facts, "-o", out).exit_code == 0
    assert out.read_bytes().startswith(b"%PDF")
    refused = run("blank", "reply_other", facts, "-o", out)
    assert (refused.exit_code, "不是表格" in refused.stderr) == (2, True)


def test_wordings_are_shown_and_checked(tmp_path):
    assert run("wording", "reply_other").stdout.strip() == kind("reply_other").text
    own = tmp_path / "改写.txt"
    own.write_text(kind("reply_other").text.replace("{处理决定}", "{决定}"), encoding="utf-8")
    refused = run("wording", "reply_other", own)
    assert (refused.exit_code, "“{决定}”不是这种文书的待填项" in refused.stderr) == (2, True)
    own.write_text(kind("reply_other").text, encoding="utf-8")
    assert run("wording", "reply_other", own).stdout == "措辞可以使用。\n"


def test_wrong_use_ends_with_status_two(facts, tmp_path):
    assert run("draft", "reply_maybe", facts, "-o", tmp_path / "a.pdf").exit_code == 2
    assert "结尾" in run("draft", "reply_not_exist", facts, "-o", tmp_path / "a.odt").stderr
    facts.write_bytes("甲".encode("gb18030"))
    assert "UTF-8" in run("check", "reply_not_exist", facts).stderr


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[body]", "[organ]", "不认识“organ”"),
        ("serial = 5", "serial = true", "“serial”应当是整数"),
        ("serial = 5", 'serial = "5"', "“serial”应当是整数"),
        ("dated_on = 2026-04-10", 'dated_on = "4月10日"', "“dated_on”应当是日期"),
        ('channel = "internet"', 'channel = "web"', "“application.channel”应当是counter、ems"),
        ('name = "甲某某"', 'name = ["甲某某"]', "“applicant.name”应当是文字"),
        ('name = "甲某某"\n', "", "缺少“applicant.name”"),
        ('name = "甲某某"', 'name = "甲某某"\nage = 3', "不认识“applicant.age”"),
        ("[details]", "[[details]]", "“details”应当是一组"),
        ("serial = 5", "serial = 5\nfee = { items = 3, pages = 3 }", "件数"),
        ("serial = 5", "serial = 5\nfee = { items = -3 }", "不能是负数"),
        ("serial = 5", "serial = 5\nannexes = 3", "“annexes”应当是一列"),
        ("serial = 5", "serial 5", "不是 TOML 文件"),
    ],
)
def test_facts_that_are_written_wrong_are_named(old, new, said):
    assert old in EXAMPLE
    with pytest.raises(WrongFacts) as found:
        facts_and_settings(EXAMPLE.replace(old, new, 1))
    assert said in found.value.problem


def test_facts_without_a_body_are_refused():
    with pytest.raises(WrongFacts, match=r"缺少 \[body\]"):
        facts_and_settings(EXAMPLE.replace("[body", "[applicant.body"))


def test_all_that_facts_may_hold_can_be_written():
    more = """
annexes = [{ title = "方案", pages = 3 }]
withheld = [{ what = "报价", reason = "商业秘密", ground = "refused_third_party" }]
items = [{ content = "甲", outcome = "granted_provided", details = { way = "纸质" } }]
fee = { pages = 31 }
by_internet = true
tracking = { address = "https://example.invalid/", check_word = "春" }
steps = { extended_on = 2026-03-20, extended_by = 5, consultations = [{ sent_on = 2026-03-10 }] }
"""
    facts, settings = facts_and_settings(EXAMPLE.replace("serial = 5", "serial = 5" + more, 1))
    assert facts.fee.yuan == 10
    assert facts.steps.consultations[0].who == "第三方"
    assert facts.items[0].details == {"way": "纸质"}
    assert facts.annexes[0].pages == 3
    assert settings.remedies.court == "示例区人民法院"
    assert io.StringIO(EXAMPLE).readline().startswith("dated_on")
