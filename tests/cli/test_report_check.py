"""`gongkai report check`."""

import io
import json
from pathlib import Path

import openpyxl
import pytest
from lxml import html

from gongkai.core.report.writers import write
from tests.core.report.factories import ORGAN, report, table3, table4

WRONG = {**table4(review={"upheld": 2}), "t4.review.total": 5}


@pytest.fixture
def put(tmp_path):
    """Write a report as a page and return the name of the file."""

    def write_page(name: str, **changes) -> str:
        file = tmp_path / name
        file.write_bytes(write(report(**changes), "html"))
        return str(file)

    return write_page


def findings(done) -> list[dict]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_sound_report_leaves_with_status_0(run_gongkai, put):
    done = run_gongkai("report", "check", put("a.html"))
    assert done.returncode == 0
    assert "没有发现问题" in done.stdout


def test_an_error_is_told_with_figures_and_remedy_and_leaves_with_status_1(run_gongkai, put):
    done = run_gongkai("report", "check", put("a.html", cells=WRONG))
    assert done.returncode == 1
    assert "错误 AR-T4-SUM" in done.stdout
    assert "“总计”是 5 件，四种结果相加是 2 件" in done.stdout
    assert "依据：" in done.stdout


def test_a_warning_alone_leaves_with_status_0(run_gongkai, put):
    done = run_gongkai("report", "check", "--format", "json", put("a.html", s5="存在的主要问题：还不够细。"))
    [found] = findings(done)
    assert {item["severity"] for item in found["findings"]} == {"warning"}
    assert done.returncode == 0


def test_json_has_the_promised_keys(run_gongkai, put):
    [found] = findings(run_gongkai("report", "check", "--format", "json", put("a.html", cells=WRONG)))
    [item] = [item for item in found["findings"] if item["rule"] == "AR-T4-SUM"]
    assert item.keys() >= {"rule", "severity", "where", "cells", "values", "problem", "remedy", "source"}
    assert (item["severity"], item["where"]) == ("error", "t4.review")
    assert item["values"]["t4.review.total"] == 5


def test_a_file_that_cannot_be_read_has_a_line_and_status_2(run_gongkai, put, tmp_path):
    bad = tmp_path / "bad.html"
    bad.write_bytes(b"")
    done = run_gongkai("report", "check", "--format", "json", str(bad), put("a.html", cells=WRONG))
    first, second = findings(done)
    assert first["findings"] == []
    assert first["error"]["problem"]
    assert second["findings"]
    assert done.returncode == 2
    assert str(bad) in done.stderr


CARRIED = table3(natural={"carried_in": 3, "r1_granted": 3})


def test_the_report_of_last_year_is_bound(run_gongkai, put):
    this, last = put("2023.html", cells=CARRIED), put("2022.html", year=2022)
    found = findings(run_gongkai("report", "check", "--format", "json", "--previous", last, this))[0]["findings"]
    assert "AR-X-CARRY" in {item["rule"] for item in found}
    alone = findings(run_gongkai("report", "check", "--format", "json", this))[0]["findings"]
    assert "AR-X-CARRY" not in {item["rule"] for item in alone}


def test_two_years_given_at_once_are_bound_to_each_other(run_gongkai, put):
    this, last = put("2023.html", cells=CARRIED), put("2022.html", year=2022)
    found = {
        Path(line["file"]).name: line["findings"]
        for line in findings(run_gongkai("report", "check", "--format", "json", this, last))
    }
    assert "AR-X-CARRY" in {item["rule"] for item in found["2023.html"]}
    assert "AR-X-CARRY" not in {item["rule"] for item in found["2022.html"]}


def test_copied_prose_between_bodies_given_at_once_is_found(run_gongkai, put):
    prose = "".join(
        f"第{number}项：梳理公开事项目录，组织社区工作人员学习公开条例，完善查阅点设施。\n" for number in range(1, 8)
    )
    one = put("east.html", organ="云川市样例区东河街道办事处", s1=prose)
    other = put("west.html", organ="云川市样例区西河街道办事处", s1=prose)
    found = findings(run_gongkai("report", "check", "--format", "json", one, other))
    assert all("AR-DUP" in {item["rule"] for item in line["findings"]} for line in found)


def test_the_date_of_publication_can_be_given(run_gongkai, put):
    file = put("a.html", published_on="")
    late = findings(run_gongkai("report", "check", "--format", "json", "--published", "2024-06-01", file))[0]
    assert "AR-DATE" in {item["rule"] for item in late["findings"]}


def test_the_local_limit_of_section_1_is_off_unless_given(run_gongkai, put):
    file = put("a.html")
    for arguments, expected in (((), False), (("--section1-limit", "20"), True)):
        [found] = findings(run_gongkai("report", "check", "--format", "json", *arguments, file))
        assert ("AR-S1-LEN" in {item["rule"] for item in found["findings"]}) is expected


def test_results_as_a_page_and_as_a_workbook_go_to_a_file(run_gongkai, put, tmp_path):
    file = put("a.html", cells=WRONG)
    page, book = tmp_path / "out.html", tmp_path / "out.xlsx"
    assert run_gongkai("report", "check", "--format", "html", "-o", str(page), file).returncode == 1
    written = html.fromstring(page.read_bytes())
    assert "AR-T4-SUM" in written.text_content()
    for table in written.iter("table"):
        assert len({len(row.findall("td")) + len(row.findall("th")) for row in table.iter("tr")}) == 1
    assert run_gongkai("report", "check", "--format", "xlsx", "-o", str(book), file).returncode == 1
    rows = list(openpyxl.load_workbook(io.BytesIO(book.read_bytes()))["检查结果"].iter_rows(values_only=True))
    assert rows[0][:3] == ("文件", "级别", "规则")
    assert "AR-T4-SUM" in [row[2] for row in rows]


def test_text_in_a_file_has_no_colours(run_gongkai, put, tmp_path):
    out = tmp_path / "out.txt"
    run_gongkai("report", "check", "-o", str(out), put("a.html", cells=WRONG))
    assert "\x1b" not in out.read_text(encoding="utf-8")
    assert ORGAN in out.read_text(encoding="utf-8")


def test_a_previous_report_that_cannot_be_read_ends_the_command(run_gongkai, put, tmp_path):
    done = run_gongkai("report", "check", "--previous", str(tmp_path / "absent"), put("a.html"))
    assert done.returncode == 2
    assert "没有这个文件" in done.stderr
    assert done.stdout == ""


def test_the_same_report_in_two_forms_is_no_copy_of_itself(run_gongkai, put):
    prose = "".join(
        f"第{number}项：梳理公开事项目录，组织社区工作人员学习公开条例，完善查阅点设施。\n" for number in range(1, 8)
    )
    found = findings(
        run_gongkai("report", "check", "--format", "json", put("a.html", s1=prose), put("b.html", s1=prose))
    )
    assert not any("AR-DUP" in {item["rule"] for item in line["findings"]} for line in found)


def test_of_several_reports_of_last_year_each_gets_its_own(run_gongkai, put):
    east, west = "云川市样例区东河街道办事处", "云川市样例区西河街道办事处"
    before = [
        put("e22.html", organ=east, year=2022),
        put("w22.html", organ=west, year=2022, cells=table3(natural={"new": 3, "carried_out": 3})),
    ]
    now = [put("e23.html", organ=east, cells=CARRIED), put("w23.html", organ=west, cells=CARRIED)]
    done = run_gongkai("report", "check", "--format", "json", "-p", before[0], "-p", before[1], *now)
    rules = [{item["rule"] for item in line["findings"]} for line in findings(done)]
    assert ["AR-X-CARRY" in found for found in rules] == [True, False]
