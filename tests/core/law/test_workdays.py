"""Working days from the notices: agreement with chinesecalendar, gaps, local days, new notices."""

import tomllib
from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.law.deadlines import Status, changed_by_calendar, term_due
from gongkai.core.law.errors import CalendarGap, WrongNotice, WrongQuantity
from gongkai.core.law.notices import LocalDay, parse_notice, shipped_notices
from gongkai.core.law.workdays import WorkCalendar, national

KNOWN = st.dates(date(2019, 1, 1), date(2025, 12, 31))
# Invented: nobody knows the holidays of 2027 yet.
INVENTED_2027 = """
year = 2027
number = "虚构〔2026〕1号"
title = "虚构的2027年放假安排"
issued_on = 2026-11-01
off = [
  { name = "元旦", from = 2027-01-01, to = 2027-01-03 },
  { name = "春节", from = 2027-02-05, to = 2027-02-11, work = [2027-01-30, 2027-02-20] },
  { name = "清明节", from = 2027-04-05, to = 2027-04-05 },
  { name = "劳动节", from = 2027-05-01, to = 2027-05-05, work = [2027-05-08] },
  { name = "端午节", from = 2027-06-09, to = 2027-06-09 },
  { name = "中秋节", from = 2027-09-15, to = 2027-09-15 },
  { name = "国庆节", from = 2027-10-01, to = 2027-10-07, work = [2027-09-26, 2027-10-09] },
]
"""


def invented(text: str = INVENTED_2027, old: str = "", new: str = "") -> dict:
    assert old in text
    return tomllib.loads(text.replace(old, new))


def every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@pytest.mark.parametrize(
    ("year", "working"),
    [(2019, 250), (2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)],
)
def test_a_year_agrees_with_chinesecalendar_day_by_day(year, working):
    days = every_day(date(year, 1, 1), date(year, 12, 31))
    ours = {day for day in days if national().is_working(day)}
    assert ours == {day for day in days if chinese_calendar.is_workday(day)}
    assert len(ours) == working


def test_the_shipped_years_are_2019_to_2026_each_with_the_number_of_its_notice():
    assert national().years == tuple(range(2019, 2027))
    assert all(notice.number.startswith("国办发明电〔") for notice in shipped_notices())


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2027, 1, 1)])
def test_a_day_of_a_year_that_is_not_announced_is_unknown(day):
    with pytest.raises(CalendarGap, match=f"还没有录入{day.year}年的放假安排"):
        national().is_working(day)


def test_a_holiday_and_a_make_up_day_tell_their_name_and_notice():
    off, worked = national().kind(date(2020, 1, 31)), national().kind(date(2025, 1, 26))
    assert (off.working, off.why, off.source) == (False, "春节放假", "国办发明电〔2020〕1号")
    assert (worked.working, worked.why, worked.source) == (True, "春节调休上班", "国办发明电〔2024〕12号")


@given(KNOWN, st.integers(1, 60), st.integers(1, 60))
def test_counting_on_is_counting_in_one_go(day, first, second):
    calendar = national()
    assert calendar.add(calendar.add(day, first), second) == calendar.add(day, first + second)


@given(KNOWN, st.integers(1, 60))
def test_the_day_found_is_a_later_working_day_and_grows_with_the_number(day, number):
    calendar = national()
    found = calendar.add(day, number)
    assert calendar.is_working(found)
    assert day < found < calendar.add(day, number + 1)
    assert len(calendar.between(day + timedelta(days=1), found)) == number


@given(KNOWN, st.integers(1, 60))
def test_a_later_day_never_gives_an_earlier_end_and_a_rest_day_counts_like_the_working_day_before(day, number):
    calendar = national()
    following = day + timedelta(days=1)
    assert calendar.add(following, number) >= calendar.add(day, number)
    if not calendar.is_working(following):
        assert calendar.add(following, number) == calendar.add(day, number)


@given(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.integers(1, 60))
def test_another_year_changes_no_due_date_but_one_that_was_unknown(day, number):
    more = national().with_notice(parse_notice(invented()))
    try:
        known = national().add(day, number)
    except CalendarGap:
        assert more.add(day, number).year == 2027
    else:
        assert more.add(day, number) == known


def test_counting_nothing_is_refused():
    with pytest.raises(WrongQuantity):
        national().add(date(2025, 1, 2), 0)


def test_a_local_day_off_and_a_local_day_worked_go_before_the_national_ones():
    local = national().with_local(
        [
            LocalDay(date(2026, 4, 17), working=False, why="壮族三月三放假", source="地方规定（示例）"),
            LocalDay(date(2026, 4, 25), working=True, why="地方调休上班", source="地方规定（示例）"),
        ]
    )
    assert local.add(date(2026, 4, 16), 1) == date(2026, 4, 20)
    assert local.kind(date(2026, 4, 25)).working
    assert national().add(date(2026, 4, 16), 1) == date(2026, 4, 17)


def test_a_new_notice_tells_which_running_deadlines_it_changes():
    known = national()
    more = known.with_notice(parse_notice(invented()))
    running = [
        (key, lambda calendar, day=day: term_due("ANSWER_20", day, calendar))
        for key, day in (("早", date(2026, 11, 2)), ("晚", date(2026, 12, 10)))
    ]
    changes = changed_by_calendar(running, known, more)
    assert [(change.key, change.before, change.after) for change in changes] == [("晚", None, date(2027, 1, 8))]
    assert changes[0].sentence == "放假安排变动，期限由未知改为2027年1月8日（周五）。"


def test_a_notice_that_reaches_into_the_old_year_moves_a_deadline_and_says_so():
    text = INVENTED_2027.replace("from = 2027-01-01, to = 2027-01-03", "from = 2026-12-31, to = 2027-01-02")
    more = national().with_notice(parse_notice(invented(text)))
    before = term_due("ANSWER_20", date(2026, 12, 3), national())
    assert before.due_on == date(2026, 12, 31)
    assert any("2027年的放假安排尚未录入" in warning for warning in before.warnings)
    changes = changed_by_calendar([("甲", lambda c: term_due("ANSWER_20", date(2026, 12, 3), c))], national(), more)
    assert [(change.before, change.after) for change in changes] == [(date(2026, 12, 31), date(2027, 1, 4))]


def test_a_notice_of_the_same_year_replaces_the_one_before():
    again = parse_notice(invented(old="to = 2027-05-05", new="to = 2027-05-04"))
    calendar = national().with_notice(parse_notice(invented())).with_notice(again)
    assert calendar.is_working(date(2027, 5, 5))


def test_an_unknown_answer_says_how_far_the_count_came():
    found = term_due("ANSWER_20", date(2026, 12, 10), national())
    assert found.status is Status.UNKNOWN
    assert found.derivation.sentence() == (
        "收到申请之日是2026年12月10日（周四），当日不计，自次日起算，答复期限20个工作日（《条例》第三十三条第二款），"
        "到2026年12月31日（周四）只计满15日，还没有录入2027年的放假安排，算不出期限。"
        "请在依申请公开的“工作日”页面录入国务院办公厅关于2027年部分节假日安排的通知。"
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("year = 2027", "", "没有写明年份"),
        ("year = 2027", "year = 2028", "不在2028年"),
        ('number = "虚构〔2026〕1号"', "", "没有写明文号"),
        ("issued_on = 2026-11-01", 'issued_on = "昨天"', "发文日期“昨天”不是日期"),
        ('name = "清明节", from', 'name = "", from', "缺少清明节的安排"),
        ('name = "清明节", from', "from", "有一处放假没有写明节日名称"),
        ("to = 2027-05-05", "to = 2027-04-05", "起止日期不对"),
        ("to = 2027-05-05", "to = 2027-06-05", "起止日期不对"),
        ("work = [2027-05-08]", "work = [2027-05-10]", "本来就上班"),
        ("work = [2027-05-08]", "work = [2027-05-01]", "写了不止一次"),
        ("work = [2027-05-08]", "work = 2027-05-08", "应当是一列日期"),
    ],
)
def test_a_notice_that_cannot_be_right_is_refused_with_the_place(old, new, said):
    with pytest.raises(WrongNotice, match=said):
        parse_notice(invented(old=old, new=new))


def test_a_notice_without_days_off_is_refused():
    with pytest.raises(WrongNotice, match="没有写明放假日期"):
        parse_notice({"year": 2027, "number": "一", "title": "二", "issued_on": "2026-11-01"})


def test_an_empty_calendar_knows_nothing():
    with pytest.raises(CalendarGap):
        WorkCalendar(()).add(date(2025, 1, 1), 1)
