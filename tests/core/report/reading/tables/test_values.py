from decimal import Decimal

import pytest

from gongkai.core.report.reading.tables.values import BLANK, DASH, NUMBER, UNREAD, WORDS, printed, taken_off, unit_of


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        pytest.param("0", NUMBER, 0, id="zero"),
        pytest.param("", BLANK, None, id="nothing"),
        pytest.param(" \u3000\xa0\n", BLANK, None, id="blanks of every kind"),
        pytest.param("\u200b", BLANK, None, id="invisible"),
        pytest.param("/", DASH, "/", id="slash"),
        pytest.param("——", DASH, "——", id="dashes"),
        pytest.param("１２", NUMBER, 12, id="full-width"),
        pytest.param("1,234", NUMBER, 1234, id="thousands"),
        pytest.param("12,34", WORDS, "12,34", id="no thousands"),
        pytest.param("+19", NUMBER, 19, id="plus"),
        pytest.param("-8", NUMBER, -8, id="minus"),
        pytest.param("96171.6", NUMBER, Decimal("96171.6"), id="decimal"),
        pytest.param("3件", NUMBER, 3, id="own unit"),
        pytest.param("22（其中修订 16 件）", NUMBER, 22, id="remark"),
        pytest.param("43.788万元", NUMBER, Decimal("43.788"), id="ten thousands of yuan"),
        pytest.param("251000元", WORDS, "251000元", id="another unit stays as printed"),
        pytest.param("31批次", WORDS, "31批次", id="a word of measure stays as printed"),
        pytest.param("未增未减", WORDS, "未增未减", id="words"),
        pytest.param("1\n2", NUMBER, 12, id="a number broken over two lines"),
    ],
)
def test_zero_blank_slash_and_words_stay_apart(text: str, kind: str, value: object) -> None:
    found = printed(text)

    assert (found.kind, found.value) == (kind, value)
    assert type(found.value) is type(value)


@pytest.mark.parametrize(
    ("text", "value", "parted", "said"),
    [
        pytest.param("6¹", 6, False, "1", id="raised"),
        pytest.param("6[2]", 6, False, "[2]", id="note in brackets"),
        pytest.param("6（注3）", 6, False, "(注3)", id="note in round brackets"),
        pytest.param("9\u03366", 6, False, "9", id="struck"),
        pytest.param("1 6", 16, True, "", id="figures apart"),
        pytest.param("1\u2028234", 1234, True, "", id="line separator"),
        pytest.param("22（其中修订 16 件）", 22, False, "", id="a blank inside the remark"),
        pytest.param("3 件", 3, False, "", id="a blank before the unit"),
    ],
)
def test_what_is_beside_a_figure_is_told(text: str, value: int, parted: bool, said: str) -> None:
    found = printed(text)

    assert (found.kind, found.value, found.parted) == (NUMBER, value, parted)
    assert said in taken_off(text)
    assert bool(said) == bool(taken_off(text))


@pytest.mark.parametrize("text", ["0 0", "0\n1", "6\u0336"])
def test_what_is_no_number_at_all_is_not_read(text: str) -> None:
    assert printed(text).kind == UNREAD


def test_the_unit_inside_a_cell_is_known() -> None:
    assert [unit_of(text) for text in ("43.788万元", "3 件", "7", "/")] == ["万元", "件", "", ""]


@pytest.mark.parametrize("digits", [60, 5_000, 100_000])
def test_digits_without_end_are_words_and_no_number(digits: int) -> None:
    found = printed("9" * digits)
    assert (found.kind, found.value) == (WORDS, "9" * digits)
    assert printed("9" * 59).value == int("9" * 59)
