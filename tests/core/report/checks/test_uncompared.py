"""What the checks between reports could not compare is said, and nothing is said where they could."""

import pytest

from gongkai.core.report.checks import Context, Severity, check
from gongkai.core.report.model import CUT_IN_TABLE, Note
from tests.core.report.factories import report

LAST = {"year": 2022}
WITHOUT_5 = ("s1", "s2", "s3", "s4", "s6")
OTHER = "云川市样例区东塘街道办事处"


def said(context: Context, **changes: object) -> list[str]:
    findings = [one for one in check(report(**changes), context) if one.rule == "AR-READ"]
    assert all(one.severity is Severity.INFO for one in findings)
    return [one.problem for one in findings]


def test_nothing_is_said_where_all_was_compared():
    assert said(Context(previous=report(**LAST), others=[report(organ=OTHER)])) == []


def test_a_section_that_this_report_lacks_is_not_compared_with_any_other():
    context = Context(previous=report(**LAST), others=[report(organ=OTHER)])
    (problem,) = said(context, headings=WITHOUT_5)
    assert problem == (
        "这份报告没有读出“五、存在的主要问题及改进情况”，没有和上年的报告、别的机关的报告比对这一部分的文字是否雷同。"
    )


def test_a_section_that_last_years_report_lacks_is_not_compared_with_it():
    (problem,) = said(Context(previous=report(**LAST, headings=WITHOUT_5)))
    assert problem == "2022年的报告没有读出“五、存在的主要问题及改进情况”，没有比对这一部分的文字是否与上年雷同。"


def test_a_report_alone_is_compared_with_none_and_says_nothing_of_it():
    assert said(Context(), headings=WITHOUT_5) == []


@pytest.mark.parametrize("cut", [{"headings": ["s1", "s2", "s3"], "without": ["t4"]}])
def test_what_stands_behind_the_end_of_a_cut_file_is_told_with_that_end_alone(cut):
    notes = [Note("", "lossy", CUT_IN_TABLE)]
    assert said(Context(previous=report(**LAST)), notes=notes, **cut) == []


def test_cases_carried_over_that_could_not_be_bound_are_told():
    (problem,) = said(Context(previous=report(**LAST, without=["t3.carried_out"])))
    assert problem == "2022年的报告没有读出表三“结转下年度继续办理”的总计，没有核对两年之间的结转。"


def test_without_the_bodys_name_foreign_names_are_not_looked_for_and_that_is_told():
    (problem,) = said(Context(others=[report(organ=OTHER)]), organ="", title="")
    assert problem == "没有读出机关名称，没有核对正文里有没有留下别的机关的名称。"


def test_a_report_of_the_same_year_is_compared_in_nothing_and_that_is_told_once():
    context = Context(previous=report())
    (problem,) = said(context)
    assert problem == "对照的报告是2023年的，不是2022年的，没有核对两年之间的数字和文字。"
    assert said(context, headings=WITHOUT_5) == [problem]


def test_a_report_of_another_body_given_as_last_years_is_told():
    (problem,) = said(Context(previous=report(**LAST, organ=OTHER)))
    assert problem.startswith(f"对照的报告是{OTHER}的，不是")


@pytest.mark.parametrize(("one", "other"), [(OTHER, "东塘街道办事处"), (OTHER, "云川市样例区东塘街道")])
def test_one_body_under_two_names_is_not_another(one, other):
    assert said(Context(previous=report(**LAST, organ=other)), organ=one) == []
