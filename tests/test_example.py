"""The report that the README and the tutorial begin with."""

import json
from pathlib import Path

import pytest

from gongkai.core.report.reading import read
from tests.test_docs import script

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "report-2021.html"


def test_the_example_holds_the_figures_and_the_prose_of_its_script():
    made, found = script("example").example(), read(EXAMPLE.read_bytes())
    assert {cell: value.value for cell, value in found.cells.items()} == {c: v.value for c, v in made.cells.items()}
    assert found.sections["s1"].text == made.sections["s1"].text, "run scripts/example.py"


def test_the_check_finds_the_three_faults_of_the_example_and_nothing_else(run_gongkai):
    done = run_gongkai("report", "check", "--format", "json", str(EXAMPLE))
    found = {(finding["rule"], finding["where"]) for finding in json.loads(done.stdout)["findings"]}
    assert {rule for rule, _ in found} == {"AR-T3-ID", "AR-T4-SUM", "AR-TXT-NEW"}
    assert {("AR-T3-ID", "natural"), ("AR-T3-ID", "total"), ("AR-T4-SUM", "t4.review")} <= found
    assert done.returncode == 1


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "xlsx", "csv", "json"])
def test_the_tutorial_can_write_the_example_in_every_form(run_gongkai, tmp_path, form):
    target = tmp_path / f"年度报告.{form}"
    done = run_gongkai("report", "convert", str(EXAMPLE), "--to", form, "-o", str(target))
    assert (done.returncode, done.stderr) == (0, "")
    assert target.stat().st_size > 1000
