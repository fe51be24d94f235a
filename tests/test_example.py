"""The reports that the README and the tutorial begin with, used as these tell their readers to use them."""

import json
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def test_the_check_of_the_sound_years_finds_nothing_to_mend(run_gongkai):
    last, this = EXAMPLES / "qingshi-2022.docx", EXAMPLES / "qingshi-2023.html"
    done = run_gongkai("report", "check", "--format", "json", "--previous", str(last), str(this))
    assert json.loads(done.stdout)["findings"] == []
    assert (done.returncode, done.stderr) == (0, "")


def test_the_check_finds_each_kind_of_fault_of_the_broken_year(run_gongkai):
    done = run_gongkai("report", "check", "--format", "json", str(EXAMPLES / "qingshi-2023-broken.md"))
    rules = {finding["rule"] for finding in json.loads(done.stdout)["findings"]}
    assert {"AR-T3-ID", "AR-T4-SUM"} <= rules
    assert any(rule.startswith("AR-TXT-") for rule in rules)
    assert done.returncode == 1


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "xlsx", "csv", "json"])
def test_the_tutorial_can_write_the_example_in_every_form(run_gongkai, tmp_path, form):
    target = tmp_path / f"年度报告.{form}"
    done = run_gongkai("report", "convert", str(EXAMPLES / "qingshi-2023.html"), "--to", form, "-o", str(target))
    assert (done.returncode, done.stderr) == (0, "")
    assert target.stat().st_size > 1000
