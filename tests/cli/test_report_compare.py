"""`gongkai report compare`."""

import json

import pytest

from gongkai.core.report.writers import write
from tests.core.report.factories import ORGAN, report


@pytest.fixture
def years(tmp_path) -> list[str]:
    found = []
    for year, permits in ((2022, 5), (2023, 3)):
        file = tmp_path / f"{year}.html"
        file.write_bytes(write(report(year=year, cells={"t2.permits.decisions": permits}), "html"))
        found.append(str(file))
    return found


def test_text_shows_only_what_differs(run_gongkai, years):
    done = run_gongkai("report", "compare", *years)
    assert done.returncode == 0
    rows = [line.split() for line in done.stdout.splitlines() if line.startswith("表")]
    assert rows == [["表二“行政许可”“本年处理决定数量”", "5", "3", "-2"]]


def test_equal_reports_are_said_to_be_equal(run_gongkai, years):
    assert "数据没有不同" in run_gongkai("report", "compare", years[0], years[0]).stdout


def test_json_has_every_cell(run_gongkai, years):
    found = json.loads(run_gongkai("report", "compare", *years, "--format", "json").stdout)
    assert (found["left"]["year"], found["right"]["year"]) == (2022, 2023)
    assert [item["cell"] for item in found["cells"] if item["differs"]] == ["t2.permits.decisions"]


@pytest.mark.parametrize(("form", "start"), [("html", b"<!DOCTYPE html>"), ("xlsx", b"PK")])
def test_page_and_workbook_go_to_a_file(run_gongkai, years, tmp_path, form, start):
    out = tmp_path / "out"
    assert run_gongkai("report", "compare", *years, "--format", form, "-o", str(out)).returncode == 0
    assert out.read_bytes().startswith(start)


def test_a_report_that_cannot_be_read_ends_the_command(run_gongkai, years, tmp_path):
    done = run_gongkai("report", "compare", years[0], str(tmp_path / "absent"))
    assert done.returncode == 2
    assert "没有这个文件" in done.stderr


def test_the_names_of_both_stand_over_the_figures(run_gongkai, years):
    assert f"{ORGAN}2022年  {ORGAN}2023年" in run_gongkai("report", "compare", *years).stdout
