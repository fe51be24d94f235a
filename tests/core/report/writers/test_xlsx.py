"""The report as a workbook with live balances."""

import io
import shutil
import subprocess
from decimal import Decimal

import openpyxl
import pytest

from gongkai.core.report.model import Note
from gongkai.core.report.writers import write, xlsx
from gongkai.core.report.writers.listing import Listing
from tests.core.report.factories import ORGAN, report, table3, table4

BALANCED = {**table3(natural={"new": 5, "r1_granted": 4, "carried_out": 1}), **table4(review={"upheld": 2})}


def book(values: bool = True, **changes):
    return openpyxl.load_workbook(io.BytesIO(write(report(**changes), "xlsx")), data_only=values)


def verdicts(workbook) -> dict[str, str]:
    return {row[0]: row[4] for row in workbook["核对"].iter_rows(min_row=2, values_only=True)}


def test_sheets_are_prose_tables_balances_and_explanations():
    assert book().sheetnames == ["总体情况", "表二", "表三", "表四", "问题与其他", "核对", "说明"]


def test_tables_have_the_merges_of_the_form():
    merged = {str(found) for found in book()["表三"].merged_cells.ranges}
    assert {"A2:C4", "D2:J2", "E3:I3", "A7:A28", "B9:B16"} <= merged


def test_figures_are_numbers_and_words_are_words():
    found = book(cells={"t2.rules.issued": "/", "t2.fees.amount_wan": Decimal("12.5"), "t2.permits.decisions": 3})
    values = [value for row in found["表二"].iter_rows(values_only=True) for value in row]
    assert {"/", 12.5, 3} <= set(values)


def test_all_forty_two_balances_are_formulas_with_the_value_they_give():
    live, shown = book(values=False, cells=BALANCED), book(cells=BALANCED)
    formulas = [row[1:5] for row in live["核对"].iter_rows(min_row=2, values_only=True)]
    assert len(formulas) == 7 + 7 + 25 + 3
    assert all(isinstance(text, str) and text.startswith("=") for row in formulas for text in row)
    assert set(verdicts(shown).values()) == {"相符"}


def test_a_balance_that_fails_and_one_with_an_unread_cell_say_so():
    found = verdicts(book(cells={**BALANCED, "t4.review.total": 3}, without=["t3.new.natural"]))
    assert found["表四“行政复议”：总计＝四种结果之和"] == "不符"
    assert found["表三“自然人”列：本年新收＋上年结转＝（七）总计＋结转下年度"] == "有未读出的数据"
    assert found["表三“总计”列：本年新收＋上年结转＝（七）总计＋结转下年度"] == "相符"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_another_program_works_the_formulas_out_to_the_same(tmp_path):
    cells = {**BALANCED, "t4.review.total": 3, "t2.rules.issued": "/", "t3.new.research": None, "t3.new.legal": "/"}
    file = tmp_path / "report.xlsx"
    # Values of formulas are taken out, so that the other program has to work them out.
    bare = openpyxl.load_workbook(io.BytesIO(write(report(cells=cells, without=["t3.carried_in.legal"]), "xlsx")))
    bare.save(file)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    kind = "xlsx:Calc MS Excel 2007 XML"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", tmp_path / "out", file]
    subprocess.run(command, check=True, capture_output=True)
    worked = verdicts(openpyxl.load_workbook(tmp_path / "out" / "report.xlsx", data_only=True))
    assert worked == verdicts(book(cells=cells, without=["t3.carried_in.legal"]))
    assert {"相符", "不符", "有未读出的数据"} == set(worked.values())


def test_totals_are_coloured_by_live_rules():
    rules = book()["表三"].conditional_formatting
    assert len(rules) > 30
    assert len(book()["表四"].conditional_formatting) == 3


def test_no_text_can_act_as_a_formula():
    evil = "=HYPERLINK(1)"
    found = book(values=False, title=evil, s5=evil, cells={"t2.rules.issued": evil})
    for name in ("总体情况", "表二", "问题与其他"):
        cells = [cell for row in found[name].iter_rows() for cell in row if cell.value == evil]
        assert [cell.data_type for cell in cells] == ["s"]


def test_a_figure_longer_than_a_workbook_can_count_is_kept_as_text():
    found = book(cells={"t2.permits.decisions": 12345678901234567})
    assert "12345678901234567" in [value for row in found["表二"].iter_rows(values_only=True) for value in row]


def test_explanations_name_what_was_not_read_and_the_notes():
    found = book(without=["t3.new.natural"], notes=[Note("t3.new", "repaired", "按列标题归位。")])
    text = "\n".join(str(row[0]) for row in found["说明"].iter_rows(values_only=True))
    assert "有 1 个数据未能从原件读出" in text
    assert "“自然人”列" in text
    assert "按列标题归位。" in text


def test_more_tables_get_sheets_of_their_own_behind_it():
    data = xlsx.render(report(), [Listing("缺漏", ("项目", "机关"), (("一", ORGAN),))])
    found = openpyxl.load_workbook(io.BytesIO(data))
    assert found.sheetnames[-1] == "缺漏"
    assert list(found["缺漏"].iter_rows(values_only=True)) == [("项目", "机关"), ("一", ORGAN)]


def test_a_report_of_prose_alone_has_no_tables_and_no_balances():
    found = book(without=["t2", "t3", "t4"], headings=["s1", "s5"])
    assert found.sheetnames == ["总体情况", "问题与其他", "说明"]


def test_a_paragraph_longer_than_a_cell_is_continued_and_not_cut():
    text = "问题" * 20_000
    rows = [row[0] for row in book(s5=text)["问题与其他"].iter_rows(values_only=True)]
    assert "".join(rows[1:3]) == text


def test_prose_of_a_section_whose_table_was_not_read_has_its_sheet():
    found = book(without=["t3"], s3="本年度没有收到申请。")
    assert [row[0] for row in found["表三"].iter_rows(values_only=True)][1] == "本年度没有收到申请。"
