"""`gongkai report sum`."""

import io
import json
import os

import openpyxl
import pytest

from gongkai.core.report.writers import write
from tests.core.report.factories import report

BODIES = {"east": 2, "west": 3}


@pytest.fixture
def files(tmp_path) -> list[str]:
    found = []
    for name, permits in BODIES.items():
        file = tmp_path / f"{name}.html"
        organ = f"云川市样例区{'东' if name == 'east' else '西'}河街道办事处"
        file.write_bytes(write(report(organ=organ, cells={"t2.permits.decisions": permits}), "html"))
        found.append(str(file))
    return found


def test_figures_are_added(run_gongkai, files):
    done = run_gongkai("report", "sum", *files, "--format", "json", "--organ", "云川市样例区")
    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert found["cells"]["t2.permits.decisions"] == 5
    assert (found["organ"], found["year"], len(found["bodies"])) == ("云川市样例区", 2023, 2)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_file_that_cannot_be_read_is_left_out_and_named(run_gongkai, files, tmp_path, jobs):
    bad = tmp_path / "bad.html"
    bad.write_bytes(b"")
    done = run_gongkai("report", "sum", files[0], str(bad), files[1], "--format", "json", "--jobs", jobs)
    found = json.loads(done.stdout)
    assert done.returncode == 2
    assert found["cells"]["t2.permits.decisions"] == 5
    assert [item["file"] for item in found["unreadable"]] == [str(bad)]


def test_a_report_added_twice_is_told_though_the_sum_goes_to_a_file(run_gongkai, files, tmp_path):
    done = run_gongkai("report", "sum", files[0], files[0], "-o", str(tmp_path / "sum.xlsx"))
    assert done.returncode == 0
    assert "可能重复计算" in done.stderr


def test_a_link_and_a_pipe_are_written_to_and_not_replaced(run_gongkai, files, tmp_path):
    target, link, pipe = tmp_path / "kept.json", tmp_path / "link.json", tmp_path / "pipe"
    target.write_bytes(b"old")
    link.symlink_to(target)
    assert run_gongkai("report", "sum", *files, "-o", str(link)).returncode == 0
    assert link.is_symlink()
    assert json.loads(target.read_bytes())["bodies"]
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        run_gongkai("report", "sum", *files, "--format", "csv", "-o", str(pipe))
        assert pipe.is_fifo()
        assert os.read(reader, 4) == b"\xef\xbb\xbfc"
    finally:
        os.close(reader)


def test_the_parent_is_checked_against_the_sum(run_gongkai, files, tmp_path):
    parent = tmp_path / "parent.html"
    for permits, status in ((5, 0), (9, 1)):
        parent.write_bytes(write(report(cells={"t2.permits.decisions": permits}), "html"))
        done = run_gongkai("report", "sum", *files, "--parent", str(parent))
        assert done.returncode == status
        assert ("一致" in done.stdout) is (status == 0)
        assert ("与上级报告不符" in done.stdout) is (status == 1)


@pytest.mark.parametrize(
    ("suffix", "start"),
    [
        ("xlsx", b"PK"),
        ("docx", b"PK"),
        ("pdf", b"%PDF-"),
        ("html", b"<!DOCTYPE html>"),
        ("csv", b"\xef\xbb\xbfcell,"),
        ("txt", "2023年政府信息公开".encode()),
    ],
)
def test_the_form_is_that_of_the_suffix(run_gongkai, files, tmp_path, suffix, start):
    out = tmp_path / f"out.{suffix}"
    done = run_gongkai("report", "sum", *files, "-o", str(out))
    assert (done.returncode, done.stderr) == (0, "")
    assert out.read_bytes().startswith(start)


def test_the_workbook_lists_whose_figures_are_missing(run_gongkai, tmp_path):
    file, out = tmp_path / "a.html", tmp_path / "out.xlsx"
    file.write_bytes(write(report(cells={"t2.rules.issued": None}), "html"))
    run_gongkai("report", "sum", str(file), "-o", str(out))
    book = openpyxl.load_workbook(io.BytesIO(out.read_bytes()))
    assert book["缺漏"]["B2"].value == "空白，按 0 计"


def test_nothing_readable_gives_no_sum(run_gongkai, tmp_path):
    bad, out = tmp_path / "bad.html", tmp_path / "out.json"
    bad.write_bytes(b"")
    done = run_gongkai("report", "sum", str(bad), "-o", str(out))
    assert done.returncode == 2
    assert not out.exists()


def test_an_unknown_suffix_is_refused(run_gongkai, files, tmp_path):
    done = run_gongkai("report", "sum", *files, "-o", str(tmp_path / "out.odt"))
    assert done.returncode == 2
    assert "请用 --format 写明" in done.stderr
