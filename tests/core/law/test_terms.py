"""The terms as data, the settings as choices, and what a due date says of itself."""

from datetime import date

import pytest

from gongkai.core.law.deadlines import Exclusion, ReplyClock, Status, publication_due, report_due, term_due
from gongkai.core.law.derivation import add_months
from gongkai.core.law.errors import ExtensionTooLong, UnknownCode, WrongEntry
from gongkai.core.law.settings import CONVENTION, UNVERIFIED, LawSettings, described
from gongkai.core.law.terms import Unit, term, terms
from gongkai.core.law.workdays import national


@pytest.mark.parametrize("id_", sorted(terms()))
def test_every_term_speaks_chinese_and_names_its_basis(id_):
    for edition in terms()[id_]:
        assert all(not text.isascii() for text in (edition.label, edition.starts, edition.basis, edition.effect))
        assert edition.mark in {"", "unverified", "convention"}


def test_a_day_before_the_first_edition_is_counted_by_it_and_says_so():
    found = term_due("ANSWER_20", date(2019, 4, 26), national())
    assert "2019年5月15日" in found.warnings[0]
    assert term_due("ANSWER_20", date(2019, 5, 15), national()).warnings == ()


def test_the_report_is_due_on_a_date_that_is_never_rolled():
    assert report_due(2025, government=False) == date(2026, 1, 31)  # a Saturday
    assert report_due(2025, government=True) == date(2026, 3, 31)
    assert term("REPORT_ORGAN", date(2026, 1, 1)).unit is Unit.JANUARY


def test_publication_may_have_another_number_by_another_law():
    assert publication_due(date(2026, 1, 29), national()).due_on == date(2026, 3, 4)
    assert publication_due(date(2026, 3, 2), national(), other_workdays=7).due_on == date(2026, 3, 11)


@pytest.mark.parametrize("id_", ["REPORT_ORGAN", "SUPPLEMENT_PERIOD", "ANSWER_NOW"])
def test_a_term_that_cannot_be_counted_from_a_day_says_why(id_):
    with pytest.raises(WrongEntry):
        term_due(id_, date(2026, 1, 5), national())


def test_an_unknown_term_is_refused():
    with pytest.raises(UnknownCode, match="期限"):
        term_due("SOON", date(2026, 1, 5), national())


@pytest.mark.parametrize("days", [-1, 21])
def test_an_extension_beyond_the_law_cannot_be_made(days):
    with pytest.raises(ExtensionTooLong, match="1至20个工作日"):
        ReplyClock(date(2025, 3, 3), days)


def test_a_consultation_cannot_end_before_it_was_sent():
    with pytest.raises(WrongEntry, match="早于发出的日期"):
        Exclusion(date(2025, 3, 6), date(2025, 3, 5))


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2025, 6, 30), 6, date(2025, 12, 30)),
        (date(2025, 12, 31), 12, date(2026, 12, 31)),
        (date(2025, 10, 31), 1, date(2025, 11, 30)),
    ],
)
def test_months_keep_the_day_or_take_the_last_of_the_month(day, months, end):
    assert add_months(day, months) == end


def test_the_derivation_prints_day_by_day_and_as_one_sentence():
    clock = ReplyClock(date(2025, 3, 27), 1, (Exclusion(date(2025, 4, 1), date(2025, 4, 2)),))
    found = clock.due(national()).derivation
    assert found.lines()[:8] == (
        "2025年3月27日（周四）  不计  收到申请，期间开始之日不计入",
        "2025年3月28日（周五）  第1日  工作日",
        "2025年3月29日（周六）  不计  休息日",
        "2025年3月30日（周日）  不计  休息日",
        "2025年3月31日（周一）  第2日  工作日",
        "2025年4月1日（周二）  第3日  工作日",
        "2025年4月2日（周三）  不计  征求意见，不计入（《条例》第三十三条第三款）",
        "2025年4月3日（周四）  第4日  工作日",
    )
    assert found.lines()[8] == "2025年4月4日（周五）  不计  清明节放假（国办发明电〔2024〕12号）"
    assert "2025年4月27日（周日）  第20日  劳动节调休上班（国办发明电〔2024〕12号）" in found.lines()
    assert found.lines()[-1] == "2025年4月28日（周一）  第21日  工作日，延长期内"
    assert found.sentence() == (
        "收到申请之日是2025年3月27日（周四），当日不计，自次日起算，答复期限20个工作日（《条例》第三十三条第二款），"
        "延长1个工作日（《条例》第三十三条第二款），其间征求意见的1个工作日不计入（《条例》第三十三条第三款），"
        "最后一日是2025年4月28日（周一）。"
    )


def test_a_period_in_days_prints_its_first_and_last_day_and_what_it_is_rolled_over():
    found = term_due("RECONSIDERATION_60D", date(2025, 8, 8), national()).derivation
    assert found.lines()[1:] == (
        "2025年8月9日（周六）  第1日  期限的第一日",
        "2025年10月7日（周二）  第60日  国庆节、中秋节放假，休息日（期限最后一日是休息日的，顺延至其后第一个工作日）",
        "2025年10月8日（周三）  不计  国庆节、中秋节放假，休息日（期限最后一日是休息日的，顺延至其后第一个工作日）",
        "2025年10月9日（周四）  不计  期限的最后一日",
    )
    assert "是休息日，顺延到2025年10月9日（周四）" in found.sentence()


def test_a_period_in_days_whose_end_lies_in_an_unknown_year_is_unknown():
    found = term_due("RECONSIDERATION_60D", date(2026, 12, 1), national())
    assert found.status is Status.UNKNOWN
    assert found.derivation.days[-1].on == date(2027, 1, 30)
    assert (
        "2027年1月30日（周六）是否休息日、要不要顺延不能确定，还没有录入2027年的放假安排" in found.derivation.sentence()
    )


def test_every_setting_has_its_label_mark_and_basis():
    assert len(described()) > 10
    for name, label, mark, basis, default in described():
        assert label, name
        assert mark in {CONVENTION, UNVERIFIED}
        assert basis
        assert default is not None


@pytest.mark.parametrize(
    "wrong", [{"supplement_days": 3}, {"supplement_days_most": 10}, {"reopened_days": 0}, {"confirm_within": -1}]
)
def test_a_setting_that_cannot_be_is_refused(wrong):
    with pytest.raises(WrongEntry):
        LawSettings(**wrong)
