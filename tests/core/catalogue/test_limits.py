"""Time limits as catalogues write them."""

from datetime import date

import pytest

from gongkai.core.catalogue.limits import due_after, read_limit
from gongkai.core.catalogue.words import Rhythm
from gongkai.core.law.workdays import national


@pytest.mark.parametrize(
    ("text", "days", "working", "prompt", "rhythm"),
    [
        pytest.param("信息形成之日起20个工作日内", 20, True, False, Rhythm.AS_FORMED, id="usual"),
        pytest.param("信息形成之日起 20 个工作日内，及时公开", 20, True, True, Rhythm.AS_FORMED, id="prompt-too"),
        pytest.param("及时公开", None, True, True, Rhythm.AS_FORMED, id="prompt"),
        pytest.param("每季度末十五个工作日内", 15, True, False, Rhythm.QUARTERLY, id="quarter-in-characters"),
        pytest.param("批准后２０日内", 20, False, False, Rhythm.AS_FORMED, id="full-width-days"),
        pytest.param("长期公开", None, True, False, Rhythm.LASTING, id="lasting"),
        pytest.param("公示期不少于7个工作日", None, True, False, Rhythm.AS_FORMED, id="how-long-it-is-shown"),
        pytest.param("每月10日前", 10, False, False, Rhythm.MONTHLY, id="month"),
        pytest.param("按规定", None, True, False, Rhythm.AS_FORMED, id="not-understood"),
        pytest.param("三十个工作日内", 30, True, False, Rhythm.AS_FORMED, id="thirty"),
    ],
)
def test_a_limit_is_read(text, days, working, prompt, rhythm):
    found = read_limit(text)

    assert (found.days, found.working, found.prompt, found.rhythm) == (days, working, prompt, rhythm)


def test_words_that_say_nothing_are_told_apart_and_take_the_term_of_the_regulation():
    limit = read_limit("按规定")

    due = due_after(date(2025, 3, 3), limit, national())

    assert not limit.understood
    assert due.on == date(2025, 3, 31)
    assert "第二十六条" in due.why


def test_the_term_counts_working_days_over_the_spring_festival():
    assert due_after(date(2025, 1, 20), read_limit("20个工作日内"), national()).on == date(2025, 2, 21)


def test_a_year_without_its_notice_gives_unknown_and_the_earliest_day():
    due = due_after(date(2026, 12, 20), read_limit("20个工作日内"), national())

    assert due.on is None
    assert due.not_before == date(2027, 1, 9)
    assert "2027" in due.why
