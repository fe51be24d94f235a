"""`gongkai guard scan` as a user runs it."""

import json

import docx
import pytest
from click.testing import CliRunner, Result

from gongkai.cli.guard import guard
from tests.core.guard.files.looking import MASKED, NUMBER


def run(*arguments: object) -> Result:
    return CliRunner().invoke(guard, ["scan", *map(str, arguments)])


@pytest.fixture
def listed(tmp_path):
    path = tmp_path / "名单.txt"
    path.write_text(f"公示\n户主王某某，身份证号{NUMBER}。", encoding="utf-8")
    return path


def test_nothing_found_is_status_0(tmp_path):
    path = tmp_path / "公示.txt"
    path.write_text("现予公示。", encoding="utf-8")
    result = run(path)
    assert (result.exit_code, result.output) == (0, f"{path}：没有发现问题。\n")


def test_what_blocks_is_status_1_and_is_told_masked(listed):
    result = run(listed)
    assert result.exit_code == 1
    assert result.output == (
        f"{listed}：不得发布 1 处，请核对 0 处。\n"
        "  个人信息\n"
        f"    [不得发布] 第2段有居民身份证号：{MASKED}。请只保留前6位和后2位。\n"
        f"        原文：…公示 户主王某某，身份证号{MASKED}。…\n"
    )


def test_warnings_alone_are_status_0(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("已布署", encoding="utf-8")
    result = run(path)
    assert result.exit_code == 0
    assert "[请核对] 第1段有错别字或不规范写法：布署。建议写作“部署”。请改为规范写法。" in result.output


def test_json_is_one_line_a_file_without_the_number(listed, tmp_path):
    other = tmp_path / "b.txt"
    other.write_text("公示", encoding="utf-8")
    result = run("--format", "json", listed, other)
    first, second = map(json.loads, result.output.splitlines())
    assert NUMBER not in result.output
    assert (first["file"], first["form"], first["readable"], first["blocks"]) == (str(listed), "text", True, True)
    [finding] = first["findings"]
    assert (finding["kind"], finding["where"], finding["start"], finding["end"]) == ("PII-ID", "第2段", 10, 28)
    assert finding["mask"] == MASKED
    assert second["findings"] == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"PK\x03\x04broken", "损坏，无法检查", id="damaged"),
        pytest.param(None, "没有这个文件", id="missing"),
    ],
)
def test_a_file_that_cannot_be_read_is_status_2_and_the_others_are_still_told(tmp_path, listed, content, says):
    path = tmp_path / "坏.docx"
    if content is not None:
        path.write_bytes(content)
    result = run(path, listed)
    assert result.exit_code == 2
    assert says in result.output
    assert MASKED in result.output


def test_a_folder_is_refused_in_words(tmp_path):
    result = run(tmp_path)
    assert result.exit_code == 2
    assert "这是一个文件夹" in result.output


def test_own_words_leaders_hosts_and_phones_are_taken(tmp_path):
    words, leaders, path = tmp_path / "w.toml", tmp_path / "l.toml", tmp_path / "a.txt"
    words.write_text('[[word]]\ntext = "西关办"\nadvice = "西关街道办事处"\n', encoding="utf-8")
    leaders.write_text(
        '[[leader]]\nname = "王小明"\ntitle = "区长"\nsince = 2020-01-01\nuntil = 2025-12-31\n', encoding="utf-8"
    )
    path.write_text("西关办：区长王小明，https://evil.example/，手机13900000001", encoding="utf-8")
    options = [
        "--words",
        words,
        "--leaders",
        leaders,
        "--on",
        "2026-03-02",
        "--host",
        "gov.cn",
        "--phone",
        "13900000001",
    ]
    result = run("--format", "json", *options, path)
    assert [one["kind"] for one in json.loads(result.output)["findings"]] == [
        "WORD-WRONG",
        "WORD-LEADER",
        "LINK-OFFLIST",
    ]
    off = run("--format", "json", *options, "--off", "WORD-WRONG", path)
    assert [one["kind"] for one in json.loads(off.output)["findings"]] == ["WORD-LEADER", "LINK-OFFLIST"]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        pytest.param("[[leader]]\n", "应写明 name", id="no-name"),
        pytest.param('[[leader]]\nname = "王"\ntitle = "区长"\nsince = "2020"\n', "应为日期", id="no-date"),
        pytest.param('[[leader]]\nperson = "王"\n', "只可以有", id="unknown-key"),
    ],
)
def test_a_wrong_list_is_told_in_words(tmp_path, listed, source, says):
    leaders = tmp_path / "l.toml"
    leaders.write_text(source, encoding="utf-8")
    result = run("--leaders", leaders, "--on", "2026-03-02", listed)
    assert result.exit_code == 2
    assert says in result.output


def test_leaders_without_a_day_are_refused(tmp_path, listed):
    leaders = tmp_path / "l.toml"
    leaders.write_text("", encoding="utf-8")
    result = run("--leaders", leaders, listed)
    assert result.exit_code == 2
    assert "--on" in result.output


def test_an_unknown_kind_is_refused(listed):
    result = run("--off", "PII-NOTHING", listed)
    assert result.exit_code == 2
    assert "没有“PII-NOTHING”这个种类" in result.output


def test_a_cleaned_copy_is_written_and_the_original_stays(tmp_path):
    made, source, out = docx.Document(), tmp_path / "公示.docx", tmp_path / "发布.docx"
    made.core_properties.author = "王小明"
    made.save(source)
    before = source.read_bytes()
    result = CliRunner().invoke(guard, ["clean", str(source), "-o", str(out)])
    assert (result.exit_code, result.output) == (0, f"{source}：去掉了文件属性里的作者、单位和最后保存者。\n")
    assert source.read_bytes() == before
    assert docx.Document(out).core_properties.author == ""


def test_a_file_that_cannot_be_cleaned_is_copied_and_told(tmp_path, listed):
    out = tmp_path / "b.txt"
    result = CliRunner().invoke(guard, ["clean", str(listed), "-o", str(out)])
    assert (result.exit_code, result.output) == (0, f"{listed}：没有可以去掉的内容。\n")
    assert out.read_bytes() == listed.read_bytes()
    missing = CliRunner().invoke(guard, ["clean", str(tmp_path / "none"), "-o", str(out)])
    assert missing.exit_code == 2


def test_the_real_command_runs(run_gongkai, listed):
    done = run_gongkai("guard", "scan", str(listed))
    assert done.returncode == 1
    assert done.stderr == ""
