"""Published in time: 31 January for departments, 31 March for governments; never rolled forward."""

from datetime import date

import pytest

from gongkai.core.report.checks import Context, Settings, Severity, check
from tests.core.report.factories import report


def late(context=None, **changes):
    return [finding for finding in check(report(**changes), context) if finding.rule == "AR-DATE"]


@pytest.mark.parametrize(
    ("organ", "published_on", "days"),
    [
        pytest.param("始兴县退役军人事务局", "2024-01-31", 0, id="department-on-the-last-day"),
        pytest.param("始兴县退役军人事务局", "2024-02-01", 1, id="department-a-day-late"),
        pytest.param("老城区西关街道办事处", "2024-02-05", 5, id="sub-district"),
        pytest.param("桃江县松木塘镇人民政府", "2024-02-01", 1, id="a-town-has-the-term-of-an-organ"),
        pytest.param("沭阳县人民政府", "2024-03-31", 0, id="government-on-a-sunday"),
        pytest.param("沭阳县人民政府", "2024-04-01", 1, id="a-sunday-is-not-moved"),
        pytest.param("宿迁市", "2024-02-20", 0, id="a-place-stands-for-its-government"),
        pytest.param("上海市人民政府办公厅", "2024-02-20", 0, id="an-office-reports-for-its-government"),
        pytest.param("某市高新技术产业开发区管理委员会", "2024-02-20", 0, id="open-until-the-later-day"),
        pytest.param("", "2024-04-02", 2, id="no-name-has-the-later-day"),
    ],
)
def test_days_late(organ, published_on, days):
    findings = late(organ=organ, published_on=published_on)
    assert len(findings) == bool(days)
    assert all(f"迟了 {days} 天" in finding.problem for finding in findings)


def test_the_finding_says_both_days_and_whose_term_it_is():
    (finding,) = late(organ="始兴县退役军人事务局", published_on="2024-03-01")
    assert "2023年度报告发布于2024年3月1日，政府部门的期限是2024年1月31日，迟了 30 天" in finding.problem
    assert "第四十九条第一款" in finding.source


@pytest.mark.parametrize(
    ("organ", "severity"),
    [
        pytest.param("始兴县退役军人事务局", Severity.ERROR, id="department"),
        pytest.param("沭阳县人民政府", Severity.ERROR, id="government"),
        pytest.param("老城区西关街道办事处", Severity.WARNING, id="sub-district"),
        pytest.param("桃江县松木塘镇人民政府", Severity.WARNING, id="town"),
        pytest.param("上湾乡", Severity.WARNING, id="township"),
        pytest.param("某市高新技术产业开发区管理委员会", Severity.WARNING, id="committee"),
        pytest.param("", Severity.WARNING, id="no-name"),
    ],
)
def test_only_a_body_that_the_article_binds_commits_an_error(organ, severity):
    (finding,) = late(organ=organ, published_on="2024-05-01")
    assert finding.severity is severity


def test_a_local_notice_may_set_the_day_of_townships_and_make_it_bind():
    context = Context(settings=Settings(township_due_month_day=(1, 20), township_due_binds=True))
    (finding,) = late(context, published_on="2024-01-21")
    assert (finding.severity, finding.values["due_on"]) == (Severity.ERROR, "2024-01-20")
    assert not late(context, organ="始兴县退役军人事务局", published_on="2024-01-21")


def test_townships_are_held_to_a_convention_and_not_to_the_article():
    (finding,) = late(published_on="2024-03-01")
    assert finding.source.startswith("约定")


def test_the_day_the_caller_knows_counts_before_the_one_in_the_report():
    assert late(Context(published_on=date(2024, 2, 2)), published_on="2024-01-02")


@pytest.mark.parametrize("published_on", ["", "2024-02-31"])
def test_without_a_day_nothing_is_said(published_on):
    assert late(published_on=published_on) == []


def test_the_terms_can_be_set():
    context = Context(settings=Settings(organ_due_month_day=(1, 20)))
    assert "期限是2024年1月20日，迟了 1 天" in late(context, published_on="2024-01-21")[0].problem
