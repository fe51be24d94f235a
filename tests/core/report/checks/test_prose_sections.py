"""What sections 1, 5 and 6 must speak of."""

import pytest

from gongkai.core.report.checks import Context, Settings, check
from tests.core.report.factories import SECTION_1, report


def found(rule: str, context: Context | None = None, **changes):
    return [one for one in check(report(**changes), context) if one.rule == rule]


@pytest.mark.parametrize(
    ("line", "label"),
    list(
        zip(
            SECTION_1.splitlines(),
            ["主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障"],
            strict=True,
        )
    ),
)
def test_a_missing_aspect_is_named(line, label):
    rest = "\n".join(other for other in SECTION_1.splitlines() if other != line)
    [finding] = found("AR-S1-FIVE", s1=rest)
    assert f"“{label}”" in finding.problem
    assert finding.problem.count("“") == 1


def test_where_section_1_is_divided_it_is_the_heading_that_is_said_to_be_missing():
    text = "".join(
        line for line in report().sections["s1"].text.splitlines(keepends=True) if not line.startswith("（三）")
    )
    (finding,) = found("AR-S1-FIVE", s1=text)
    assert finding.problem.endswith("，没有找到“政府信息管理”这一部分的标题。")


def test_without_sub_headings_the_text_is_asked():
    text = "本年度通过网站公开信息12条，没有收到公开申请，健全审核制度，维护公开专栏，组织业务培训。"
    assert found("AR-S1-FIVE", s1=text) == []
    [finding] = found("AR-S1-FIVE", s1=text.replace("没有收到公开申请，", ""))
    assert "“依申请公开”" in finding.problem


def test_a_report_cut_off_in_section_1_is_not_judged():
    assert found("AR-S1-FIVE", s1="（一）主动公开。公开信息12条", headings=("s1",)) == []


def test_the_length_of_section_1_is_checked_only_where_a_limit_is_set():
    assert found("AR-S1-LEN", s1=SECTION_1 * 20) == []
    limited = Context(settings=Settings(section1_limit=100))
    [finding] = found("AR-S1-LEN", limited)
    length = len("".join(SECTION_1.split()))
    assert f"{length} 字" in finding.problem
    assert found("AR-S1-LEN", Context(settings=Settings(section1_limit=length))) == []


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("存在的主要问题：更新不够及时。改进情况：已经完善目录。", []),
        ("一是更新有待加快。下一步，组织培训。", []),
        ("我街道公开工作存在更新慢的问题。", ["改进情况"]),
        ("我街道全年加强培训，完善制度。", ["存在的主要问题"]),
        ("无。", ["存在的主要问题", "改进情况"]),
        ("", ["存在的主要问题", "改进情况"]),
    ],
)
def test_section_5_has_problems_and_improvements(text, lacking):
    findings = found("AR-S5-BOTH", s5=text)
    assert len(findings) == bool(lacking)
    assert all(f"“{name}”" in findings[0].problem for name in lacking)


def test_a_report_cut_off_in_section_5_is_not_judged():
    assert found("AR-S5-BOTH", s5="我街道公开工作存在更新慢的问", headings=("s1", "s2", "s3", "s4", "s5"))[1:] == []
    assert found("AR-S5-BOTH", s5="", headings=("s1", "s2", "s3", "s4", "s5")) == []


def test_a_statement_on_fees_elsewhere_is_pointed_at():
    [finding] = found("AR-S6-FEE", s6="无。", s3="本年度未收取信息处理费。")
    assert "收到和处理政府信息公开申请情况" in finding.problem


@pytest.mark.parametrize("text", ["（文字描述）", "无", "asdf asdf 123。", "见附件。"])
def test_what_a_section_lacks_is_in_no_sentence_that_could_be_quoted(text):
    broken = check(report(s5=text, s6=text))
    whole = [one for one in broken if one.rule in {"AR-S5-BOTH", "AR-S6-FEE"}]
    assert {one.where for one in whole} == {"s5", "s6"}
    assert all(one.passage == "" and one.place.startswith("“") for one in whole)
