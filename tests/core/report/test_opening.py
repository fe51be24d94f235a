"""One opening for any report: published files and what this library wrote."""

import pytest

from gongkai.core.report.errors import ReportError
from gongkai.core.report.opening import open_report
from gongkai.core.report.writers import WRITERS, write
from tests.core.report.factories import report


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_every_form_that_is_written_is_opened_again(form: str) -> None:
    made = report(year=2023, cells={"t2.permits.decisions": 97})
    again = open_report(write(made, form), f"report.{form}")

    assert again.file == f"report.{form}"
    assert again.year == 2023
    assert {cell: found.value for cell, found in again.cells.items()} == {
        cell: found.value for cell, found in made.cells.items()
    }


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"cell,label,value,printed,state\nt9.x,x,1,1,read\n", b"\x00\x01\x02"],
    ids=["empty", "json", "csv", "rubbish"],
)
def test_what_is_no_report_is_told_in_a_sentence(data: bytes) -> None:
    with pytest.raises(ReportError) as refused:
        open_report(data, "x")

    assert refused.value.problem.endswith("。")
    assert refused.value.remedy.endswith("。")
