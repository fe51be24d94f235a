"""The year in title, statistical period and running text."""

import pytest

from gongkai.core.report.checks import check
from tests.core.report.factories import SECTION_1, SECTION_5, report

FIRST = "通过区政府网站公开各类政府信息12条。"


def found(**changes):
    return [one for one in check(report(**changes)) if one.rule == "AR-TXT-YEAR"]


def running(text: str, **changes):
    return found(s1=SECTION_1.replace(FIRST, text), **changes)


@pytest.mark.parametrize(
    "period",
    [
        "2023年1月1日至2023年12月31日",
        "2023年1月1日至12月31日",
        "2023 年 1 月 1 日起至 12 月 31 日",
        "20231月1日至202312月31日",
        "2023年1月1日至2023年12月底",
    ],
)
def test_a_sound_or_unreadable_period_is_left_alone(period):
    assert found(period=period) == []


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2022年1月1日至2022年12月31日", "2022 年"),
        ("2022年1月1日至2023年12月31日", "2022 年至 2023 年"),
        ("2023年1月1日至2023年12月21日", "12 月 21 日"),
        ("2023年2月1日至2023年12月31日", "2 月 1 日"),
    ],
)
def test_a_wrong_period_is_found(period, said):
    [finding] = found(period=period)
    assert said in finding.problem
    assert finding.where == "front"
    assert period in finding.passage


def test_a_title_of_another_year_is_found():
    [finding] = found(title="清河街道办事处2022年政府信息公开工作年度报告")
    assert (finding.where, finding.place) == ("front", "标题")
    assert "2022" in finding.problem


@pytest.mark.parametrize(
    "text",
    [
        "2023年，我街道公开信息12条。",
        "2022年，我街道公开信息10条，2023年公开12条。",
        "2022年，我街道公开信息10条，今年比上年增加2条。",
        "公开《云川市2022年国民经济和社会发展统计公报》1条。",
        "公开2022年决算、2023年预算。",
        "2024年，我街道将继续加强公开工作。",
        "2019年，《条例》修订施行。",
        "针对2022年存在的问题，已经整改。",
    ],
)
def test_other_years_in_their_place_are_left_alone(text):
    assert running(text) == []


@pytest.mark.parametrize(
    "text", ["2022年，我街道组织学习有关规定。", "2022年我街道公开信息12条。", "2021年度，全街公开信息12条。"]
)
def test_a_sentence_left_over_from_another_year_is_found(text):
    [finding] = running(text)
    assert finding.where == "s1"
    assert finding.passage.endswith(text.rstrip("。"))


def test_section_5_is_read_too():
    [finding] = found(s5=f"2022年，我街道公开工作取得成绩。\n{SECTION_5}")
    assert finding.where == "s5"


def test_without_a_report_year_nothing_is_said():
    made = report(title="无标题", period="2022年1月1日至2022年12月31日")
    made.year = None
    assert [one for one in check(made) if one.rule == "AR-TXT-YEAR"] == []


def test_a_sentence_left_over_is_quoted_by_its_beginning():
    left = "2021年，本机关认真做好公开工作，按月核对各个栏目的更新情况。"
    (finding,) = [one for one in check(report(s1=left)) if one.rule == "AR-TXT-YEAR"]
    assert finding.problem.startswith("“2021年，本机关认真做好公开工作，按月核对各个…”写的是 2021 年")
