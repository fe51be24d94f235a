"""Parts missing, doubled or out of order; the wrong edition; what could not be read."""

import pytest

from gongkai.core.report.checks import Context, Severity, check
from gongkai.core.report.form import edition
from gongkai.core.report.model import CUT_IN_TABLE, Cell, Note
from tests.core.report.factories import SECTION_5, report

SIX = ("s1", "s2", "s3", "s4", "s5", "s6")


def found(rule, context=None, **changes):
    return [finding for finding in check(report(**changes), context) if finding.rule == rule]


def test_a_whole_report_has_no_fault_of_structure():
    assert found("AR-STRUCT") == []


@pytest.mark.parametrize("gone", ["s1", "s5", "s6"])
def test_a_missing_section_is_named(gone):
    (finding,) = found("AR-STRUCT", headings=[section for section in SIX if section != gone])
    assert (finding.where, finding.severity) == (gone, Severity.ERROR)
    assert finding.problem.startswith("没有找到“")


def test_a_section_whose_heading_was_lost_but_whose_table_was_read_is_not_missing():
    assert found("AR-STRUCT", headings=["s1", "s2", "s4", "s5", "s6"]) == []


def test_a_heading_without_its_table_is_an_error_with_a_doubt():
    (finding,) = found("AR-STRUCT", without=["t3"])
    assert finding.where == "t3"
    assert "图片" in finding.doubt


def test_a_table_that_the_reader_says_it_lost_is_no_fault_of_the_report():
    notes = [Note("t3", "lossy", "重复的行在来源中被删去")]
    assert found("AR-STRUCT", without=["t3"], notes=notes) == []
    (finding,) = found("AR-READ", without=["t3"], notes=notes)
    assert "重复的行在来源中被删去" in finding.problem


BEHIND_R2 = [row.id for row in edition("2021").table3 if row.id > "t3.r3"]  # r3_1 … r7_total


def test_a_file_that_ends_in_table_3_gives_one_mild_finding_that_names_the_row_and_what_was_not_judged():
    notes = [Note("", "lossy", CUT_IN_TABLE)]
    cut = {"headings": ["s1", "s2", "s3"], "without": [*BEHIND_R2, "t3.carried_out", "t4"], "notes": notes}
    (finding,) = found("AR-STRUCT", **cut)
    assert (finding.where, finding.place, finding.severity) == ("s4", "文件末尾", Severity.WARNING)
    assert finding.problem == (
        "文件到“三、收到和处理政府信息公开申请情况”表三的“（二）部分公开”一行就结束了，"
        "表三后面的 21 行和第四、第五、第六部分没有读到，也就没有核对。"
    )
    assert "重新下载" in finding.remedy
    assert not found("AR-READ", **cut)
    assert not [one for one in check(report(**cut)) if one.severity is Severity.ERROR]


def test_a_file_that_ends_with_a_heading_tells_of_the_table_below_it_and_not_of_a_picture():
    (finding,) = found("AR-STRUCT", headings=["s1", "s2"], without=["t2", "t3", "t4"])
    assert finding.problem == (
        "文件到“二、主动公开政府信息情况”就结束了，表二和第三、第四、第五、第六部分没有读到，也就没有核对。"
    )


def test_a_file_that_ends_in_the_middle_of_a_sentence_is_cut_short():
    cut = "存在的主要问题：公开内容还不够细，更新还不够及时，对群众关心的事项主动公开得不够，下一步将"
    (finding,) = found("AR-STRUCT", headings=["s1", "s2", "s3", "s4", "s5"], s5=cut)
    assert (finding.where, finding.severity) == ("s6", Severity.WARNING)


@pytest.mark.parametrize("last", ["一是公开的内容还不够", "（一）存在的", ""])
def test_a_section_5_that_stops_within_a_line_is_cut_short_and_not_judged(last):
    cut = {"headings": ["s1", "s2", "s3", "s4", "s5"], "s5": last}
    (finding,) = found("AR-STRUCT", **cut)
    assert finding.place == "文件末尾"
    assert found("AR-S5-BOTH", **cut) == []


@pytest.mark.parametrize("last", ["2024年1月18日", "清河街道办事处", "联系人：办公室", "（此件公开发布）"])
def test_a_date_a_name_or_a_footer_below_section_5_is_no_text_that_stops(last):
    (finding,) = found("AR-STRUCT", headings=["s1", "s2", "s3", "s4", "s5"], s5=f"{SECTION_5}\n{last}")
    assert (finding.where, finding.severity) == ("s6", Severity.ERROR)
    assert "文件不完整" in finding.doubt


def test_rows_behind_the_end_that_the_reader_did_not_meet_are_told_with_the_end_alone():
    notes = [Note("", "lossy", CUT_IN_TABLE), *(Note(row, "unreadable", "没有读到这一行。") for row in BEHIND_R2)]
    notes.append(Note("t3", "unreadable", "最后 2 行没有读到。"))
    cut = {"headings": ["s1", "s2", "s3"], "without": [*BEHIND_R2, "t3.carried_out", "t4"], "notes": notes}
    (finding,) = found("AR-STRUCT", **cut)
    assert "“（二）部分公开”一行就结束了" in finding.problem
    assert found("AR-READ", **cut) == []


def test_cells_that_were_not_read_before_the_end_are_still_told():
    cut = {"headings": ["s1", "s2", "s3"], "without": ["t3.new", *BEHIND_R2, "t3.carried_out", "t4"]}
    (finding,) = found("AR-READ", **cut)
    assert finding.problem == "表三有 7 个格子没有读出：“一、本年新收政府信息公开申请数量”整行。"


def test_what_the_reader_noted_of_the_whole_file_stands_as_a_doubt_beside_its_end():
    notes = [Note("", "lossy", CUT_IN_TABLE), Note("", "lossy", "文中有图片")]
    (finding,) = found("AR-STRUCT", headings=["s1", "s2", "s3"], without=["t4"], notes=notes)
    assert "文中有图片" in finding.doubt
    assert CUT_IN_TABLE.rstrip("。") not in finding.doubt


def test_a_section_missing_before_the_end_of_a_file_cut_short_is_an_error_of_its_own():
    cut, missing = found("AR-STRUCT", headings=["s1", "s3"], without=["t2", "t4"])[::-1]
    assert (cut.where, missing.where) == ("s4", "s2")
    assert missing.severity is Severity.ERROR


def test_the_last_section_alone_is_missing_and_not_cut_off():
    (last,) = found("AR-STRUCT", headings=["s1", "s2", "s3", "s4", "s5"])
    assert (last.where, last.severity) == ("s6", Severity.ERROR)


@pytest.mark.parametrize(
    ("gone", "changes"),
    [
        ("s1", {"front": "本年度继续做好各项公开工作，按月公布办事结果。" * 30}),
        ("s5", {"s4": "工作仍有不足。针对上述问题，作了改进。"}),
        ("s6", {"s5": "存在的问题已经改进。本年度没有收取信息处理费。"}),
    ],
)
def test_a_section_that_lost_its_heading_alone_is_told_as_read_badly_and_not_as_missing(gone, changes):
    headings = [section for section in SIX if section != gone]
    assert found("AR-STRUCT", headings=headings, **changes) == []
    (finding,) = found("AR-READ", headings=headings, **changes)
    assert (finding.where, finding.severity) == (gone, Severity.INFO)
    assert "标题没有找到" in finding.problem


def test_a_table_3_that_breaks_off_before_its_rows_six_shows_no_edition():
    rows = ["t3.r6_other_2019", "t3.r7_total", "t3.carried_out"]
    assert found("AR-FORM", year=2023, t3_form="2019", without=rows) == []


def test_a_doubled_section_is_named_once():
    (finding,) = found("AR-STRUCT", headings=["s1", "s2", "s3", "s4", "s5", "s5", "s6"])
    assert finding.where == "s5"
    assert "出现了 2 次" in finding.problem


def test_sections_out_of_order_are_named():
    (finding,) = found("AR-STRUCT", headings=["s1", "s2", "s4", "s3", "s5", "s6"])
    assert finding.where == "s3"
    assert "排在“四、政府信息公开行政复议、行政诉讼情况”之后" in finding.problem


@pytest.mark.parametrize(("year", "tables"), [(2020, []), (2021, ["t2", "t3"]), (2023, ["t2", "t3"])])
def test_the_2019_edition_is_old_from_the_report_year_2021_on(year, tables):
    findings = found("AR-FORM", year=year, form="2019")
    assert [finding.where for finding in findings] == tables
    assert all(finding.severity is Severity.WARNING for finding in findings)


def test_a_mixture_of_editions_is_told_for_the_old_table_alone():
    (finding,) = found("AR-FORM", year=2023, form="2021", t3_form="2019")
    assert finding.where == "t3"
    assert "“（六）其他处理”只有一行" in finding.problem


def test_other_wordings_of_labels_are_one_warning_a_table():
    notes = [
        Note("t3.r3_2_law_forbids", "wording", "“2.其他法律法规禁止公开”应为“2.其他法律行政法规禁止公开”"),
        Note("t2.normdocs", "wording", "“规范性文件”应为“行政规范性文件”"),
    ]
    table2, table3 = found("AR-FORM", notes=notes)
    assert (table2.where, table3.where) == ("t2", "t3")
    assert "应为“2.其他法律行政法规禁止公开”" in table3.problem


def test_cells_that_were_not_read_are_listed_by_rows():
    (finding,) = found("AR-READ", without=["t3.r1_granted", "t3.new.legal"])
    assert (finding.where, finding.severity) == ("t3", Severity.INFO)
    assert finding.problem == (
        "表三有 8 个格子没有读出：“（一）予以公开”整行、表三“一、本年新收政府信息公开申请数量”行“法律服务机构”列。"
    )
    assert len(finding.cells) == 8


def test_cells_with_two_readings_are_told():
    (finding,) = found("AR-READ", cells={"t4.review.total": Cell(0, "0", state="ambiguous")})
    assert "不止一种读法" in finding.problem


def test_a_report_that_is_not_last_years_is_told():
    (finding,) = found("AR-READ", Context(previous=report(year=2020)), year=2023)
    assert finding.problem == "对照的报告是2020年的，不是2022年的，没有核对两年之间的数字。"


def test_rows_that_the_reader_could_not_read_are_named_and_not_told_twice():
    notes = [Note(row, "unreadable", "这一行的数字不全，没有采用。") for row in ("t3.new", "t3.carried_in")]
    (finding,) = found("AR-READ", without=["t3.new", "t3.carried_in"], notes=notes)
    assert finding.problem == (
        "表三没有完整读出：“一、本年新收政府信息公开申请数量”、“二、上年结转政府信息公开申请数量”："
        "这一行的数字不全，没有采用。"
    )


def test_a_text_without_any_part_of_the_form_gives_one_finding_and_not_six():
    (finding,) = found("AR-STRUCT", headings=[], without=["t2", "t3", "t4"], front="本年度做好各项公开工作。")
    assert (finding.where, finding.severity) == ("", Severity.ERROR)
    assert finding.problem.startswith("六个部分的标题一个也没有找到")


def test_rows_with_more_figures_than_the_form_has_columns_are_named():
    notes = [
        Note(row, "repaired", "这一行有8个数，格式只有7列；各数相同，取前7个。")
        for row in ("t3.r7_total", "t3.carried_out")
    ]
    (finding,) = found("AR-READ", notes=notes)
    assert (finding.where, finding.severity) == ("t3", Severity.INFO)
    assert "“（七）总计”、“四、结转下年度继续办理”：这一行有8个数，格式只有7列" in finding.problem
    assert "按格式改正" in finding.remedy


def test_a_row_put_in_its_place_by_order_is_told():
    notes = [Note("t3.new", "repaired", "这一行的标签没有和数字在一起，按格式的行序认定。")]
    (finding,) = found("AR-READ", notes=notes)
    assert finding.severity is Severity.INFO
    assert "按格式的行序认定" in finding.problem


def test_repairs_of_a_single_cell_are_no_finding():
    assert found("AR-READ", notes=[Note("t3.new.natural", "repaired", "“*”是注释标记，没有采用。")]) == []
