from decimal import Decimal

import pytest

from gongkai.core.report.reading.tables.values import BLANK, DASH, NUMBER, WORDS, printed, unit_of


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


def test_the_unit_inside_a_cell_is_known() -> None:
    assert [unit_of(text) for text in ("43.788万元", "3 件", "7", "/")] == ["万元", "件", "", ""]
