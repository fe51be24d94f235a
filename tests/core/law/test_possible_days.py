"""Dates that cannot be meant are told; the calendar never runs off its end."""

from datetime import date

import pytest

from gongkai.core.law.errors import CalendarGap
from gongkai.core.law.possible_days import EARLIEST, LATEST, ImpossibleDay, possible
from gongkai.core.law.workdays import national


@pytest.mark.parametrize("day", [EARLIEST, date(2026, 11, 25), LATEST])
def test_a_day_within_the_bounds_is_given_back(day):
    assert possible(day) is day


@pytest.mark.parametrize(("day", "told"), [(date.min, "早于1912年1月1日"), (date.max, "晚于2199年12月31日")])
def test_a_day_beyond_the_bounds_is_told_with_the_bound_and_what_to_do(day, told):
    with pytest.raises(ImpossibleDay, match=told) as error:
        possible(day, "成文日期")
    assert str(error.value).startswith("成文日期“")
    assert error.value.remedy == "请核对年、月、日后重新填写。"


def test_a_day_that_has_not_come_is_told_where_it_must_have_come():
    with pytest.raises(ImpossibleDay, match="还没有到这一天"):
        possible(date(2026, 11, 26), last=date(2026, 11, 25))


@pytest.mark.parametrize("day", [date.min, date(9999, 12, 30), date.max])
def test_the_last_and_first_days_of_all_are_unknown_like_any_other(day):
    for reckon in (lambda: national().add(day, 20), lambda: national().roll(day)):
        with pytest.raises(CalendarGap, match=f"{day.year}年"):
            reckon()
