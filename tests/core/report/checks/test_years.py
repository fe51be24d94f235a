"""What binds a report to last year's."""

import pytest

from gongkai.core.report.checks import Context, Severity, check
from tests.core.report.factories import report, table3, table4


def found(rule, now, before, *, year=2023, previous_year=2022, form="2021", previous_form=""):
    previous = report(year=previous_year, form=previous_form or form, cells=before)
    findings = check(report(year=year, form=form, cells=now), Context(previous=previous))
    return [finding for finding in findings if finding.rule == rule]


NOW = table3(natural={"new": 4, "carried_in": 2, "r1_granted": 6})


def test_what_was_carried_out_is_carried_in():
    assert found("AR-X-CARRY", NOW, table3(natural={"new": 2, "carried_out": 2})) == []


def test_a_difference_is_told_for_every_column_concerned():
    before = table3(natural={"new": 3, "carried_out": 3})
    natural, total = found("AR-X-CARRY", NOW, before)
    assert (natural.where, total.where) == ("t3.carried_in.natural", "t3.carried_in.total")
    assert natural.severity is Severity.ERROR
    assert natural.problem == (
        "表三“自然人”列：今年的“上年结转”是 2 件，2022年报告的“结转下年度继续办理”是 3 件，相差 1 件。"
    )
    assert natural.values == {"t3.carried_in.natural": 2, "t3.carried_out.natural": 3}


def test_a_blank_total_of_last_year_says_nothing():
    before = table3(natural={"new": 2, "carried_out": 2}) | {"t3.carried_out.total": None}
    assert found("AR-X-CARRY", NOW, before) == []


@pytest.mark.parametrize("previous_year", [2021, 2023])
def test_only_the_report_of_the_year_before_counts(previous_year):
    assert found("AR-X-CARRY", NOW, table3(), previous_year=previous_year) == []


def test_without_a_report_of_last_year_nothing_is_said():
    assert [finding for finding in check(report(cells=NOW)) if finding.rule.startswith("AR-X")] == []


def test_documents_in_force_follow_from_last_year():
    now = {"t2.normdocs.issued": 3, "t2.normdocs.repealed": 1, "t2.normdocs.in_force": 11}
    assert found("AR-X-INFORCE", now, {"t2.normdocs.in_force": 9}) == []
    (finding,) = found("AR-X-INFORCE", now, {"t2.normdocs.in_force": 10})
    assert (finding.where, finding.severity) == ("t2.normdocs.in_force", Severity.WARNING)
    assert finding.problem == (
        "表二“行政规范性文件”：上年现行有效 10 件，加今年制发 3 件，减今年废止 1 件，是 12 件，"
        "今年填的现行有效是 11 件，相差 1 件。"
    )


def test_documents_in_force_have_no_counterpart_in_the_2019_edition():
    now = {"t2.normdocs.in_force": 11}
    assert found("AR-X-INFORCE", now, {}, year=2021, previous_year=2020, previous_form="2019") == []


@pytest.mark.parametrize(("total", "findings"), [(1, 1), (2, 0), (5, 0)])
def test_pending_cases_come_back(total, findings):
    now = table4(suit_direct={"upheld": total})
    assert len(found("AR-X-PENDING", now, table4(suit_direct={"pending": 2}))) == findings


def test_a_group_with_too_few_cases_says_both_figures():
    (finding,) = found("AR-X-PENDING", table4(review={"upheld": 1}), table4(review={"pending": 3}))
    assert finding.where == "t4.review.total"
    assert finding.problem == "表四“行政复议”：上年还有 3 件尚未审结，今年的总计只有 1 件，少 2 件。"


def test_items_of_the_2019_edition_follow_from_last_year():
    before = {"old2.permits.items_prev": 21, "old2.permits.items_delta": 19}
    sound, wrong = {"old2.permits.items_prev": 40}, {"old2.permits.items_prev": 21}
    years = {"year": 2020, "previous_year": 2019, "form": "2019"}
    assert found("AR-X-OLDITEMS", sound, before, **years) == []
    (finding,) = found("AR-X-OLDITEMS", wrong, before, **years)
    assert finding.where == "old2.permits.items_prev"
    assert "增减 19 项，得 40 项，今年填的“上一年项目数量”是 21 项，相差 19 项" in finding.problem


def test_words_instead_of_items_are_not_judged():
    before = {"old2.permits.items_prev": 21, "old2.permits.items_delta": "未增未减"}
    years = {"year": 2020, "previous_year": 2019, "form": "2019"}
    assert found("AR-X-OLDITEMS", {"old2.permits.items_prev": 30}, before, **years) == []
