"""What a report says of itself: title, organ, year, period, day of publication."""

import pytest

from gongkai.core.report.model import Passage, Section
from gongkai.core.report.reading.identity import identify


def found(*lines: str, overview: str = "", document_title: str = ""):
    sections = {"s1": Section("s1", "一、总体情况", tuple(Passage(line) for line in overview.splitlines()))}
    return identify(lines, lines, sections, document_title)


@pytest.mark.parametrize(
    ("lines", "organ", "year"),
    [
        pytest.param(("云川市教育局2023年政府信息公开工作年度报告",), "云川市教育局", 2023, id="organ-before-year"),
        pytest.param(("2023年云川市教育局政府信息公开工作年度报告",), "云川市教育局", 2023, id="year-before-organ"),
        pytest.param(("云川市教育局2023年度政府信息公开年度工作报告",), "云川市教育局", 2023, id="annual-work-report"),
        pytest.param(("云川市教育局2023年度政府信息公开工作报告",), "云川市教育局", 2023, id="work-report"),
        pytest.param(("云川市教育局政府信息公开工作年度报告（2023年）",), "云川市教育局", 2023, id="year-in-brackets"),
        pytest.param(("云川市人民政府", "2024 年政府信息公开工作年度报告"), "云川市人民政府", 2024, id="two-lines"),
        pytest.param(
            ("2025 年云川市人民政府办公厅政府信息公开", "工作年度报告"),
            "云川市人民政府办公厅",
            2025,
            id="broken-inside",
        ),
        pytest.param(
            ("样例区清河镇人民政府", "2022年政府信息公开", "工作年度报告"),
            "样例区清河镇人民政府",
            2022,
            id="three-lines",
        ),
        pytest.param(
            ("# 云 川 市 教 育 局 2023 年 政府信息公开工作年度报告",), "云川市教育局", 2023, id="blanks-and-marks"
        ),
        pytest.param(("样例县清河镇2023年政府信息公开 工作告年度报",), "样例县清河镇", 2023, id="scrambled"),
        pytest.param(
            ("雲川市退役軍人事務局2021年政府信息公開工作年度報告",), "云川市退役军人事务局", 2021, id="traditional"
        ),
        pytest.param(
            ("首页 > 政务公开 > 年报", "云川市教育局2023年政府信息公开工作年度报告", "来源：云川市教育局"),
            "云川市教育局",
            2023,
            id="among-navigation",
        ),
    ],
)
def test_title_gives_organ_and_year(lines, organ, year):
    identity = found(*lines)
    assert (identity.organ, identity.year) == (organ, year)


def test_title_is_kept_as_printed_without_blanks():
    identity = found("样例县清河镇2023年政府信息公开 工作告年度报")
    assert identity.title == "样例县清河镇2023年政府信息公开工作告年度报"


@pytest.mark.parametrize(
    ("front", "overview", "organ", "year"),
    [
        pytest.param(
            "现将清河回族镇2022年度政府信息公开工作报告如下：",
            "清河回族镇人民政府严格落实要求。",
            "清河回族镇人民政府",
            2022,
            id="announced-in-the-preface-and-fuller-in-the-text",
        ),
        pytest.param(
            "报告数据统计期限为2025年1月1日至2025年12月31日。",
            "2025年，样例区退役军人事务局通过区政府网站主动公开政府信息8条。",
            "样例区退役军人事务局",
            2025,
            id="year-from-period-organ-from-running-text",
        ),
        pytest.param("", "2023年,云川新区科技局出台四项规范性文件。", "云川新区科技局", 2023, id="running-text-alone"),
        pytest.param(
            "本年度报告由云川市样例区教育局根据有关通知要求编制而成。统计期限从2023年1月1日起至2023年12月31日止。",
            "",
            "云川市样例区教育局",
            2023,
            id="drawn-up-by",
        ),
        pytest.param("", "2019年，我乡明确专人负责政务公开工作。", "", 2019, id="no-organ-is-guessed"),
        pytest.param("", "一年来，我局认真落实各项要求。", "", None, id="neither"),
    ],
)
def test_without_a_title_the_text_is_asked(front, overview, organ, year):
    identity = found(*([front] if front else []), overview=overview)
    assert (identity.organ, identity.year) == (organ, year)


def test_the_areas_above_are_added_where_the_text_names_them():
    identity = found(
        "样例区清河街道办事处2021年政府信息公开工作年度报告",
        overview="现将2021年度云川市样例区清河街道办事处政务公开工作情况总结如下：",
    )
    assert identity.organ == "云川市样例区清河街道办事处"


def test_a_short_name_is_completed_from_the_text():
    identity = found("县统计局2023年政府信息公开工作年度报告", overview="《样例县统计局服务指南》已经公布。")
    assert identity.organ == "样例县统计局"


@pytest.mark.parametrize(
    ("lines", "overview", "year"),
    [
        pytest.param(
            ("云川市教育局2021年政府信息公开工作年度报告", "统计期限自2020年1月1日起至2020年12月31日止。"),
            "2021年，云川市教育局公开信息12条。2021年收到申请3件。",
            2021,
            id="title-and-text-outvote-the-period",
        ),
        pytest.param(
            ("云川市教育局2022年政府信息公开工作年度报告", "统计期限自2023年1月1日起至2023年12月31日止。"),
            "2023年，云川市教育局公开信息12条。2023年收到申请3件。",
            2023,
            id="period-and-text-outvote-the-title",
        ),
        pytest.param(
            ("云川市教育局2022年政府信息公开工作年度报告", "发布日期：2023-01-11"),
            "",
            2022,
            id="not-the-year-of-publication",
        ),
        pytest.param(
            ("按照有关通知（云政办函〔2023〕10号）要求，现将清河镇2022年度政府信息公开工作报告如下：",),
            "",
            2022,
            id="not-the-year-of-a-document-number",
        ),
    ],
)
def test_the_report_year_is_settled_by_majority(lines, overview, year):
    assert found(*lines, overview=overview).year == year


@pytest.mark.parametrize(
    ("line", "period"),
    [
        ("统计期限从2025年1月1日至2025年12月31日止。", "2025年1月1日至2025年12月31日"),
        ("数据统计期限为 2025 年 1 月 1 日至 12 月 31 日。", "2025年1月1日至12月31日"),
        ("统计期限从2019年1月1日到12月31日止。", "2019年1月1日到12月31日"),
        ("统计期限自202011日起至20201231日止。", "202011日起至20201231日"),
        ("统计期限自20201月1日起至202012月31日止。", "20201月1日起至202012月31日"),
        ("本报告没有写统计期限。", ""),
    ],
)
def test_statistical_period_is_kept_as_printed(line, period):
    assert found("云川市教育局2020年政府信息公开工作年度报告", line).period == period


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("发布日期：2024-01-18", "2024-01-18"),
        ("来源：云川市 时间：2024-01-31 浏览次数：12", "2024-01-31"),
        ("日期：2024年01月11日 【字体：大 中 小】", "2024-01-11"),
        ("（2024年1月23日）", "2024-01-23"),
        ("发布日期：2024-02-30", ""),
        ("成立日期：1998-01-01", ""),
        ("", ""),
    ],
)
def test_day_of_publication(line, day):
    assert found("云川市教育局2023年政府信息公开工作年度报告", line).published_on == day


def test_the_files_own_title_is_used_where_the_text_has_none():
    identity = found("首页", document_title="云川市教育局2023年政府信息公开工作年度报告_云川市教育局")
    assert (identity.organ, identity.year) == ("云川市教育局", 2023)
