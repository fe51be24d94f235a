"""The day of receipt by channel, and the safeguard against late confirmation."""

from datetime import date

import pytest

from gongkai.core.law.errors import WrongEntry
from gongkai.core.law.receipt import Channel, needs_confirmation, receipt
from gongkai.core.law.settings import LawSettings
from gongkai.core.law.workdays import national

FRIDAY, MONDAY, TUESDAY = date(2026, 5, 8), date(2026, 5, 11), date(2026, 5, 12)  # Saturday the 9th was worked


@pytest.mark.parametrize("channel", [Channel.COUNTER, Channel.EMS, Channel.REGISTERED, Channel.ORAL])
def test_a_channel_without_confirmation_counts_from_the_day_itself(channel):
    found = receipt(channel, FRIDAY, calendar=national())
    assert (found.received_on, found.warnings) == (FRIDAY, ())


@pytest.mark.parametrize("channel", [Channel.ORDINARY_LETTER, Channel.INTERNET, Channel.FAX, Channel.EMAIL])
def test_a_channel_with_confirmation_counts_from_the_confirmation_and_keeps_the_arrival(channel):
    waiting = receipt(channel, FRIDAY, calendar=national())
    assert (waiting.received_on, waiting.conservative_on) == (None, FRIDAY)
    assert "尚未起算" in waiting.warnings[0]
    found = receipt(channel, FRIDAY, MONDAY, calendar=national())
    assert (found.received_on, found.conservative_on) == (MONDAY, FRIDAY)


@pytest.mark.parametrize(
    ("channel", "confirmed_on", "said"),
    [
        (Channel.ORDINARY_LETTER, FRIDAY, ""),
        (Channel.ORDINARY_LETTER, MONDAY, "应当在收到当日"),
        (Channel.INTERNET, date(2026, 5, 9), ""),
        (Channel.INTERNET, MONDAY, "过了2个工作日才确认"),
        (Channel.EMAIL, TUESDAY, "过了3个工作日才确认"),
    ],
)
def test_a_late_confirmation_is_warned_of(channel, confirmed_on, said):
    warnings = receipt(channel, FRIDAY, confirmed_on, calendar=national()).warnings
    assert (said in warnings[0]) if said else warnings == ()


def test_a_rest_day_of_arrival_is_no_working_day_waited():
    saturday, monday = date(2026, 3, 7), date(2026, 3, 9)
    assert receipt(Channel.INTERNET, saturday, monday, calendar=national()).warnings == ()


def test_a_confirmation_in_an_unknown_year_is_told_and_counts_all_the_same():
    found = receipt(Channel.FAX, date(2026, 12, 31), date(2027, 1, 4), calendar=national())
    assert found.received_on == date(2027, 1, 4)
    assert "2027年" in found.warnings[0]


def test_a_confirmation_before_the_arrival_is_refused():
    with pytest.raises(WrongEntry, match="早于来件日期"):
        receipt(Channel.FAX, MONDAY, FRIDAY, calendar=national())


def test_the_conflict_over_e_mail_and_the_convention_for_oral_applications_are_settings():
    settings = LawSettings(email_counts_on_arrival=True, oral_counts_on_filling=False)
    assert receipt(Channel.EMAIL, FRIDAY, MONDAY, calendar=national(), settings=settings).received_on == FRIDAY
    assert needs_confirmation(Channel.ORAL, settings)


def test_every_channel_has_its_label_and_article():
    for channel in Channel:
        found = receipt(channel, FRIDAY, FRIDAY, calendar=national())
        assert not channel.label.isascii()
        assert "第三十一条" in found.basis
