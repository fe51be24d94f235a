"""The number of a letter: the pattern of the body, one for each letter."""

from datetime import date

import pytest

from gongkai.core.letters.errors import WrongNumber
from gongkai.core.letters.numbers import number
from tests.core.letters.factories import settings


@pytest.mark.parametrize(
    ("pattern", "made"),
    [
        ("{代字}〔{年}〕{序号}号-答", "示街公开〔2026〕12号-答"),
        ("{代字}公复〔{年}〕{序号}号", "示街公开公复〔2026〕12号"),
        ("{年}-{序号}", "2026-12"),
    ],
)
def test_a_number_is_made_by_the_pattern(pattern, made):
    assert number(pattern, "示街公开", date(2026, 3, 2), 12) == made


@pytest.mark.parametrize(
    "pattern",
    ["{代字}〔{年}〕号", "{代字}{序号}号", "{年}{序号}{序号}", "{年}{序号}{月}", "{年}{序号}{", "{年}}{序号}", ""],
)
def test_a_pattern_that_gives_two_letters_one_number_is_refused(pattern):
    with pytest.raises(WrongNumber):
        settings(reply_number=pattern)
    with pytest.raises(WrongNumber):
        settings(notice_number=pattern)


def test_a_word_is_never_read_as_a_pattern():
    assert number("{代字}〔{年}〕{序号}号", "{序号}", date(2026, 3, 2), 1) == "{序号}〔2026〕1号"


def test_a_place_below_one_is_refused():
    with pytest.raises(WrongNumber, match="序号0不对"):
        number("{年}{序号}", "", date(2026, 3, 2), 0)
