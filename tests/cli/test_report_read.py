"""`gongkai report read`."""

import json
from pathlib import Path

import pytest

from gongkai.core.report.writers import write
from tests.core.report.factories import ORGAN, report


@pytest.fixture
def page(tmp_path) -> Path:
    file = tmp_path / "report.html"
    file.write_bytes(write(report(cells={"t2.permits.decisions": 7, "t2.rules.issued": None}), "html"))
    return file


@pytest.fixture
def rubbish(tmp_path) -> Path:
    file = tmp_path / "empty.docx"
    file.write_bytes(b"")
    return file


def lines(done) -> list[dict]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_json_is_one_line_a_file_in_the_order_of_the_files(run_gongkai, page, rubbish):
    done = run_gongkai("report", "read", "--format", "json", str(page), str(rubbish), str(page))
    found = lines(done)
    assert [line["file"] for line in found] == [str(page), str(rubbish), str(page)]
    assert found[0]["organ"] == ORGAN
    assert found[0]["cells"]["t2.permits.decisions"] == 7
    assert found[0]["cells"]["t2.rules.issued"] is None
    assert found[1]["cells"] == {}
    assert "空的" in found[1]["error"]["problem"]
    assert done.returncode == 2
    assert str(rubbish) in done.stderr


def test_several_processes_print_the_same(run_gongkai, page, rubbish):
    files = [str(file) for file in (page, rubbish, page, page, rubbish)]
    alone = run_gongkai("report", "read", "--format", "json", *files)
    shared = run_gongkai("report", "read", "--format", "json", "--jobs", "2", *files)
    assert shared.stdout == alone.stdout
    assert shared.returncode == 2


def test_places_are_printed_when_asked_for(run_gongkai, page):
    [plain] = lines(run_gongkai("report", "read", "--format", "json", str(page)))
    [placed] = lines(run_gongkai("report", "read", "--format", "json", "--places", str(page)))
    assert "places" not in plain
    assert placed["places"]["t2.permits.decisions"][1:4] == [1, 7, 2]


def test_the_table_shows_title_and_figures_in_columns(run_gongkai, page):
    done = run_gongkai("report", "read", str(page))
    assert done.returncode == 0
    assert f"{ORGAN}2023年政府信息公开工作年度报告" in done.stdout
    assert "本年处理决定数量：7" in done.stdout
    rows = [line for line in done.stdout.splitlines() if line.startswith(("一、本年新收政", "四、结转下年度"))]
    assert len(rows) == 2
    assert rows[0].split()[1:] == ["0"] * 7


@pytest.mark.parametrize("form", ["json", "csv"])
def test_what_this_library_wrote_for_programs_is_read_too(run_gongkai, tmp_path, form):
    file = tmp_path / f"report.{form}"
    file.write_bytes(write(report(cells={"t2.permits.decisions": 7}), form))
    [found] = lines(run_gongkai("report", "read", "--format", "json", str(file)))
    assert (found["cells"]["t2.permits.decisions"], found["organ"]) == (7, ORGAN)


@pytest.mark.parametrize(
    ("name", "said"), [("absent.html", "没有这个文件"), (".", "这是一个文件夹"), ("large.html", "过大（上限 64 MB）")]
)
def test_what_cannot_be_opened_is_told_in_a_sentence(run_gongkai, tmp_path, name, said):
    with (tmp_path / "large.html").open("wb") as file:
        file.truncate(65 * 2**20)
    done = run_gongkai("report", "read", str(tmp_path / name))
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_control_characters_of_a_report_never_reach_the_terminal(run_gongkai, tmp_path):
    file = tmp_path / "report.json"
    file.write_bytes(write(report(title="标题\x1b[31m", cells={"t2.rules.issued": "字\x1b]0;x\x07"}), "json"))
    done = run_gongkai("report", "read", str(file))
    assert "标题[31m" in done.stdout
    assert not {"\x1b", "\x07"} & set(done.stdout)


def test_columns_of_figures_end_in_one_place_and_those_of_words_begin_in_one():
    from gongkai.cli.report.text import columns

    shown = columns([["项目", "甲", "说明"], ["一二三", "5", "短"], ["四", "1024", "长一些"]])
    assert shown.split("\n") == ["项目      甲  说明", "一二三     5  短", "四      1024  长一些"]
