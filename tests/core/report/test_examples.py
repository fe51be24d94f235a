"""The example reports: what a newcomer tries first must be read whole and say what it is meant to say."""

from pathlib import Path

import pytest

from gongkai.core.report.checks import Context, check
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.reading import read

FOLDER = Path(__file__).resolve().parents[3] / "examples"


def example(name: str) -> AnnualReport:
    return read((FOLDER / name).read_bytes(), name)


@pytest.mark.parametrize(
    "name", ["qingshi-2022.docx", "qingshi-2023.html", "qingshi-2023.txt", "qingshi-2023-broken.md"]
)
def test_every_cell_section_and_aspect_is_there(name):
    found = example(name)
    assert found.organ == "示例区青石街道办事处"
    assert set(found.cells) == set(found.expected_cells())
    assert (len(found.sections), len(found.aspects)) == (6, 5)


def test_nothing_is_wrong_with_the_sound_years_nor_between_them():
    first, second = example("qingshi-2022.docx"), example("qingshi-2023.html")
    assert check(first) == []
    assert check(second, Context(previous=first)) == []


def test_the_same_report_reads_the_same_as_page_and_as_text():
    page, text = example("qingshi-2023.html"), example("qingshi-2023.txt")
    assert {cell: item.value for cell, item in page.cells.items()} == {
        cell: item.value for cell, item in text.cells.items()
    }
    assert {key: item.text for key, item in page.sections.items()} == {
        key: item.text for key, item in text.sections.items()
    }


def test_the_faults_of_the_broken_one_are_found():
    found = {(finding.rule, finding.where) for finding in check(example("qingshi-2023-broken.md"))}
    assert {
        ("AR-T3-ID", "natural"),
        ("AR-T3-ID", "total"),
        ("AR-T3-SUM", "total"),
        ("AR-T3-ROW", "t3.r7_total"),
        ("AR-T4-SUM", "t4.review"),
    } <= found
    assert {"AR-TXT-CARRY", "AR-S5-BOTH"} <= {rule for rule, _ in found}
